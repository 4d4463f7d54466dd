// G5 through the adapters: a rejected token is renewed once, and the request sent once more.

import assert from "node:assert/strict";
import test from "node:test";

import { CREATE, LOOK_UP, OLD_GET, apiCalls, fixChance, manualClock, oauthAt, startVendor, times, tokenCalls } from "../package/vendor.mjs";
import { CLIENTS, MAKE_REQUESTS, WITHOUT_STREAM } from "./clients.mjs";

/** A client whose token the vendor has dropped behind its back. */
async function withDeadToken(t, over, { vendor: settings, account } = {}) {
  const vendor = await startVendor(t, settings);
  const api = oauthAt(t, vendor, account);
  await api.headers();
  vendor.capillary.expireTokens();
  vendor.clearRequests();
  return { vendor, send: over(api, vendor.url) };
}

const BODIES = {
  "an object": () => ({ name: "Zoë" }),
  bytes: () => new TextEncoder().encode('{"name":"Zoë"}'),
  URLSearchParams: () => new URLSearchParams({ name: "Zoë" }),
  "a Blob": () => new Blob(['{"name":"Zoë"}'], { type: "application/json" }),
};

for (const [name, over] of Object.entries(CLIENTS)) {
  for (const [what, path, settings] of [
    ["an expired token, by status 401", LOOK_UP],
    ["an expired token, 498 inside a 200 of v2", LOOK_UP, { expiredTokenStatus: 200 }],
    ["an expired token, 498 inside a 200 of v1.1", OLD_GET],
  ]) {
    test(`${name}: G5: ${what} costs one renewal, and the caller sees only the good answer`, async (t) => {
      const { vendor, send } = await withDeadToken(t, over, { vendor: settings });
      const { status, json } = await send("get", path);
      assert.equal(status, 200);
      assert.equal(json.response?.status.code ?? "200", "200");
      assert.deepEqual(vendor.requests.map(({ endpoint }) => endpoint), ["api", "token", "api"]);
    });
  }

  test(`${name}: G5: 20 parallel rejections make one renewal and 20 good answers`, async (t) => {
    const { vendor, send } = await withDeadToken(t, over);
    const answers = await Promise.all(times(20, () => send("get", OLD_GET)));
    assert.deepEqual(answers.map(({ json }) => json.response.status.code), Array(20).fill("200"));
    assert.deepEqual([tokenCalls(vendor), apiCalls(vendor)], [1, 40]);
  });

  for (const [what, make] of Object.entries(BODIES)) {
    test(`${name}: G5: a body of ${what} is sent twice as it is`, async (t) => {
      const { vendor, send } = await withDeadToken(t, over);
      await send("post", CREATE, { body: make() });
      const [first, second, ...others] = vendor.requests.filter(({ endpoint }) => endpoint === "api");
      assert.deepEqual(others, []);
      assert.ok(first.body.length > 0);
      assert.deepEqual([second.body, second.headers["content-type"]], [first.body, first.headers["content-type"]]);
      assert.notEqual(second.headers["x-cap-api-oauth-token"], first.headers["x-cap-api-oauth-token"]);
    });
  }

  const bytesOfStream = '{"a":1}';
  if (!WITHOUT_STREAM.has(name)) test(`${name}: G5: a stream is sent ${MAKE_REQUESTS.has(name) ? "twice, whole, for the client made a Request of it" : "once"}`, async (t) => {
    const { vendor, send } = await withDeadToken(t, over);
    await send("post", CREATE, { body: new Blob([bytesOfStream]).stream() });
    const bodies = vendor.requests.filter(({ endpoint }) => endpoint === "api").map(({ body }) => body);
    assert.deepEqual(bodies, Array(MAKE_REQUESTS.has(name) ? 2 : 1).fill(bytesOfStream));
  });

  test(`${name}: G5: a rejected replacement comes back, and nothing is renewed until the window ends`, async (t) => {
    fixChance(t, 0.999);
    const clock = manualClock();
    const { vendor, send } = await withDeadToken(t, over, { account: { now: clock.now } });
    vendor.fault({ on: "api", status: 401, body: { errors: [{ code: 401, status: false }] }, times: Infinity });
    const first = await send("get", LOOK_UP);
    assert.deepEqual([first.status, first.json.errors[0].code], [401, 401]);
    assert.deepEqual([tokenCalls(vendor), apiCalls(vendor)], [1, 2]);
    for (const { status } of await Promise.all(times(5, () => send("get", LOOK_UP)))) assert.equal(status, 401);
    assert.deepEqual([tokenCalls(vendor), apiCalls(vendor)], [1, 7]);
  });
}

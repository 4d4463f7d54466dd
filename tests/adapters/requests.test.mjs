// What the adapters send, and for whom.

import assert from "node:assert/strict";
import test from "node:test";

import { CREATE, LOOK_UP, apiCalls, basicAt, oauthAt, pause, rejectionOf, startVendor, times, tokenCalls } from "../package/vendor.mjs";
import { CLIENTS, WITHOUT_SIGNAL } from "./clients.mjs";

const OWN = { entityType: "STORE_CODE", entityCode: "london-1" };

function attributionOf({ headers }) {
  const names = Object.keys(headers).filter((name) => name.startsWith("x-cap-api-attribution-"));
  return Object.fromEntries(names.map((name) => [name.slice(22), headers[name]]));
}

for (const [name, over] of Object.entries(CLIENTS)) {
  test(`${name}: a call carries the token`, async (t) => {
    const vendor = await startVendor(t);
    const api = oauthAt(t, vendor);
    const { status, json } = await over(api, vendor.url)("get", LOOK_UP);
    assert.deepEqual([status, json.success], [200, true]);
    assert.equal(vendor.requests.at(-1).headers["x-cap-api-oauth-token"], (await api.token()).value);
  });

  test(`${name}: a call carries Basic`, async (t) => {
    const vendor = await startVendor(t);
    const { status } = await over(basicAt(t, vendor), vendor.url)("get", LOOK_UP);
    assert.equal(status, 200);
    assert.match(vendor.requests.at(-1).headers.authorization, /^Basic /);
  });

  test(`${name}: a body arrives as the client writes it, with one content type`, async (t) => {
    const vendor = await startVendor(t);
    const { json } = await over(oauthAt(t, vendor), vendor.url)("post", CREATE, { body: { name: "Zoë" } });
    assert.deepEqual(json.entity?.body, { name: "Zoë" });
    const { headers } = vendor.requests.at(-1);
    assert.equal(headers["content-type"], "application/json");
    assert.match(headers.accept, /^application\/json/);
  });

  test(`${name}: a form keeps the boundary it is written with`, async (t) => {
    const vendor = await startVendor(t);
    const body = new FormData();
    body.set("file", new Blob(["bytes"]), "a.txt");
    await over(oauthAt(t, vendor), vendor.url)("post", CREATE, { body });
    const request = vendor.requests.at(-1);
    const [, boundary] = /^multipart\/form-data; boundary=(.+)$/.exec(request.headers["content-type"]);
    assert.ok(request.body.startsWith(`--${boundary}`));
  });

  for (const [what, call, expected] of [
    ["the authenticator's own attribution", {}, { "entity-type": "STORE_CODE", "entity-code": "london-1" }],
    ["that of the call, whole", { attribution: { entityCode: "2" } }, { "entity-code": "2" }],
    ["none, if the call says so", { attribution: null }, {}],
  ]) {
    test(`${name}: a call carries ${what}`, async (t) => {
      const vendor = await startVendor(t);
      await over(oauthAt(t, vendor, { attribution: OWN }), vendor.url)("post", CREATE, { body: {}, ...call });
      assert.deepEqual(attributionOf(vendor.requests.at(-1)), expected);
    });
  }

  test(`${name}: G1: 20 calls on a cold authenticator make one token call`, async (t) => {
    const vendor = await startVendor(t);
    const send = over(oauthAt(t, vendor), vendor.url);
    const answers = await Promise.all(times(20, () => send("get", LOOK_UP)));
    assert.deepEqual(answers.map(({ status }) => status), Array(20).fill(200));
    assert.deepEqual([tokenCalls(vendor), apiCalls(vendor)], [1, 20]);
  });

  if (!WITHOUT_SIGNAL.has(name)) test(`${name}: a signal ends its own call, while it waits for the token as well as for the answer`, async (t) => {
    const vendor = await startVendor(t);
    const send = over(oauthAt(t, vendor), vendor.url);
    for (const on of ["token", "api"]) {
      const rounds = [new AbortController(), new AbortController()];
      vendor.fault({ on, delayMs: 150, times: 2 });
      const [ended, other] = rounds.map(({ signal }) => send("get", LOOK_UP, { signal }));
      await pause(50);
      rounds[0].abort();
      const { name: own, cause } = await rejectionOf(ended);
      assert.match(`${own} ${cause?.name}`, /\b(AbortError|CanceledError)\b/);
      assert.equal((await other).status, 200);
      vendor.clearFaults();
    }
    assert.equal(tokenCalls(vendor), 1);
  });

  test(`${name}: an answer that is no success reaches the caller as it came`, async (t) => {
    const vendor = await startVendor(t);
    vendor.fault({ on: "api", status: 404, body: { errors: [{ code: 8015 }] } });
    const { status, json } = await over(oauthAt(t, vendor), vendor.url)("get", LOOK_UP);
    assert.deepEqual([status, json], [404, { errors: [{ code: 8015 }] }]);
    assert.equal(apiCalls(vendor), 1);
  });
}

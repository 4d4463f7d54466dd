// G5: a rejected token is renewed once, and the request sent once more.

import assert from "node:assert/strict";
import { Readable } from "node:stream";
import test from "node:test";

import { CREATE, JSON_FIELDS, LOOK_UP, OLD_GET, apiCalls, fixChance, manualClock, oauthAt, pause, startVendor, times, tokenCalls } from "./vendor.mjs";

/** An authenticator whose token the vendor has dropped behind its back. */
async function withDeadToken(t, { kill = "expireTokens", ...options } = {}) {
  const vendor = await startVendor(t, options.vendor);
  const api = oauthAt(t, vendor, options.account);
  await api.headers();
  vendor.capillary[kill]();
  vendor.clearRequests();
  return { vendor, api };
}

test("G5: an expired token, 498 inside a 200, costs one renewal, and the caller sees only the good answer", async (t) => {
  const { vendor, api } = await withDeadToken(t);
  const response = await api.fetch(OLD_GET);
  assert.equal(response.status, 200);
  assert.equal((await response.json()).response.status.code, "200");
  assert.match(vendor.requests[0].responseBody, /"498"/);
  assert.deepEqual(vendor.requests.map(({ endpoint, status }) => `${endpoint} ${status}`), ["api 200", "token 200", "api 200"]);
  assert.equal(api.status().rejections, 1);
});

for (const [what, kill, options] of [
  ["an expired token, by status 401", "expireTokens", {}],
  ["an expired token, 498 inside a 200 of v2", "expireTokens", { expiredTokenStatus: 200 }],
  ["an unknown token, by status 401", "revokeTokens", {}],
]) {
  test(`G5: ${what} costs one renewal`, async (t) => {
    const { vendor, api } = await withDeadToken(t, { kill, vendor: options });
    const response = await api.fetch(LOOK_UP);
    assert.equal(response.status, 200);
    assert.equal((await response.json()).success, true);
    assert.deepEqual([tokenCalls(vendor), apiCalls(vendor)], [1, 2]);
  });
}

test("G5: an answer without any content type is looked into as well", async (t) => {
  const { vendor, api } = await withDeadToken(t);
  vendor.fault({ on: "api", body: { response: { status: { code: "498", success: "true" } } }, headers: { "Content-Type": null } });
  assert.equal((await (await api.fetch(OLD_GET)).json()).response.status.code, "200");
  assert.deepEqual([tokenCalls(vendor), apiCalls(vendor)], [1, 2]);
});

for (const [what, answer] of Object.entries({
  "behind a byte order mark": { body: '\ufeff{"response":{"status":{"code":"498","success":"true"}}}' },
  "of a type that is said twice": { headers: { "Content-Type": "application/json, application/json; charset=utf-8" } },
  "of a type that is said twice, behind a byte order mark": {
    body: '\ufeff{"response":{"status":{"code":"498","success":"true"}}}',
    headers: { "Content-Type": "application/json, application/json; charset=utf-8" },
  },
})) {
  test(`G5: 498 inside a 200 ${what} is a rejection`, async (t) => {
    const { vendor, api } = await withDeadToken(t);
    vendor.fault({ on: "api", body: '{"response":{"status":{"code":"498","success":"true"}}}', ...answer });
    assert.equal((await (await api.fetch(OLD_GET)).json()).response.status.code, "200");
    assert.deepEqual([tokenCalls(vendor), apiCalls(vendor)], [1, 2]);
  });
}

const form = new FormData();
form.set("name", "Zoë");
form.set("file", new Blob(["bytes\r\n"], { type: "text/plain" }), "a.txt");

const BODIES = {
  text: () => '{"name":"Zoë"}',
  "no text": () => "",
  bytes: () => new TextEncoder().encode('{"name":"Zoë"}'),
  "an ArrayBuffer": () => new TextEncoder().encode('{"name":"Zoë"}').buffer,
  URLSearchParams: () => new URLSearchParams({ name: "Zoë" }),
  FormData: () => form,
  "a Blob": () => new Blob(['{"name":"Zoë"}'], { type: "application/json" }),
};

// The boundary of a form is new each time it is sent.
const withoutBoundary = ({ body, headers }) => body.replaceAll(headers["content-type"]?.split("boundary=")[1] ?? "none", "boundary");

for (const [what, make] of Object.entries(BODIES)) {
  test(`G5: a body of ${what} is sent twice as it is`, async (t) => {
    const { vendor, api } = await withDeadToken(t);
    await (await api.fetch(CREATE, { method: "POST", body: make() })).text();
    const [first, second, ...others] = vendor.requests.filter(({ endpoint }) => endpoint === "api");
    assert.deepEqual(others, []);
    assert.equal(withoutBoundary(second), withoutBoundary(first));
    assert.equal(first.body.length > 0, what !== "no text");
    assert.notEqual(second.headers["x-cap-api-oauth-token"], first.headers["x-cap-api-oauth-token"]);
    const type = ({ headers }) => headers["content-type"]?.split(";")[0];
    assert.equal(type(second), type(first));
  });
}

test("G5: a Request with a body is sent twice", async (t) => {
  const { vendor, api } = await withDeadToken(t);
  const response = await api.fetch(new Request(vendor.url + CREATE, { method: "POST", body: '{"a":1}', headers: JSON_FIELDS }));
  assert.deepEqual((await response.json()).entity.body, { a: 1 });
  assert.deepEqual([tokenCalls(vendor), apiCalls(vendor)], [1, 2]);
});

const STREAMS = {
  "a ReadableStream": () => new Blob(['{"a":1}']).stream(),
  "a stream of Node": () => Readable.from([Buffer.from('{"a":1}')]),
  "an async generator": () => (async function* () { yield Buffer.from('{"a":1}'); })(),
};

for (const [what, make] of Object.entries(STREAMS)) {
  test(`G5: ${what} is sent once, and the rejection comes back as it came`, async (t) => {
    const { vendor, api } = await withDeadToken(t);
    const init = () => ({ method: "POST", body: make(), headers: JSON_FIELDS });
    const response = await api.fetch(CREATE, init());
    assert.equal(response.status, 401);
    assert.equal(await response.text(), vendor.requests.at(-1).responseBody);
    assert.deepEqual([tokenCalls(vendor), apiCalls(vendor)], [0, 1]);
    assert.equal((await api.fetch(CREATE, init())).status, 200);
    assert.equal(tokenCalls(vendor), 1);
  });
}

test("G5: 20 parallel rejections make one renewal and 20 good answers", async (t) => {
  const { vendor, api } = await withDeadToken(t);
  const answers = await Promise.all(times(20, () => api.fetch(OLD_GET).then((response) => response.json())));
  assert.deepEqual(answers.map((answer) => answer.response.status.code), Array(20).fill("200"));
  assert.deepEqual([tokenCalls(vendor), apiCalls(vendor)], [1, 40]);
});

test("G5: a late rejection does not drop a newer token", async (t) => {
  const { vendor, api } = await withDeadToken(t);
  vendor.fault({ on: { path: OLD_GET }, delayMs: 120 });
  const late = api.fetch(OLD_GET);
  await pause(30);
  await (await api.fetch(LOOK_UP)).text();
  const newer = (await api.token()).value;
  assert.equal((await (await late).json()).response.status.code, "200");
  assert.equal((await api.token()).value, newer);
  assert.equal(tokenCalls(vendor), 1);
});

test("G5: a rejected replacement comes back, and nothing is renewed until the window ends", async (t) => {
  fixChance(t, 0.999);
  const clock = manualClock();
  const { vendor, api } = await withDeadToken(t, { account: { now: clock.now } });
  vendor.fault({ on: "api", status: 401, body: { errors: [{ code: 401, status: false }] }, times: Infinity });
  const ask = async () => (await (await api.fetch(LOOK_UP)).json()).errors[0].code;
  assert.equal(await ask(), 401);
  assert.deepEqual([tokenCalls(vendor), apiCalls(vendor), api.status().rejections], [1, 2, 2]);
  for (let round = 0; round < 5; round += 1) assert.equal(await ask(), 401);
  assert.deepEqual([tokenCalls(vendor), apiCalls(vendor)], [1, 7]);
  clock.advance(1_001);
  assert.equal(await ask(), 401);
  assert.deepEqual([tokenCalls(vendor), apiCalls(vendor)], [2, 9]);
  vendor.clearFaults();
  assert.equal((await api.fetch(LOOK_UP)).status, 200);
  assert.equal(tokenCalls(vendor), 2);
});

test("G5: an answer that says nothing of the token is not asked for again", async (t) => {
  const vendor = await startVendor(t);
  const api = oauthAt(t, vendor);
  const answers = [
    { status: 403, body: { errors: [{ code: 4000, message: "Not authorized" }] } },
    { status: 400, body: { errors: [{ code: 8015 }] } },
    { status: 500, body: "broken" },
    { status: 200, body: { customers: [{ code: 498 }, { status: { code: "401" } }] } },
    { status: 200, body: '{"response":{"status":{"code":"498"}}}', headers: { "Content-Type": "text/html" } },
    { status: 200, body: { response: { status: { code: "498" } }, padding: "x".repeat(70_000) } },
    { status: 302, headers: { Location: "/elsewhere" } },
  ];
  for (const answer of answers) {
    vendor.fault({ on: "api", ...answer });
    const response = await api.fetch(LOOK_UP);
    assert.equal(response.status, answer.status);
    await response.text();
  }
  assert.deepEqual([tokenCalls(vendor), apiCalls(vendor)], [1, answers.length]);
});

test("the answer is the caller's whole, large or small, read or not", async (t) => {
  const vendor = await startVendor(t);
  const api = oauthAt(t, vendor);
  for (const size of [0, 10, 65_000, 70_000, 3_000_000]) {
    const body = { padding: "é".repeat(size / 2) };
    vendor.fault({ on: "api", body });
    const response = await api.fetch(LOOK_UP);
    assert.equal(response.bodyUsed, false);
    assert.deepEqual(await response.json(), body);
  }
});

test("a good answer that comes drop by drop is the caller's while it comes, whole", async (t) => {
  const vendor = await startVendor(t);
  const api = oauthAt(t, vendor);
  await api.headers();
  vendor.fault({ on: "api", body: { padding: "x".repeat(80) }, drip: { bytes: 10, everyMs: 300 } });
  const response = await api.fetch(LOOK_UP);
  assert.equal(vendor.requests.at(-1).milliseconds, null, "the answer is still on its way");
  assert.deepEqual([response.bodyUsed, response.status], [false, 200]);
  assert.deepEqual(await response.json(), { padding: "x".repeat(80) });
});

test("a body that never ends is the caller's to read, part by part", async (t) => {
  const vendor = await startVendor(t);
  const api = oauthAt(t, vendor, {
    async fetch(url, init) {
      if (url.includes("token/generate")) return fetch(url, init);
      const body = new ReadableStream({ start: (controller) => controller.enqueue(new TextEncoder().encode('{"rows":[')) });
      return new Response(body, { headers: { "Content-Type": "application/json" } });
    },
  });
  const reader = (await api.fetch(LOOK_UP)).body.getReader();
  assert.equal(new TextDecoder().decode((await reader.read()).value), '{"rows":[');
  await reader.cancel();
});

test("G5: a rejection that comes drop by drop is waited for", async (t) => {
  const { vendor, api } = await withDeadToken(t);
  vendor.fault({ on: "api", status: 400, body: { errors: [{ code: 498 }], padding: "x".repeat(60) }, drip: { bytes: 20, everyMs: 150 } });
  assert.equal((await api.fetch(LOOK_UP)).status, 200);
  assert.deepEqual([tokenCalls(vendor), apiCalls(vendor)], [1, 2]);
});

test("G5: an event loop that is held up does not use up the wait for a good answer", async (t) => {
  const holdUp = () => {
    for (const end = performance.now() + 500; performance.now() < end; );
  };
  let isHeldUp = false;
  const heldUp = async (...args) => {
    const response = await fetch(...args);
    if (isHeldUp) setTimeout(holdUp, 1);
    return response;
  };
  const { vendor, api } = await withDeadToken(t, { account: { fetch: heldUp } });
  vendor.fault({ on: "api", body: { response: { status: { code: "498", success: "true" } } }, drip: { bytes: 40, everyMs: 60 } });
  isHeldUp = true;
  assert.equal((await (await api.fetch(OLD_GET)).json()).response.status.code, "200");
  assert.deepEqual([tokenCalls(vendor), apiCalls(vendor)], [1, 2]);
});

test("a body that breaks off reaches the caller, who meets its end", async (t) => {
  const vendor = await startVendor(t);
  const api = oauthAt(t, vendor);
  vendor.fault({ on: "api", truncate: true });
  const response = await api.fetch(LOOK_UP);
  assert.equal(response.status, 200);
  await assert.rejects(response.text());
});

test("a renewal that fails is what the caller hears of", async (t) => {
  const { vendor, api } = await withDeadToken(t, { account: { retry: false } });
  vendor.fault({ on: "token", status: 503 });
  await assert.rejects(api.fetch(LOOK_UP), { name: "AuthError", code: "http_error", status: 503 });
  assert.deepEqual([tokenCalls(vendor), apiCalls(vendor)], [1, 1]);
});

test("G5: with replay: false a rejected request is sent once, and the next call has another token", async (t) => {
  const { vendor, api } = await withDeadToken(t);
  const response = await api.fetch(CREATE, { method: "POST", body: "{}", replay: false });
  assert.equal(response.status, 401);
  assert.equal(apiCalls(vendor), 1);
  assert.equal((await api.fetch(CREATE, { method: "POST", body: "{}", replay: false })).status, 200);
  assert.deepEqual([apiCalls(vendor), tokenCalls(vendor)], [2, 1]);
});

test("replay is false or left out, and is not handed on", async (t) => {
  const inits = [];
  const fetch = (url, init) => (inits.push(init), globalThis.fetch(url, init));
  const { vendor, api } = await withDeadToken(t, { account: { fetch } });
  for (const replay of [true, null, 0, "false"]) {
    await assert.rejects(api.fetch(LOOK_UP, { replay }), { name: "AuthError", code: "invalid_argument", field: "replay" });
  }
  await assert.rejects(api.fetch(LOOK_UP, { repaly: false }), { code: "unknown_option", message: /replay/ });
  assert.equal(vendor.count(), 0);
  assert.equal((await api.fetch(LOOK_UP, { replay: undefined })).status, 200);
  assert.equal(apiCalls(vendor), 2, "the dead token and another one");
  assert.ok(inits.every((init) => !("replay" in init)));
});

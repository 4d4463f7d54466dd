// Only own members count, of init objects and options alike: what somebody adds to all objects changes no request.

import assert from "node:assert/strict";
import test from "node:test";

import { imported } from "./installed.mjs";
import { CREATE, LOOK_UP, basicAt, codeOf, oauthAt, startVendor, tokenCalls } from "./vendor.mjs";

const { memoryStore, redisStore, sealedStore } = await imported("commerce-auth/server");

/** Runs something while all objects have these members. */
async function polluted(members, run) {
  Object.assign(Object.prototype, members);
  try {
    return await run();
  } finally {
    for (const name of Object.keys(members)) delete Object.prototype[name];
  }
}

/** A fetch that shows how a platform reads what it is given: by name. */
function recorded(seen) {
  return async (url, init) => {
    const { method, body, signal, dispatcher, cache, credentials, replay, attribution } = init;
    seen.push({ method, body, hasSignal: signal !== undefined, dispatcher, cache, credentials, replay, attribution, headers: { ...init.headers } });
    return Response.json({ data: { accessToken: "a.b.c", ttlSeconds: 300 } });
  };
}

const BAD = { method: "DELETE", body: "bad", dispatcher: "bad", credentials: "bad", attribution: { entityCode: "bad" }, replay: "bad", duplex: "bad" };

for (const input of [LOOK_UP, "request"]) {
  test(`no inherited member reaches fetch, ${input === LOOK_UP ? "by path" : "by Request"}`, async () => {
    const seen = [];
    const vendorUrl = "https://x.example";
    const { capillaryOAuth } = await imported("commerce-auth/server");
    const api = capillaryOAuth({ host: vendorUrl, key: "key", secret: "secret", fetch: recorded(seen) });
    const target = input === LOOK_UP ? LOOK_UP : new Request(vendorUrl + LOOK_UP);
    await polluted(BAD, async () => {
      await api.fetch(target);
      await api.fetch(target, {});
      await api.fetch(target, { headers: { a: "b" } });
    });
    await api.close();
    const [token, ...calls] = seen;
    assert.deepEqual([token.method, token.body.includes("secret"), token.dispatcher, token.credentials], ["POST", true, undefined, undefined]);
    assert.equal(calls.length, 3);
    for (const call of calls) {
      const { method, body, dispatcher, credentials, attribution, hasSignal } = call;
      assert.deepEqual([method, body, dispatcher, credentials, attribution], ["GET", undefined, undefined, undefined, undefined]);
      assert.equal(hasSignal, input !== LOOK_UP);
      assert.ok(!Object.keys(call.headers).some((name) => /attribution/i.test(name)));
    }
  });
}

test("no inherited option makes an authenticator another one", async (t) => {
  const vendor = await startVendor(t);
  const fail = () => assert.fail("an inherited member was used");
  const store = { read: fail, write: fail, remove: fail };
  const inherited = { store, fetch: fail, onEvent: fail, waitUntil: fail, now: fail, sharePendingCalls: false, timeoutMs: 1 };
  await polluted(inherited, async () => {
    const api = oauthAt(t, vendor);
    await api.headers();
    assert.equal((await api.fetch(LOOK_UP)).status, 200);
  });
  assert.equal(tokenCalls(vendor), 1);
});

test("no inherited option reaches a store", async () => {
  await polluted({ maxEntries: -1, prefix: 7, onUnreadable: 7 }, async () => {
    assert.ok(memoryStore({}) && sealedStore(memoryStore(), new Uint8Array(32), {}));
    assert.ok(redisStore({ get() {}, set() {}, eval() {}, del() {}, defineCommand() {} }, {}));
  });
});

test("an error has no inherited fields", async (t) => {
  const vendor = await startVendor(t);
  const api = basicAt(t, vendor);
  await polluted({ status: 418, requestId: "bad", retryAfterMs: 7, vendorMessage: "bad" }, async () => {
    const error = await api.fetch("https://elsewhere.example/x").catch((thrown) => thrown);
    assert.deepEqual(Object.keys(error.toJSON()), ["name", "code", "message", "field", "retryable"]);
    assert.equal(Object.hasOwn(error, "status"), false);
  });
});

test("an init object with a class, or with members nobody sees, is refused", async (t) => {
  const vendor = await startVendor(t);
  const api = basicAt(t, vendor);
  class Init {
    get method() {
      return "DELETE";
    }
  }
  const hidden = Object.defineProperty({}, "method", { value: "DELETE" });
  for (const init of [new Init(), Object.create({ method: "DELETE" }), hidden, new Map([["method", "DELETE"]])]) {
    assert.equal(await codeOf(api.fetch(CREATE, init)), "invalid_argument");
  }
  assert.equal(vendor.count(), 0);
  let reads = 0;
  const once = { method: "POST", get body() { return (reads += 1), "{}"; } };
  await api.fetch(CREATE, once);
  assert.equal(reads, 1, "a getter is read once");
  assert.equal((await api.fetch(CREATE, Object.assign(Object.create(null), { method: "POST", body: "{}" }))).status, 200);
});

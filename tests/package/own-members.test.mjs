// Only own members count, of init objects and options alike: what somebody adds to all objects changes no request.

import assert from "node:assert/strict";
import test from "node:test";

import { freshCopy, imported } from "./installed.mjs";
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
  for (const init of [new Init(), Object.create({ method: "DELETE" }), hidden, new Map([["method", "DELETE"]]), "DELETE", 7, true, () => {}]) {
    assert.equal(await codeOf(api.fetch(CREATE, init)), "invalid_argument");
  }
  assert.equal(vendor.count(), 0);
  let reads = 0;
  const once = { method: "POST", get body() { return (reads += 1), "{}"; } };
  await api.fetch(CREATE, once);
  assert.equal(reads, 1, "a getter is read once");
  assert.equal((await api.fetch(CREATE, Object.assign(Object.create(null), { method: "POST", body: "{}" }))).status, 200);
});

const JSON_ANSWER = Object.assign(Object.create(null), { headers: { "content-type": "application/json" } });
const REFUSED = Object.assign(Object.create(null), JSON_ANSWER, { status: 401 });

/** What authenticators of all kinds and the readers of answers come to, while no time passes and chance is fixed. */
async function world() {
  const { now } = performance;
  const { random } = Math;
  performance.now = () => 1_000;
  Math.random = () => 0.5;
  try {
    return await worldAtRest();
  } finally {
    performance.now = now;
    Math.random = random;
  }
}

async function worldAtRest() {
  const { capillaryBasic, capillaryOAuth, defineProfile, profileAuthenticator } = await imported("commerce-auth/server");
  const { capillary, pledg } = await imported("commerce-auth");
  const host = "x.example";
  const sent = [];
  let status = JSON_ANSWER;
  const fetch = async (url, init) => {
    if (status === undefined) throw new TypeError("fetch failed");
    sent.push([url, init.method, init.body, init.signal === undefined, { ...init.headers }, init.cache]);
    return new Response('{"data":{"accessToken":"a.b.c","ttlSeconds":300}}', status);
  };
  const outcome = async (run) => {
    try {
      return await run();
    } catch (error) {
      return [error.name, error.code, error.message, Object.hasOwn(error, "retryAfterMs"), ...["field", "platformCode", "cause"].map((name) => (Object.hasOwn(error, name) ? String(error[name]) : undefined))];
    }
  };
  const events = [];
  const options = { host, fetch, retry: false, now: () => 1_700_000_000_000, onEvent: (event) => void events.push(Object.entries({ ...event, nextTryAt: 0 }).join()) };
  const shop = { name: "shop", headers: { Authorization: "Bearer {key}" }, baseUrl: `https://${host}` };
  const makers = [
    () => capillaryOAuth({ ...options, key: "key", secret: "secret" }),
    () => capillaryOAuth({ ...options, credentials: () => ({ key: "key", secret: "secret" }) }),
    () => capillaryOAuth({ ...options, credentials: () => ({ key: "key" }) }),
    () => capillaryOAuth({ ...options, key: "key" }),
    () => capillaryBasic({ ...options, username: "till", password: "password", attribution: { lookupType: "ID", lookup: "7" } }),
    () => capillaryBasic({ ...options, credentials: () => ({ username: "till", password: "password" }) }),
    () => profileAuthenticator(shop, { key: "key" }, { fetch, retry: false }),
    () => profileAuthenticator(shop, () => ({ key: "key" }), { fetch, retry: false }),
    () => profileAuthenticator({ name: "shop", query: { api_key: "{key}" }, baseUrl: `https://${host}` }, { key: "key" }, { fetch, retry: false }),
  ];
  const outcomes = [];
  for (const make of makers) {
    for (const answer of [JSON_ANSWER, REFUSED, undefined]) {
      status = answer;
      const api = await outcome(make);
      if (Array.isArray(api)) {
        outcomes.push(api);
        continue;
      }
      for (const call of [
        () => api.headers(),
        () => api.headers({}),
        () => api.headers({ colour: undefined }),
        () => api.fetch("/x").then((response) => response.status),
        () => api.fetch("/x", { method: "POST" }).then((response) => response.status),
        () => api.token({}).then((token) => [token.value, token.refreshToken, Object.keys(token)]),
      ]) outcomes.push(await outcome(call));
      const { tokenCalls, failedCalls, lastError } = api.status();
      outcomes.push([tokenCalls, failedCalls, lastError]);
      await api.close();
    }
  }
  const profile = defineProfile({ name: "shop", request: { url: "https://x.example/token", encoding: "json", clientAuthentication: "none" }, response: { token: "/token" } });
  for (const call of [
    () => capillary.readTokenResponse({ status: 500 }),
    () => capillary.readTokenResponse({ body: { data: { accessToken: "a.b.c", ttlSeconds: 300 } } }, { now: 0 }).refreshToken,
    () => capillary.basicHeaders({ username: "till" }),
    () => capillary.basicAuthorization("till", "password"),
    () => capillary.customer.tokenRequest({ channel: "web", host: "x.example", brand: "b", deviceId: "d", mobile: "1", password: "p", confirmPassword: "p" }),
    () => Object.keys(profile.readTokenResponse({ status: 200, body: { token: "a.b.c" } }, { now: 0 })),
    () => profile.tokenRequest({}),
    () => pledg.verifyNotification({ id: 1.5 }, "secret"),
  ]) outcomes.push(await outcome(call));
  await new Promise((resolve) => setTimeout(resolve, 5));
  return { outcomes, sent, events };
}

const ADDED = {
  own: { "x-mine": "bad" },
  none: {},
  address: { base: "https://bad.example", query: { bad: "1" } },
  signal: {},
  attribution: null,
  give: () => ({ key: "bad", secret: "bad", username: "bad", password: "bad" }),
  interruption: { thrown: new Error("bad") },
  cause: new Error("bad"),
  platformCode: "EBAD",
  refreshToken: "bad",
  digest: "bad",
  need: "optional",
  channels: 0,
  refuse() {
    throw new Error("bad");
  },
  signature: "bad",
  headers: { "Retry-After": "7" },
  body: "bad",
  kept: '{"bad":"bad"}',
};

for (const [name, value] of Object.entries(ADDED)) {
  test(`nothing is made of a member \`${name}\` that all objects have`, async () => {
    const before = await world();
    const during = await polluted({ [name]: value }, world);
    assert.deepEqual(during, before);
  });
}

test("a memory is not made a shared one, and a sealed record has its whole tag", async () => {
  const { md5Hex } = await freshCopy("index.js");
  await polluted({ shared: true }, async () => assert.equal(md5Hex("").length, 32));
  const seal = async () => {
    const records = new Map();
    const store = { read: async (name) => records.get(name) ?? null, write: async (name, record) => void records.set(name, record), remove: async () => {} };
    const sealed = sealedStore(store, new Uint8Array(32));
    await sealed.write("key", { value: "value", version: 1 }, 1_000);
    const read = await sealed.read("key");
    return [[...records.keys()], [...records.values()].map(({ value }) => value.length), read];
  };
  const before = await seal();
  assert.deepEqual(await polluted({ tagLength: 32, additionalData: new Uint8Array(3), reason: "not_sealed" }, seal), before);
});

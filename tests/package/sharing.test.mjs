// G7 and G10: a token is shared through a store that both were given, and a store costs no call.

import assert from "node:assert/strict";
import { stat } from "node:fs/promises";
import test from "node:test";

import { fakeStore } from "./fake-store.mjs";
import { imported } from "./installed.mjs";
import { LOOK_UP, apiCalls, assertNoLeak, codeOf, duration, fixChance, manualClock, oauthAt, pause, rejectionOf, startVendor, times, tokenCalls, until } from "./vendor.mjs";

const { pledgAccessToken, profileAuthenticator } = await imported("commerce-auth/server");

/** A store that hangs may cost two seconds; the deadline of the call would be thirty. */
const WELL_BEFORE_THE_DEADLINE_MS = 15_000;

/** Some authenticators as if each were a process of its own, at one vendor and one store. */
async function fleet(t, count, options) {
  const vendor = await startVendor(t);
  const shared = fakeStore(options?.of);
  const clock = manualClock();
  const events = [];
  const make = (own) => oauthAt(t, vendor, { store: shared.store, now: clock.now, onEvent: (event) => events.push(event), ...options?.account, ...own });
  return { vendor, clock, events, make, ...shared, apis: times(count, () => make()) };
}

const tokensOf = (apis) => Promise.all(apis.map(async (api) => (await api.token()).value));

test("G10: 8 processes and a locking store make one token request, and one more when it has expired", async (t) => {
  const { vendor, clock, apis, log, holders } = await fleet(t, 8);
  vendor.fault({ on: "token", delayMs: 100, times: Infinity });
  const first = await tokensOf(apis);
  assert.deepEqual([new Set(first).size, tokenCalls(vendor)], [1, 1]);
  clock.advance(301_000);
  const second = await tokensOf(apis);
  assert.deepEqual([new Set([...first, ...second]).size, tokenCalls(vendor)], [2, 2]);
  await until(() => holders.size === 0);
  const writes = log.filter(([name]) => name === "write");
  assert.equal(writes.length, 2);
  const [, key, token, ttlMs] = writes[0];
  assert.match(key, /^[0-9a-f]{64}$/);
  assert.ok(Number.isInteger(token.version) && ttlMs > 290_000 && ttlMs <= 298_000);
});

test("G10: a renewal ahead of time is one request for all of them too", async (t) => {
  const { vendor, clock, apis } = await fleet(t, 6);
  await tokensOf(apis);
  clock.advance(250_000);
  await Promise.all(apis.map((api) => api.headers()));
  await until(() => apis.every((api) => !api.status().calling));
  assert.equal(tokenCalls(vendor), 2);
  assert.equal(new Set(await tokensOf(apis)).size, 1);
});

test("G10: without a lock in the store a token is shared as well, once it is there", async (t) => {
  const { vendor, apis, events } = await fleet(t, 5, { of: { locks: false } });
  const [first, ...others] = apis;
  const { value } = await first.token();
  assert.deepEqual([...new Set(await tokensOf(others))], [value]);
  assert.equal(tokenCalls(vendor), 1);
  assert.equal(events.filter(({ type }) => type === "token_served_from_store").length, 4);
});

test("G1: a record that a renewal reads after another has overtaken it is told of by no event", async (t) => {
  const { vendor, clock, make, broken, events, asked, entries } = await fleet(t, 0);
  const first = await make().token();
  await until(() => entries.size === 1);
  const [record] = entries.values();
  const before = asked("lock").length;
  const api = make();
  const reads = [];
  broken.read = () => new Promise((resolve) => reads.push(resolve));
  events.length = 0;
  const late = api.token();
  await until(() => reads.length === 1);
  // Beyond all that a renewal may take, by the clock; its own timers have just begun.
  clock.advance(60_000);
  const next = api.token();
  await until(() => reads.length === 2);
  reads[0](record);
  await pause(20);
  reads[1](record);
  assert.deepEqual([(await late).value, (await next).value], [first.value, first.value]);
  assert.deepEqual(events.map(({ type }) => type), ["token_served_from_store"]);
  assert.deepEqual([tokenCalls(vendor), asked("lock").length], [1, before]);
});

test("G10: a short-lived token from a minute ahead is adopted once, and then replaced", async (t) => {
  const { vendor, clock, make } = await fleet(t, 0);
  vendor.capillary.setLifetime(30);
  const ahead = await make({ now: () => clock.now() + 60_000 }).token();
  clock.advance(10_000);
  const api = make();
  assert.equal((await api.token()).value, ahead.value);
  clock.advance(29_000);
  assert.notEqual((await api.token()).value, ahead.value);
  assert.equal(tokenCalls(vendor), 2);
});

test("G7: a store is shared by those who were given it, and by nobody else", async (t) => {
  const { vendor, apis, make } = await fleet(t, 1);
  const { value } = await apis[0].token();
  const [alone, together] = [make({ store: undefined }), make()];
  assert.notEqual((await alone.token()).value, value);
  assert.equal((await together.token()).value, value);
  assert.equal(tokenCalls(vendor), 2);
});

test("G7: other credentials never get the token, in one store", async (t) => {
  const clients = [{ key: "one-key", secret: "one-secret" }, { key: "other-key", secret: "one-secret" }];
  const vendor = await startVendor(t, { clients });
  const { store, entries } = fakeStore();
  const tokens = new Set();
  for (const client of clients) tokens.add((await oauthAt(t, vendor, { ...client, store }).token()).value);
  assert.deepEqual([tokens.size, entries.size, tokenCalls(vendor)], [2, 2, 2]);
  assert.equal(await codeOf(oauthAt(t, vendor, { key: "one-key", secret: "wrong", store }).token()), "bad_credentials");
});

test("G7: a profile that shows the token in another field has a token of its own", async (t) => {
  const vendor = await startVendor(t);
  const { store, entries } = fakeStore();
  const profile = (header) => ({
    name: "by-hand",
    request: { url: "{host}/v3/oauth/token/generate", encoding: "json", clientAuthentication: "body", fields: { key: "{key}", secret: "{secret}" } },
    response: { token: "/data/accessToken", lifetimeSeconds: "/data/ttlSeconds" },
    header,
  });
  const credentials = { host: vendor.url, ...vendor.capillary.credentials };
  const headers = [{ name: "X-CAP-API-OAUTH-TOKEN" }, { name: "X-Other" }, { name: "X-Other", format: "Token {token}" }, { name: "X-Other" }];
  for (const header of headers) {
    const api = profileAuthenticator(profile(header), credentials, { store, dangerouslyAllowInsecureHttp: "loopback" });
    t.after(() => api.close());
    await api.token();
  }
  assert.deepEqual([entries.size, tokenCalls(vendor)], [3, 3]);
});

test("G7: the key holds no credential", async (t) => {
  const { vendor, apis, log } = await fleet(t, 1);
  await apis[0].token();
  const { key, secret } = vendor.capillary.credentials;
  assertNoLeak(log.map(([name, given]) => [name, given]), [key, secret]);
});

test("G10: an adopted token keeps its age: it is renewed and expires as where it was obtained", async (t) => {
  const { vendor, clock, make } = await fleet(t, 0);
  const [first, second] = [make(), make()];
  const one = await first.token();
  clock.advance(200_000);
  const other = await second.token();
  assert.deepEqual({ ...other }, { ...one });
  assert.deepEqual([other.value, tokenCalls(vendor)], [one.value, 1]);
  // By the clock of the tests, and the moments that really passed.
  const { ageMs } = second.status();
  assert.ok(ageMs >= 200_000 && ageMs < 205_000, `${ageMs}`);
  clock.advance(98_000);
  assert.notEqual((await second.token()).value, one.value);
  assert.equal(tokenCalls(vendor), 2);
});

test("G10: on a rejection the store is read again, and a later token adopted", async (t) => {
  const { vendor, clock, apis } = await fleet(t, 2);
  const [one, other] = apis;
  await tokensOf(apis);
  vendor.capillary.expireTokens();
  clock.advance(5);
  assert.equal((await one.fetch(LOOK_UP)).status, 200);
  assert.equal((await other.fetch(LOOK_UP)).status, 200);
  assert.deepEqual([tokenCalls(vendor), apiCalls(vendor)], [2, 4]);
  assert.equal(new Set(await tokensOf(apis)).size, 1);
});

test("G10: a rejected token is taken out of the store, and only that very one", async (t) => {
  const { vendor, clock, apis, asked, entries } = await fleet(t, 1);
  const [api] = apis;
  await api.token();
  const [[key, { version }]] = entries;
  vendor.capillary.expireTokens();
  clock.advance(5);
  await (await api.fetch(LOOK_UP)).text();
  assert.deepEqual(asked("remove"), [["remove", key, version]]);
  assert.equal(entries.get(key).version, version + 5);
});

test("G10: parallel rejections in many processes renew once", async (t) => {
  const { vendor, clock, apis } = await fleet(t, 4);
  await tokensOf(apis);
  vendor.capillary.expireTokens();
  clock.advance(5);
  const answers = await Promise.all([...apis, ...apis, ...apis].map((api) => api.fetch(LOOK_UP)));
  assert.deepEqual([...new Set(answers.map(({ status }) => status))], [200]);
  assert.equal(tokenCalls(vendor), 2);
});

test("G10: an adopted token that is rejected as well is replaced by the next request", async (t) => {
  const { vendor, clock, apis } = await fleet(t, 2);
  const [one, other] = apis;
  await tokensOf(apis);
  clock.advance(5);
  one.invalidate();
  await one.token();
  vendor.capillary.expireTokens();
  assert.equal((await other.fetch(LOOK_UP)).status, 401, "the token of the other process was dead as well");
  clock.advance(5);
  assert.equal((await other.fetch(LOOK_UP)).status, 200);
  assert.equal(tokenCalls(vendor), 3);
});

test("G10: a lock holder that died costs its lease, and one more request", async (t) => {
  const { vendor, make, store, log } = await fleet(t, 0);
  // The dead one had the lock, and asked for a token that nobody got.
  await store.read("probe");
  const apis = times(4, () => make({ timeoutMs: 500 }));
  const [, key] = await keyOf(make, log);
  await store.lock(key, "the dead one", 700);
  const began = performance.now();
  const tokens = await tokensOf(apis);
  const took = performance.now() - began;
  assert.ok(took >= 600 && took < 6_000, `${took}`);
  assert.deepEqual([new Set(tokens).size, tokenCalls(vendor)], [1, 1]);
});

/** The key of the fleet's account, found out by somebody whose call goes nowhere. */
async function keyOf(make, log) {
  await rejectionOf(make({ retry: false, fetch: async () => { throw new TypeError("no"); } }).token());
  return log.find(([name]) => name === "lock");
}

test("G10: waiters wait for a lease and a deadline at most, then go alone", async (t) => {
  const { vendor, make, log, broken } = await fleet(t, 0);
  const [, , , leaseMs] = await keyOf((own) => make({ timeoutMs: 100, ...own }), log);
  assert.equal(leaseMs, 2_100);
  broken.lock = async () => false;
  const call = make({ timeoutMs: 100 }).token();
  const took = await duration(call);
  await call;
  assert.ok(took >= 2_150 && took < 6_000, `${took}`);
  assert.equal(tokenCalls(vendor), 1);
});

const TROUBLE = {
  "throws": () => {
    throw new Error("redis://user:PlantedPassword@store");
  },
  "rejects": async () => {
    throw new Error("redis://user:PlantedPassword@store");
  },
  "rejects with nothing": () => Promise.reject(),
  "gives nothing": async () => undefined,
};

for (const [what, run] of Object.entries(TROUBLE)) {
  for (const name of ["read", "write", "remove", "lock", "unlock"]) {
    test(`G10: a store whose ${name}() ${what} costs no call`, async (t) => {
      const { vendor, clock, apis, broken, events } = await fleet(t, 1, { account: { timeoutMs: 300 } });
      const [api] = apis;
      broken[name] = run;
      assert.ok((await duration(api.token())) < 1_500);
      vendor.capillary.expireTokens();
      clock.advance(5);
      assert.equal((await api.fetch(LOOK_UP)).status, 200);
      await api.close();
      assert.equal(tokenCalls(vendor), 2);
      const told = events.filter(({ type }) => type === "store_error");
      // Nothing is no token, and neither a lock nor none.
      const isMalformed = what === "gives nothing" && name === "lock";
      assert.equal(told.length > 0, what !== "gives nothing" || isMalformed, JSON.stringify(events));
      for (const { operation, reason } of told) assert.deepEqual([operation, reason], [name, isMalformed ? "malformed" : "failed"]);
      assertNoLeak(events, "PlantedPassword");
    });
  }
}

for (const answer of ["OK", 1, {}, null, undefined]) {
  test(`G10: a lock() that resolves to ${JSON.stringify(answer)} is told of once, and the token is shared without a lock`, async (t) => {
    const { vendor, apis, broken, events, holders } = await fleet(t, 3);
    broken.lock = async () => answer;
    const values = [];
    for (const api of apis) values.push((await api.token()).value);
    assert.deepEqual([new Set(values).size, tokenCalls(vendor), holders.size], [1, 1, 0]);
    const told = () => events.filter(({ type }) => type === "store_error").map(({ operation, reason }) => [operation, reason]);
    assert.deepEqual(told(), [["lock", "malformed"]]);
    apis[0].invalidate();
    await apis[0].token();
    assert.deepEqual([tokenCalls(vendor), told().length], [2, 1]);
  });
}

for (const name of ["value", "version"]) {
  test(`G10: a record whose ${name} is a getter that throws is malformed, and costs no call`, async (t) => {
    const { vendor, apis, broken, events } = await fleet(t, 1);
    const record = Object.defineProperty({ value: "text", version: 1 }, name, { get: () => assert.fail("PlantedSecret") });
    broken.read = async () => record;
    assert.ok((await apis[0].token()).value);
    assert.equal(tokenCalls(vendor), 1);
    const told = events.filter(({ type }) => type === "store_error").map(({ operation, reason }) => [operation, reason]);
    assert.ok(told.length > 0);
    for (const what of told) assert.deepEqual(what, ["read", "malformed"]);
    assertNoLeak(events, "PlantedSecret");
  });
}

for (const [how, unlock] of Object.entries({ "fails": async () => { throw new Error("PlantedSecret"); }, "hangs": () => new Promise(() => {}) })) {
  test(`G10: after an unlock() that ${how}, this one's own lock is not waited for`, async (t) => {
    // The lock would last for 62 s.
    const { vendor, apis, broken, events } = await fleet(t, 1, { account: { timeoutMs: 60_000 } });
    broken.unlock = unlock;
    await apis[0].token();
    apis[0].invalidate();
    const took = await duration(apis[0].token());
    assert.ok(took < WELL_BEFORE_THE_DEADLINE_MS, `${took}`);
    assert.equal(tokenCalls(vendor), 2);
    assertNoLeak(events, "PlantedSecret");
  });
}

test("G10: a store whose methods are getters that throw is refused", async (t) => {
  const vendor = await startVendor(t);
  const store = Object.defineProperty({ write() {}, remove() {} }, "read", { get: () => assert.fail("PlantedSecret") });
  assert.throws(() => oauthAt(t, vendor, { store }), { code: "invalid_argument", field: "store" });
});

test("what is stored holds no refresh token", async (t) => {
  const shared = fakeStore();
  const fetch = async () => Response.json({ token: "PlantedToken", refresh: "PlantedRefreshToken" });
  const profile = { name: "p", request: { url: "https://x.example/t", fields: { a: "{a}" }, clientAuthentication: "body" }, response: { token: "/token", refreshToken: "/refresh" } };
  const api = profileAuthenticator(profile, { a: "secret" }, { fetch, store: shared.store });
  t.after(() => api.close());
  assert.equal((await api.token()).refreshToken, "PlantedRefreshToken");
  await until(() => shared.log.some(([name]) => name === "write"));
  const [, , { value }] = shared.log.find(([name]) => name === "write");
  assert.ok(value.includes("PlantedToken"));
  assertNoLeak(value, "PlantedRefreshToken");
});

for (const name of ["read", "lock", "write", "unlock"]) {
  test(`G10: a store whose ${name}() hangs costs two seconds, not a call`, async (t) => {
    const { vendor, apis, broken, events } = await fleet(t, 1);
    const [api] = apis;
    broken[name] = () => new Promise(() => {});
    const took = await duration(api.token());
    assert.ok(took < WELL_BEFORE_THE_DEADLINE_MS, `${took}`);
    assert.equal(tokenCalls(vendor), 1);
    assert.ok((await duration(api.close())) < WELL_BEFORE_THE_DEADLINE_MS);
    assert.deepEqual(events.find(({ type }) => type === "store_error")?.operation, name);
  });
}

test("G10: a process that was busy for longer than a store may take still hears the store", async (t) => {
  const { vendor, apis, broken, entries, events } = await fleet(t, 2);
  const [first, second] = apis;
  await first.token();
  // The answer is there while the process is busy, behind the timer that is over as well.
  broken.read = async (key) => {
    const answered = stat(new URL(import.meta.url));
    setImmediate(() => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 2_200));
    await answered;
    return entries.get(key);
  };
  await second.token();
  assert.equal(tokenCalls(vendor), 1);
  assert.deepEqual(events.filter(({ type }) => type === "store_error"), []);
});

const GARBAGE = {
  "a text": "token",
  "a number": 7,
  "an empty object": {},
  "a token of a number": { value: 7, version: 1 },
  "a version that is none": { value: "{}", version: NaN },
  "JSON that is no token": { value: "{}", version: 1 },
  "no JSON": { value: "<html>", version: 1 },
  "a bare token": { value: "a.b.c", version: 1 },
};

for (const [what, value] of Object.entries(GARBAGE)) {
  test(`G10: a store that holds ${what} is written anew`, async (t) => {
    const { vendor, make, apis, broken, events } = await fleet(t, 1);
    broken.read = async () => value;
    const token = (await apis[0].token()).value;
    delete broken.read;
    assert.equal(tokenCalls(vendor), 1);
    assert.ok(events.some(({ type, operation, reason }) => type === "store_error" && operation === "read" && reason === "malformed"));
    assert.equal((await make().token()).value, token);
  });
}

for (const [what, aheadMs, calls] of [["half a minute", 30_000, 2], ["an hour", 3_600_000, 3]]) {
  test(`G10: a record from ${what} ahead does not end sharing`, async (t) => {
    const { vendor, clock, make, entries } = await fleet(t, 0);
    const ahead = await make({ now: () => clock.now() + aheadMs }).token();
    const [one, other] = [make(), make()];
    const first = (await one.token()).value;
    assert.equal(first === ahead.value, aheadMs <= 60_000);
    await until(() => !one.status().calling);
    assert.equal((await other.token()).value, first);
    vendor.capillary.expireTokens();
    clock.advance(5);
    for (const api of [one, other]) {
      assert.equal((await api.fetch(LOOK_UP)).status, 200);
      await until(() => [...entries.values()].every(({ version }) => version === clock.now()));
    }
    assert.equal((await make().token()).value, (await one.token()).value);
    assert.equal(tokenCalls(vendor), calls);
  });
}

test("G10: a stored token of a type that the field cannot carry is not served", async (t) => {
  const calls = [];
  const fetch = async (url) => {
    calls.push(url);
    return Response.json({ access_token: "a.b.c", token_type: "Bearer", expires_in: 3600 });
  };
  const { store, entries, broken } = fakeStore();
  const make = () => pledgAccessToken({ host: "x.example", key: "k", secret: "s", store, fetch });
  const [one, other] = [make(), make()];
  await one.token();
  await until(() => entries.size === 1);
  const [{ value, version }] = entries.values();
  broken.read = async () => ({ value: value.replace('"Bearer"', '"mac"'), version });
  await other.token();
  assert.equal(calls.length, 2);
  await Promise.all([one.close(), other.close()]);
});

test("G7: a record of another account under this key is not taken", async (t) => {
  const { vendor, apis, entries, broken, events } = await fleet(t, 2);
  await apis[0].token();
  const [{ value, version }] = entries.values();
  const foreign = JSON.parse(value);
  broken.read = async () => ({ value: JSON.stringify({ ...foreign, key: "0".repeat(64) }), version });
  await apis[1].token();
  assert.equal(tokenCalls(vendor), 2);
  assert.ok(events.some(({ reason }) => reason === "malformed"));
});

test("G10: who gets the lock reads again: its last holder may just have written", async (t) => {
  const { vendor, apis, broken, store } = await fleet(t, 2);
  const [one, other] = apis;
  broken.lock = async (...given) => {
    delete broken.lock;
    await other.token();
    await until(() => other.status().hasToken);
    return store.lock(...given);
  };
  assert.equal((await one.token()).value, (await other.token()).value);
  assert.equal(tokenCalls(vendor), 1);
});

test("G10: an expired token in the store is not served", async (t) => {
  const { vendor, clock, make } = await fleet(t, 0);
  const first = await make().token();
  clock.advance(298_000);
  assert.notEqual((await make().token()).value, first.value);
  assert.equal(tokenCalls(vendor), 2);
});

test("G10: a token that is not to be had is not written, and its lock is given back", async (t) => {
  fixChance(t, 0.01);
  const { vendor, apis, asked, holders } = await fleet(t, 1);
  vendor.fault({ on: "token", status: 503, times: Infinity });
  await rejectionOf(apis[0].token());
  await until(() => asked("unlock").length === 1);
  assert.deepEqual([asked("write").length, holders.size], [0, 0]);
});

test("G12: close() while another process has the lock is prompt, and leaves the lock alone", async (t) => {
  const { make, log, store, holders } = await fleet(t, 0);
  const [, key] = await keyOf(make, log);
  await store.lock(key, "another", 60_000);
  const api = make();
  const waiting = codeOf(api.token());
  await pause(60);
  assert.ok((await duration(api.close())) < 1_000);
  assert.equal(await waiting, "closed");
  assert.equal(holders.get(key).owner, "another");
});

test("G12: close() during a token call gives the lock back", async (t) => {
  const { vendor, apis, holders } = await fleet(t, 1);
  vendor.fault({ on: "token", hang: true });
  const waiting = codeOf(apis[0].token());
  await until(() => tokenCalls(vendor) === 1);
  await apis[0].close();
  assert.deepEqual([await waiting, holders.size], ["closed", 0]);
});

test("G11: only the record holds the token", async (t) => {
  const { apis, log } = await fleet(t, 2);
  const [token] = await tokensOf(apis);
  for (const [name, ...given] of log) {
    if (name !== "write") assertNoLeak(given, token);
    else assertNoLeak([given[0], given[1].version, given[2]], token);
  }
});

for (const store of [1, "store", {}, { read() {} }, { read() {}, write() {}, remove() {}, lock() {} }, () => {}]) {
  test(`a store of ${typeof store} with ${Object.keys(store)} is refused`, async (t) => {
    const vendor = { url: "https://x.example", capillary: { credentials: { key: "k", secret: "s" } } };
    assert.throws(() => oauthAt(t, vendor, { store }), { code: "invalid_argument", field: "store" });
  });
}

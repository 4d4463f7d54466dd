// Credentials that come later: `credentials` in options is a function, which is called at the first need, shared, given a deadline,
// and called again when the vendor has refused what it gave.

import assert from "node:assert/strict";
import { AsyncLocalStorage } from "node:async_hooks";
import test from "node:test";

import { imported } from "./installed.mjs";
import { AuthError, CREATE, LOOK_UP, apiCalls, assertNoLeak, capillaryBasic, capillaryOAuth, codeOf, fixChance, manualClock, pause, rejectionOf, startVendor, times, tokenCalls, until } from "./vendor.mjs";

const { caxtonAccount, defineProfile, memoryStore, pledgAccessToken, pledgBasic, profileAuthenticator } = await imported("commerce-auth/server");
const OVER_HTTP = { dangerouslyAllowInsecureHttp: "loopback" };
const KEY = "PlantedKeyOfTwentyFiveXyz";
const SECRET = 'PlantedSecret "With/+&= and more 0123456789';
const SHOP = {
  name: "shop",
  request: { url: "{host}/v3/oauth/token/generate", encoding: "json", clientAuthentication: "body", fields: { key: "{key}", secret: "{secret}" } },
  response: { token: "/data/accessToken", lifetimeSeconds: "/data/ttlSeconds" },
  header: { name: "X-CAP-API-OAUTH-TOKEN" },
};

/** A function that gives what `of` returns, and counts how often it was called. */
function counted(of) {
  const give = async () => {
    give.calls += 1;
    return of();
  };
  give.calls = 0;
  return give;
}

function closing(t, api) {
  t.after(() => api.close());
  return api;
}

const oauthBy = (t, vendor, credentials, options) => closing(t, capillaryOAuth({ host: vendor.url, credentials, ...OVER_HTTP, ...options }));

test("nothing is asked when the authenticator is made; all callers share the one call of the first need", async (t) => {
  const vendor = await startVendor(t);
  const give = counted(() => vendor.capillary.credentials);
  const api = oauthBy(t, vendor, give);
  assert.equal(give.calls, 0);
  assert.deepEqual([api.status().hasToken, api.status().calling, api.status().tokenCalls, api.status().vendor], [false, false, 0, "capillary"]);
  const all = await Promise.all(times(50, (index) => (index % 2 === 0 ? api.headers() : api.fetch(LOOK_UP))));
  assert.equal(all.filter((answer) => answer.status === 200).length, 25);
  assert.equal((await api.token()).lifetimeSeconds, 300);
  assert.deepEqual([give.calls, tokenCalls(vendor)], [1, 1]);
});

test("every factory takes them, and a function that gives them at once as well", async (t) => {
  const vendor = await startVendor(t);
  const { caxton, pledg, capillary } = vendor;
  const made = [
    capillaryOAuth({ host: vendor.url, credentials: () => capillary.credentials, ...OVER_HTTP }),
    capillaryBasic({ host: vendor.url, credentials: () => capillary.till, ...OVER_HTTP }),
    pledgAccessToken({ host: pledg.url, credentials: () => pledg.credentials, ...OVER_HTTP }),
    pledgBasic({ environment: "staging", credentials: () => ({ email: "random@domain.com", password: "john123" }) }),
    caxtonAccount({ host: caxton.url, credentials: () => ({ ...caxton.credentials, passwordEndsAt: 4_000_000_000_000 }), ...OVER_HTTP }),
    profileAuthenticator(SHOP, () => ({ host: vendor.url, ...capillary.credentials }), OVER_HTTP),
    profileAuthenticator(defineProfile(SHOP), async () => ({ host: vendor.url, ...capillary.credentials }), OVER_HTTP),
  ];
  const names = [];
  for (const api of made) names.push(Object.keys(await closing(t, api).headers())[0]);
  const token = "X-CAP-API-OAUTH-TOKEN";
  assert.deepEqual(names, [token, "Authorization", "Authorization", "Authorization", "Authorization", token, token]);
  assert.deepEqual(made.map((api) => api.status().vendor), ["capillary", "capillary", "pledg", "pledg", "caxton", "shop", "shop"]);
  assert.equal(made[4].status().passwordEndsAt, 4_000_000_000_000);
  for (const api of [made[5], made[6]]) assert.equal((await api.fetch(LOOK_UP)).status, 200, "a relative address waits for the host");
});

test("what is known without them is checked at once", () => {
  const credentials = () => assert.fail("nobody needs it");
  const refused = (make) => assert.throws(make, (error) => error instanceof AuthError && !assertNoLeak(error, [SECRET]));
  const codes = [
    [() => capillaryOAuth({ host: "http://eu.example.com", credentials }), "insecure_url", "host"],
    [() => capillaryOAuth({ host: "eu.example.com", credentials: SECRET }), "invalid_argument", "credentials"],
    [() => capillaryOAuth({ host: "eu.example.com", credentials: null }), "invalid_argument", "credentials"],
    [() => capillaryOAuth({ host: "eu.example.com", credentials, secret: SECRET }), "invalid_argument", "secret"],
    [() => capillaryOAuth({ host: "eu.example.com", credentials, timeoutMs: 0 }), "invalid_argument", "timeoutMs"],
    [() => capillaryOAuth({ host: "eu.example.com", credentials, colour: "red" }), "unknown_option", "colour"],
    [() => capillaryBasic({ host: "eu.example.com", credentials, attribution: { lookup: "x" } }), "invalid_argument", "attribution.lookupType"],
    [() => caxtonAccount({ environment: "sandbox", credentials, passwordEndsAt: 4_000_000_000_000 }), "invalid_argument", "passwordEndsAt"],
    [() => capillaryOAuth(Object.assign(Object.create({ host: "eu.example.com" }), { credentials })), "invalid_argument", "options"],
    [() => profileAuthenticator({ ...SHOP, header: 5 }, credentials), "invalid_argument", "/header"],
    [() => profileAuthenticator(SHOP, credentials, { timeoutMs: 0 }), "invalid_argument", "timeoutMs"],
    [() => capillaryOAuth({ host: "eu.example.com", credentials: undefined }), "invalid_argument", "key"],
  ];
  for (const [make, code, field] of codes) {
    refused(make);
    assert.throws(make, { code, field }, `${make}`);
  }
  capillaryOAuth({ host: "eu.example.com", credentials: undefined, key: KEY, secret: SECRET }).close();
});

const THROWN = { name: "AccessDeniedException", code: "ENOENT", message: `may not read ${SECRET}` };

test("a function that fails: `credentials_unavailable`, and of what it threw name and code", async (t) => {
  fixChance(t, 0.5);
  const vendor = await startVendor(t);
  const clock = manualClock();
  const events = [];
  const give = counted(() => Promise.reject(Object.assign(new Error(), THROWN)));
  const api = oauthBy(t, vendor, give, { now: clock.now, onEvent: (event) => void events.push(event), name: "shop 7" });
  const errors = await Promise.all(times(5, () => rejectionOf(api.headers())));
  const again = await rejectionOf(api.fetch(CREATE));
  assert.equal(new Set([...errors, again]).size, 6, "each has an object of its own");
  for (const error of [...errors, again]) {
    assert.ok(error instanceof AuthError);
    assert.deepEqual([error.code, error.retryable, error.platformCode, error.cause.name, error.cause.code], ["credentials_unavailable", true, "ENOENT", THROWN.name, "ENOENT"]);
    assert.equal(error.cause.message, "");
    assert.match(error.message, /\(ENOENT\)/);
    assertNoLeak(error, [SECRET]);
  }
  assert.ok(again.retryAfterMs > 0 && again.retryAfterMs <= 500);
  assert.equal(give.calls, 1, "nobody asks in the window");
  const { lastError, nextTryAt } = api.status();
  assert.deepEqual([lastError, nextTryAt], ["credentials_unavailable", clock.now() + 500]);
  const [{ durationMs, ...failed }] = events;
  assert.deepEqual(failed, { type: "credentials_failed", at: clock.now(), name: "shop 7", vendor: "capillary", code: "credentials_unavailable", platformCode: "ENOENT", nextTryAt: clock.now() + 500 });
  clock.advance(500);
  await rejectionOf(api.headers());
  assert.equal(give.calls, 2, "behind it the first call asks");
  assert.equal(api.status().nextTryAt, clock.now() + 1_000, "G2: the window doubles");
});

test("a function that throws at once, never answers, or gives what is none", async (t) => {
  const vendor = await startVendor(t);
  const of = (credentials, options) => rejectionOf(oauthBy(t, vendor, credentials, options).headers());
  const thrown = await of(() => {
    throw new TypeError(SECRET);
  });
  assert.deepEqual([thrown.code, thrown.cause.name, thrown.cause.code], ["credentials_unavailable", "TypeError", undefined]);
  const late = await of(() => new Promise(() => {}), { timeoutMs: 30 });
  assert.deepEqual([late.code, late.cause.name], ["credentials_unavailable", "TimeoutError"]);
  assert.match(late.message, /timeoutMs/);
  for (const [given, code, field] of [
    [undefined, "invalid_argument", "credentials"],
    [[KEY, SECRET], "invalid_argument", "credentials"],
    [new Map([["key", KEY]]), "invalid_argument", "credentials"],
    [{ key: KEY }, "invalid_argument", "secret"],
    [{ key: KEY, secret: "" }, "invalid_argument", "secret"],
    [{ key: KEY, secret: SECRET, host: "evil.example" }, "unknown_option", "host"],
  ]) {
    const error = await of(() => given);
    assert.deepEqual([error.code, error.field], [code, field], `${JSON.stringify(given)}`);
    assertNoLeak(error, [SECRET]);
  }
  assert.equal(tokenCalls(vendor), 0);
});

test("a caller's signal ends its own wait; close ends all", async (t) => {
  const vendor = await startVendor(t);
  let answer;
  const api = oauthBy(t, vendor, () => new Promise((resolve) => (answer = resolve)));
  const controller = new AbortController();
  const impatient = rejectionOf(api.headers({ signal: controller.signal }));
  const patient = api.headers();
  const reason = new Error("mine");
  controller.abort(reason);
  assert.equal(await impatient, reason);
  answer(vendor.capillary.credentials);
  assert.ok((await patient)["X-CAP-API-OAUTH-TOKEN"]);
  const other = oauthBy(t, vendor, () => new Promise(() => {}));
  const waiting = [codeOf(other.headers()), codeOf(other.fetch(LOOK_UP)), codeOf(other.token())];
  await other.close();
  assert.deepEqual(await Promise.all(waiting), ["closed", "closed", "closed"]);
  assert.equal(await codeOf(other.headers()), "closed");
});

test("after bad_credentials they are asked for again at the first need, at most once in 30 s, and taken at once", async (t) => {
  const clock = manualClock();
  const vendor = await startVendor(t, { clients: [{ key: KEY, secret: SECRET }] });
  let secret = "the one before";
  const give = counted(() => ({ key: KEY, secret }));
  const api = oauthBy(t, vendor, give, { now: clock.now });
  assert.equal(await codeOf(api.headers()), "bad_credentials");
  assert.deepEqual([give.calls, tokenCalls(vendor)], [1, 1]);
  for (let round = 0; round < 3; round += 1) assert.equal(await codeOf(api.headers()), "bad_credentials");
  assert.deepEqual([give.calls, tokenCalls(vendor)], [2, 1], "the same are not tried again within 30 s");
  clock.advance(30_000);
  assert.equal(await codeOf(api.headers()), "bad_credentials");
  assert.deepEqual([give.calls, tokenCalls(vendor)], [2, 2]);
  assert.equal(await codeOf(api.headers()), "bad_credentials");
  assert.deepEqual([give.calls, tokenCalls(vendor)], [3, 2]);
  secret = SECRET;
  clock.advance(29_999);
  assert.equal(await codeOf(api.headers()), "bad_credentials");
  clock.advance(1);
  assert.equal(await codeOf(api.headers()), "bad_credentials");
  assert.deepEqual([give.calls, tokenCalls(vendor)], [3, 3]);
  assert.ok(await api.headers());
  assert.deepEqual([give.calls, tokenCalls(vendor), api.status().tokenCalls, api.status().failedCalls], [4, 4, 4, 3], "the counters go on");
});

test("other credentials are taken at the first need after the refusal of the first ones", async (t) => {
  const vendor = await startVendor(t, { clients: [{ key: KEY, secret: SECRET }] });
  const give = counted(() => ({ key: KEY, secret: give.calls === 1 ? "the one before" : SECRET }));
  const api = oauthBy(t, vendor, give);
  assert.equal(await codeOf(api.headers()), "bad_credentials");
  assert.ok(await api.headers());
  assert.deepEqual([give.calls, tokenCalls(vendor)], [2, 2]);
});

test("a secret that was rotated long after is taken at the first need, inside the window of the refusal", async (t) => {
  const clock = manualClock();
  const vendor = await startVendor(t, { clients: [{ key: KEY, secret: SECRET }, { key: KEY.replace("Planted", "Rotated"), secret: `${SECRET}2` }] });
  const clients = [{ key: KEY, secret: SECRET }, { key: KEY.replace("Planted", "Rotated"), secret: `${SECRET}2` }];
  let current = clients[0];
  const give = counted(() => current);
  const api = oauthBy(t, vendor, give, { now: clock.now });
  await api.headers();
  clock.advance(3_600_000);
  vendor.fault({ on: "token", status: 401, body: { data: null, errors: [{ status: false, code: 1199, message: "Invalid key secret" }] } });
  current = clients[1];
  assert.equal(await codeOf(api.headers()), "bad_credentials");
  assert.ok(await api.headers());
  assert.deepEqual([give.calls, tokenCalls(vendor)], [2, 3]);
});

test("G3: a token that is still good is served while they are asked for again", async (t) => {
  const clock = manualClock();
  const vendor = await startVendor(t);
  let answer;
  const give = counted(() => (give.calls === 1 ? vendor.capillary.credentials : new Promise((resolve) => (answer = resolve))));
  const api = oauthBy(t, vendor, give, { now: clock.now });
  const before = String((await api.token()).value);
  clock.advance(260_000);
  vendor.fault({ on: "token", status: 401, body: { data: null, errors: [{ status: false, code: 1199, message: "Invalid key secret" }] } });
  await api.headers();
  await until(() => api.status().lastError === "bad_credentials");
  for (let round = 0; round < 3; round += 1) assert.equal((await api.token()).value, before);
  assert.equal(give.calls, 2);
  answer({ ...vendor.capillary.credentials });
  await pause(5);
  assert.equal((await api.token()).value, before);
});

test("other credentials, given while a token is still good, are used when it has ended", async (t) => {
  const clock = manualClock();
  const clients = [{ key: KEY, secret: SECRET }, { key: "AnotherKeyOfTwentyFiveXyz", secret: SECRET }];
  const vendor = await startVendor(t, { clients });
  const give = counted(() => clients[give.calls - 1]);
  const api = oauthBy(t, vendor, give, { now: clock.now });
  const before = (await api.token()).value;
  clock.advance(260_000);
  vendor.fault({ on: "token", status: 401, body: { data: null, errors: [{ status: false, code: 1199, message: "Invalid key secret" }] } });
  await api.headers();
  await until(() => api.status().lastError === "bad_credentials");
  assert.equal((await api.token()).value, before);
  await until(() => give.calls === 2 && !api.status().calling);
  assert.equal((await api.token()).value, before);
  clock.advance(40_000);
  assert.notEqual((await api.token()).value, before);
  assert.equal(JSON.parse(vendor.requests.filter(({ endpoint }) => endpoint === "token").at(-1).body).key, clients[1].key);
  assert.deepEqual([give.calls, api.status().tokenCalls], [2, 3]);
});

test("what is said of a token is checked whether there is one or not", async (t) => {
  const vendor = await startVendor(t);
  const api = oauthBy(t, vendor, () => vendor.capillary.credentials);
  assert.throws(() => api.invalidate(7), { code: "invalid_argument", field: "rejected" });
  api.invalidate();
  await api.headers();
  api.invalidate();
  assert.equal(api.status().hasToken, false);
});

test("a 401 to Basic is returned as it came, and other credentials are asked for, at most once in 30 s", async (t) => {
  const clock = manualClock();
  const vendor = await startVendor(t);
  let given = { ...vendor.capillary.till, password: "not any more", passwordMd5: undefined };
  const give = counted(() => given);
  const api = closing(t, capillaryBasic({ host: vendor.url, credentials: give, ...OVER_HTTP, now: clock.now }));
  assert.equal((await api.fetch(LOOK_UP)).status, 401);
  assert.equal(give.calls, 1);
  for (let round = 0; round < 3; round += 1) assert.equal((await api.fetch(LOOK_UP)).status, 401);
  given = vendor.capillary.till;
  clock.advance(29_999);
  assert.equal((await api.fetch(LOOK_UP)).status, 401);
  assert.deepEqual([give.calls, apiCalls(vendor)], [2, 5]);
  clock.advance(1);
  const all = await Promise.all(times(5, () => api.fetch(LOOK_UP)));
  assert.deepEqual(all.map(({ status }) => status), [200, 200, 200, 200, 200]);
  assert.equal(give.calls, 3);
  assert.equal(await codeOf(api.token()), "invalid_argument");
  clock.advance(60_000);
  assert.equal((await api.fetch(LOOK_UP)).status, 200);
  assert.equal(give.calls, 3, "nobody doubts what works");
});

test("Basic goes on with what it had where asking again fails", async (t) => {
  const clock = manualClock();
  const vendor = await startVendor(t);
  const give = counted(() => (give.calls === 1 ? vendor.capillary.till : Promise.reject(new Error("down"))));
  const api = closing(t, capillaryBasic({ host: vendor.url, credentials: give, ...OVER_HTTP, now: clock.now }));
  await api.headers();
  vendor.fault({ on: "api", status: 401 });
  assert.equal((await api.fetch(LOOK_UP)).status, 401);
  clock.advance(30_000);
  assert.equal((await api.fetch(LOOK_UP)).status, 200);
  assert.deepEqual([give.calls, api.status().lastError], [2, "credentials_unavailable"]);
});

test("G7: the name of the token in a store is made of what was given", async (t) => {
  const vendor = await startVendor(t, { clients: [{ key: KEY, secret: SECRET }, { key: "AnotherKeyOfTwentyFiveXyz", secret: SECRET }] });
  const store = memoryStore();
  const first = oauthBy(t, vendor, () => ({ key: KEY, secret: SECRET }), { store });
  await first.headers();
  await oauthBy(t, vendor, () => ({ key: KEY, secret: SECRET }), { store }).headers();
  assert.equal(tokenCalls(vendor), 1);
  await closing(t, capillaryOAuth({ host: vendor.url, key: KEY, secret: SECRET, store, ...OVER_HTTP })).headers();
  assert.equal(tokenCalls(vendor), 1, "shared with one that was given them at once");
  await oauthBy(t, vendor, () => ({ key: "AnotherKeyOfTwentyFiveXyz", secret: SECRET }), { store }).headers();
  assert.equal(tokenCalls(vendor), 2);
});

test("the function runs in the context of the caller whose need it is, and a framework's own errors pass", async (t) => {
  const vendor = await startVendor(t);
  const storage = new AsyncLocalStorage();
  const contexts = [];
  const thrown = Object.assign(new Error("the framework's"), { digest: "DYNAMIC" });
  const api = oauthBy(t, vendor, () => {
    contexts.push(storage.getStore());
    if (contexts.length === 1) throw thrown;
    return vendor.capillary.credentials;
  });
  const [first, second] = await Promise.allSettled([storage.run("first", () => api.headers()), storage.run("second", () => api.headers())]);
  assert.equal(first.reason, thrown);
  assert.equal(second.status, "fulfilled");
  assert.deepEqual([contexts.length, contexts[0], api.status().lastError], [2, "first", null]);
});

test("G1 on Workers: what was given is shared, the promise is not", async (t) => {
  const vendor = await startVendor(t);
  const give = counted(() => pause(60).then(() => vendor.capillary.credentials));
  const api = oauthBy(t, vendor, give, { sharePendingCalls: false });
  await Promise.all(times(10, () => api.headers()));
  assert.deepEqual([give.calls, tokenCalls(vendor)], [1, 1]);
});

test("G11: neither the authenticator nor its events and status show what was given", async (t) => {
  const vendor = await startVendor(t, { clients: [{ key: KEY, secret: SECRET }] });
  const events = [];
  const api = oauthBy(t, vendor, () => ({ key: KEY, secret: SECRET }), { onEvent: (event) => void events.push(event) });
  await (await api.fetch(LOOK_UP)).text();
  await api.close();
  assertNoLeak([api, api.status(), events], [SECRET, KEY]);
  assert.deepEqual(events.map(({ type }) => type), ["credentials_given", "token_requested", "token_obtained", "request_completed", "closed"]);
});

const HOST = "eu.api.capillarytech.com";
const TOKEN_ANSWER = { data: { accessToken: "a-token-of-theirs", ttlSeconds: 300 } };

test("what is given replaces no option, and a name that is none is refused as in options", async (t) => {
  const sent = [];
  const fetch = async (url) => {
    sent.push(new URL(url).host);
    return Response.json(TOKEN_ANSWER);
  };
  const events = [];
  const given = { key: KEY, secret: SECRET, host: undefined, fetch: undefined, onEvent: undefined, timeoutMs: undefined, now: undefined, colour: undefined };
  const api = closing(t, capillaryOAuth({ host: HOST, fetch, onEvent: ({ type }) => void events.push(type), credentials: () => given }));
  await api.headers();
  assert.deepEqual(sent, [HOST]);
  await until(() => events.includes("token_obtained"));
  for (const [name, value] of [["fetch", fetch], ["origins", []], ["attribution", null], ["colour", ""]]) {
    const wrong = closing(t, capillaryOAuth({ host: HOST, fetch, credentials: () => ({ key: KEY, secret: SECRET, [name]: value }) }));
    const error = await rejectionOf(wrong.headers());
    assert.deepEqual([error.code, error.field], ["unknown_option", name]);
  }
  assert.deepEqual(sent, [HOST]);
});

/** An object each of whose members is read by a getter, which counts. */
function watched(members, reads) {
  const object = {};
  for (const [name, value] of Object.entries(members)) {
    Object.defineProperty(object, name, {
      enumerable: true,
      get() {
        reads[name] = (reads[name] ?? 0) + 1;
        return value;
      },
    });
  }
  return object;
}

const BEARER = { name: "shop", headers: { Authorization: "Bearer {key}" }, baseUrl: "https://api.shop.example" };

test("options are read once, for the first credentials and all that follow", async (t) => {
  const clock = manualClock();
  const reads = {};
  const answers = [];
  const fetch = async () => answers.shift() ?? Response.json(TOKEN_ANSWER);
  const common = { fetch, now: clock.now, name: "shop 7", origins: [], retry: watched({ maxRetries: 1 }, reads), timeoutMs: 5_000, sharePendingCalls: true };
  const give = counted(() => ({ username: "till", password: `password-${give.calls}` }));
  const attribution = watched({ lookupType: "ID", lookup: "7" }, reads);
  const basic = closing(t, capillaryBasic(watched({ ...common, host: HOST, attribution, credentials: give }, reads)));
  for (let round = 0; round < 3; round += 1) {
    answers.push(Response.json({}, { status: 401 }));
    await basic.fetch(CREATE, { method: "POST", body: "{}" });
    clock.advance(31_000);
  }
  assert.equal(give.calls, 3);
  assert.deepEqual([...new Set(Object.values(reads))], [1], JSON.stringify(reads));
  const readsOfShop = {};
  const key = counted(() => ({ key: `key-${key.calls}` }));
  const shop = closing(t, profileAuthenticator(BEARER, key, watched(common, readsOfShop)));
  for (let round = 0; round < 3; round += 1) {
    answers.push(Response.json({}, { status: 401 }));
    await shop.fetch("/x");
    clock.advance(31_000);
  }
  assert.equal(key.calls, 3);
  assert.deepEqual([...new Set(Object.values(readsOfShop))], [1], JSON.stringify(readsOfShop));
});

test("what happens to options after the factory has returned sends credentials nowhere", async (t) => {
  const sent = [];
  const fetch = async (url) => (sent.push(url), Response.json({}));
  const made = [
    (options) => capillaryBasic(Object.assign(options, { host: HOST, credentials: () => ({ username: "till", password: "password" }) })),
    (options) => profileAuthenticator(BEARER, () => ({ key: "key" }), options),
    (options) => profileAuthenticator(BEARER, { key: "key" }, options),
  ];
  for (const make of made) {
    for (const change of [(options) => options.origins.push("https://evil.example"), (options) => (options.origins = ["https://evil.example"])]) {
      const options = { fetch, origins: ["https://more.example"] };
      const api = closing(t, make(options));
      change(options);
      assert.equal(await codeOf(api.fetch("https://evil.example/x")), "foreign_origin");
      assert.equal((await api.fetch("https://more.example/x")).status, 200);
    }
  }
  assert.deepEqual([...new Set(sent)], ["https://more.example/x"]);
  const attribution = { lookupType: "ID", lookup: "7" };
  const fields = [];
  const api = closing(t, capillaryBasic({ host: HOST, attribution, fetch: async (_, { headers }) => (fields.push(headers), Response.json({})), credentials: () => ({ username: "till", password: "password" }) }));
  attribution.lookup = "8";
  await api.fetch(CREATE, { method: "POST", body: "{}" });
  assert.ok(JSON.stringify(fields).includes('"7"') && !JSON.stringify(fields).includes('"8"'));
});

test("a call is what it was when it was made: its signal counts while the function runs, in the place of init too", async (t) => {
  const sent = [];
  let answer;
  const api = closing(t, capillaryBasic({ host: HOST, fetch: async (url, init) => (sent.push([url, init.method]), Response.json({})), credentials: () => new Promise((resolve) => (answer = resolve)) }));
  for (const call of [
    (signal) => api.fetch(`https://${HOST}/x`, new Request(`https://${HOST}/y`, { method: "POST", body: "{}", signal })),
    (signal) => api.fetch(new Request(`https://${HOST}/x`, { signal })),
    (signal) => api.fetch("/x", { signal }),
    (signal) => api.headers({ signal }),
  ]) {
    const controller = new AbortController();
    const reason = new Error("mine");
    const waiting = rejectionOf(call(controller.signal));
    controller.abort(reason);
    assert.equal(await waiting, reason, `${call}`);
  }
  let reads = 0;
  const init = {
    method: "POST",
    body: "{}",
    get signal() {
      reads += 1;
      return undefined;
    },
  };
  const posting = api.fetch("/x", init);
  init.method = "DELETE";
  answer({ username: "till", password: "password" });
  assert.equal((await posting).status, 200);
  assert.deepEqual([sent, reads], [[[`https://${HOST}/x`, "POST"]], 1]);
});

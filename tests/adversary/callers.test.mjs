// Callers, and what callers hand over, that mean ill: objects that are one thing when they are checked and another when they are
// used, functions that call back, prototypes that somebody wrote into. Each ends in a typed error or in the right result, and no
// credential goes to an origin that is not the vendor's.

import assert from "node:assert/strict";
import test from "node:test";

import { DEADLINE_MS, assertNothingStays, assertTyped, outcomeOf, random, server, tokenBody } from "./ground.mjs";

const JSON_TYPE = { "Content-Type": "application/json" };
const ORIGIN = "https://x.example";
const fail = () => {
  throw new Error("thrown by the caller's own object");
};

/** An authenticator whose requests are kept instead of sent. */
function kept(t, options = {}) {
  const [secret, token] = [random(), random(60)];
  const sent = [];
  const fetch = async (url, init) => {
    sent.push({ url, init });
    return url.includes("token/generate") ? new Response(tokenBody(token), { headers: JSON_TYPE }) : new Response("{}", { headers: JSON_TYPE });
  };
  const api = server.capillaryOAuth({ host: "x.example", key: "key", secret, timeoutMs: DEADLINE_MS, fetch, ...options });
  t.after(() => api.close());
  return { api, sent, secrets: { secret, token } };
}

/** An object that says the vendor's address first and another ever after. */
function turning(make) {
  let asked = 0;
  return make(() => ((asked += 1) > 1 ? "https://evil.example/x" : `${ORIGIN}/x`));
}

class TurningRequest extends Request {
  #address;
  constructor(address) {
    super(`${ORIGIN}/x`);
    this.#address = address;
  }
  get url() {
    return this.#address();
  }
}

class TurningUrl extends URL {
  #address;
  constructor(address) {
    super(`${ORIGIN}/x`);
    this.#address = address;
  }
  get href() {
    return this.#address();
  }
  toString() {
    return this.#address();
  }
}

const INPUTS = {
  "a Request whose address changes": () => turning((address) => new TurningRequest(address)),
  "a URL whose address changes": () => turning((address) => new TurningUrl(address)),
  "an object whose text changes": () => turning((address) => ({ toString: address })),
  "an object whose primitive changes": () => turning((address) => ({ [Symbol.toPrimitive]: address })),
  "a proxy of a URL": () => new Proxy(new URL(`${ORIGIN}/x`), {}),
  "a stand-in for a Request": () => turning((address) => ({ get url() { return address(); }, method: "GET", headers: new Headers() })),
  "a list": () => [`${ORIGIN}/x`],
  "a Request of another origin that says it is ours": () => Object.defineProperty(new Request("https://evil.example/x"), "url", { value: `${ORIGIN}/x` }),
  "a text with a tab in its host": () => "https://x.exam\tple/x",
  "a text with a NUL in its host": () => "https://x.example\0.evil.example/x",
  "backslashes for slashes": () => "https:\\\\evil.example\\@x.example/x",
  "a user name that looks like ours": () => "https://x.example@evil.example/x",
  "two slashes": () => "//evil.example/x",
  "a slash and a backslash": () => "/\\evil.example/x",
  "three slashes and a tab": () => "/\t//evil.example/x",
  "another port": () => "https://x.example:444/x",
  "a full stop behind": () => "https://x.example./x",
  "a full-width full stop": () => "https://x．example.evil.example/x",
  "a scheme within a scheme": () => "blob:https://x.example/x",
  "data": () => "data:application/json,{}",
  "a way up out of the base": () => "/../../../x",
  "a symbol": () => Symbol("x"),
  "nothing": () => undefined,
};

for (const [what, input] of Object.entries(INPUTS)) {
  test(`G8: fetch of ${what} sends no credential anywhere else`, async (t) => {
    const { api, sent, secrets } = kept(t);
    const { error } = await outcomeOf(Promise.resolve().then(() => api.fetch(input())));
    for (const { url } of sent) assert.equal(new URL(url).origin, ORIGIN, `sent to ${url}`);
    if (error) assertTyped(error, ["foreign_origin", "insecure_url", "invalid_argument"], secrets);
    else assert.equal(sent.length, 2);
  });
}

const throwing = new Proxy({}, { get: fail, ownKeys: fail, has: fail, getOwnPropertyDescriptor: fail, getPrototypeOf: fail });
function* endlessHeaders() {
  for (let count = 0; count < 100_000; count += 1) yield [`x-${count}`, "v"];
  throw new Error("somebody reads on");
}

const INITS = {
  "a proxy that throws at everything": () => throwing,
  "headers that throw": () => ({ headers: throwing }),
  "headers without an end": () => ({ headers: endlessHeaders() }),
  "headers with a line break": () => ({ headers: { "X-A": "a\r\nX-CAP-API-OAUTH-TOKEN: forged" } }),
  "headers with a NUL": () => ({ headers: { "X-A": "a\0b" } }),
  "a method with a line break": () => ({ method: "GET\r\nX: 1" }),
  "a method of an object": () => ({ method: { toString: () => "GET" } }),
  "TRACE": () => ({ method: "TRACE" }),
  "a body with GET": () => ({ body: "x" }),
  "a signal that is none": () => ({ signal: { aborted: false } }),
  "a signal that throws": () => ({ signal: throwing }),
  "a getter that throws": () => ({ get method() { return fail(); } }),
  "attribution that throws": () => ({ attribution: throwing }),
  "attribution with a line break": () => ({ method: "POST", attribution: { entityCode: "1\r\nX: 2" } }),
  "attribution in a circle": () => { const of = {}; of.entityCode = of; return { method: "POST", attribution: of }; },
  "attribution of half a pair": () => ({ method: "POST", attribution: { entityCode: "\ud800" } }),
  "redirect: follow": () => ({ redirect: "follow" }),
};

for (const [what, init] of Object.entries(INITS)) {
  test(`fetch with ${what} is a typed error or a right request`, async (t) => {
    const { api, sent, secrets } = kept(t);
    const { error } = await outcomeOf(Promise.resolve().then(() => api.fetch("/x", init())));
    if (error) assert.ok(error.name === "AuthError" || /caller's own object|reads on/.test(error.message), `${error?.stack}`);
    if (error?.name === "AuthError") assertTyped(error, ["invalid_argument", "invalid_header_value", "network"], secrets);
    for (const { url, init: used } of sent) {
      assert.equal(new URL(url).origin, ORIGIN);
      assert.equal(used.redirect, "manual");
      for (const value of Object.values(used.headers)) assert.doesNotMatch(value, /[\r\n\0]/);
    }
  });
}

const FETCHES = {
  "calls back for headers": (open) => async () => (await open().headers(), new Response("{}")),
  "never answers": () => () => new Promise(() => {}),
  // A hundred times: without an end nothing would be left of the process, with or without this package.
  "answers with a promise of itself": () => () => { let left = 100; const of = {}; of.then = (yes) => setTimeout(() => yes((left -= 1) > 0 ? of : 7), 1); return of; },
  "answers twice": () => () => ({ then: (yes, no) => (yes(new Response("{}", { headers: JSON_TYPE })), no(new Error("after all"))) }),
  "throws undefined": () => () => { throw undefined; },
  "rejects with null": () => () => Promise.reject(null),
  "rejects with a proxy that throws": () => () => Promise.reject(throwing),
  "rejects with a revoked proxy": () => () => { const { proxy, revoke } = Proxy.revocable({}, {}); revoke(); return Promise.reject(proxy); },
  "answers with a revoked proxy": () => () => { const { proxy, revoke } = Proxy.revocable({}, {}); revoke(); return proxy; },
  "answers with a status that is an object": () => async () => ({ status: { valueOf: () => 200 }, headers: new Headers(), body: null }),
  "answers with a status that changes": () => { let status = 199; return async () => ({ get status() { return (status += 1); }, headers: new Headers(JSON_TYPE), body: null }); },
  "answers with fields that throw": () => async () => ({ status: 200, headers: { get: fail }, body: new Response("{}").body }),
  "answers with fields of 20 MB": () => async () => ({ status: 503, headers: { get: () => "9".repeat(20_000_000) }, body: new Response("{}").body }),
  "answers with a body that was read": () => async () => { const of = new Response("{}", { headers: JSON_TYPE }); await of.text(); return of; },
  "answers with a body that locks": () => async () => ({ status: 200, headers: new Headers(JSON_TYPE), body: { getReader: fail } }),
  "answers with parts that grow": () => async () => ({ status: 200, headers: new Headers(JSON_TYPE), body: { getReader: () => ({ read: async () => ({ value: new Uint8Array(30_000_000) }), cancel: () => new Promise(() => {}) }) } }),
  "aborts its own signal's time": () => (_, { signal }) => new Promise((_, no) => signal.addEventListener("abort", () => no(signal.reason))),
  "changes the request it is given": () => async (url, init) => { for (const name of Object.keys(init)) try { init[name] = undefined; } catch {} return new Response("{}", { headers: JSON_TYPE }); },
};

for (const [what, make] of Object.entries(FETCHES)) {
  test(`G9: a fetch that ${what} ends in one typed error`, async (t) => {
    const secret = random();
    let api;
    api = server.capillaryOAuth({ host: "x.example", key: "key", secret, timeoutMs: DEADLINE_MS, retry: false, fetch: make(() => api) });
    const { error } = await outcomeOf(api.token(), "the call");
    assertTyped(error, ["network", "timeout", "malformed_response", "response_too_large", "http_error", "invalid_argument"], { secret });
    assert.equal(api.status().hasToken, false);
    assert.ifError((await outcomeOf(api.close(), "closing")).error);
    assertNothingStays({ secret });
  });
}

const API_FETCHES = {
  "fields that throw": () => ({ status: 200, headers: { get: fail }, body: null }),
  "fields that are numbers": () => ({ status: 200, headers: { get: () => 7 }, body: null }),
  "fields of 20 MB": () => ({ status: 200, headers: { get: () => "9".repeat(20_000_000) }, body: null }),
};

for (const [what, answer] of Object.entries(API_FETCHES)) {
  test(`an API answer with ${what} is handed on, and leaves memory as it was`, async (t) => {
    const { api, secrets } = kept(t, { fetch: async (url) => (url.includes("token/generate") ? new Response(tokenBody("a.b.c"), { headers: JSON_TYPE }) : answer()) });
    assert.equal((await outcomeOf(api.fetch("/x"), "the call")).value?.status, 200);
    await api.close();
    assertNothingStays(secrets);
  });
}

const OPTIONS = {
  "a proxy that throws": () => throwing,
  "a getter that throws": () => ({ host: "x.example", key: "key", get secret() { return fail(); } }),
  "a secret of an object": () => ({ host: "x.example", key: "key", secret: { toString: () => "secret" } }),
  "a secret of half a pair": () => ({ host: "x.example", key: "key", secret: "\udfff" }),
  "a host that changes": () => ({ host: { toString: () => "x.example" }, key: "key", secret: "secret" }),
  "a host with a query": () => ({ host: "x.example?y", key: "key", secret: "secret" }),
  "a host with a line break": () => ({ host: "x.exa\nmple", key: "key", secret: "secret" }),
  "a time that is NaN": () => ({ host: "x.example", key: "key", secret: "secret", timeoutMs: Number.NaN }),
  "a time without end": () => ({ host: "x.example", key: "key", secret: "secret", timeoutMs: Infinity }),
  "a size below zero": () => ({ host: "x.example", key: "key", secret: "secret", maxResponseBytes: -1 }),
  "a list": () => [],
  "a Map": () => new Map([["host", "x.example"]]),
  "nothing": () => undefined,
};

for (const [what, options] of Object.entries(OPTIONS)) {
  test(`an authenticator of ${what} is refused at once`, () => {
    assert.throws(() => server.capillaryOAuth(options()), (error) => error.name === "AuthError" ? error.code === "invalid_argument" : /caller's own object/.test(error.message));
  });
}

const CLOCKS = {
  "goes back a day at each look": (start) => () => (start -= 86_400_000),
  "goes on a year at each look": (start) => () => (start += 31_536_000_000),
  "swings by an hour": (start) => { let sign = 1; return () => start + 3_600_000 * (sign = -sign); },
  "gives minus zero": () => () => -0,
  "gives the largest number": () => () => Number.MAX_VALUE,
  "gives a BigInt": () => () => 10n,
  "gives an object": () => () => ({ valueOf: () => Date.now() }),
  "throws every other time": (start) => { let count = 0; return () => ((count += 1) % 2 ? start : fail()); },
};

for (const [what, clock] of Object.entries(CLOCKS)) {
  test(`G6: by a clock that ${what} ten calls make ten requests at most, and each has a token`, async (t) => {
    const { api, sent } = kept(t, { now: clock(Date.now()) });
    for (let round = 0; round < 10; round += 1) {
      const { value, error } = await outcomeOf(api.token(), "a call");
      // A token can be dead on arrival by such a clock: that is said, and nothing worse.
      if (error) assertTyped(error, ["malformed_response", "token_expired", "network", "timeout", "vendor_error", "token_invalid"], {});
      else assert.ok(value.value.length > 0);
    }
    assert.ok(sent.length <= 10, `${sent.length} requests`);
  });
}

const ENDS = {
  "the caller's signal": async (api) => {
    const controller = new AbortController();
    const call = api.headers({ signal: controller.signal });
    controller.abort("the caller's reason");
    assert.equal((await outcomeOf(call)).error, "the caller's reason");
  },
  "its deadline": async (api) => assertTyped((await outcomeOf(api.headers())).error, "timeout", {}),
  "close()": async (api) => {
    const call = api.headers();
    await Promise.resolve();
    const [{ error }] = await Promise.all([outcomeOf(call), api.close()]);
    assertTyped(error, "closed", {});
  },
};

for (const [what, end] of Object.entries(ENDS)) {
  for (const [how, fetch] of Object.entries({ "hears its signal": (_, { signal }) => new Promise((_, no) => signal.addEventListener("abort", () => no(signal.reason))), "hears nothing": () => new Promise(() => {}) })) {
    test(`G11: a call ended by ${what}, whose fetch ${how}, leaves nothing in memory`, async () => {
      const secret = random(200);
      const api = server.capillaryOAuth({ host: "x.example", key: "key", secret, timeoutMs: 300, retry: false, fetch });
      await end(api);
      await api.close();
      assertNothingStays({ secret, part: secret.slice(50, 90) });
    });
  }
}

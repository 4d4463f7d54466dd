// What a caller passes may fail while it is looked at: a proxy throws at every question once it is revoked, and so may a getter.
// Whatever that is, the package throws an `AuthError`, and nothing of what was thrown.

import assert from "node:assert/strict";
import test from "node:test";

import { imported } from "./installed.mjs";

const { AuthError, bearerAuthorization, capillary, caxton, decodeJwt, isAuthError, nearestName, pledg, signJwtHs256, verifyJwtHs256 } = await imported("commerce-auth");
const server = await imported("commerce-auth/server");

function revoked(target = {}) {
  const { proxy, revoke } = Proxy.revocable(target, {});
  revoke();
  return proxy;
}
const failing = () => {
  throw new TypeError("PlantedSecret");
};

/** By what is passed. */
const UNREADABLE = {
  "a revoked proxy": () => revoked(),
  "a revoked proxy of a list": () => revoked([]),
  "a revoked proxy of a function": () => revoked(() => {}),
  "a proxy that throws at every question": () => new Proxy({}, { get: failing, has: failing, ownKeys: failing, getPrototypeOf: failing, getOwnPropertyDescriptor: failing }),
};
const GETTER = { "an object with a getter that throws": () => Object.defineProperty({}, "username", { get: failing, enumerable: true }) };

const answer = (headers) => ({ status: 200, headers, body: {} });

/** By public function: what it does with such a value in some place. */
const CALLS = {
  bearerAuthorization,
  decodeJwt,
  "signJwtHs256, claims": (value) => signJwtHs256(value, "secret"),
  "signJwtHs256, options": (value) => signJwtHs256({}, "secret", value),
  "verifyJwtHs256, secrets": (value) => verifyJwtHs256("a.b.c", value),
  "nearestName": (value) => nearestName("a", value),
  "capillary.basicHeaders": capillary.basicHeaders,
  "capillary.basicHeaders, attribution": (attribution) => capillary.basicHeaders({ username: "a", password: "b", attribution }),
  "capillary.basicHeadersBatch": capillary.basicHeadersBatch,
  "capillary.oauthHeaders, token": (accessToken) => capillary.oauthHeaders({ accessToken }),
  "capillary.classifyResponse": capillary.classifyResponse,
  "capillary.classifyResponse, headers": (value) => capillary.classifyResponse(answer(value)),
  "capillary.readTokenResponse, options": (value) => capillary.readTokenResponse(answer({}), value),
  "capillary.verifyWebhook, headers": (headers) => capillary.verifyWebhook({ headers, expected: { a: "b" } }),
  "capillary.verifyWebhook, expected": (expected) => capillary.verifyWebhook({ headers: {}, expected }),
  "pledg.signPurchase": (value) => pledg.signPurchase(value, "secret"),
  "pledg.signPurchase, others": (others) => pledg.signPurchase({}, "secret", { others }),
  "pledg.readReturn": (value) => pledg.readReturn(value, { secret: null }),
  "pledg.verifyNotification": (value) => pledg.verifyNotification(value, { secret: "secret" }),
  "pledg.verifyNotification, expect": (expect) => pledg.verifyNotification("{}", { secret: "secret", expect }),
  "caxton.readEnvelope": caxton.readEnvelope,
  "capillaryOAuth": server.capillaryOAuth,
  "capillaryOAuth, retry": (retry) => server.capillaryOAuth({ host: "x.example", key: "k", secret: "s", retry }),
  "capillaryOAuth, origins": (origins) => server.capillaryOAuth({ host: "x.example", key: "k", secret: "s", origins }),
  "capillaryOAuth with late credentials, retry": (retry) => server.capillaryOAuth({ host: "x.example", credentials: () => ({}), retry }),
  "profileAuthenticator": (value) => server.profileAuthenticator(value, {}),
  "profileAuthenticator, common": (value) => server.profileAuthenticator({ name: "p", headers: { a: "{key}" }, baseUrl: "https://x.example" }, { key: "k" }, value),
  "defineProfile": server.defineProfile,
  "memoryStore": server.memoryStore,
  "keyvStore": server.keyvStore,
  "redisStore": server.redisStore,
  "sealedStore": (store) => server.sealedStore(store, new Uint8Array(32)),
  "sealedStore, keys": (keys) => server.sealedStore(server.memoryStore(), keys),
  "sealedStore, one key": (key) => server.sealedStore(server.memoryStore(), [key]),
};

function assertRefused(error, what) {
  assert.ok(error instanceof AuthError, `${what}: ${error}`);
  assert.ok(["invalid_argument", "unknown_option", "malformed_response"].includes(error.code), `${what}: ${error.code}`);
  assert.doesNotMatch(`${error.message} ${JSON.stringify(error)}`, /PlantedSecret/, what);
}

for (const [what, make] of Object.entries(UNREADABLE)) {
  test(`${what} is refused by every function, as what it stands for`, () => {
    for (const [name, call] of Object.entries(CALLS)) {
      const error = thrownBy(() => call(make()));
      assertRefused(error, name);
    }
  });
}

function thrownBy(call) {
  try {
    call();
  } catch (error) {
    return error;
  }
  throw new assert.AssertionError({ message: `nothing was thrown: ${call}` });
}

test("options with a getter that throws are refused without its words", () => {
  for (const make of Object.values(GETTER)) {
    for (const call of [capillary.basicHeaders, server.capillaryBasic, (value) => signJwtHs256({}, "secret", value)]) assertRefused(thrownBy(() => call(make())), `${call}`);
  }
});

test("what a getter throws is refused by name, whatever it is, and not quoted", () => {
  const getter = () => {
    throw new Error("PlantedSecret");
  };
  const options = Object.defineProperty({ password: "b" }, "username", { get: getter, enumerable: true });
  assertRefused(thrownBy(() => capillary.basicHeaders(options)), "capillary.basicHeaders");
});

test("a row that cannot be read spoils no other of a batch", () => {
  const till = { username: "till1", password: "secret" };
  const own = Object.defineProperty({ password: "b" }, "username", { get: () => { throw new Error("PlantedSecret"); }, enumerable: true });
  for (const row of [...Object.values(UNREADABLE), ...Object.values(GETTER), () => own].map((make) => make())) {
    const [first, odd, last] = capillary.basicHeadersBatch([till, row, till]);
    assert.deepEqual([first, last], [{ headers: capillary.basicHeaders(till) }, { headers: capillary.basicHeaders(till) }]);
    assertRefused(odd.error, "the row");
  }
});

test("isAuthError says no of what cannot be looked at, and instanceof does", () => {
  for (const make of [...Object.values(UNREADABLE), () => Object.defineProperty({}, Symbol.for("commerce-auth.AuthError"), { get: failing })]) {
    const value = make();
    assert.equal(isAuthError(value), false);
    assert.equal(value instanceof AuthError, false);
  }
});

const TOKEN = { data: { accessToken: "a.b.c", ttlSeconds: 300 } };
const good = async () => Response.json(TOKEN);

const METHODS = {
  "fetch, input": ({ fetch }, value) => fetch(value),
  "fetch, init": ({ fetch }, value) => fetch("/x", value),
  "fetch, attribution": ({ fetch }, attribution) => fetch("/x", { method: "POST", attribution }),
  "fetch, signal": ({ fetch }, signal) => fetch("/x", { signal }),
  "headers": ({ headers }, value) => headers(value),
  "headers, attribution": ({ headers }, attribution) => headers({ attribution }),
  "headers, signal": ({ headers }, signal) => headers({ signal }),
  "token": ({ token }, value) => token(value),
  "token, signal": ({ token }, signal) => token({ signal }),
  "invalidate": async ({ invalidate }, value) => invalidate(value),
};
const LATE = { "at once": { key: "k", secret: "s" }, "from a function": { credentials: () => ({ key: "k", secret: "s" }) } };

for (const [when, credentials] of Object.entries(LATE)) {
  test(`methods refuse what cannot be read, with credentials that come ${when}`, async (t) => {
    const api = server.capillaryOAuth({ host: "x.example", ...credentials, fetch: good });
    t.after(() => api.close());
    await api.headers();
    for (const make of Object.values(UNREADABLE)) {
      for (const [name, call] of Object.entries(METHODS)) {
        const error = await call(api, make()).then(() => assert.fail(`${name} took it`), (thrown) => thrown);
        assertRefused(error, name);
      }
    }
  });
}

test("a signal that cannot be listened to is refused before anything is sent", async (t) => {
  let asked = 0;
  const api = server.capillaryOAuth({ host: "x.example", key: "k", secret: "s", fetch: async () => (asked++, good()) });
  t.after(() => api.close());
  const half = { aborted: false, throwIfAborted() {} };
  for (const call of [() => api.headers({ signal: half }), () => api.token({ signal: half }), () => api.fetch("/x", { signal: half })]) {
    await assert.rejects(call, { name: "AuthError", code: "invalid_argument", field: "signal" });
  }
  assert.equal(asked, 0);
});

for (const init of ["DELETE", 1, true, 1n, Symbol("s"), () => ({ method: "DELETE" })]) {
  test(`a ${typeof init} as init is refused: what it says would be dropped`, async (t) => {
    for (const credentials of Object.values(LATE)) {
      let asked = 0;
      const api = server.capillaryOAuth({ host: "x.example", ...credentials, fetch: async () => (asked++, good()) });
      t.after(() => api.close());
      await assert.rejects(api.fetch("/x", init), { name: "AuthError", code: "invalid_argument", field: "init" });
      assert.equal(asked, 0);
    }
  });
}

for (const how of ["throws", "rejects with"]) {
  test(`G10: a store whose lock() ${how} a revoked proxy costs sharing, and no call`, async (t) => {
    const thrown = revoked();
    const store = { ...bound(server.memoryStore()), lock: how === "throws" ? () => { throw thrown; } : () => Promise.reject(thrown) };
    const events = [];
    const api = server.capillaryOAuth({ host: "x.example", key: "k", secret: "s", store, fetch: good, onEvent: ({ type, operation, reason }) => events.push([type, operation, reason]) });
    t.after(() => api.close());
    assert.equal((await api.token()).value, "a.b.c");
    assert.deepEqual(events.filter(([type]) => type === "store_error"), [["store_error", "lock", "failed"]]);
  });
}

function bound(store) {
  return Object.fromEntries(["read", "write", "remove", "lock", "unlock"].map((name) => [name, store[name].bind(store)]));
}

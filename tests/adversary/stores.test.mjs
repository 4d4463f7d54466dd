// G10: a store that is down, lies or means ill costs sharing and never a call: the caller has a token of the vendor's in bounded
// time, and only its own. What a locking store does rightly is in tests/package/sharing.test.mjs.

import assert from "node:assert/strict";
import test from "node:test";

import { fakeStore } from "../package/fake-store.mjs";
import { DEADLINE_MS, assertNothingStays, assertTyped, outcomeOf, random, server, tokenBody } from "./ground.mjs";

const JSON_TYPE = { "Content-Type": "application/json" };
const never = () => new Promise(() => {});
const fail = () => {
  throw new Error("a store's own words with its password in it");
};
const reject = async () => fail();
const has = (record) => ({ read: async () => record });
const written = (broken) => broken;
const throwing = new Proxy({}, { get: fail, has: fail, ownKeys: fail, getOwnPropertyDescriptor: fail, getPrototypeOf: fail });
const record = (value, more) => ({ value, version: 1, ...more });
const cyclic = (() => {
  const of = record("x");
  of.self = of;
  return of;
})();

/** What each of these does in the place of the operations of a sound store. */
const STORES = {
  "reads for ever": { read: never },
  "throws on reading": { read: fail },
  "rejects reading": { read: reject },
  "reads a proxy that throws": has(throwing),
  "reads a function": has(() => "x"),
  "reads a symbol": has(Symbol("x")),
  "reads a number": has(7),
  "reads a list": has([record("x")]),
  "reads a date": has(new Date()),
  "reads a record in a circle": has(cyclic),
  "reads a record without a version": has({ value: "x" }),
  "reads a version of NaN": has(record("x", { version: Number.NaN })),
  "reads a version without end": has(record("x", { version: Infinity })),
  "reads a version of text": has(record("x", { version: "1" })),
  "reads a value that is an object with toString": has(record({ toString: () => "x" })),
  "reads a value of 20 MB": has(record("x".repeat(20_000_000))),
  "reads a value of 100 kB of arrays in each other": has(record("[".repeat(100_000))),
  "reads a value of control characters": has(record("\u0001".repeat(100_000))),
  "reads half of a surrogate pair": has(record("\ud800")),
  "reads a token of somebody's own making": has(record(JSON.stringify({ value: "forged.to.ken", expiresAt: 9e15, obtainedAt: 1 }))),
  "reads a record whose getter throws": has({ get value() { return fail(); }, version: 1 }),
  "reads a record whose getter changes": has({ get value() { return random(); }, get version() { return Math.random(); } }),
  "reads by a thenable that settles twice": { read: () => ({ then: (yes) => (yes(null), yes(record("x"))) }) },
  "reads by a thenable that throws": { read: () => ({ then: fail }) },
  "reads by a thenable of itself": { read: () => { const of = { then: (yes) => yes(of) }; return { then: (yes) => setTimeout(() => yes(null), 1) }; } },
  "locks for ever": { lock: never },
  "throws on locking": { lock: fail },
  "locks by OK": { lock: async () => "OK" },
  "locks by an object": { lock: async () => ({ locked: true }) },
  "locks by undefined": { lock: async () => undefined },
  "never gives the lock": { lock: async () => false, leaseOnly: true },
  "writes for ever": { write: never },
  "throws on writing": { write: fail },
  "spoils what it is given to write": { write: async (_, given) => { try { given.value = "spoiled"; given.version = Infinity; } catch {} } },
  "unlocks for ever": { unlock: never },
  "throws on unlocking": { unlock: fail },
  "does nothing, for ever": { read: never, write: never, remove: never, lock: never, unlock: never },
  "throws at everything": { read: fail, write: fail, remove: fail, lock: fail, unlock: fail },
};

test("hostile stores", { concurrency: 8 }, async (t) => {
  await Promise.all(Object.entries(STORES).map(([what, broken]) => t.test(`G10: a store that ${what} costs no call`, (each) => meet(each, written(broken)))));
});

async function meet(t, { leaseOnly, ...broken }) {
  const secrets = { secret: random(), token: random(60) };
  const { store, broken: inPlace } = fakeStore();
  Object.assign(inPlace, broken);
  // The fake store wraps its operations in promises: what throws at once or gives a thenable must do so to the caller's face.
  for (const [name, operation] of Object.entries(broken)) store[name] = operation;
  let requests = 0;
  const told = [];
  const fetch = async () => {
    requests += 1;
    return new Response(tokenBody(secrets.token), { headers: JSON_TYPE });
  };
  const api = server.capillaryOAuth({ host: "x.example", key: "key", secret: secrets.secret, timeoutMs: DEADLINE_MS, store, fetch, onEvent: (event) => told.push(event) });
  t.after(() => api.close());
  const callers = await Promise.all(Array.from({ length: 20 }, () => outcomeOf(api.headers(), "a call")));
  for (const { value, error } of callers) {
    assert.ifError(error);
    assert.equal(value["X-CAP-API-OAUTH-TOKEN"], secrets.token);
  }
  assert.equal(requests, 1);
  assert.equal(JSON.stringify(told).includes("password in it"), false);
  assert.equal(leaseOnly === true || told.length > 0, true);
  api.invalidate();
  assert.equal((await outcomeOf(api.headers(), "the call after")).value?.["X-CAP-API-OAUTH-TOKEN"], secrets.token);
  const closed = await outcomeOf(api.close(), "closing");
  assert.ifError(closed.error);
  assertNothingStays(secrets);
}

test("a store that calls back into its authenticator ends in time", async (t) => {
  const token = random(60);
  for (const back of [(api) => api.headers(), (api) => api.token(), (api) => api.invalidate(), (api) => api.status()]) {
    let api;
    const { store } = fakeStore();
    const { read } = store;
    store.read = async (key) => {
      await back(api);
      return read(key);
    };
    const fetch = async () => new Response(tokenBody(token), { headers: JSON_TYPE });
    api = server.capillaryOAuth({ host: "x.example", key: "key", secret: random(), timeoutMs: DEADLINE_MS, store, fetch });
    t.after(() => api.close());
    assert.equal((await outcomeOf(api.headers(), `${back}`)).value?.["X-CAP-API-OAUTH-TOKEN"], token);
  }
});

test("a store that closes its authenticator while it is read ends the call as closed", async () => {
  let api;
  const { store } = fakeStore();
  store.read = async () => {
    await api.close();
    return null;
  };
  const secret = random();
  api = server.capillaryOAuth({ host: "x.example", key: "key", secret, timeoutMs: DEADLINE_MS, store, fetch: async () => new Response(tokenBody("a.b.c"), { headers: JSON_TYPE }) });
  assertTyped((await outcomeOf(api.headers())).error, "closed", { secret });
  assertNothingStays({ secret });
});

test("a store that gives one account's record under every key gives nobody another's token", async () => {
  const kept = {};
  const store = {
    read: async () => kept.record ?? null,
    write: async (_, given) => {
      kept.record ??= { ...given };
    },
    remove: async () => {},
  };
  const open = (secret, token) => server.capillaryOAuth({ host: "x.example", key: "key", secret, store, timeoutMs: DEADLINE_MS, fetch: async () => new Response(tokenBody(token), { headers: JSON_TYPE }) });
  const [first, second] = [open(random(), "first.to.ken"), open(random(), "second.to.ken")];
  assert.equal((await first.token()).value, "first.to.ken");
  assert.ok(kept.record);
  assert.equal((await second.token()).value, "second.to.ken");
  await Promise.all([first.close(), second.close()]);
});

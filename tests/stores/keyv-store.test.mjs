// keyvStore: what the contract does not say.

import assert from "node:assert/strict";
import test from "node:test";

import { imported } from "../package/installed.mjs";
import { toolModule } from "../package/tool-module.mjs";

const { keyvStore } = await imported("commerce-auth/server");
const { assertNoLeak } = await imported("commerce-auth/testing");
const { Keyv } = await toolModule("keyv");

const record = (version, value = "token") => ({ value, version });
const pause = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** A Keyv that takes its time: reading and writing are apart as they are over a network. */
class SlowMap extends Map {
  get = async (key) => (await pause(5), super.get(key));
  set = async (key, value) => (await pause(5), super.set(key, value));
  delete = async (key) => (await pause(5), super.delete(key));
}

test("two stores over one Keyv lose no later version to each other", async () => {
  const keyv = new Keyv({ store: new SlowMap() });
  const stores = [keyvStore(keyv), keyvStore(keyv)];
  await Promise.all([5, 9, 2, 7].map((version, index) => stores[index % 2].write("key", record(version), 60_000)));
  assert.deepEqual(await stores[0].read("key"), record(9));
});

test("keys do not wait for each other", async () => {
  const store = keyvStore(new Keyv({ store: new SlowMap() }));
  const started = performance.now();
  await Promise.all(Array.from({ length: 100 }, (_, index) => store.write(`key ${index}`, record(1), 60_000)));
  assert.ok(performance.now() - started < 1_000);
});

test("an operation that hangs holds the next one up for half a second, and no longer", async () => {
  const keyv = new Keyv();
  const store = keyvStore(keyv);
  const { get } = keyv;
  keyv.get = () => new Promise(() => {});
  store.write("key", record(1), 60_000);
  keyv.get = get;
  const started = performance.now();
  await store.write("key", record(2), 60_000);
  const waited = performance.now() - started;
  assert.ok(waited > 450 && waited < 950, `${waited} ms`);
  assert.deepEqual(await store.read("key"), record(2));
});

test("a write that Keyv gives up on rejects, and the next one is made", async () => {
  const keyv = new Keyv();
  const store = keyvStore(keyv);
  const { set } = keyv;
  keyv.set = async () => false;
  await assert.rejects(store.write("key", record(1, "PlantedToken"), 60_000), (error) => {
    assertNoLeak(error, "PlantedToken");
    return error.code === "store_error" && error.retryable;
  });
  keyv.set = set;
  await store.write("key", record(2), 60_000);
  assert.deepEqual(await store.read("key"), record(2));
});

test("a lifetime of nothing writes nothing: to Keyv it would be one without end", async () => {
  const keyv = new Keyv();
  const store = keyvStore(keyv);
  for (const nothing of [0, -1, 0.4, NaN]) await store.write("key", record(1), nothing);
  assert.equal(await store.read("key"), null);
});

test("records are texts under names of their own, beside those of others", async () => {
  const map = new Map();
  const keyv = new Keyv({ store: map, namespace: "app" });
  await keyv.set("key", "somebody else's");
  const store = keyvStore(keyv);
  await store.write("key", record(7, "a:b"), 60_000);
  assert.equal(await keyv.get("commerce-auth:key"), "7:a:b");
  assert.equal(await keyv.get("key"), "somebody else's");
  assert.ok([...map.keys()].every((key) => key.startsWith("app")));
});

test("what is no record reads as nothing, and is replaced", async () => {
  const keyv = new Keyv();
  const store = keyvStore(keyv);
  for (const stranger of ["token", "", ":", "x1:token", { value: "token", version: 1 }, 7, null, true]) {
    await keyv.set("commerce-auth:key", stranger);
    assert.equal(await store.read("key"), null);
  }
  await store.write("key", record(1), 60_000);
  assert.deepEqual(await store.read("key"), record(1));
});

test("a Keyv shows nothing through its store", async () => {
  const store = keyvStore(new Keyv());
  await store.write("key", record(1, "PlantedToken"), 60_000);
  assertNoLeak(store, "PlantedToken");
});

for (const [what, keyv] of [
  ["nothing", undefined],
  ["a Map, which knows no lifetimes", new Map()],
  ["an object without delete", { get() {}, set() {} }],
  ["text", "redis://127.0.0.1"],
]) {
  test(`keyvStore refuses ${what}`, () => {
    assert.throws(() => keyvStore(keyv), { name: "AuthError", code: "invalid_argument", field: "keyv" });
  });
}

// memoryStore: what the contract does not say.

import assert from "node:assert/strict";
import test from "node:test";
import { inspect } from "node:util";

import { runModule } from "../package/child.mjs";
import { imported } from "../package/installed.mjs";

const { memoryStore } = await imported("commerce-auth/server");
const { assertNoLeak } = await imported("commerce-auth/testing");

const record = (version, value = "token") => ({ value, version });

test("at most maxEntries are kept: the oldest written go first", async () => {
  const store = memoryStore({ maxEntries: 2 });
  await store.write("a", record(1), 60_000);
  await store.write("b", record(1), 60_000);
  await store.write("a", record(2), 60_000);
  await store.write("c", record(1), 60_000);
  assert.deepEqual(await Promise.all(["a", "b", "c"].map((key) => store.read(key))), [record(2), null, record(1)]);
});

test("what has ended makes room before anything that lives", async () => {
  const store = memoryStore({ maxEntries: 2 });
  await store.write("living", record(1), 60_000);
  await store.write("ending", record(1), 1);
  await new Promise((resolve) => setTimeout(resolve, 20));
  await store.write("new", record(1), 60_000);
  assert.deepEqual(await Promise.all(["living", "ending", "new"].map((key) => store.read(key))), [record(1), null, record(1)]);
});

test("a lock is never dropped for want of room", async () => {
  const store = memoryStore({ maxEntries: 1 });
  for (const key of ["a", "b", "c"]) assert.equal(await store.lock(key, "owner", 60_000), true);
  for (const key of ["a", "b", "c"]) assert.equal(await store.lock(key, "other", 60_000), false);
});

test("a lifetime of nothing keeps nothing, and takes nothing away", async () => {
  const store = memoryStore();
  await store.write("key", record(1), 60_000);
  for (const nothing of [0, -1, 0.5, NaN]) {
    await store.write("key", record(2), nothing);
    await store.write("other", record(2), nothing);
    assert.equal(await store.lock("key", "owner", nothing), false);
  }
  assert.deepEqual([await store.read("key"), await store.read("other")], [record(1), null]);
});

test("a lifetime without end is kept", async () => {
  const store = memoryStore();
  await store.write("key", record(1), Infinity);
  assert.deepEqual(await store.read("key"), record(1));
});

test("close forgets everything", async () => {
  const store = memoryStore();
  await store.write("key", record(1), 60_000);
  await store.close();
  assert.equal(await store.read("key"), null);
});

test("memory is flat over a hundred thousand keys", async () => {
  const { code, stdout, stderr } = await runModule(`
    import { memoryStore } from "commerce-auth/server";
    const store = memoryStore({ maxEntries: 10 });
    async function use(from, to) {
      for (let count = from; count < to; count += 1) {
        await store.write("key " + count, { value: "x".repeat(100) + count, version: count }, 60000);
        await store.lock("key " + count, "owner", 0.5);
      }
      globalThis.gc();
      return process.memoryUsage().heapUsed;
    }
    const before = await use(0, 10000);
    console.log(await use(10000, 110000) - before);`, { flags: ["--expose-gc"], timeoutMs: 120_000 });
  assert.equal(code, 0, stderr);
  assert.ok(Number(stdout) < 1_000_000, `${stdout} bytes`);
});

test("a store with records and locks keeps no process alive", async () => {
  const started = performance.now();
  const { code } = await runModule(`
    import { memoryStore } from "commerce-auth/server";
    const store = memoryStore();
    await store.write("key", { value: "token", version: 1 }, 3600000);
    await store.lock("key", "owner", 3600000);`);
  assert.equal(code, 0);
  assert.ok(performance.now() - started < 10_000);
});

test("nothing of what is kept shows", async () => {
  const store = memoryStore();
  await store.write("key-of-a-record", record(1, "PlantedToken"), 60_000);
  await store.lock("key-of-a-record", "PlantedOwner", 60_000);
  assertNoLeak([store, inspect(store, { showHidden: true, depth: 9 }), JSON.stringify(store), String(store)], ["PlantedToken", "PlantedOwner", "key-of-a-record"]);
});

for (const [what, options, code] of [
  ["no room", { maxEntries: 0 }, "invalid_argument"],
  ["half a room", { maxEntries: 1.5 }, "invalid_argument"],
  ["text", { maxEntries: "10" }, "invalid_argument"],
  ["no number", { maxEntries: NaN }, "invalid_argument"],
  ["a misspelt option", { maxEntrys: 10 }, "unknown_option"],
  ["options that are no object", 10, "invalid_argument"],
  ["null", null, "invalid_argument"],
]) {
  test(`memoryStore refuses ${what}`, () => {
    assert.throws(() => memoryStore(options), { name: "AuthError", code });
  });
}

// sealedStore: nothing shows, nothing opens that was touched, keys change while processes run.

import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import test from "node:test";
import { inspect } from "node:util";

import { imported } from "../package/installed.mjs";
import { clientFor, raw } from "./redis-clients.mjs";
import { runningRedis, withoutRedis } from "./redis-server.mjs";

const { memoryStore, redisStore, sealedStore } = await imported("commerce-auth/server");
const { assertNoLeak } = await imported("commerce-auth/testing");
const { subtle } = globalThis.crypto;

const [OLD, NEW, OTHER] = [randomBytes(32), randomBytes(32), randomBytes(32)].map((bytes) => new Uint8Array(bytes));
const KEY = randomBytes(32).toString("hex");
const TOKEN = "PlantedTokenOfTheStore.\u00e9\u{1f511}";
const record = (version, value = TOKEN) => ({ value, version });

/** A store whose content a test can see and change. */
class OpenStore {
  records = new Map();
  calls = [];
  read = async (key) => (this.calls.push(["read", key]), this.records.get(key) ?? null);
  write = async (key, token, ttlMs) => void (this.calls.push(["write", key, ttlMs]), this.records.set(key, token));
  remove = async (key, version) => void (this.records.get(key)?.version === version && this.records.delete(key));
}

async function sealedOnce(keys = OLD, value = TOKEN) {
  const inner = new OpenStore();
  await sealedStore(inner, keys).write(KEY, record(7, value), 60_000);
  const [[name, kept]] = inner.records;
  return { inner, name, kept };
}

const hex = (bytes) => Buffer.from(bytes).toString("hex");

test("what lies in Redis shows neither token nor cache key nor sealing key", { skip: withoutRedis, timeout: 60_000 }, async (t) => {
  const redis = await runningRedis(t);
  const client = await clientFor(t, "node-redis 6", redis.url);
  const store = sealedStore(redisStore(client), [NEW, OLD]);
  await store.write(KEY, record(7), 60_000);
  await sealedStore(redisStore(client), OLD).write(KEY, record(6), 60_000);
  assert.equal(await store.lock(KEY, "owner", 60_000), true);
  const secrets = [TOKEN, KEY, Buffer.from(KEY, "hex").toString("latin1"), ...[OLD, NEW].map((key) => Buffer.from(key).toString("latin1")), hex(OLD), hex(NEW)];
  const keys = await raw(client, "KEYS", "*");
  assert.equal(keys.length, 4);
  const values = await Promise.all(keys.map((key) => raw(client, "GET", key)));
  assertNoLeak({ keys, values }, secrets);
  await raw(client, "SAVE");
  const dump = readFileSync(redis.dumpFile);
  assert.ok(values.every((value) => dump.includes(value)), "the dump holds what is kept");
  assertNoLeak(dump, secrets);
  for (const key of [OLD, NEW]) assert.ok(!dump.includes(Buffer.from(key)));
  // The search finds what is kept unsealed.
  await redisStore(client).write(KEY, record(7), 60_000);
  await raw(client, "SAVE");
  assert.throws(() => assertNoLeak(readFileSync(redis.dumpFile), TOKEN), { name: "AssertionError" });
  assert.throws(() => assertNoLeak(readFileSync(redis.dumpFile), KEY), { name: "AssertionError" });
});

test("the same record is sealed differently each time, under the same name", async () => {
  const [one, other] = [await sealedOnce(), await sealedOnce()];
  assert.equal(one.name, other.name);
  assert.notEqual(one.kept.value, other.kept.value);
  const ivs = new Set();
  const inner = new OpenStore();
  const store = sealedStore(inner, OLD);
  for (let count = 0; count < 200; count += 1) {
    await store.write(KEY, record(count), 60_000);
    ivs.add(inner.records.get(one.name).value.slice(0, 36));
  }
  assert.equal(ivs.size, 200);
});

test("version and lifetime go through as they are", async () => {
  const { inner, name, kept } = await sealedOnce();
  assert.equal(kept.version, 7);
  assert.deepEqual(inner.calls.at(-1), ["write", name, 60_000]);
});

test("a record that was touched anywhere reads as nothing, is reported, and is gone", async () => {
  const { kept, name } = await sealedOnce(OLD, "short");
  for (let position = 0; position < kept.value.length; position += 1) {
    const inner = new OpenStore();
    // 33 bytes make 44 letters: no bit of them carries nothing.
    const changed = kept.value[position] === "A" ? "Q" : "A";
    inner.records.set(name, { ...kept, value: kept.value.slice(0, position) + changed + kept.value.slice(position + 1) });
    const reports = [];
    const store = sealedStore(inner, OLD, { onUnreadable: (report) => reports.push(report) });
    assert.equal(await store.read(KEY), null, `position ${position}`);
    assert.equal(reports.length, 1);
    assert.deepEqual(Object.keys(reports[0]).sort(), ["reason", "version"]);
    assert.equal(inner.records.size, 0);
  }
});

for (const [what, change, reason] of [
  ["moved to another version", (kept) => ({ ...kept, version: 8 }), "not_authentic"],
  ["cut", (kept) => ({ ...kept, value: kept.value.slice(0, -4) }), "not_authentic"],
  ["cut to nothing", (kept) => ({ ...kept, value: "" }), "not_sealed"],
  ["never sealed", (kept) => ({ ...kept, value: TOKEN }), "not_sealed"],
  ["no text", (kept) => ({ ...kept, value: 7 }), "not_sealed"],
  ["padded", (kept) => ({ ...kept, value: `${kept.value}=` }), "not_sealed"],
]) {
  test(`a record that was ${what} reads as nothing: ${reason}`, async () => {
    const { inner, name, kept } = await sealedOnce();
    inner.records.set(name, change(kept));
    const reports = [];
    assert.equal(await sealedStore(inner, OLD, { onUnreadable: (report) => reports.push(report) }).read(KEY), null);
    assert.deepEqual(reports, [{ reason, version: change(kept).version }]);
    assertNoLeak(reports, [TOKEN, KEY]);
  });
}

test("a record moved to another name reads as nothing, sealed by this key or by another", async () => {
  const inner = new OpenStore();
  const store = sealedStore(inner, OLD);
  await store.write(KEY, record(7), 60_000);
  await store.write("another", record(7), 60_000);
  const [[, first], [secondName]] = inner.records;
  inner.records.set(secondName, first);
  assert.equal(await store.read("another"), null);
  const { kept } = await sealedOnce(OTHER);
  const [[ownName]] = inner.records;
  inner.records.set(ownName, kept);
  const reports = [];
  assert.equal(await sealedStore(inner, OLD, { onUnreadable: ({ reason }) => reports.push(reason) }).read(KEY), null);
  assert.deepEqual(reports, ["other_key"]);
});

test("another key finds nothing, and disturbs nothing", async () => {
  const { inner } = await sealedOnce(OLD);
  const other = sealedStore(inner, OTHER);
  assert.equal(await other.read(KEY), null);
  await other.remove(KEY, 7);
  await other.write(KEY, record(9, "other"), 60_000);
  assert.deepEqual(await sealedStore(inner, OLD).read(KEY), record(7));
  assert.deepEqual(await other.read(KEY), record(9, "other"));
});

test("a record that cannot be read keeps no write away", async () => {
  const inner = memoryStore();
  const { name, kept } = await sealedOnce();
  await inner.write(name, { value: kept.value, version: 2 ** 50 }, 60_000);
  const store = sealedStore(inner, OLD);
  assert.equal(await store.read(KEY), null);
  await store.write(KEY, record(8), 60_000);
  assert.deepEqual(await store.read(KEY), record(8));
});

test("neither a listener nor a store that fails stops a read", async () => {
  const listeners = [
    () => {
      throw new Error("listener");
    },
    async () => {
      throw new Error("listener");
    },
    () => new Promise(() => {}),
  ];
  for (const onUnreadable of listeners) {
    const { inner, name, kept } = await sealedOnce();
    inner.records.set(name, { ...kept, version: 8 });
    inner.remove = () => {
      throw new Error("store");
    };
    assert.equal(await sealedStore(inner, OLD, { onUnreadable }).read(KEY), null);
  }
});

test("a store that rejects does so through the seal", async () => {
  const inner = new OpenStore();
  for (const operation of ["read", "write", "remove"]) inner[operation] = async () => Promise.reject(new Error("down"));
  const store = sealedStore(inner, [NEW, OLD]);
  for (const call of [() => store.read(KEY), () => store.write(KEY, record(1), 1_000), () => store.remove(KEY, 1)]) {
    await assert.rejects(call(), { message: "down" });
  }
});

test("rotation: what the old key sealed is opened, the latest version counts, and removing takes both", async () => {
  const inner = memoryStore();
  const [before, during, after] = [OLD, [NEW, OLD], NEW].map((keys) => sealedStore(inner, keys));
  await before.write(KEY, record(5, "old"), 60_000);
  assert.deepEqual(await during.read(KEY), record(5, "old"));
  assert.equal(await after.read(KEY), null);
  await during.write(KEY, record(4, "late"), 60_000);
  assert.deepEqual(await during.read(KEY), record(5, "old"));
  await during.write(KEY, record(6, "new"), 60_000);
  assert.deepEqual(await during.read(KEY), record(6, "new"));
  assert.deepEqual(await after.read(KEY), record(6, "new"));
  await before.write(KEY, record(6, "same"), 60_000);
  await during.remove(KEY, 6);
  assert.deepEqual([await before.read(KEY), await during.read(KEY), await after.read(KEY)], [null, null, null]);
});

test("rotation: processes exclude each other as long as they share a key", async () => {
  const inner = memoryStore();
  const stores = { old: sealedStore(inner, OLD), both: sealedStore(inner, [OLD, NEW]), turned: sealedStore(inner, [NEW, OLD, NEW]), new: sealedStore(inner, NEW) };
  for (const [one, other] of [["old", "both"], ["both", "turned"], ["turned", "new"], ["old", "turned"], ["both", "old"], ["new", "both"]]) {
    assert.equal(await stores[one].lock(KEY, "one", 60_000), true, `${one} first`);
    assert.equal(await stores[other].lock(KEY, "other", 60_000), false, `${other} after ${one}`);
    await stores[other].unlock(KEY, "other");
    assert.equal(await stores[other].lock(KEY, "other", 60_000), false);
    await stores[one].unlock(KEY, "one");
    assert.equal(await stores[other].lock(KEY, "other", 60_000), true, "a refused attempt leaves nothing locked");
    await stores[other].unlock(KEY, "other");
  }
  for (let round = 0; round < 20; round += 1) {
    const key = `race ${round}`;
    const answers = await Promise.all(["both", "turned", "both", "turned"].map((name, index) => stores[name].lock(key, `${index}`, 60_000)));
    assert.equal(answers.filter(Boolean).length, 1);
  }
});

test("an attempt at a lock that fails half-way leaves nothing locked", async () => {
  const inner = memoryStore();
  const failing = { read: inner.read, write: inner.write, remove: inner.remove, unlock: (...call) => inner.unlock(...call) };
  let attempts = 0;
  failing.lock = (...call) => ((attempts += 1) === 2 ? Promise.reject(new Error("down")) : inner.lock(...call));
  await assert.rejects(sealedStore(failing, [OLD, NEW]).lock(KEY, "one", 60_000), { message: "down" });
  assert.equal(await sealedStore(inner, [OLD, NEW]).lock(KEY, "other", 60_000), true);
});

test("a store seals without locks where there are none, and closes what it seals", async () => {
  const inner = new OpenStore();
  let closed = 0;
  inner.close = async () => (closed += 1);
  const store = sealedStore(inner, OLD);
  assert.deepEqual([store.lock, store.unlock], [undefined, undefined]);
  await store.close();
  assert.equal(closed, 1);
  inner.lock = async () => true;
  assert.equal(sealedStore(inner, OLD).lock, undefined, "half a lock is none");
});

test("a CryptoKey that nobody can export works as its bytes do", async () => {
  const cryptoKey = await subtle.importKey("raw", OLD, "AES-GCM", false, ["encrypt", "decrypt"]);
  const inner = memoryStore();
  await sealedStore(inner, OLD).write(KEY, record(7), 60_000);
  assert.deepEqual(await sealedStore(inner, cryptoKey).read(KEY), record(7));
  await sealedStore(inner, [cryptoKey]).write(KEY, record(8), 60_000);
  assert.deepEqual(await sealedStore(inner, [OTHER, OLD]).read(KEY), record(8));
});

test("the caller's bytes may be wiped at once, and a Buffer is bytes as well", async () => {
  const inner = memoryStore();
  const own = Buffer.from(OLD);
  const store = sealedStore(inner, own);
  own.fill(0);
  await Promise.all([1, 2, 3].map((version) => store.write(KEY, record(version), 60_000)));
  assert.deepEqual(await sealedStore(inner, OLD).read(KEY), record(3));
});

test("neither the store nor its keys show anything", async () => {
  const secret = "PlantedSealingKey: 32 bytes long";
  const store = sealedStore(memoryStore(), [Buffer.from(secret), OLD]);
  await store.write(KEY, record(7), 60_000);
  for (const value of [store, sealedStore(memoryStore(), Buffer.from(secret))]) {
    assertNoLeak([value, inspect(value, { showHidden: true, depth: 9 }), JSON.stringify(value), String(value)], [secret, TOKEN, KEY]);
  }
  assert.throws(() => sealedStore(memoryStore(), secret), (error) => (assertNoLeak(error, secret), true));
});

const derived = () => subtle.importKey("raw", OLD, "HKDF", false, ["deriveKey"]);
const REFUSED = {
  "no key": undefined,
  null: null,
  "an empty list": [],
  "text": "x".repeat(32),
  "31 bytes": new Uint8Array(31),
  "33 bytes": new Uint8Array(33),
  "no bytes": new Uint8Array(0),
  "other numbers": new Uint32Array(8),
  "a buffer": new ArrayBuffer(32),
  "a key for something else": await derived(),
  "a key of 128 bits": await subtle.importKey("raw", new Uint8Array(16), "AES-GCM", false, ["encrypt", "decrypt"]),
  "a key that only opens": await subtle.importKey("raw", OLD, "AES-GCM", false, ["decrypt"]),
  "what only looks like a key": { type: "secret", algorithm: { name: "AES-GCM", length: 256 }, usages: ["encrypt", "decrypt"] },
};

for (const [what, key] of Object.entries(REFUSED)) {
  test(`sealedStore refuses ${what}, alone and in a list`, () => {
    assert.throws(() => sealedStore(memoryStore(), key), { name: "AuthError", code: "invalid_argument" });
    assert.throws(() => sealedStore(memoryStore(), [OLD, key]), { name: "AuthError", code: "invalid_argument", field: "keys[1]" });
  });
}

test("sealedStore refuses what is no store, and other options", () => {
  for (const store of [undefined, {}, new Map(), { read() {}, write() {} }]) {
    assert.throws(() => sealedStore(store, OLD), { name: "AuthError", code: "invalid_argument", field: "store" });
  }
  assert.throws(() => sealedStore(memoryStore(), OLD, { onUnreadble() {} }), { code: "unknown_option" });
  assert.throws(() => sealedStore(memoryStore(), OLD, { onUnreadable: 1 }), { code: "invalid_argument", field: "onUnreadable" });
});

test("a store whose lock() says neither yes nor no is not taken for locked", async () => {
  const unlocked = [];
  const inner = Object.assign(new OpenStore(), { lock: async () => "OK", unlock: async (name) => void unlocked.push(name) });
  const store = sealedStore(inner, [NEW, OLD]);
  await assert.rejects(store.lock(KEY, "owner", 1_000), { name: "AuthError", code: "store_error", retryable: false });
  assert.equal(unlocked.length, 1, "it may be a lock all the same");
});

// The stores by every way in.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import test from "node:test";

import { imported, packageFolder, required } from "../package/installed.mjs";

const NAMES = ["keyvStore", "memoryStore", "redisStore", "sealedStore"];

test("require gives the same stores, which share nothing with those of import", async () => {
  const [here, there] = [await imported("commerce-auth/server"), required("commerce-auth/server")];
  for (const name of NAMES) assert.deepEqual([typeof here[name], typeof there[name]], ["function", "function"]);
  const store = there.sealedStore(there.memoryStore(), new Uint8Array(32).fill(7));
  await store.write("key", { value: "token", version: 1 }, 60_000);
  assert.deepEqual(await here.sealedStore(store, new Uint8Array(32)).read("key"), null);
  assert.deepEqual(await store.read("key"), { value: "token", version: 1 });
  await required("commerce-auth/testing").storeConformance(() => there.memoryStore(), { locks: true });
});

test("a bundle for browsers refuses them", async () => {
  const require = createRequire(join(packageFolder, "/"));
  for (const stub of [await import(join(packageFolder, "server-browser.js")), require("./server-browser.cjs")]) {
    for (const name of NAMES) assert.throws(() => stub[name](), { name: "AuthError", code: "server_only", message: new RegExp(`^${name} `) });
  }
});

test("no client of a store comes with the package", () => {
  for (const file of ["server.js", "server.cjs", "testing.js"]) {
    assert.doesNotMatch(readFileSync(join(packageFolder, file), "utf8"), /(from|require\()\s*["'](redis|ioredis|keyv|@redis|@keyv)/);
  }
});

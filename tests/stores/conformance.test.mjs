// Every store keeps the contract, bare and sealed.

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import test, { after } from "node:test";

import { imported } from "../package/installed.mjs";
import { toolModule } from "../package/tool-module.mjs";
import { CLIENTS, clientFor } from "./redis-clients.mjs";
import { runningRedis, withoutRedis } from "./redis-server.mjs";

const { keyvStore, memoryStore, redisStore, sealedStore } = await imported("commerce-auth/server");
const { storeConformance } = await imported("commerce-auth/testing");
const { Keyv } = await toolModule("keyv");
const { createKeyv } = await toolModule("@keyv/redis");
const { KeyvFile } = await toolModule("keyv-file");

const folder = mkdtempSync(join(tmpdir(), "commerce-auth-stores-"));
after(() => rmSync(folder, { recursive: true }));

const KEYS = [1, 2].map((byte) => new Uint8Array(32).fill(byte));

/** Clauses as subtests of one test, so that a server started for them lives just as long. */
function clausesOf(what, options, prepare) {
  test(what, { concurrency: true, ...options }, async (t) => {
    const { makeStore, locks } = await prepare(t);
    const clauses = [];
    const register = (name, run) => clauses.push(t.test(name, run));
    storeConformance(makeStore, { test: register, locks });
    for (const [how, keys] of Object.entries({ "one key": KEYS[0], "a new key": KEYS })) {
      const sealed = async () => sealedStore(await makeStore(), keys);
      storeConformance(sealed, { test: (name, run) => register(`sealed with ${how}: ${name}`, run), locks });
    }
    await Promise.all(clauses);
  });
}

let files = 0;

clausesOf("memoryStore", {}, async () => ({ makeStore: () => memoryStore(), locks: true }));

const KEYVS = {
  "over a Map": () => new Keyv(),
  "in a namespace": () => new Keyv({ namespace: "elsewhere:" }),
  "with no serialiser": () => new Keyv({ serialize: undefined, deserialize: undefined }),
  "with a serialiser of its own": () =>
    new Keyv({
      serialize: (data) => Buffer.from(JSON.stringify(data)).toString("base64"),
      deserialize: (text) => JSON.parse(Buffer.from(text, "base64").toString()),
    }),
  "over a file": () => new Keyv({ store: new KeyvFile({ filename: join(folder, `${(files += 1)}.json`), writeDelay: 1 }) }),
};

for (const [how, makeKeyv] of Object.entries(KEYVS)) {
  clausesOf(`keyvStore ${how}`, {}, async () => ({ makeStore: () => keyvStore(makeKeyv()), locks: false }));
}

clausesOf("keyvStore over Redis", { skip: withoutRedis }, async (t) => {
  const redis = await runningRedis(t);
  const keyv = createKeyv(redis.url);
  t.after(() => keyv.disconnect());
  return { makeStore: () => keyvStore(keyv), locks: false };
});

for (const name of Object.keys(CLIENTS)) {
  clausesOf(`redisStore with ${name}`, { skip: withoutRedis }, async (t) => {
    const redis = await runningRedis(t);
    const client = await clientFor(t, name, redis.url);
    return { makeStore: () => redisStore(client), locks: true };
  });
}

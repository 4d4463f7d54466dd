// redisStore over each client: what is kept and how, many clients at once, and Redis going away and coming back.

import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import test from "node:test";

import { imported } from "../package/installed.mjs";
import { toolModule } from "../package/tool-module.mjs";
import { CLIENTS, clientFor, raw } from "./redis-clients.mjs";
import { freePort, runningRedis, withoutRedis } from "./redis-server.mjs";

const { capillaryOAuth, redisStore } = await imported("commerce-auth/server");
const { assertNoLeak, startEmulator } = await imported("commerce-auth/testing");

const needsRedis = { skip: withoutRedis, timeout: 60_000 };
const NAMES = Object.keys(CLIENTS);
const record = (version, value = "token") => ({ value, version });
const pause = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

async function eventually(holds, patienceMs = 10_000) {
  const end = performance.now() + patienceMs;
  while (!(await holds())) {
    assert.ok(performance.now() < end, "it does not come to that");
    await pause(50);
  }
}

for (const name of NAMES) {
  const overRedis = (what, run) => test(`${name}: ${what}`, needsRedis, run);

  overRedis("records and locks lie under the prefix, with the lifetimes they were given", async (t) => {
    const client = await clientFor(t, name, (await runningRedis(t)).url);
    const store = redisStore(client, { prefix: "shop:" });
    await store.write("key", record(7, "a:b"), 50_000.9);
    await store.lock("key", "owner", 20_000);
    assert.deepEqual((await raw(client, "KEYS", "*")).sort(), ["shop:{key}:lock", "shop:{key}:token"]);
    assert.equal(await client.get("shop:{key}:token"), "7:a:b");
    for (const [key, lifetime] of [["shop:{key}:token", 50_000], ["shop:{key}:lock", 20_000]]) {
      const left = await raw(client, "PTTL", key);
      assert.ok(left > lifetime - 5_000 && left <= lifetime, `${left} ms`);
    }
    await redisStore(client).write("key", record(1), 1_000);
    assert.equal(await client.get("commerce-auth:{key}:token"), "1:token");
  });

  overRedis("what is no record reads as nothing, and is replaced", async (t) => {
    const client = await clientFor(t, name, (await runningRedis(t)).url);
    const store = redisStore(client, { prefix: "" });
    for (const stranger of ["token", "", ":", "x1:token", "99999999999999999999:token"]) {
      await client.set("{key}:token", stranger);
      assert.equal(await store.read("key"), null);
    }
    await client.set("{key}:token", "token");
    await store.remove("key", 1);
    await store.write("key", record(1), 60_000);
    assert.deepEqual(await store.read("key"), record(1));
  });

  overRedis("a lifetime of nothing keeps nothing; one without end is kept", async (t) => {
    const store = redisStore(await clientFor(t, name, (await runningRedis(t)).url));
    for (const nothing of [0, -1, 0.5, NaN]) {
      await store.write("key", record(1), nothing);
      assert.equal(await store.lock("key", "owner", nothing), false);
    }
    assert.equal(await store.read("key"), null);
    await store.write("key", record(1), 2 ** 53);
    assert.deepEqual(await store.read("key"), record(1));
  });

  overRedis("it works again when Redis comes back, and loses no caller for good", async (t) => {
    const redis = await runningRedis(t);
    const store = redisStore(await clientFor(t, name, redis.url));
    await store.write("key", record(1), 60_000);
    assert.equal(await store.lock("key", "owner", 60_000), true);
    await redis.stop();
    // A client rejects or keeps the command for later; which, is its affair, but no operation throws at once.
    const during = ["read", "write", "remove", "lock", "unlock"].map((operation) => {
      const call = { read: ["key"], write: ["key", record(3), 60_000], remove: ["other", 1], lock: ["other", "owner", 1], unlock: ["other", "owner"] }[operation];
      const promise = store[operation](...call);
      assert.ok(promise instanceof Promise);
      return promise.catch((error) => assertNoLeak(error, "PlantedSecret"));
    });
    await pause(200);
    await redis.start();
    await eventually(async () => (await Promise.race([store.write("key", record(4), 60_000).then(() => true, () => false), pause(500)])) === true);
    await Promise.race([Promise.allSettled(during), pause(5_000).then(() => assert.fail("a command is lost"))]);
    assert.deepEqual(await store.read("key"), record(4));
    await store.write("key", record(2), 60_000);
    assert.deepEqual(await store.read("key"), record(4));
    assert.equal(await store.lock("key", "next", 60_000), true);
    assert.equal(await store.lock("key", "other", 60_000), false);
    await store.unlock("key", "other");
    assert.equal(await store.lock("key", "other", 60_000), false);
  });

  overRedis("a Redis that refuses rejects, and shows no secret in doing so", async (t) => {
    const client = await clientFor(t, name, (await runningRedis(t)).url);
    const store = redisStore(client);
    await raw(client, "LPUSH", "commerce-auth:{key}:token", "a list");
    for (const call of [() => store.read("key"), () => store.write("key", record(1, "PlantedSecret"), 60_000), () => store.remove("key", 1)]) {
      await assert.rejects(call(), (error) => error instanceof Error);
    }
    assertNoLeak(store, ["PlantedSecret", "127.0.0.1"]);
  });
}

test("many clients of all libraries: the latest version stays, and one at a time holds the lock", needsRedis, async (t) => {
  const redis = await runningRedis(t);
  const clients = await Promise.all([...NAMES, ...NAMES].map((name) => clientFor(t, name, redis.url)));
  const stores = clients.map((client) => redisStore(client));
  for (let round = 0; round < 20; round += 1) {
    const key = randomUUID();
    const versions = Array.from({ length: 50 }, (_, index) => (index * 17 + round) % 50);
    await Promise.all([
      ...versions.map((version, index) => stores[index % stores.length].write(key, record(version), 60_000)),
      ...versions.map((version, index) => (version === 49 ? undefined : stores[index % stores.length].remove(key, version))),
    ]);
    assert.deepEqual(await stores[0].read(key), record(49));
  }
  let holders = 0;
  let turns = 0;
  await Promise.all(
    stores.map(async (store, index) => {
      for (let turn = 0; turn < 10; turn += 1) {
        const owner = `${index} ${turn}`;
        await eventually(() => store.lock("turns", owner, 60_000), 30_000);
        holders += 1;
        assert.equal(holders, 1);
        await pause(1);
        holders -= 1;
        turns += 1;
        await store.unlock("turns", owner);
      }
    }),
  );
  assert.equal(turns, stores.length * 10);
});

test("a cluster of either library keeps a record and its lock on one node", needsRedis, async (t) => {
  const redis = await runningRedis(t, { "cluster-enabled": "yes", "cluster-announce-ip": "127.0.0.1", "cluster-port": await freePort() });
  const plain = await clientFor(t, "ioredis 6", redis.url);
  await plain.call("CLUSTER", "ADDSLOTSRANGE", "0", "16383");
  await eventually(async () => (await plain.call("CLUSTER", "INFO")).includes("cluster_state:ok"));
  const { createCluster } = await toolModule("redis");
  const nodeCluster = createCluster({ rootNodes: [{ url: redis.url }] });
  nodeCluster.on("error", () => {});
  await nodeCluster.connect();
  t.after(() => nodeCluster.destroy());
  const { Cluster } = await toolModule("ioredis");
  const ioCluster = new Cluster([redis.url]);
  t.after(() => ioCluster.disconnect());
  for (const [index, cluster] of [nodeCluster, ioCluster].entries()) {
    const store = redisStore(cluster);
    await store.write("key", record(index + 1), 60_000);
    await store.write("key", record(index), 60_000);
    assert.deepEqual(await store.read("key"), record(index + 1));
    assert.equal(await store.lock("key", "owner", 60_000), true);
    await store.unlock("key", "owner");
  }
  const slots = await Promise.all(["token", "lock"].map((part) => plain.call("CLUSTER", "KEYSLOT", `commerce-auth:{key}:${part}`)));
  assert.equal(slots[0], slots[1]);
});

test("clients set up in other ways are served as well", needsRedis, async (t) => {
  const redis = await runningRedis(t);
  const { RESP_TYPES } = await toolModule("redis-5");
  const bytes = (await clientFor(t, "node-redis 5", redis.url)).withTypeMapping({ [RESP_TYPES.BLOB_STRING]: Buffer });
  const clients = {
    bytes,
    "RESP 3": await clientFor(t, "node-redis 5", redis.url, { RESP: 3 }),
    "legacy mode": await clientFor(t, "node-redis 4", redis.url, { legacyMode: true }),
    "a key prefix": await clientFor(t, "ioredis 6", redis.url, { keyPrefix: "app:" }),
    "string numbers": await clientFor(t, "ioredis 5", redis.url, { stringNumbers: true }),
    "automatic pipelines": await clientFor(t, "ioredis 5", redis.url, { enableAutoPipelining: true }),
  };
  for (const [how, client] of Object.entries(clients)) {
    const store = redisStore(client, { prefix: `${how}:` });
    await store.write("key", record(5, "\u00e9\u{1f511}"), 60_000);
    await store.write("key", record(4), 60_000);
    await store.remove("key", 4);
    assert.deepEqual(await store.read("key"), record(5, "\u00e9\u{1f511}"), how);
    assert.deepEqual([await store.lock("key", "a", 60_000), await store.lock("key", "b", 60_000)], [true, false], how);
    await store.unlock("key", "b");
    await store.unlock("key", "a");
    assert.equal(await store.lock("key", "b", 60_000), true, how);
    await store.remove("key", 5);
    assert.equal(await store.read("key"), null, how);
  }
});

test("each operation is one command", async () => {
  const commands = [];
  const counted = (name) => async (...call) => (commands.push([name, ...call]), null);
  const shapes = {
    ioredis: { defineCommand() {}, get: counted("get"), set: counted("set"), eval: counted("eval") },
    "node-redis": { EVAL() {}, connect() {}, get: counted("get"), set: counted("set"), eval: counted("eval") },
  };
  for (const [name, client] of Object.entries(shapes)) {
    const store = redisStore(client);
    commands.length = 0;
    await store.read("key");
    await store.write("key", record(1), 60_000);
    await store.remove("key", 1);
    await store.lock("key", "owner", 60_000);
    await store.unlock("key", "owner");
    assert.deepEqual(commands.map(([command]) => command), ["get", "eval", "eval", "eval", "eval"], name);
  }
});

test("legacy() of node-redis is refused at once", needsRedis, async (t) => {
  const redis = await runningRedis(t);
  const client = await clientFor(t, "node-redis 5", redis.url);
  assert.throws(() => redisStore(client.legacy()), { code: "invalid_argument", field: "client", message: /legacy\(\)/ });
});

/** A user of Redis who may do anything but run scripts. */
async function withoutScripts(t, name, redis) {
  const admin = await clientFor(t, "ioredis 6", redis.url);
  await admin.call("ACL", "SETUSER", "noscripts", "on", ">secret", "~*", "&*", "+@all", "-@scripting");
  const url = new URL(redis.url);
  [url.username, url.password] = ["noscripts", "secret"];
  return clientFor(t, name, url.href);
}

for (const name of ["node-redis 5", "ioredis 6"]) {
  test(`without EVAL, ${name} is found out at once and shares without a lock`, needsRedis, async (t) => {
    const redis = await runningRedis(t);
    const store = redisStore(await withoutScripts(t, name, redis));
    for (let time = 0; time < 2; time += 1) {
      await assert.rejects(store.lock("key", "owner", 60_000), { name: "AuthError", code: "store_error", retryable: false });
    }
    await store.unlock("key", "owner");
    await store.write("key", record(5), 60_000);
    await store.write("key", record(4), 60_000);
    await store.remove("key", 4);
    assert.deepEqual(await store.read("key"), record(5));
    await store.remove("key", 5);
    assert.equal(await store.read("key"), null);
    await store.write("key", record(6), 40);
    await new Promise((resolve) => setTimeout(resolve, 80));
    assert.equal(await store.read("key"), null, "it has a lifetime");
  });

  test(`without EVAL, authenticators over ${name} wait for nobody and hear of it once`, needsRedis, async (t) => {
    const redis = await runningRedis(t);
    const vendor = await startEmulator();
    t.after(() => vendor.close());
    const events = [];
    const apis = await Promise.all([1, 2, 3].map(async () => {
      const told = [];
      events.push(told);
      const api = capillaryOAuth({
        host: vendor.url,
        ...vendor.capillary.credentials,
        dangerouslyAllowInsecureHttp: "loopback",
        store: redisStore(await withoutScripts(t, name, redis)),
        onEvent: (event) => void told.push(event),
      });
      t.after(() => api.close());
      return api;
    }));
    const [first, ...others] = apis;
    await first.headers();
    // It is written once the caller has been served.
    await new Promise((resolve) => setTimeout(resolve, 200));
    for (const api of others) await api.headers();
    assert.equal(vendor.count({ endpoint: "token" }), 1, "the others have it from the store");
    const told = events[0].filter(({ type }) => type === "store_error").map(({ operation, reason }) => [operation, reason]);
    assert.deepEqual(told, [["lock", "failed"]]);
    const waited = events[0].find(({ type }) => type === "token_requested").at - events[0][0].at;
    assert.ok(waited < 2_000, `${waited}`);
    first.invalidate();
    await first.headers();
    assert.equal(events[0].filter(({ type }) => type === "store_error").length, 1, "once");
  });
}

/** What Redis says of a moment, beside what it says of scripts for good. */
const OF_A_MOMENT = [
  "OOM command not allowed when used memory > 'maxmemory'.",
  "OOM command not allowed when used memory > 'maxmemory'. script: 0f0f, on @user_script:5.",
  "MISCONF Redis is configured to save RDB snapshots, but it's currently unable to persist to disk. Commands that may modify the data set are disabled, because this instance is configured to report errors during writes if RDB snapshotting fails (stop-writes-on-bgsave-error option).",
  "READONLY You can't write against a read only replica. script: 0f0f, on @user_script:5.",
  "NOREPLICAS Not enough good replicas to write.",
  "LOADING Redis is loading the dataset in memory",
  "BUSY Redis is busy running a script. You can only call SCRIPT KILL or SHUTDOWN NOSAVE.",
  "ERR operation not supported while the cluster is down",
];
const OF_SCRIPTS = [
  "NOPERM this user has no permissions to run the 'eval' command",
  "NOPERM User shop has no permissions to run the 'eval' command",
  "ERR unknown command 'EVAL', with args beginning with: 'local held', '1', ",
  "ERR unknown command `EVAL`, with args beginning with: ",
  "ERR unsupported command 'eval'",
  "ERR command eval not support for your account",
  "ERR EVAL command is disabled",
];

/** A client of ioredis's shape whose server answers scripts with this error, for as long as it is ill. */
function failing(text) {
  const server = { isIll: true, scripts: 0 };
  const run = async () => {
    server.scripts += 1;
    if (server.isIll) throw new Error(text);
    return 1;
  };
  return { server, client: { defineCommand() {}, get: async () => null, set: async () => "OK", del: async () => 1, eval: run } };
}

for (const text of OF_A_MOMENT) {
  test(`a Redis that says "${text.slice(0, 45)}" has its locks again when it is well`, async () => {
    const { server, client } = failing(text);
    const store = redisStore(client);
    await assert.rejects(store.lock("key", "owner", 60_000), { message: text });
    server.isIll = false;
    assert.equal(await store.lock("key", "owner", 60_000), true);
    assert.equal(server.scripts, 2);
  });
}

for (const text of OF_SCRIPTS) {
  test(`a Redis that says "${text.slice(0, 45)}" runs no scripts`, async () => {
    const { server, client } = failing(text);
    const store = redisStore(client);
    await assert.rejects(store.lock("key", "owner", 60_000), { code: "store_error" });
    await store.write("key", record(1), 60_000);
    assert.equal(server.scripts, 1);
  });
}

for (const name of ["node-redis 5", "ioredis 6"]) {
  test(`${name}: a Redis that is full for a moment locks again when there is room`, needsRedis, async (t) => {
    const client = await clientFor(t, name, (await runningRedis(t)).url);
    const store = redisStore(client);
    assert.equal(await store.lock("before", "owner", 60_000), true);
    await raw(client, "CONFIG", "SET", "maxmemory", "1");
    await assert.rejects(store.lock("during", "owner", 60_000), /^\w*(Error|ReplyError): OOM/);
    await raw(client, "CONFIG", "SET", "maxmemory", "0");
    assert.equal(await store.lock("after", "owner", 60_000), true);
    assert.equal(await store.lock("after", "other", 60_000), false);
  });
}

test("a client that is made later is not needed: nothing is sent when the store is made", () => {
  const silent = () => assert.fail("something was sent");
  redisStore({ defineCommand: silent, get: silent, set: silent, eval: silent });
});

for (const [what, client] of [
  ["nothing", undefined],
  ["an address", "redis://127.0.0.1"],
  ["a Map", new Map()],
  ["a client with callbacks", { get() {}, set() {}, eval() {}, EVAL() {}, internal_send_command() {} }],
  ["what legacy() of node-redis 5 gives", { get() {}, set() {}, eval() {}, EVAL() {}, sendCommand() {}, multi() {} }],
  ["a client without scripts", { get() {}, set() {}, defineCommand() {} }],
]) {
  test(`redisStore refuses ${what}`, () => {
    assert.throws(() => redisStore(client), { name: "AuthError", code: "invalid_argument", field: "client" });
  });
}

test("redisStore refuses other options", () => {
  const client = { get() {}, set() {}, eval() {}, defineCommand() {} };
  assert.throws(() => redisStore(client, { perfix: "x" }), { code: "unknown_option", message: /prefix/ });
  assert.throws(() => redisStore(client, { prefix: 7 }), { code: "invalid_argument", field: "prefix" });
  assert.throws(() => redisStore(client, "x"), { code: "invalid_argument", field: "options" });
});

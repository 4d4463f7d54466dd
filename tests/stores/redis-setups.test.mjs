// redisStore over Redis as it is set up elsewhere: a cluster of several nodes, a replica that is promoted, a user who may run no
// scripts. Over Valkey the whole suite runs with REDIS_SERVER=valkey-server.

import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import test from "node:test";

import { imported } from "../package/installed.mjs";
import { toolModule } from "../package/tool-module.mjs";
import { clientFor, raw } from "./redis-clients.mjs";
import { runningCluster } from "./redis-cluster.mjs";
import { runningRedis, withoutRedis } from "./redis-server.mjs";

const { capillaryOAuth, redisStore } = await imported("commerce-auth/server");
const { startEmulator, storeConformance } = await imported("commerce-auth/testing");

const needsRedis = { skip: withoutRedis, timeout: 60_000 };
const PATIENCE_MS = 15_000;
const record = (version) => ({ value: "token", version });
const pause = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

async function eventually(holds) {
  const end = performance.now() + PATIENCE_MS;
  while (!(await holds())) {
    assert.ok(performance.now() < end, "it does not come to that");
    await pause(50);
  }
}

/** Every clause as a subtest. */
async function clausesOf(t, makeStore) {
  const clauses = [];
  storeConformance(makeStore, { test: (name, run) => clauses.push(t.test(name, run)), locks: true });
  assert.ok(clauses.length > 20);
  await Promise.all(clauses);
}

const CLUSTERS = {
  async "node-redis 6"(t, urls) {
    const { createCluster } = await toolModule("redis");
    const cluster = createCluster({ rootNodes: urls.map((url) => ({ url })) });
    cluster.on("error", () => {});
    await cluster.connect();
    t.after(() => cluster.destroy());
    return cluster;
  },
  async "ioredis 6"(t, urls) {
    const { Cluster } = await toolModule("ioredis");
    const cluster = new Cluster(urls);
    t.after(() => cluster.disconnect());
    return cluster;
  },
};

for (const [name, connect] of Object.entries(CLUSTERS)) {
  test(`the contract over a cluster of three nodes, with ${name}`, { ...needsRedis, concurrency: true }, async (t) => {
    const urls = await runningCluster(t);
    const cluster = await connect(t, urls);
    await clausesOf(t, () => redisStore(cluster));
    // That it was more than one node that did it.
    const nodes = await Promise.all(urls.map((url) => clientFor(t, "ioredis 6", url)));
    const store = redisStore(cluster);
    await Promise.all(Array.from({ length: 60 }, () => store.write(randomUUID(), record(1), 60_000)));
    const sizes = await Promise.all(nodes.map((node) => raw(node, "DBSIZE")));
    assert.ok(sizes.every((size) => size > 0), `${sizes}`);
  });
}

/** A server and another that follows it, with what the first was given before. */
async function withReplica(t) {
  const primary = await runningRedis(t);
  const replica = await runningRedis(t, { replicaof: `127.0.0.1 ${new URL(primary.url).port}`, "repl-diskless-sync-delay": "0" });
  const client = await clientFor(t, "ioredis 6", replica.url);
  await eventually(async () => (await raw(client, "INFO", "replication")).includes("master_link_status:up"));
  return { primary, replica };
}

for (const name of ["node-redis 6", "ioredis 6"]) {
  test(`with ${name} a replica reads, and refuses the rest for now`, needsRedis, async (t) => {
    const { primary, replica } = await withReplica(t);
    const written = redisStore(await clientFor(t, name, primary.url));
    const client = await clientFor(t, name, replica.url);
    const store = redisStore(client);
    await written.write("key", record(5), 60_000);
    await eventually(async () => (await store.read("key")) !== null);
    assert.deepEqual(await store.read("key"), record(5));
    // Not what a store says that never locks: it is the primary some day.
    const forNow = (error) => error.code !== "store_error" && /READONLY/.test(error.message);
    for (const call of [() => store.write("key", record(6), 60_000), () => store.remove("key", 5), () => store.lock("key", "owner", 60_000)]) {
      await assert.rejects(call(), forNow);
    }
    // Nothing is written for a lock that nobody has.
    await store.unlock("key", "owner");
    await primary.stop();
    await raw(client, "REPLICAOF", "NO", "ONE");
    assert.deepEqual(await store.read("key"), record(5));
    assert.equal(await store.lock("key", "owner", 60_000), true);
    await clausesOf(t, () => redisStore(client));
  });
}

test("authenticators over a replica take what it has, ask by themselves for what it has not, and fail nobody", needsRedis, async (t) => {
  const { primary, replica } = await withReplica(t);
  const vendor = await startEmulator();
  t.after(() => vendor.close());
  const stores = await Promise.all([primary, replica, replica].map(async ({ url }) => redisStore(await clientFor(t, "ioredis 6", url))));
  const events = [];
  const [writer, reader, alone] = stores.map((store, index) => {
    const common = { host: vendor.url, ...vendor.capillary.credentials, dangerouslyAllowInsecureHttp: "loopback", store };
    const api = capillaryOAuth({ ...common, onEvent: ({ type }) => void events.push([index, type]) });
    t.after(() => api.close());
    return api;
  });
  await alone.headers();
  assert.equal(vendor.count({ endpoint: "token" }), 1);
  assert.ok(events.some(([index, type]) => index === 2 && type === "store_error"));
  await writer.headers();
  assert.equal(vendor.count({ endpoint: "token" }), 2, "nothing could be written where the first one was");
  await eventually(async () => (await raw(await clientFor(t, "ioredis 6", replica.url), "DBSIZE")) > 0);
  await reader.headers();
  assert.equal(vendor.count({ endpoint: "token" }), 2, "a replica's readers have it");
});

test("without scripts just the clauses of locks and of races are broken", needsRedis, async (t) => {
  const redis = await runningRedis(t);
  const admin = await clientFor(t, "ioredis 6", redis.url);
  await raw(admin, "ACL", "SETUSER", "noscripts", "on", ">secret", "~*", "&*", "+@all", "-@scripting");
  const url = new URL(redis.url);
  [url.username, url.password] = ["noscripts", "secret"];
  const client = await clientFor(t, "node-redis 6", url.href);
  const broken = [];
  const kept = [];
  const clauses = [];
  const check = async (name, run) => {
    await run().then(() => kept.push(name), () => broken.push(name));
  };
  storeConformance(() => redisStore(client), { test: (name, run) => clauses.push(check(name, run)) });
  await Promise.all(clauses);
  t.diagnostic(`broken: ${broken.join("; ")}`);
  assert.ok(broken.every((name) => /^(lock|unlock): |same time/.test(name)), broken.join("\n"));
  assert.ok(broken.some((name) => name.startsWith("lock: ")) && kept.length >= 10, `${broken.length} broken, ${kept.length} kept`);
});

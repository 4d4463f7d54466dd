// G10 with real processes and a real Redis: one token request for all of them, whatever becomes of one or of Redis.

import assert from "node:assert/strict";
import { fork } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import test from "node:test";
import { fileURLToPath } from "node:url";

import { imported } from "../package/installed.mjs";
import { CLIENTS } from "./redis-clients.mjs";
import { runningRedis, withoutRedis } from "./redis-server.mjs";

const { startEmulator } = await imported("commerce-auth/testing");

const MEMBER = fileURLToPath(new URL("member.mjs", import.meta.url));
const PROCESSES = 8;
const CALLERS = 200;
/** The deadline of a renewal where somebody has to wait for a lease, which is two seconds longer. */
const SHORT_DEADLINE_MS = 2_000;
const needsRedis = { skip: withoutRedis, timeout: 240_000 };
const pause = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** Processes with clients of every library, one vendor and one Redis. */
async function fleet(t, count, timeoutMs = 30_000) {
  const redis = await runningRedis(t);
  const vendor = await startEmulator();
  t.after(() => vendor.close());
  const names = Object.keys(CLIENTS);
  const settings = { redis: redis.url, host: vendor.url, credentials: vendor.capillary.credentials, sealingKey: randomBytes(32).toString("hex"), timeoutMs };
  const members = await Promise.all(Array.from({ length: count }, (_, index) => startMember(t, { ...settings, client: names[index % names.length] })));
  return { redis, vendor, members };
}

async function startMember(t, settings) {
  const child = fork(MEMBER, { env: { ...process.env, FLEET_MEMBER: JSON.stringify(settings) } });
  t.after(() => child.kill("SIGKILL"));
  await once(child, "message");
  return {
    child,
    async run(callers, calls) {
      child.send({ callers, calls });
      const ended = once(child, "exit").then(() => [{ statuses: {}, tokens: [], errors: ["killed"], storeErrors: [] }]);
      const [outcome] = await Promise.race([once(child, "message"), ended]);
      return outcome;
    },
  };
}

const tokenRequests = (vendor) => vendor.count({ endpoint: "token" });
const tokensOf = (outcomes) => new Set(outcomes.flatMap(({ tokens }) => tokens));
/** Each kind once: hundreds of callers fail alike. */
const errorsOf = (outcomes) => [...new Set(outcomes.flatMap(({ errors }) => errors))];
const storeErrorsOf = (outcomes) => outcomes.flatMap(({ storeErrors }) => storeErrors);
const statusesOf = (outcomes) => [...new Set(outcomes.flatMap(({ statuses }) => Object.keys(statuses)))];

test("G10: 8 processes with 200 callers each ask for one token, and for one more when it is rejected", needsRedis, async (t) => {
  const { vendor, members } = await fleet(t, PROCESSES);
  vendor.fault({ on: "token", delayMs: 300, times: Infinity });
  const first = await Promise.all(members.map((member) => member.run(CALLERS, 1)));
  assert.deepEqual([errorsOf(first), statusesOf(first)], [[], ["200"]]);
  assert.deepEqual([tokenRequests(vendor), tokensOf(first).size], [1, 1]);
  await pause(20);
  vendor.capillary.expireTokens();
  const second = await Promise.all(members.map((member) => member.run(CALLERS, 1)));
  assert.deepEqual([errorsOf(second), statusesOf(second)], [[], ["200"]]);
  assert.equal(tokenRequests(vendor), 2, `store errors: ${[...storeErrorsOf(first), ...storeErrorsOf(second)]}`);
});

test("G10: a lock holder that is killed costs its lease and one more request", needsRedis, async (t) => {
  const { vendor, members } = await fleet(t, 4, SHORT_DEADLINE_MS);
  const [holder, ...others] = members;
  vendor.fault({ on: "token", hang: true });
  const lost = holder.run(1, 0);
  while (tokenRequests(vendor) === 0) await pause(5);
  holder.child.kill("SIGKILL");
  assert.deepEqual((await lost).errors, ["killed"]);
  // The lease outlasts the first attempt of the others by design: callers come again.
  let outcomes;
  const started = performance.now();
  do outcomes = await Promise.all(others.map((member) => member.run(CALLERS, 1)));
  while (errorsOf(outcomes).length > 0 && performance.now() - started < 90_000);
  assert.deepEqual([errorsOf(outcomes), statusesOf(outcomes)], [[], ["200"]]);
  assert.deepEqual([tokenRequests(vendor), tokensOf(outcomes).size], [2, 1]);
});

test("G10: Redis that stops and comes back under load costs sharing, and no call", needsRedis, async (t) => {
  const { redis, vendor, members } = await fleet(t, 4);
  const load = Promise.all(members.map((member) => member.run(50, 20)));
  await pause(100);
  await redis.stop();
  vendor.capillary.expireTokens();
  await pause(300);
  await redis.start();
  const outcomes = await load;
  assert.deepEqual(errorsOf(outcomes), []);
  assert.ok(outcomes.every(({ statuses }) => statuses[200] > 0));
  // At most one for the whole fleet, and one for each process while it was alone.
  const alone = tokenRequests(vendor);
  assert.ok(alone <= 1 + members.length, `${alone} token requests`);
  // Tokens that processes got while they were alone have to go first. They replaced rejected ones a moment ago, so their own
  // rejection may open a window in which it is passed on (G5), and one of them may be adopted dead, once.
  vendor.capillary.expireTokens();
  let again;
  const started = performance.now();
  do again = await Promise.all(members.map((member) => member.run(20, 1)));
  while ((tokensOf(again).size > 1 || statusesOf(again).includes("401")) && performance.now() - started < 90_000);
  assert.deepEqual([errorsOf(again), statusesOf(again), tokensOf(again).size], [[], ["200"], 1]);
});

// The same suite in a real workerd, and the rule of its platform: a promise belongs to the request that made it.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { test } from "node:test";

import { imported } from "../js/installed.mjs";
import { startSecondServer } from "../js/second-server.mjs";
import { casesFor } from "./behaviour.mjs";
import { recordEnvironment } from "./environment-record.mjs";
import { RUNTIMES, whyMissing } from "./pinned.mjs";
import { openVendorDesk } from "./vendor-desk.mjs";
import { readVectors } from "./vectors.mjs";
import { makeWorkplace } from "./workplace.mjs";
import { startWorkerd } from "./workerd.mjs";

const { startEmulator } = await imported("commerce-auth/testing");
const { version, program } = RUNTIMES.workerd;
const PATIENCE_MS = 30_000;
const skip = whyMissing("workerd");

/** A Worker with a vendor of its own: `{ vendor, ask(path), written }`. */
async function startWorker(t, more = {}) {
  const vendor = await startEmulator();
  t.after(() => vendor.close());
  const environment = { name: "workerd", version, vectors: {}, client: { host: vendor.url, ...vendor.capillary.credentials }, ...more };
  const { url, written } = await startWorkerd(t, makeWorkplace(t, environment));
  const ask = async (path) => (await fetch(`${url}${path}`, { signal: AbortSignal.timeout(PATIENCE_MS) })).json();
  return { vendor, ask, written, environment };
}

const tokenCalls = (vendor) => vendor.count({ endpoint: "token" });
const times = (count, make) => Array.from({ length: count }, (_, index) => make(index));

test("workerd: the whole suite", { skip }, async (t) => {
  const desk = await openVendorDesk(startEmulator);
  t.after(() => desk.close());
  const { ask, written, environment } = await startWorker(t, { vectors: readVectors(), vendorDesk: desk.url, hasSlim: true });
  const { passed, failed } = await ask("/behaviour");
  recordEnvironment({ environment: "workerd", version, tests: passed + failed.length });
  t.diagnostic(`${version}: ${passed} passed`);
  assert.deepEqual(failed, []);
  assert.equal(passed, casesFor(environment).length);
  assert.deepEqual(written, []);
});

test("workerd is the version that is pinned", { skip }, () => {
  // It calls itself by its date: 1.20261117.1 is workerd 2026-11-17.
  const [, year, month, day] = /^workerd (\d+)-(\d+)-(\d+)/.exec(execFileSync(program, ["--version"], { encoding: "utf8" }));
  assert.match(version, new RegExp(`^\\d+\\.${year}${month}${day}\\.`));
});

test("workerd, G1: requests at once are all answered by one token request", { skip }, async (t) => {
  const { vendor, ask, written } = await startWorker(t);
  vendor.fault({ on: "token", delayMs: 300 });
  const answers = await Promise.all(times(10, () => ask("/usual")));
  assert.deepEqual([...new Set(answers.map(({ value }) => typeof value))], ["string"]);
  assert.equal(new Set([...answers, await ask("/usual")].map(({ value }) => value)).size, 1);
  assert.equal(tokenCalls(vendor), 1);
  assert.deepEqual(written, []);
});

test("workerd, G1: a failure is shared as well, and nobody hangs", { skip }, async (t) => {
  const { vendor, ask, written } = await startWorker(t);
  // No window of the back-off may end before the last of them arrives.
  vendor.fault({ on: "token", status: 400, headers: { "retry-after": "60" }, delayMs: 300, times: Infinity });
  const answers = await Promise.all(times(10, () => ask("/usual")));
  assert.deepEqual([...new Set(answers.map(({ code }) => code))], ["http_error"]);
  assert.equal(tokenCalls(vendor), 1);
  assert.deepEqual(written, []);
});

test("workerd, G1: the token call of a request that was ended is taken over", { skip }, async (t) => {
  const { vendor, ask, written } = await startWorker(t);
  vendor.fault({ on: "token", hang: true });
  // Its handler returns once the token request has reached the vendor, which never answers it.
  const gate = await startSecondServer(t, (response) => void until(() => tokenCalls(vendor) === 1).then(() => response.end()));
  assert.deepEqual(await ask(`/usual?leave-after=${encodeURIComponent(gate.url)}`), { left: true });
  const answers = await Promise.all(times(5, () => ask("/usual")));
  assert.deepEqual([...new Set(answers.map(({ code, value }) => code ?? typeof value))], ["string"]);
  assert.equal(tokenCalls(vendor), 2);
  assert.deepEqual(written, []);
});

test("workerd, G3: waitUntil of the platform carries a renewal ahead of time", { skip }, async (t) => {
  const { vendor, ask } = await startWorker(t);
  const first = await ask("/background");
  assert.equal((await ask("/background?advance=250000")).value, first.value);
  await until(() => tokenCalls(vendor) === 2);
  await until(async () => (await ask("/background")).value !== first.value);
  assert.equal(tokenCalls(vendor), 2);
});

async function until(holds) {
  const end = Date.now() + PATIENCE_MS;
  while (!(await holds())) {
    assert.ok(Date.now() < end, `not so within ${PATIENCE_MS} ms: ${holds}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

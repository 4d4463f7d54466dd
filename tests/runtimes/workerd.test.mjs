// The same suite in a real workerd, and the rule of its platform: a promise belongs to the request that made it.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { test } from "node:test";
import { gzipSync } from "node:zlib";

import { imported } from "../package/installed.mjs";
import { startSecondServer } from "../package/second-server.mjs";
import { casesFor } from "./behaviour.mjs";
import { recordEnvironment } from "./environment-record.mjs";
import { RUNTIMES, whyMissing } from "./pinned.mjs";
import { openVendorDesk } from "./vendor-desk.mjs";
import { readVectors } from "./vectors.mjs";
import { makeWorkplace } from "./workplace.mjs";
import { COMPATIBILITIES, startWorkerd } from "./workerd.mjs";

const { startEmulator } = await imported("commerce-auth/testing");
const { version, program } = RUNTIMES.workerd;
const PATIENCE_MS = 30_000;
const skip = whyMissing("workerd");
/** Where the whole suite runs, with its names in the table of environments. */
const RECORDED = { "of today": { name: "workerd" }, "of today without Node's modules": { name: "workerd without Node's modules" } };

/** A Worker with a vendor of its own: `{ vendor, ask(path), written }`. */
async function startWorker(t, more = {}, compatibility = undefined) {
  const vendor = await startEmulator();
  t.after(() => vendor.close());
  const environment = { name: "workerd", version, vectors: {}, client: { host: vendor.url, ...vendor.capillary.credentials }, ...more };
  const { url, written } = await startWorkerd(t, makeWorkplace(t, environment), compatibility);
  const answerOf = (path) => fetch(`${url}${path}`, { signal: AbortSignal.timeout(PATIENCE_MS) });
  const ask = async (path) => (await answerOf(path)).json();
  return { vendor, ask, answerOf, written, environment };
}

const tokenCalls = (vendor) => vendor.count({ endpoint: "token" });
const times = (count, make) => Array.from({ length: count }, (_, index) => make(index));

for (const [what, { name }] of Object.entries(RECORDED)) {
  test(`workerd ${what}: the whole suite`, { skip }, async (t) => {
    const desk = await openVendorDesk(startEmulator);
    t.after(() => desk.close());
    const more = { vectors: readVectors(), vendorDesk: desk.url, hasSlim: true };
    const { ask, written, environment } = await startWorker(t, more, COMPATIBILITIES[what]);
    const { passed, failed } = await ask("/behaviour");
    recordEnvironment({ environment: name, version, tests: passed + failed.length });
    t.diagnostic(`${version}: ${passed} passed`);
    assert.deepEqual(failed, []);
    assert.equal(passed, casesFor(environment).length);
    assert.deepEqual(written, []);
  });
}

for (const [what, compatibility] of Object.entries(COMPATIBILITIES)) {
  test(`workerd ${what}: an answer is handed to the platform as it is`, { skip }, async (t) => {
    const { vendor, answerOf, written } = await startWorker(t, {}, compatibility);
    const text = JSON.stringify({ padding: "é".repeat(2_000) });
    const json = { "Content-Type": "application/json" };
    const ANSWERS = {
      "a short one": { body: text, headers: { ...json, "X-Own": "1" } },
      "a long one": { body: JSON.stringify({ padding: "x".repeat(200_000) }), headers: json },
      "a slow one": { body: text, headers: json, drip: { bytes: 1_000, everyMs: 150 } },
      "a packed one": { body: gzipSync(text), headers: { ...json, "Content-Encoding": "gzip" }, text },
      "an error": { status: 404, body: '{"errors":[{"code":8015}]}', headers: json },
      "one without a body": { status: 204, body: "" },
      "one that is no JSON": { body: "<html>", headers: { "Content-Type": "text/html" } },
    };
    for (const [kind, { text: unpacked, ...fault }] of Object.entries(ANSWERS)) {
      vendor.fault({ on: { path: "/v2/customers/lookup" }, ...fault });
      const answer = await answerOf("/usual?returned=/v2/customers/lookup");
      assert.deepEqual([answer.status, await answer.text()], [fault.status ?? 200, unpacked ?? fault.body], kind);
      assert.equal(answer.headers.get("x-own"), fault.headers?.["X-Own"] ?? null, kind);
    }
    vendor.capillary.expireTokens();
    assert.match(await (await answerOf("/usual?returned=/v1.1/customer/get")).text(), /"code":"?200/);
    assert.equal(tokenCalls(vendor), 2);
    assert.deepEqual(written, []);
  });

  test(`workerd ${what}, G1: requests at once are all answered by one token request`, { skip }, async (t) => {
    const { vendor, ask, written } = await startWorker(t, {}, compatibility);
    vendor.fault({ on: "token", delayMs: 300 });
    const answers = await Promise.all(times(10, () => ask("/usual")));
    assert.deepEqual([...new Set(answers.map(({ value }) => typeof value))], ["string"]);
    assert.equal(new Set([...answers, await ask("/usual")].map(({ value }) => value)).size, 1);
    assert.equal(tokenCalls(vendor), 1);
    assert.deepEqual(written, []);
  });

  test(`workerd ${what}, G1: the token call of a request that was ended is taken over`, { skip }, async (t) => {
    const { vendor, ask, written } = await startWorker(t, {}, compatibility);
    vendor.fault({ on: "token", hang: true });
    // Its handler returns once the token request has reached the vendor, which never answers it.
    const gate = await startSecondServer(t, (response) => void until(() => tokenCalls(vendor) === 1).then(() => response.end()));
    assert.deepEqual(await ask(`/usual?leave-after=${encodeURIComponent(gate.url)}`), { left: true });
    const answers = await Promise.all(times(5, () => ask("/usual")));
    assert.deepEqual([...new Set(answers.map(({ code, value }) => code ?? typeof value))], ["string"]);
    assert.equal(tokenCalls(vendor), 2);
    assert.deepEqual(written, []);
  });
}

test("workerd is the version that is pinned", { skip }, () => {
  // It calls itself by its date: 1.20261117.1 is workerd 2026-11-17.
  const [, year, month, day] = /^workerd (\d+)-(\d+)-(\d+)/.exec(execFileSync(program, ["--version"], { encoding: "utf8" }));
  assert.match(version, new RegExp(`^\\d+\\.${year}${month}${day}\\.`));
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

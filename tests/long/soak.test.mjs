// G14, with everything going wrong that can: every request is answered rightly or with the right error, none is lost,
// none hangs, and memory is flat. A million requests with COMMERCE_AUTH_LONG, 20 000 without.

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import test from "node:test";
import { fileURLToPath } from "node:url";

import { SEED } from "../package/random.mjs";

const LONG = process.env.COMMERCE_AUTH_LONG === "1";
const [REQUESTS, RENEWALS] = LONG ? [1_000_000, 10_000] : [20_000, 200];
const LONGEST_MS = LONG ? 1_800_000 : 120_000;
/**
 * How much more heap the last tenth may have than the first: less than a byte for each of a million requests. The
 * short form cannot see as much, since the heap of an idle process changes by a tenth of this.
 */
const MOST_GROWTH_BYTES = 800_000;
const PROGRAM = fileURLToPath(new URL("soaking/program.mjs", import.meta.url));

function soak(given) {
  const child = spawn(process.execPath, ["--expose-gc", PROGRAM, JSON.stringify(given)], { stdio: ["ignore", "pipe", "pipe"], timeout: LONGEST_MS });
  const said = { stdout: "", stderr: "" };
  for (const name of ["stdout", "stderr"]) child[name].setEncoding("utf8").on("data", (text) => (said[name] += text));
  return new Promise((resolve) => child.once("close", (code, signal) => resolve({ code, signal, ...said })));
}

async function figuresOf(given) {
  const { code, signal, stdout, stderr } = await soak(given);
  assert.deepEqual([code, signal, stderr], [0, null, ""]);
  const figures = JSON.parse(stdout);
  const [first, last] = [figures.memory[0], figures.memory.at(-1)];
  return { ...figures, heapGrowth: last.heap - first.heap, wasmGrowth: last.wasm - first.wasm };
}

test(`G14: ${REQUESTS} requests, of which many fail, and ${RENEWALS} renewals (seed ${SEED})`, async (t) => {
  const figures = await figuresOf({ requests: REQUESTS, seed: SEED });
  const { made, renewals, rejections, counts, wrong, memory, seconds, heapGrowth, wasmGrowth } = figures;
  t.diagnostic(`${made} requests, ${renewals} renewals, ${rejections} rejections in ${seconds.toFixed(1)} s: ${JSON.stringify(counts)}`);
  t.diagnostic(`heap by tenths: ${memory.map(({ heap }) => heap).join(" ")}; wasm ${memory[0].wasm}`);
  assert.deepEqual(wrong, []);
  assert.equal(Object.values(counts).reduce((sum, count) => sum + count, 0), made, "every request has one outcome");
  assert.ok(made >= REQUESTS && renewals >= RENEWALS, `${made} requests, ${renewals} renewals`);
  // That nothing of the script stayed unused.
  for (const outcome of ["token: network", "token: rate_limited", "token: http_error", "token: malformed_response", "token: bad_credentials", "request: network"]) {
    assert.ok(counts[outcome] > 0, `nothing came to ${outcome}`);
  }
  assert.ok(rejections > 0);
  assert.equal(wasmGrowth, 0);
  assert.ok(heapGrowth < MOST_GROWTH_BYTES, `${heapGrowth} bytes more`);
});

test("G14: a leak would be seen", async () => {
  const { heapGrowth } = await figuresOf({ requests: 8_000, seed: SEED, leakBytes: 200 });
  assert.ok(heapGrowth > MOST_GROWTH_BYTES, `${heapGrowth} bytes more`);
});

// The benchmarks over runtimes: every operation gives what it gives by hand, in Node's way and in a page's, and what is told is what
// was recorded. Nothing here is timed.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";

import { imported } from "../package/installed.mjs";
import { requireTool } from "./measuring/tools.mjs";
import { byNode } from "./runtimes/by-node.mjs";
import { byPage } from "./runtimes/by-page.mjs";
import { givenInputs } from "./runtimes/inputs.mjs";
import { measureOperations } from "./runtimes/measure.mjs";
import { NAMES, OPERATIONS, START } from "./runtimes/operations.mjs";
import { withMarked } from "./telling/marked.mjs";
import { CHART, PERFORMANCE, RECORDED_OF_RUNTIMES } from "./telling/recorded.mjs";
import { runtimesChart } from "./telling/runtimes-chart.mjs";
import { runtimesTable } from "./telling/runtimes-table.mjs";

const MEASURED_IN = ["Node 20", "Node 22", "Node 24", "Deno", "Bun", "Chromium"];
const AGAIN = "run `cargo xtask bench --runtimes --accept`";

const root = await imported("commerce-auth");
const { capillaryOAuth } = await imported("commerce-auth/server");
const { inputs, secret, token } = JSON.parse(JSON.stringify(await givenInputs(root)));
const recorded = JSON.parse(readFileSync(RECORDED_OF_RUNTIMES, "utf8"));
const inPages = OPERATIONS.filter(({ needs }) => needs === undefined).map(({ name }) => name);

const withFreshToken = () => {
  const answer = JSON.stringify({ data: { accessToken: token, ttlSeconds: 3_600 } });
  return capillaryOAuth({ host: "api.shop.example", key: "a-key", secret: "a-secret", fetch: async () => new Response(answer, { headers: { "content-type": "application/json" } }) });
};

const pagesCode = () => byPage({ secret, md5Hex: (text) => requireTool("spark-md5").hash(text), md5From: "spark-md5" });

test("in Node's way every operation gives what it gives by hand", async (t) => {
  const authenticator = withFreshToken();
  t.after(() => authenticator.close());
  const byHand = byNode({ secret, fields: await authenticator.headers() });
  const outcomes = await measureOperations({ packages: { root, secret, authenticator }, byHand, inputs, effort: "trial" });
  assert.deepEqual([...outcomes.map(({ name }) => name), START], NAMES);
  assert.deepEqual(Object.keys(byHand).sort(), OPERATIONS.map(({ name }) => name).sort());
});

test("in a page's way as well, where a page may", async () => {
  const byHand = await pagesCode();
  const outcomes = await measureOperations({ packages: { root, secret }, byHand, inputs, effort: "trial" });
  assert.deepEqual(outcomes.map(({ name }) => name), inPages);
  assert.deepEqual(Object.keys(byHand).sort(), [...inPages].sort());
});

test("another result than by hand is told", async () => {
  const byHand = { ...(await pagesCode()), "a JWT decoded": { using: "nothing", call: () => ({ header: {}, claims: {} }) } };
  await assert.rejects(measureOperations({ packages: { root, secret }, byHand, inputs, effort: "trial" }), /a JWT decoded: another result than by hand/);
});

test("what is recorded are the operations there are, in every runtime", () => {
  assert.deepEqual(recorded.runtimes.map(({ name }) => name), MEASURED_IN, AGAIN);
  assert.equal(recorded.machine.isQuick, false, AGAIN);
  for (const { name, outcomes } of recorded.runtimes) {
    assert.deepEqual(outcomes.map((one) => one.name), name === "Chromium" ? [...inPages, START] : NAMES, AGAIN);
  }
});

test("docs/performance.md and docs/runtimes.svg tell what is recorded", () => {
  const performance = readFileSync(PERFORMANCE, "utf8");
  assert.equal(withMarked(performance, runtimesTable(recorded), "runtimes"), performance, AGAIN);
  assert.equal(readFileSync(CHART, "utf8"), runtimesChart(recorded), AGAIN);
});

test("the chart is small, says what it shows, and asks for nothing", () => {
  const chart = runtimesChart(recorded);
  assert.ok(Buffer.byteLength(chart) < 10_000, `${Buffer.byteLength(chart)} bytes`);
  assert.match(chart, /<svg [^>]*role="img" aria-labelledby="t e"/);
  assert.doesNotMatch(chart.replace("http://www.w3.org/2000/svg", ""), /:\/\/|url\(|@import|<script|<image/);
  const [, description] = /<desc id="e">([^<]*)<\/desc>/.exec(chart);
  for (const name of NAMES) assert.ok(description.includes(`${name}: Node 24 `), name);
});

test("a mark of the chart stands right of the line where ours takes longer, and left where it does not", () => {
  const outcomes = NAMES.map((name, index) => ({ name, ratio: index === 0 ? 0.5 : 2 }));
  const chart = runtimesChart({ runtimes: [{ name: "Deno", version: "1.2.3", outcomes }] });
  const [, line] = /class="o" d="M(\d+) /.exec(chart);
  const marks = [...chart.matchAll(/<use class="d" href="#d" x="(\d+)"/g)].slice(1).map(([, x]) => Number(x));
  assert.equal(marks.length, NAMES.length);
  assert.deepEqual(marks.map((x) => x < Number(line)), outcomes.map(({ ratio }) => ratio < 1));
});

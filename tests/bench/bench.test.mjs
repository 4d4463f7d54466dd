// The bench's own tests: no public function without a row, and rows that measure what they say. Nothing here is timed.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";

import { imported, packageText } from "../package/installed.mjs";
import { loopback } from "./measuring/loopback.mjs";
import { Rounds, pairedAsyncRounds, pairedRounds } from "./measuring/paired-rounds.mjs";
import { assertSameResults, assertSameResultsAsync } from "./measuring/same-results.mjs";
import { importTool } from "./measuring/tools.mjs";
import { functionsOf, methodsOf } from "./rows/entry.mjs";
import { fetchRows } from "./rows/fetch.mjs";
import { profileReadersOfText, profileReadersOfValues, readersOfAnswers, readersOfText, readersOfValues } from "./rows/hostile.mjs";
import { SHOP, profileRows } from "./rows/profiles.mjs";
import { pureRows } from "./rows/pure.mjs";
import { authenticatorsAt, serverRows } from "./rows/server.mjs";
import { STARTS } from "./rows/starts.mjs";
import { KINDS_OF_ROWS, SIZES, capillaryAnswer } from "./samples/answers.mjs";
import { SHAPE_NAMES, hostileValue } from "./samples/hostile.mjs";
import { withMarked } from "./telling/marked.mjs";
import { PERFORMANCE, RECORDED } from "./telling/recorded.mjs";
import { performanceTables } from "./telling/tables.mjs";

/** Entries whose functions have rows, and those that have none to measure. */
const MEASURED = [".", "./server", "./adapters", "./slim", "./headers"];
const UNMEASURED = {
  "./testing": "runs in tests only",
  "./profiles": "data",
  "./core.wasm": "no functions",
  "./package.json": "no functions",
};

const root = await imported("commerce-auth");
const server = await imported("commerce-auth/server");
const adapters = await imported("commerce-auth/adapters");
const slim = await imported("commerce-auth/slim");
const rows = [...pureRows(root, { jose: await importTool("jose") }), ...profileRows(server)];

const fedWithHostileText = () => [...readersOfText(root), ...readersOfValues(root), ...profileReadersOfText(server), ...profileReadersOfValues(server), ...readersOfAnswers(server)];

const calls = (list) => new Set(list.map(({ call }) => call));

/** Rows of the server half, closed again when the test is over. */
async function rowsOfServer(t) {
  const at = await loopback();
  const open = [];
  t.after(async () => {
    await Promise.all(open.map((api) => api.close()));
    at.close();
  });
  const { Keyv } = await importTool("keyv");
  return { ofServer: await serverRows({ server, adapters, at, Keyv }, open), ofFetch: await fetchRows({ server, at }, open), at };
}

test("every entry of the package is measured, or has a reason why not", () => {
  const { exports } = JSON.parse(packageText("package.json"));
  const unknown = Object.keys(exports).filter((entry) => !MEASURED.includes(entry) && !Object.hasOwn(UNMEASURED, entry));
  assert.deepEqual(unknown, []);
});

test("every function of commerce-auth, and of a profile, has a row", () => {
  const named = [...functionsOf(root), "checkProfile", "defineProfile", ...methodsOf(server.defineProfile(SHOP), "Profile"), "AuthError.toJSON"];
  assert.ok(named.length > 50, `${named.length} are too few to be all`);
  assert.deepEqual([...calls(rows)].sort(), [...new Set(named)].sort());
});

test("every function of commerce-auth/server and of its adapters, and every method of an authenticator, has a row", async (t) => {
  const { ofServer, ofFetch, at } = await rowsOfServer(t);
  const instances = Object.values(authenticatorsAt(server, at.origin)).map((make) => make());
  t.after(() => Promise.all(instances.map((api) => api.close())));
  const methods = instances.flatMap((api) => methodsOf(api, "Authenticator"));
  // Closing is part of what a factory's row does; profiles make no calls, and have their rows among those that make none.
  const elsewhere = ["Authenticator.close", "checkProfile", "defineProfile"];
  const named = [...functionsOf(server), ...functionsOf(adapters), ...methods].filter((name) => !elsewhere.includes(name));
  assert.deepEqual([...calls([...ofServer, ...ofFetch])].sort(), [...new Set(named)].sort());
});

test("commerce-auth/slim has the functions of commerce-auth, and starting it has rows", () => {
  const started = STARTS.flatMap(({ covers }) => covers);
  const own = Object.keys(slim).filter((name) => !Object.hasOwn(root, name));
  assert.deepEqual(own.sort(), started.sort());
});

test("every function that reads text from outside is fed with hostile text", () => {
  const reads = /(^|\.)(read|classify|verify|decode|parse)\w*$/;
  const named = [...functionsOf(root), ...methodsOf(server.defineProfile(SHOP), "Profile")].filter((name) => reads.test(name));
  const fed = new Set(fedWithHostileText().map(({ reader }) => reader.split(",")[0]));
  assert.deepEqual(named.filter((name) => !fed.has(name)), []);
  assert.ok(named.length > 10);
});

for (const row of rows) {
  test(`as by hand: ${row.call}, ${row.about}`, () => assertSameResults(row));
}

test("as by hand: the server half", async (t) => {
  const { ofServer, ofFetch } = await rowsOfServer(t);
  for (const row of [...ofServer, ...ofFetch]) await assertSameResultsAsync(row);
});

test("another result than by hand is told", () => {
  const row = { call: "f", about: "x", inputs: [1], ours: () => ({ a: 1 }), byHand: () => ({ a: 2 }), same: (value) => value, look() {} };
  assert.throws(() => assertSameResults(row), /f, x: another result than by hand/);
  assert.throws(() => assertSameResults({ ...row, inputs: [] }), /no inputs/);
});

test("answers have the length they are said to have", () => {
  for (const kind of KINDS_OF_ROWS) {
    for (const bytes of Object.values(SIZES)) {
      const length = Buffer.byteLength(capillaryAnswer(bytes, kind, 3));
      const least = bytes >= 2_000 ? bytes * 0.6 : 50;
      assert.ok(length <= Math.max(bytes, 120) && length >= least, `${kind}, ${bytes}: ${length}`);
    }
  }
});

test("hostile values have the length they are said to have", () => {
  for (const shape of SHAPE_NAMES) {
    const length = Buffer.byteLength(hostileValue(shape, 100_000));
    assert.ok(length > 99_000 && length <= 100_100, `${shape}: ${length}`);
  }
});

test("what two candidates came to is compared round by round", () => {
  const times = new Rounds(new Map([["ours", [10, 20, 900]], ["theirs", [5, 10, 300]]]));
  assert.equal(times.get("ours"), 20);
  assert.equal(times.ratio("ours", "theirs"), 2);
  assert.equal(times.difference("ours", "theirs"), 10);
});

test("every candidate runs in every round", async () => {
  const effort = { rounds: 5, roundMilliseconds: 0, warmUpMilliseconds: 0.01, longestMilliseconds: 1_000 };
  const counts = { one: 0, two: 0 };
  const candidates = Object.keys(counts).map((name) => ({ name, run: () => void (counts[name] += 1) }));
  pairedRounds(candidates, 1, effort);
  await pairedAsyncRounds(candidates, 1, effort);
  assert.ok(counts.one >= 10 && counts.two >= 10, JSON.stringify(counts));
});

test("what is recorded are the rows there are", async (t) => {
  const { benches } = JSON.parse(readFileSync(RECORDED, "utf8"));
  const { ofServer, ofFetch } = await rowsOfServer(t);
  const whats = (list) => list.map(({ call, about }) => `${call}, ${about}`);
  const again = "run `cargo xtask bench --accept`";
  assert.deepEqual(benches.calls.outcomes.map(({ what }) => what), whats(rows), again);
  assert.deepEqual(benches.server.outcomes.map(({ what }) => what), whats(ofServer), again);
  assert.deepEqual(benches.fetch.outcomes.map(({ what }) => what), whats(ofFetch), again);
  for (const { reader } of fedWithHostileText()) {
    assert.ok(benches.hostile.outcomes.some(({ what }) => what.startsWith(`${reader}, `)), `${reader}: ${again}`);
  }
});

test("docs/performance.md tells what is recorded", () => {
  const figures = JSON.parse(readFileSync(RECORDED, "utf8"));
  const performance = readFileSync(PERFORMANCE, "utf8");
  assert.equal(withMarked(performance, performanceTables(figures)), performance, "run `cargo xtask bench --accept`");
});

test("only what stands between the marks changes", () => {
  const text = withMarked("before\n<!-- speed -->\nold\n<!-- /speed -->\nafter\n", "new");
  assert.equal(text, "before\n<!-- speed -->\nnew\n<!-- /speed -->\nafter\n");
  assert.equal(withMarked("<!-- speed -->\n<!-- /speed -->", "new"), "<!-- speed -->\nnew\n<!-- /speed -->");
  assert.throws(() => withMarked("no marks", "new"), /no <!-- speed -->/);
});

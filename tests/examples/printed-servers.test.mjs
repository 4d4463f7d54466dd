// Every server that is printed, run as printed, lives through what strangers send, and answers it rightly.

import assert from "node:assert/strict";
import test, { after } from "node:test";

import { imported } from "../package/installed.mjs";
import { endOf, refuseOtherwise } from "./running.mjs";
import { sources } from "./sources.mjs";
import { Workplace } from "./workplace.mjs";

const { startEmulator } = await imported("commerce-auth/testing");
const emulator = await startEmulator();
const { secret } = emulator.pledg.merchant;
await emulator.close();

const workplace = new Workplace();
after(() => workplace.remove());

const NOTIFIED = {
  aborted: null,
  "half closed": 400,
  "aborted in a chunk": null,
  endless: 413,
  oversized: 413,
  empty: 400,
  "no JSON": 400,
  forged: 400,
  "as JSON": 200,
  "as text": 200,
  "without a type": 200,
  "as a form": 200,
  "a fault of ours": 500,
  "an option of ours": 500,
};
const HOOK_FIELD = "X-Shop-Key: the value that was set with the webhook";
/** Where anything in JSON is an event, and nothing is looked up. */
const EVENTS = { ...NOTIFIED, forged: 200, "as a form": 400, "a fault of ours": 200, "an option of ours": 200, "a vendor's fault": 200 };
/** What the log names, so that somebody sees why. */
const LOGGED = [/ECONNRESET|request aborted/, /malformed_response/, /signature_mismatch/, /the data base is down/, /invalid_argument/, /rate_limited/];

/** The printed servers, by what tells each from the others of its file. */
const SERVERS = [
  { file: "docs/pledg.md", holds: "pledg.verifyNotification", path: "/", expected: { ...NOTIFIED, "a vendor's fault": 500 }, logged: LOGGED },
  { file: "docs/recipes.md", holds: "app.post('/pledg'", path: "/pledg", expected: { ...NOTIFIED, "a vendor's fault": 503 }, logged: LOGGED },
  { file: "docs/capillary.md", holds: "capillary.verifyWebhook", path: "/", fields: [HOOK_FIELD], expected: EVENTS, logged: [/ECONNRESET/] },
  // They read no body.
  { file: "docs/recipes.md", holds: "server.close(() => api.close())", path: "/?mobile=44700900000" },
  { file: "docs/other-vendors.md", holds: "const vendor = createServer", path: "/orders/1" },
  { file: "pkg-template/testing/pledg/control.ts", holds: "const shop = createServer", path: "/" },
];
const isServer = /\bcreateServer\(|\bexpress\(\)|\b(?:Deno|Bun)\.serve\(/;

/** What a reader takes: below the last line `// ---` a recipe only calls it. */
const printed = ({ lines }) => lines.slice(0, lines.includes("// ---") ? lines.lastIndexOf("// ---") : lines.length).join("\n");
const all = sources().flatMap(({ blocks }) => blocks);
const servers = all.filter((block) => block.mark !== "not executed" && isServer.test(printed(block)));
const rowOf = (block) => SERVERS.filter(({ file, holds }) => block.file === file && printed(block).includes(holds));

test("every printed server is besieged, and every row has its server", () => {
  assert.deepEqual(servers.map(rowOf).map(({ length }) => length), SERVERS.map(() => 1));
  assert.deepEqual(new Set(servers.flatMap(rowOf)), new Set(SERVERS));
});

const besiege = (block, { path, fields }, variables = {}) =>
  endOf(block, workplace, { EXAMPLE_SIEGE: JSON.stringify({ path, secret, fields }), PLEDG_SECRET: secret, ...variables });
const answersIn = ({ records }) => Object.fromEntries(records.filter(({ siege }) => siege).map(({ siege, status }) => [siege, status]));

for (const block of servers) {
  const [row] = rowOf(block);
  const { expected, logged = [] } = row;
  test(`${block.file}:${block.line} lives through what strangers send`, async () => {
    const end = await besiege(block, row);
    const answers = answersIn(end);
    refuseOtherwise(block, { ...end, records: end.records.filter(({ siege }) => !siege) });
    assert.equal(Object.keys(answers).length, Object.keys(NOTIFIED).length + 1);
    if (expected) assert.deepEqual(answers, expected);
    for (const words of logged) assert.match(end.errors, words);
    assert.ok(!end.errors.includes(secret));
  });
}

const rowHolding = (text) => SERVERS.find(({ holds }) => holds === text);
const serverOf = (row) => servers.find((block) => rowOf(block)[0] === row);

test("a secret that is not set is a fault of ours, not a forgery", async () => {
  const row = rowHolding("app.post('/pledg'");
  const answers = answersIn(await besiege(serverOf(row), row, { PLEDG_SECRET: "" }));
  assert.deepEqual([answers["as JSON"], answers.forged], [500, 500]);
});

test("an event is refused for its fields, and kept for later where the fault is ours", async () => {
  const row = rowHolding("capillary.verifyWebhook");
  const forged = answersIn(await besiege(serverOf(row), { ...row, fields: ["X-Shop-Key: a guess"] }));
  assert.deepEqual([forged["as JSON"], forged.endless, forged.oversized], [400, 400, 400]);
  const ours = answersIn(await besiege(serverOf(row), row, { HOOK_KEY: "" }));
  assert.deepEqual([ours["as JSON"], ours.forged], [503, 503]);
});

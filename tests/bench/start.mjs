// From the start of a process to its first header, over a process that does nothing; and the first call of each reader in
// a process of its own: node tests/bench/start.mjs [pkg folder]

import { execFileSync } from "node:child_process";

import { tell } from "./measuring/figures.mjs";
import { outcome } from "./measuring/outcome.mjs";
import { hasEntry, packageFile } from "./measuring/package-folder.mjs";
import { isQuick, median } from "./measuring/paired-rounds.mjs";
import { BY_CRYPTO, EMPTY, STARTS } from "./rows/starts.mjs";

const ROUNDS = isQuick ? 9 : 21;
const ROUNDS_OF_FIRST_CALLS = isQuick ? 2 : 7;
const ROOT_BAR = { limit: 5_000_000, over: "over an empty script", unit: "ns" };
const HEADERS_BAR = { limit: 1.2, over: BY_CRYPTO };

const LAST_WORD = 'process.on("exit", () => console.log(JSON.stringify(process.cpuUsage())));\n';

const file = (name) => JSON.stringify(packageFile(name));
const starts = STARTS.filter(({ entry }) => entry === undefined || hasEntry(entry));
const times = new Map(starts.map(({ name }) => [name, []]));
// In turn, so that a machine whose speed drifts drifts for all of them. The least of the times counts: whatever else the
// machine does can only make a process start later.
for (let round = 0; round < ROUNDS; round += 1) {
  for (const { name, script } of starts) times.get(name).push(elapsedOf(script(file)));
}
tell("start", "import to first header, over an empty script", starts.filter(({ name }) => name !== EMPTY).map(told));
tell("first-call", "the first call in a process", firstCalls());

function told({ name }) {
  const least = (one) => Math.min(...times.get(one));
  const overEmpty = (one) => least(one) - least(EMPTY);
  const ours = overEmpty(name);
  const theirs = overEmpty(BY_CRYPTO);
  const bars = {
    "commerce-auth": { ...ROOT_BAR, value: ours },
    // Whole scripts: what both spend on starting Node is part of it.
    "commerce-auth/headers": { ...HEADERS_BAR, value: least(name) / least(BY_CRYPTO) },
  };
  if (name === BY_CRYPTO) return outcome({ what: name, ours });
  // Less than nothing is noise, and no bar is met by it.
  const isNoise = ours <= 0 || theirs <= 0;
  return outcome({ what: name, ours, theirs, using: BY_CRYPTO, ratio: isNoise ? null : ours / theirs, bar: isNoise ? null : (bars[name] ?? null) });
}

/** Nanoseconds of a process: by the wall, or of the processor, whichever is less (measuring/watch.mjs says why). */
function elapsedOf(script) {
  const start = process.hrtime.bigint();
  const said = execFileSync(process.execPath, ["--input-type=module", "--eval", `${LAST_WORD}${script}`], { encoding: "utf8" });
  const { user, system } = JSON.parse(said);
  return Math.min(Number(process.hrtime.bigint() - start), (user + system) * 1_000);
}

/** What a call takes that is the first of its process, compiling included, beside the first `JSON.parse` of one. */
function firstCalls() {
  const body = JSON.stringify({ entity: [{ id: 1, name: "Ann", points: 7 }], warnings: [], errors: [] });
  const token = JSON.stringify({ data: { accessToken: "eyJraWQiOiJrMSJ9.e30.c2ln", ttlSeconds: 3_600 } });
  const calls = {
    "capillary.basicAuthorization": 'api.capillary.basicAuthorization("till", "secret")',
    "capillary.classifyResponse": `api.capillary.classifyResponse({ status: 200, body: ${JSON.stringify(body)} })`,
    "capillary.readTokenResponse": `api.capillary.readTokenResponse({ status: 200, body: ${JSON.stringify(token)} })`,
    "pledg.verifyNotification": 'api.pledg.verifyNotification(\'{"reference":"order-1","purchase_state":"failed"}\', { secret: null })',
    "caxton.readEnvelope": 'api.caxton.readEnvelope({ status: 200, body: \'{"Content":{"Model":{"ApiStatus":"IsValid"},"ExpectedResponses":["IsValid"]}}\' })',
    decodeJwt: 'api.decodeJwt("eyJraWQiOiJrMSJ9.e30.c2ln")',
    signJwtHs256: 'api.signJwtHs256({ sub: "a" }, "a secret of at least 32 bytes, as RFC 7518 asks")',
  };
  const byHand = `JSON.parse(${JSON.stringify(body)})`;
  const measured = new Map(["by hand", ...Object.keys(calls)].map((name) => [name, []]));
  for (let round = 0; round < ROUNDS_OF_FIRST_CALLS; round += 1) {
    measured.get("by hand").push(firstCall(byHand));
    for (const [name, call] of Object.entries(calls)) measured.get(name).push(firstCall(call));
  }
  const theirs = median(measured.get("by hand"));
  return Object.keys(calls).map((name) => outcome({ what: name, ours: median(measured.get(name)), theirs, using: "the first JSON.parse", ratio: median(measured.get(name)) / theirs }));
}

/** Nanoseconds of a call, as its process measured them. */
function firstCall(call) {
  const script = `const api = await import(${JSON.stringify(packageFile("index.js"))});
    const used = process.cpuUsage();
    const start = process.hrtime.bigint();
    ${call};
    const wall = Number(process.hrtime.bigint() - start);
    const { user, system } = process.cpuUsage(used);
    console.log(String(Math.min(wall, (user + system) * 1_000)));`;
  return Number(execFileSync(process.execPath, ["--input-type=module", "--eval", script], { encoding: "utf8" }));
}

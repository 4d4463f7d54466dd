// Ten million random calls give the same results as an earlier version of the package, but for the differences that
// known-differences.mjs lists with their reasons. COMMERCE_AUTH_LONG makes the ten million; without it there are a hundred
// thousand. EARLIER_VERSION is the tarball of the earlier version, SEED begins another run, ONLY keeps to some functions.

import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import test from "node:test";

import { packageFolder } from "../package/installed.mjs";
import { SEED } from "../package/random.mjs";
import { ASKED_OTHERWISE } from "./asked-otherwise.mjs";
import { FUNCTIONS, TABLES } from "./calls/functions.mjs";
import { backSignature } from "./calls/notifications.mjs";
import { givenTo, vectors } from "./calls/samples.mjs";
import { NOT_CALLED, SERVER_FUNCTIONS } from "./calls/server-functions.mjs";
import { NOW, signed } from "./calls/tokens.mjs";
import { callOn } from "./calling.mjs";
import { compared } from "./comparing/compared.mjs";
import { firstDifference } from "./comparing/first-difference.mjs";
import { judged } from "./comparing/judged.mjs";
import { copyIn, unpacked } from "./copies.mjs";
import { KNOWN } from "./known-differences.mjs";
import { run } from "./run.mjs";
import { errorLine } from "./tally.mjs";

const { EARLIER_VERSION, ONLY } = process.env;
if (!EARLIER_VERSION) {
  throw new Error("EARLIER_VERSION must name the tarball of the version to compare with, as `npm pack commerce-auth@0.1.0` fetches it");
}

const LONG = process.env.COMMERCE_AUTH_LONG === "1";
const FULL = 10_000_000;
const CALLS = Number(process.env.CALLS ?? (LONG ? FULL : 100_000));
/** As many calls as it takes until what can be reached has been reached. */
const ENOUGH = 1_000_000;
const isWhole = ONLY === undefined;

const folder = mkdtempSync(join(tmpdir(), "agreement-"));
test.after(() => rmSync(folder, { recursive: true }));
const earlier = unpacked(resolve(EARLIER_VERSION), folder);
const copies = { earlier: await copyIn(earlier), later: await copyIn(packageFolder) };

test("every public function has a generator of calls, and every generator a function", () => {
  const called = Object.keys(FUNCTIONS).filter((name) => !name.startsWith("Profile."));
  assert.deepEqual([...called, ...NEW].toSorted(), [...copies.later.functions.keys()].toSorted());
  const profile = copies.later.functions.get("defineProfile")({ name: "x", request: { url: "https://a.example/t", clientAuthentication: "none" }, response: { token: "/t" } });
  const methods = Object.getOwnPropertyNames(Object.getPrototypeOf(profile)).filter((name) => name !== "constructor");
  assert.deepEqual(Object.keys(FUNCTIONS).filter((name) => name.startsWith("Profile.")).toSorted(), methods.map((name) => `Profile.${name}`).toSorted());
  const served = [...Object.keys(SERVER_FUNCTIONS).map((name) => name.slice(7)), ...Object.keys(NOT_CALLED)];
  assert.deepEqual([...served, MOVED].toSorted(), Object.keys(copies.later.server).toSorted());
});

/** The functions of the root that 0.1.0 has not. */
const NEW = ["capillary.readResponse", "capillary.verifyWebhook", "isWeakSecret", "nearestName", "parseHost", "pledg.readReturn"];
/** The one function that moved since 0.1.0: from the root to the server entry. */
const MOVED = "defineProfile";

/** All rows that a difference can be known by. */
const ROWS = [...ASKED_OTHERWISE, ...KNOWN];

test("both versions export the same names and tables, but for what is new, the one function that moved, and the clusters", () => {
  assert.deepEqual([...copies.later.tables.keys()].toSorted(), TABLES.toSorted());
  for (const name of TABLES.filter((one) => one !== CLUSTERS)) {
    assert.equal(firstDifference(copies.earlier.tables.get(name), copies.later.tables.get(name)), undefined, name);
  }
  const without = (entry) => Object.keys(entry).filter((name) => name !== MOVED && !NEW.includes(name));
  assert.deepEqual(NEW.filter((name) => copies.earlier.functions.has(name) || !copies.later.functions.has(name)), []);
  for (const entry of ["root", "server"]) assert.deepEqual(without(copies.later[entry]), without(copies.earlier[entry]), entry);
  assert.deepEqual([copies.earlier, copies.later].map(({ root, server }) => [MOVED in root, MOVED in server]), [[true, false], [false, true]]);
});

/** Clusters are known by one name in all of their addresses: `us` and `apac2` paired two. */
const CLUSTERS = "capillary.hosts";

test("each cluster of Capillary has its own addresses, and what has not changed is as before", () => {
  const [earlier, later] = [copies.earlier, copies.later].map(({ tables }) => tables.get(CLUSTERS));
  const ofName = (name) => ({ api: `https://${name}.api.capillarytech.com`, intouch: `https://${name}.intouch.capillarytech.com` });
  const added = ["north-america", "ushc", "sea", "tata"];
  const { us, apac, apac2, eu, china } = earlier;
  assert.deepEqual(us, { api: "https://us.api.capillarytech.com", intouch: "https://ushc.intouch.capillarytech.com" });
  const expected = { apac, apac2: { ...apac2, intouch: ofName("apac2").intouch }, eu, ...Object.fromEntries(added.map((name) => [name, ofName(name)])), china };
  assert.deepEqual(JSON.stringify(later), JSON.stringify(expected));
  assert.ok([later, ...Object.values(later)].every(Object.isFrozen));
});

test("a difference is seen: in a result, in an error, in what a token hides, and in arguments that were changed", () => {
  const { root } = copies.later;
  const otherwise = (name, call) => ({ earlier: copies.earlier, later: { ...copies.later, functions: new Map([...copies.later.functions, [name, call]]) } });
  const pathOf = (pair, call) => compared(pair, call).difference?.path;
  const answer = { status: 200, body: { data: { accessToken: "abc", ttlSeconds: 300 } } };
  const headers = { name: "pledg.basicHeaders", given: [{ email: "a@b.c", password: "x" }] };
  assert.equal(pathOf(copies, headers), undefined);
  assert.equal(pathOf(otherwise(headers.name, () => ({ Authorization: "Basic YUBiLmM6eQ==" })), headers), ".value.Authorization");
  assert.equal(pathOf(otherwise(headers.name, (options) => Object.freeze(root.pledg.basicHeaders(options))), headers), ".value.Authorization.[[Attributes]]");
  const token = { name: "capillary.readTokenResponse", given: [answer, { now: 1_700_000_000_000 }] };
  assert.equal(pathOf(copies, token), undefined);
  assert.equal(pathOf(otherwise(token.name, (_, options) => root.capillary.readTokenResponse({ ...answer, body: { data: { accessToken: "abd", ttlSeconds: 300 } } }, options)), token), ".value.AccessToken");
  const refused = { name: "md5Hex", given: [5] };
  assert.equal(pathOf(copies, refused), undefined);
  assert.equal(pathOf(otherwise(refused.name, () => root.md5Hex(undefined, 1) ?? ""), refused), undefined, "the same words are no difference");
  assert.match(pathOf(otherwise(refused.name, () => root.bearerAuthorization(5)), refused), /^\.value\./);
  const list = { name: "capillary.basicHeadersBatch", given: [[{ username: "a", password: "b" }]] };
  const forgetful = (rows) => {
    const made = root.capillary.basicHeadersBatch(rows);
    delete rows[0].password;
    return made;
  };
  assert.equal(pathOf(otherwise(list.name, forgetful), list), "[[Arguments]]");
});

test("what is known to be otherwise is held to what it has to be", () => {
  const { root } = copies.later;
  const rowsFor = (name, given, call) => judged({ earlier: copies.earlier, later: call ? { ...copies.later, functions: new Map([...copies.later.functions, [name, call]]) } : copies.later }, { name, given }).known;
  /** Known as it is by this row, and by none with another result or error. */
  const holdsFast = (row, name, given, ...others) => {
    assert.ok(rowsFor(name, given).includes(row), `${row}: ${rowsFor(name, given)}`);
    for (const call of others) assert.deepEqual(rowsFor(name, given, call), [], `${row}: ${call}`);
  };
  const refusing = (code, field, message) => () => {
    throw new root.AuthError({ code, field, message });
  };
  const body = { created_at: "2023-11-14", error: null, id: 7, reference: "ref_1", sandbox: true, status: "completed" };
  const texts = { created_at: "2023-11-14", error: "", id: "7", reference: "ref_1", sandbox: "true", status: "completed" };
  const notified = { ...body, signature: backSignature(texts, "secret") };
  const says = (change) => (...given) => ({ ...root.pledg.verifyNotification(...given), ...change });
  const verified = { verified: { ...texts, id: 7 } };
  holdsFast("what a notification means", "pledg.verifyNotification", [notified, { secret: ["other", "secret"] }], ...[{ outcome: "pending" }, { sandbox: null }, { key: "8" }, { secretIndex: 0 }, { trust: "unsigned" }, verified, { more: 1 }].map(says));
  holdsFast("status and sandbox that are expected", "pledg.verifyNotification", [notified, { secret: "secret", expect: { status: "completed" } }], refusing("unexpected_value", "status", "the notification states a different status than expected"));
  holdsFast("status and sandbox that are not as expected", "pledg.verifyNotification", [notified, { secret: "secret", expect: { sandbox: false } }], (given) => root.pledg.verifyNotification(given, { secret: "secret" }));
  holdsFast("settings of the browser's plugin", "pledg.signPurchase", [{ merchantUid: "m", reference: "r", amountCents: 5, onClose: {} }, "secret"], copies.earlier.root.pledg.signPurchase);
  holdsFast("a purchase that is not whole", "pledg.signPurchase", [{ merchantUid: "m", amountCents: 5 }, "secret"], refusing("invalid_argument", "amountCents", "amountCents is missing. Where that is meant, set the option incomplete"));
  holdsFast("an exp in milliseconds", "verifyJwtHs256", [signed('{"alg":"HS256"}', '{"exp":1700000000000}', "secret"), "secret", { now: NOW }], refusing("token_invalid", "token", "the token's exp claim is in seconds"));
  assert.deepEqual(rowsFor("verifyJwtHs256", [signed('{"alg":"HS256"}', '{"exp":1700000001}', "secret"), "secret", { now: NOW }], refusing("token_invalid", "token", "the token's exp claim is in milliseconds, and must be in seconds (RFC 7519 §2)")), []);
  holdsFast("admin fields in every combination", "capillary.adminHeaders", [{ username: "a@b.c", password: "x", entityId: 7 }], () => root.capillary.basicHeaders({ username: "a@b.c", password: "x" }), (options) => root.capillary.adminHeaders({ ...options, orgId: 1 }));
  holdsFast("a digest in a printed form", "capillary.basicHeaders", [{ username: "till", password: " 8a16a6b70505eb1f1ff7cdc0cd5559a7" }], refusing("looks_hashed", "username", "it looks hashed"));
  const rejected = (headers, text) => [{ status: 200, headers, body: `${text}{"status":{"code":498}}` }];
  holdsFast("a list of content types", "capillary.classifyResponse", rejected({ "Content-Type": "application/json, application/json" }, ""), () => "ok");
  holdsFast("a byte order mark before an answer", "capillary.classifyResponse", rejected(undefined, "\ufeff"), () => "ok");
  const busy = [{ status: 503, headers: { "Retry-After": "301" }, body: "" }];
  const waiting = (retryAfterMs) => (...given) => {
    try {
      root.capillary.readTokenResponse(...given);
    } catch (error) {
      throw new root.AuthError({ ...error.toJSON(), retryAfterMs });
    }
  };
  holdsFast("a wait of more than five minutes", "capillary.readTokenResponse", busy, waiting(301_000), waiting(0));
});

/** What the run has seen, for the tests after it. */
let tally;

test(`${CALLS} random calls (seed ${SEED}) give the same results, but for the differences that are known`, async (t) => {
  const tell = (line) => process.stderr.write(`${line}\n`);
  const made = await run({ earlier, later: packageFolder, seed: SEED, calls: CALLS, only: ONLY, tell });
  tally = made.tally;
  const { seconds } = made;
  t.diagnostic(`${tally.calls} calls in ${seconds.toFixed(0)} s, ${Math.round(tally.calls / seconds)} a second`);
  for (const { name, reason } of ROWS) {
    const { count = 0, example } = tally.known[name] ?? {};
    t.diagnostic(`${count} × ${name}: ${reason}${example === undefined ? "" : `, as ${example.slice(0, 200)}`}`);
  }
  assert.equal(tally.calls, CALLS);
  const lines = Object.entries(tally.unknown).map(([signature, { count, example }]) => `${count} × ${signature}\n${Object.entries(example).map(([name, text]) => `    ${name}: ${text}`).join("\n")}`);
  assert.ok(lines.length === 0, `${tally.differences} differences of ${lines.length} kinds that nobody has explained:\n${lines.join("\n")}`);
});

if (isWhole) test("every function was called, and returned as well as refused", (t) => {
  for (const [name, { calls, returned, errors }] of Object.entries(tally.functions).toSorted()) {
    t.diagnostic(`${name}: ${calls} calls, ${Math.round((100 * returned) / calls)} % returned, ${Object.keys(errors).length} different errors`);
  }
  assert.deepEqual(Object.keys(tally.functions).toSorted(), [...Object.keys(FUNCTIONS), ...Object.keys(SERVER_FUNCTIONS)].toSorted());
  const rarely = Object.entries(tally.functions).filter(([, { calls, returned }]) => calls >= TELLING && returned / calls < LEAST_RETURNED);
  assert.deepEqual(rarely.map(([name]) => name), []);
  // `server.` calls that end in an error of a step have returned what they saw.
  const neverRefused = Object.entries(tally.functions).filter(([, { calls, errors }]) => calls >= TELLING && Object.keys(errors).length === 0);
  assert.deepEqual(neverRefused.map(([name]) => name).filter((name) => !NEVER_REFUSE.includes(name)), []);
});

/** Of a hundred random calls, so many are such that the function gives a result. */
const LEAST_RETURNED = 0.05;
const NEVER_REFUSE = ["isAuthError", "AuthError"];
/** So many calls of a function tell whether it can do both. */
const TELLING = 100;

if (isWhole && CALLS >= ENOUGH) test("the errors of the vectors are among those that random calls came to", () => {
  const missing = [];
  for (const { operation, given, expected } of vectors) {
    if (expected.error === undefined || FUNCTIONS[operation] === undefined) continue;
    const { how, value } = callOn(copies.later, { name: operation, given });
    if (how !== "threw") continue;
    const line = errorLine(value);
    if (tally.functions[operation].errors[line] === undefined) missing.push(`${operation}: ${line}`);
  }
  assert.ok(givenTo.size > 0);
  assert.deepEqual([...new Set(missing)], []);
});

if (isWhole && CALLS >= FULL) test("no kind of difference is listed that nothing comes to", () => {
  assert.deepEqual(ROWS.filter(({ name }) => tally.known[name] === undefined).map(({ name }) => name), []);
});

// What is refused before the core sees it: names, kinds, and what is missing. Each mistake by its code and field, and calls
// drawn by chance held to a model of the checks (call-model.mjs).

import assert from "node:assert/strict";
import test from "node:test";
import vm from "node:vm";

import { operations, refusal, serverOperations } from "./call-model.mjs";
import { imported } from "./installed.mjs";
import { SEED, chance } from "./random.mjs";

const api = await imported("commerce-auth");
const server = await imported("commerce-auth/server");
const { AuthError, capillary, signJwtHs256, verifyJwtHs256, pledg, basicAuthorization, caxton } = api;

const SECRET = "hoqSBz6Vwef-Planted-ITksarZVES";
const LONGEST_NAME = "dangerouslyAllowInsecureHttp";
const till = { username: "till1", password: SECRET };

function thrownBy(call) {
  try {
    call();
  } catch (error) {
    return error;
  }
  throw new assert.AssertionError({ message: "nothing was thrown" });
}

function refused(call) {
  const error = thrownBy(call);
  assert.ok(error instanceof AuthError, `not an AuthError: ${error}`);
  assertNoSecret(error);
  return error;
}

function assertNoSecret(error) {
  const shown = [error.message, error.stack, JSON.stringify(error)].join("\n");
  assert.ok(!shown.includes(SECRET), shown);
}

const heading = (options) => () => capillary.basicHeaders(options);

test("an unknown name is refused with the nearest right one", () => {
  const table = [["pasword", "password"], ["PASSWORD", "password"], ["pass_word", "password"], ["passwordMD5", "passwordMd5"], ["userName", "username"], ["atribution", "attribution"], ["allowHashlikePassword", "allowHashLikePassword"], ["clientPassword"], ["user"]];
  for (const [name, meant] of table) {
    const error = refused(heading({ ...till, [name]: 1 }));
    assert.deepEqual([error.code, error.field], ["unknown_option", name]);
    assert.ok(error.message.startsWith(`options has no member ${name}.`), error.message);
    const advice = meant ? ` Did you mean ${meant}?` : " It may have username, password, passwordMd5, allowHashLikePassword, attribution.";
    assert.ok(error.message.endsWith(advice), error.message);
  }
});

test("a name that other packages use is answered with ours", () => {
  for (const [theirs, ours] of [["url", "host"], ["baseURL", "host"], ["clientId", "key"], ["clientSecret", "secret"]]) {
    assert.match(refused(() => capillary.tokenRequest({ [theirs]: SECRET })).message, new RegExp(`Did you mean ${ours}\\?$`));
  }
});

test("an odd name is never repeated: it may be the secret, when name and value were swapped", () => {
  const odd = [`${SECRET}${SECRET}`, "8a16a6b70505eb1f1ff7cdc0cd5559a7", "correct horse", "se\ncret", "pässword", "p@ss", "secret!", "a:b", "c2VjcmV0IQ==", "a/b", "\u{1F511}", "<secret>", "\ud800", "__proto__ "];
  for (const name of odd) {
    const error = refused(heading({ ...till, [name]: "x" }));
    assert.deepEqual([error.code, error.field], ["unknown_option", "(a name too long or too odd to repeat)"]);
    assert.ok(!error.message.includes(name), error.message);
  }
  assert.ok(refused(heading({ ...till, ["a".repeat(10_000)]: 1 })).message.length < 300);
});

test("every name that could be a misspelling of ours is repeated", () => {
  const name = `${LONGEST_NAME}sss`;
  assert.equal(refused(heading({ ...till, [name]: 1 })).field, name);
});

test("a name that is undefined is as good as left out, and no other", () => {
  assert.ok(capillary.basicHeaders({ ...till, pasword: undefined }).Authorization);
  assert.equal(refused(heading({ ...till, pasword: null })).code, "unknown_option");
});

test("what is no object is refused by the name it has", () => {
  for (const value of [undefined, null, [], "password", 1, true, Symbol("s"), () => SECRET]) {
    assert.deepEqual([refused(heading(value)).code, refused(heading(value)).field], ["invalid_argument", "options"]);
    assert.equal(refused(() => capillary.classifyResponse(value)).field, "response");
  }
});

test("what would go unseen is refused", () => {
  class Till {
    username = "till1";
    password = SECRET;
  }
  const hidden = Object.defineProperty({ ...till }, "passwordMd5", { value: "x", enumerable: false });
  const unseen = [new Till(), Object.create(till), new Map(Object.entries(till)), hidden, { ...till, [Symbol("s")]: 1 }];
  for (const options of unseen) assert.deepEqual([refused(heading(options)).code, refused(heading(options)).field], ["invalid_argument", "options"]);
  const seen = [Object.assign(Object.create(null), till), vm.runInNewContext("({ ...till })", { till })];
  for (const options of seen) assert.ok(capillary.basicHeaders(options).Authorization);
});

test("header fields that call themselves a map and are none are refused", () => {
  const verify = (headers) => () => capillary.verifyWebhook({ headers, expected: { "x-key": "the key" } });
  verify(new Map([["X-Key", "the key"]]))();
  for (const entries of [() => 5, () => undefined, () => ({}), () => [1]]) {
    const { code, field } = refused(verify({ entries }));
    assert.deepEqual([code, field], ["invalid_argument", "headers"]);
  }
});

test("a string has to be there and be one", () => {
  for (const [username, message] of [
    [undefined, "username is missing: is the variable it comes from set?"],
    [null, "username is missing: is the variable it comes from set?"],
    [1, "username must be a string"],
    [["a"], "username must be a string"],
    [{}, "username must be a string"],
    [new String("till1"), "username must be a string"],
    ["«redacted»", "username is the placeholder that secrets print as: pass the real value"],
  ]) {
    const error = refused(heading({ ...till, username }));
    assert.deepEqual([error.code, error.field, error.message], ["invalid_argument", "username", message]);
  }
  for (const username of ["\ud800", "a\udfffb"]) assert.match(refused(heading({ ...till, username })).message, /surrogate/);
  assert.ok(capillary.basicHeaders({ ...till, passwordMd5: null, attribution: null }).Authorization);
});

test("a flag is a boolean or left out", () => {
  for (const allowHashLikePassword of [undefined, null, false, true]) assert.ok(capillary.basicHeaders({ ...till, allowHashLikePassword }));
  for (const allowHashLikePassword of ["true", 1, 0, NaN, {}, SECRET]) {
    assert.equal(refused(heading({ ...till, allowHashLikePassword })).message, "allowHashLikePassword must be true or false");
  }
});

test("a number has its fraction cut off, and is none below 0", () => {
  const expiry = (expiresAt) => JSON.parse(Buffer.from(signJwtHs256({}, SECRET, { expiresAt }).split(".")[1], "base64url")).exp;
  assert.equal(expiry(1_700_000_000_000.9), expiry(1_700_000_000_000));
  for (const expiresAt of [null, -1, NaN, Infinity, -Infinity, 1e300, 2 ** 63, "5", true, [], 5n, SECRET]) {
    const error = refused(() => signJwtHs256({}, SECRET, { expiresAt }));
    assert.deepEqual([error.code, error.field], ["invalid_argument", "expiresAt"]);
    const isNoNumber = expiresAt === null || (typeof expiresAt === "number" && !Number.isFinite(expiresAt));
    assert.equal(error.message, `expiresAt must be a finite number${isNoNumber ? "" : " that is not negative"}`);
  }
});

test("members of members are named by their path, and those of a JSON text by their own names", () => {
  const attributed = (attribution) => refused(heading({ ...till, attribution }));
  assert.equal(attributed({ lookup: 1, lookupType: "x" }).field, "attribution.lookup");
  assert.equal(attributed({ lookup: "x" }).message, "attribution.lookupType is missing: is the variable it comes from set?");
  assert.ok(attributed({ lookups: "x" }).message.startsWith("attribution has no member lookups."));
  assert.equal(attributed(SECRET).field, "attribution");
  const settings = (purchaseLinkSettings) => refused(() => pledg.signPurchase({}, SECRET, { purchaseLinkSettings }));
  assert.equal(settings({ send_email: "yes" }).field, "send_email");
  assert.equal(settings({ [SECRET + SECRET]: SECRET }).code, "unknown_option");
});

test("no refusal holds the secret, wherever it stands", () => {
  const answer = { status: 200, body: SECRET };
  for (const call of [
    () => basicAuthorization("user", [SECRET]),
    () => api.bearerAuthorization({ token: SECRET }),
    () => api.decodeJwt([SECRET]),
    heading(SECRET),
    heading({ ...till, pasword: SECRET }),
    heading({ ...till, password: [SECRET] }),
    heading({ ...till, attribution: { lookupType: SECRET } }),
    () => capillary.oauthHeaders({ accessToken: [SECRET] }),
    () => capillary.tokenRequest({ host: "h.example", key: SECRET, secert: SECRET }),
    () => capillary.readTokenResponse({ ...answer, status: SECRET }),
    () => capillary.readTokenResponse(answer, { now: SECRET }),
    () => capillary.readTokenResponse({ ...answer, headers: [SECRET] }),
    () => capillary.classifyResponse({ status: 200, headers: { [SECRET]: 1 } }),
    () => capillary.customer.headers({ token: "t", brand: "b", [SECRET + SECRET]: "x" }),
    () => signJwtHs256({}, [SECRET]),
    () => signJwtHs256({}, { base64: SECRET }),
    () => verifyJwtHs256("a.b.c", Array(33).fill(SECRET), {}),
    () => pledg.signPurchase({}, SECRET, { purchaseLinkSettings: { email: [SECRET] } }),
    () => caxton.readEnvelope({ ...answer, headers: { entries: () => SECRET.length } }),
  ]) refused(call);
});

/** A value of another realm. */
const realm = vm.createContext();
const elsewhere = (code) => vm.runInContext(code, realm);

class Odd {
  username = SECRET;
}

const ODD_VALUES = [
  undefined, null, "", SECRET, "x\ud800", "\udc00", "«redacted»", 7, 0, -1, -0.5, NaN, Infinity, 1.5, 2 ** 53 - 1, 2 ** 53, 2 ** 63, 1e300, 10n, true, false, Symbol(SECRET), () => SECRET,
  [], [SECRET], ["a", "\ud800"], Array(33).fill(SECRET), {}, { value: SECRET }, { value: "\ud800" }, { value: 7 }, new Map([["retry-after", SECRET]]), new Headers({ date: "x" }), new Odd(), new Date(0), new Uint8Array(3), Object.create(null),
  elsewhere("({})"), elsewhere("[]"), elsewhere("({ username: 'x' })"), { entries: () => 5 }, { entries: () => [5] }, { "retry-after": 5 }, { date: "\ud800" }, { status: 200 }, { status: 200, body: "{}" },
];
const NAMES = ["username", "pasword", "channel", "now", "body", SECRET + SECRET, "\ud800", "__proto__", "toString", "constructor", "a b"];

/** What a field takes, more often than not. */
function drawn(field, below, reads) {
  if (below(7) === 0) return ODD_VALUES[below(ODD_VALUES.length)];
  if (field.need && below(3) === 0) return undefined;
  switch (field.kind) {
    case "object":
    case "objectOrFalse":
    case "jsonObject":
      return drawnObject(field.members, below, reads);
    case "sharing":
      return below(2) === 0;
    case "count":
      return 1 + below(3) * 1e6;
    case "addresses":
      return [[], ["https://h.example"], ["h.example", 7]][below(3)];
    case "transport":
      return ["loopback", true, false][below(3)];
    case "callback":
      return () => undefined;
    case "label":
      return ["shop 7", "two\nlines", "", "x".repeat(101), "\ud800"][below(5)];
    case "store":
      return [{ read() {}, write() {}, remove() {} }, { read() {}, write() {}, remove() {}, lock() {} }, new (class { read() {} write() {} remove() {} })()][below(3)];
    case "response":
      return drawnObject([{ name: "status", kind: "number" }, { name: "headers", kind: "headers" }, { name: "body", kind: "text" }], below, reads);
    case "headers":
      return [undefined, {}, { Date: "x", other: "y" }, new Headers({ "retry-after": "1" }), new Map([["date", "x"]])][below(5)];
    case "fieldsThatCame":
      return [{ "x-key": SECRET }, new Headers({ "X-Key": SECRET }), { "x-key": [SECRET], other: undefined }][below(3)];
    case "fieldsExpected":
      return [{ "X-Key": SECRET }, { "x-key": ["a", SECRET] }, {}][below(3)];
    case "address":
      return ["/back?pledg_result={}", new URL("https://x.example/?a=b"), new URLSearchParams({ pledg_error: SECRET })][below(3)];
    case "flag":
      return below(2) === 0;
    case "number":
    case "now":
    case "cents":
      return below(3) * 1e12;
    case "json":
    case "parameters":
      return [{}, { merchantUid: "m", reference: "r", amountCents: 5 }, { sub: SECRET }][below(3)];
    case "token":
      return [SECRET, { value: SECRET }][below(2)];
    case "names":
      return [[], ["till1", SECRET], ["a", `${SECRET}\n`]][below(3)];
    case "secrets":
      return [SECRET, [SECRET, new Uint8Array(4)], null][below(3)];
    case "body":
      return ["{}", new Uint8Array(2), { id: SECRET }][below(3)];
    default:
      return field.name === "channel" ? ["mobile", "web", "mfa"][below(3)] : ["till1", SECRET, "h.example"][below(3)];
  }
}

function drawnObject(members, below, reads) {
  // A function in the place of credentials makes another authenticator: late-credentials.test.mjs.
  const drawable = members.filter(({ name }) => name !== "credentials");
  const entries = drawable.filter((member) => !member.need || below(2) === 0).map((member) => [member.name, drawn(member, below, reads)]);
  if (below(8) === 0) entries.splice(below(entries.length + 1), 0, [NAMES[below(NAMES.length)], ODD_VALUES[below(ODD_VALUES.length)]]);
  const bases = [{}, {}, {}, {}, {}, {}, Object.create(null), elsewhere("({})"), new Odd(), Object.create({ username: SECRET })];
  const object = bases[below(bases.length)];
  for (const [name, value] of entries) {
    const key = `${reads.size} ${name}`;
    const get = () => {
      reads.set(key, (reads.get(key) ?? 0) + 1);
      return value;
    };
    const how = below(4) === 0 ? { get } : { value };
    if ("get" in how) reads.set(key, 0);
    Object.defineProperty(object, name, { ...how, enumerable: below(60) !== 0, configurable: true });
  }
  if (below(40) === 0) object[Symbol(SECRET)] = SECRET;
  return object;
}

const publicFunction = (name) => name.split(".").reduce((part, member) => part?.[member], name in server ? server : api);
// A registration is sent at once, and a profile is checked by the core as it comes.
const factories = serverOperations.filter(({ name }) => name in server && !["registerCaxtonClient", "checkProfile", "defineProfile", "profileAuthenticator"].includes(name));
const callable = [...operations.filter(({ name }) => typeof publicFunction(name) === "function"), ...factories];

test("the tables are found, and their operations are functions of the package", () => {
  const others = operations.map(({ name }) => name).filter((name) => !callable.some((operation) => operation.name === name));
  assert.deepEqual(others.sort(), [
    ...["caxton.environments", "pledg.environments"],
  ]);
  assert.deepEqual(factories.map(({ name }) => name).sort(), ["capillaryBasic", "capillaryOAuth", "caxtonAccount", "pledgAccessToken", "pledgBasic"]);
  assert.ok(callable.length > 40);
});

test(`calls drawn by chance are refused as the model says, each value read once (SEED=${SEED})`, () => {
  const below = chance();
  const seen = { refused: 0, passed: 0, given: 0 };
  for (let round = 0; round < 20_000; round++) {
    const operation = callable[below(callable.length)];
    const reads = new Map();
    const given = operation.takes.map((field) => drawn(field, below, reads));
    // The way for tokens as text alone is open to AccessTokens as well.
    if (operation.name === "decodeJwt" && typeof given[0]?.value === "string") given[0] = given[0].value;
    const expected = refusal(operation, given);
    for (const key of reads.keys()) reads.set(key, 0);
    let error;
    try {
      const made = publicFunction(operation.name)(...given);
      if (factories.includes(operation)) void made.close();
      seen.given += 1;
    } catch (thrown) {
      error = thrown;
    }
    const what = () => `round ${round}, ${operation.name}: ${String(error)} ${error?.stack}`;
    if (error !== undefined) {
      assert.ok(error instanceof AuthError && error.code !== "internal", what());
      assertNoSecret(error);
    }
    if (expected === undefined) {
      seen.passed += 1;
      assert.notEqual(error?.code, "unknown_option", what());
    } else {
      seen.refused += 1;
      assert.deepEqual({ code: error?.code, field: error?.field }, expected, what());
    }
    for (const [name, count] of reads) assert.ok(count <= 1, `${what()}: ${name} is read ${count} times`);
  }
  // Chance that never gets past the checks, or never meets them, would prove nothing.
  for (const count of Object.values(seen)) assert.ok(count > 1000, JSON.stringify(seen));
});

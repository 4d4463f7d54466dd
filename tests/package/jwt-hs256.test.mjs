// HS256 in JavaScript: what the caller may pass, what is refused, and that other libraries agree both ways.

import assert from "node:assert/strict";
import { createHmac } from "node:crypto";
import test from "node:test";
import vm from "node:vm";

import { imported } from "./installed.mjs";
import { SEED, chance, randomText } from "./random.mjs";
import { toolModule } from "./tool-module.mjs";
import { UNKNOWN, inWebRealm } from "./web-realm.mjs";

const { AuthError, decodeJwt, signJwtHs256, verifyJwtHs256 } = await imported("commerce-auth");
const { assertNoLeak } = await imported("commerce-auth/testing");
const jose = await toolModule("jose");
const { default: jsonwebtoken } = await toolModule("jsonwebtoken");

const SECRET = "planted secret of more than 32 bytes, to be searched for";
const BYTES = new TextEncoder().encode(SECRET);
const CLAIM = "planted claim text";
const NOW = 1_700_000_000_000;
const ROUNDS = 300;

function thrownBy(call) {
  try {
    call();
  } catch (error) {
    assert.ok(error instanceof AuthError, `not an AuthError: ${error}`);
    assertNoLeak(error, [SECRET, CLAIM]);
    return error;
  }
  throw new assert.AssertionError({ message: "nothing was thrown" });
}

function refuses(what, call, code, field) {
  test(`${what}: ${code} in ${field}`, () => {
    const error = thrownBy(call);
    assert.deepEqual([error.code, error.field], [code, field]);
  });
}

function randomClaims(below) {
  const value = (depth) => {
    const make = [
      () => randomText(below, below(12), 0x10ffff),
      () => below(1 << 30) - (1 << 29),
      () => (below(1 << 30) - (1 << 29)) / 7,
      () => (below(1 << 30) + 1) * 1e18,
      () => below(2) === 1,
      () => null,
      () => Array.from({ length: below(4) }, () => value(depth + 1)),
      () => members(depth + 1),
    ];
    return make[below(depth > 3 ? 6 : make.length)]();
  };
  const members = (depth) => Object.fromEntries(Array.from({ length: below(5) }, () => [`x${randomText(below, below(6), 0x2fff)}`, value(depth)]));
  return members(0);
}

const randomSecret = (below) => Uint8Array.from({ length: 32 + below(60) }, () => 1 + below(255));

test(`other libraries verify what is signed here (seed ${SEED})`, async () => {
  const below = chance();
  for (let round = 0; round < ROUNDS; round += 1) {
    const [claims, secret] = [randomClaims(below), randomSecret(below)];
    const token = signJwtHs256(claims, secret, { issuedAt: NOW, expiresAt: NOW + 60_000, header: { kid: "k1" } });
    const wanted = { ...claims, iat: NOW / 1000, exp: NOW / 1000 + 60 };
    const { payload, protectedHeader } = await jose.jwtVerify(token, secret, { algorithms: ["HS256"], currentDate: new Date(NOW) });
    assert.deepEqual({ ...payload }, wanted);
    assert.deepEqual({ ...protectedHeader }, { alg: "HS256", typ: "JWT", kid: "k1" });
    assert.deepEqual(jsonwebtoken.verify(token, Buffer.from(secret), { algorithms: ["HS256"], clockTimestamp: NOW / 1000 }), wanted);
  }
});

test(`what other libraries sign verifies here (seed ${SEED})`, async () => {
  const below = chance(SEED + 1);
  for (let round = 0; round < ROUNDS; round += 1) {
    const [claims, secret] = [randomClaims(below), randomSecret(below)];
    const ofJose = await new jose.SignJWT(claims).setProtectedHeader({ alg: "HS256" }).setIssuedAt(NOW / 1000).setExpirationTime(NOW / 1000 + 60).sign(secret);
    const ofJsonwebtoken = jsonwebtoken.sign({ ...claims, iat: NOW / 1000 }, Buffer.from(secret), { expiresIn: 60 });
    for (const token of [ofJose, ofJsonwebtoken]) {
      assert.deepEqual(verifyJwtHs256(token, secret, { now: NOW }), { ...claims, iat: NOW / 1000, exp: NOW / 1000 + 60 });
      assert.equal(thrownBy(() => verifyJwtHs256(token, secret, { now: NOW + 60_000 })).code, "token_expired");
      assert.equal(thrownBy(() => verifyJwtHs256(token, `${SECRET}!`, { now: NOW })).code, "signature_mismatch");
    }
  }
});

test(`the claims are signed as JSON.stringify writes them, to the byte (seed ${SEED})`, () => {
  const below = chance(SEED + 2);
  for (let round = 0; round < ROUNDS; round += 1) {
    const claims = randomClaims(below);
    const signed = [{ alg: "HS256", typ: "JWT" }, claims].map((part) => Buffer.from(JSON.stringify(part)).toString("base64url")).join(".");
    assert.equal(signJwtHs256(claims, SECRET), `${signed}.${createHmac("sha256", SECRET).update(signed).digest("base64url")}`);
  }
});

test("a secret may be text or bytes of any realm and view", () => {
  const wanted = signJwtHs256({ a: 1 }, SECRET);
  const foreign = vm.runInNewContext("Uint8Array.from(bytes)", { bytes: [...BYTES] });
  const inside = new Uint8Array([0, ...BYTES, 0]).subarray(1, -1);
  for (const secret of [BYTES, Buffer.from(SECRET), foreign, inside]) {
    assert.equal(signJwtHs256({ a: 1 }, secret), wanted);
    assert.deepEqual(verifyJwtHs256(wanted, secret), { a: 1 });
    assert.deepEqual(verifyJwtHs256(wanted, ["old", secret]), { a: 1 });
  }
  assert.deepEqual(Buffer.from(inside).toString(), SECRET);
});

test("bytes cross where there is no Buffer too", () => {
  const web = inWebRealm("index.cjs", UNKNOWN);
  const secret = Uint8Array.from({ length: 256 }, (_, byte) => byte);
  const token = web.signJwtHs256({ a: "é" }, secret);
  assert.equal(token, signJwtHs256({ a: "é" }, secret));
  assert.equal(web.verifyJwtHs256(token, secret).a, "é");
});

const NO_SECRETS = {
  undefined,
  null: null,
  "an empty text": "",
  "no bytes": new Uint8Array(),
  "an empty list": [],
  "a number": 7,
  "a list of numbers": [...BYTES],
  "an object as it crosses": { base64: "c2VjcmV0" },
  "an ArrayBuffer": BYTES.buffer,
  "other numbers": new Uint16Array(BYTES),
  "a function": () => SECRET,
  "half of a surrogate pair": `${SECRET}\ud800`,
  "a line break": `${SECRET}\n`,
};
for (const [what, secret] of Object.entries(NO_SECRETS)) {
  refuses(`signing with ${what} for a secret`, () => signJwtHs256({}, secret), "invalid_argument", "secret");
  refuses(`verifying with ${what} for a secret`, () => verifyJwtHs256(signJwtHs256({}, SECRET), secret), "invalid_argument", "secret");
  refuses(`verifying with ${what} among the secrets`, () => verifyJwtHs256(signJwtHs256({}, SECRET), [SECRET, secret]), "invalid_argument", "secret");
}
refuses("signing with several secrets", () => signJwtHs256({}, [SECRET]), "invalid_argument", "secret");

const cycle = { CLAIM };
cycle.self = cycle;
const deep = JSON.parse(`${'{"a":'.repeat(101)}1${"}".repeat(101)}`);
const bottomless = JSON.parse(`${"[".repeat(50_000)}${"]".repeat(50_000)}`);
const NO_JSON = {
  NaN,
  Infinity,
  "-Infinity": -Infinity,
  "a Number that is NaN": new Number(NaN),
  "a BigInt": 7n,
  "a function": () => CLAIM,
  "a symbol": Symbol(CLAIM),
  "a cycle": cycle,
  "a Map": new Map([[CLAIM, 1]]),
  "a Set": new Set([CLAIM]),
  "a Buffer": Buffer.from(CLAIM),
  "a Uint8Array": new Uint8Array(3),
  "an invalid Date": new Date(NaN),
  "a promise": Promise.resolve(CLAIM),
  "a RegExp": /x/,
  "half of a surrogate pair": `${CLAIM}\ud800`,
  "undefined in a list": [undefined],
  "objects nested too deeply": deep,
  "objects nested beyond the stack": bottomless,
};
for (const [what, value] of Object.entries(NO_JSON)) {
  refuses(`${what} among the claims`, () => signJwtHs256({ a: value, CLAIM }, SECRET), "invalid_argument", "claims");
  refuses(`${what} deep inside the claims`, () => signJwtHs256({ a: [{ b: value }] }, SECRET), "invalid_argument", "claims");
  refuses(`${what} in the header`, () => signJwtHs256({}, SECRET, { header: { a: value } }), "invalid_argument", "header");
}
refuses("half of a surrogate pair in a name", () => signJwtHs256({ "\udc00": 1 }, SECRET), "invalid_argument", "claims");

for (const value of [undefined, null, CLAIM, 7, true, [], [{}], () => {}, Symbol(CLAIM), new Map(), new Date(NOW), BYTES, NaN, 7n]) {
  refuses(`${Object.prototype.toString.call(value)} for claims`, () => signJwtHs256(value, SECRET), "invalid_argument", "claims");
}

test("what JSON has a form for is signed: dates, undefined members, instances, null prototypes", () => {
  class Order {
    id = 1;
  }
  const claims = { at: new Date(0), gone: undefined, order: new Order(), bare: Object.assign(Object.create(null), { a: 1 }), nested: { toJSON: () => "x" } };
  assert.deepEqual(verifyJwtHs256(signJwtHs256(claims, SECRET), SECRET), { at: "1970-01-01T00:00:00.000Z", order: { id: 1 }, bare: { a: 1 }, nested: "x" });
  assert.equal(decodeJwt(signJwtHs256(JSON.parse('{"__proto__":{"a":1}}'), SECRET)).problems.length, 0);
});

test("objects up to a hundred deep cross", () => {
  const claims = JSON.parse(`${'{"a":'.repeat(99)}1${"}".repeat(99)}`);
  assert.deepEqual(verifyJwtHs256(signJwtHs256(claims, SECRET), SECRET), claims);
});

test("a verified __proto__ is a member and changes nothing", () => {
  const claims = verifyJwtHs256(signJwtHs256(JSON.parse('{"__proto__":{"admin":true}}'), SECRET), SECRET);
  assert.deepEqual([claims.admin, Object.keys(claims), Object.getPrototypeOf(claims)], [undefined, ["__proto__"], Object.prototype]);
});

test("the clock is the runtime's where now is left out", () => {
  const soon = signJwtHs256({}, SECRET, { expiresAt: Date.now() + 60_000 });
  assert.equal(typeof verifyJwtHs256(soon, SECRET).exp, "number");
  assert.equal(typeof verifyJwtHs256(soon, SECRET, {}).exp, "number");
  const past = signJwtHs256({}, SECRET, { expiresAt: Date.now() - 2_000 });
  assert.equal(thrownBy(() => verifyJwtHs256(past, SECRET)).code, "token_expired");
  assert.equal(verifyJwtHs256(past, SECRET, { clockToleranceSeconds: 300 }).exp > 0, true);
});

for (const [what, options, field] of [
  ["null for options", null, "options"],
  ["a number for options", 5, "options"],
  ["NaN for now", { now: NaN }, "now"],
  ["a Date for now", { now: new Date() }, "now"],
  ["an infinite tolerance", { clockToleranceSeconds: Infinity }, "clockToleranceSeconds"],
  ["a tolerance as text", { clockToleranceSeconds: "5" }, "clockToleranceSeconds"],
  ["requireExp as text", { requireExp: "yes" }, "requireExp"],
]) {
  refuses(what, () => verifyJwtHs256(signJwtHs256({}, SECRET), SECRET, options), "invalid_argument", field);
}
refuses("NaN for expiresAt", () => signJwtHs256({}, SECRET, { expiresAt: NaN }), "invalid_argument", "expiresAt");
refuses("a Date for issuedAt", () => signJwtHs256({}, SECRET, { issuedAt: new Date() }), "invalid_argument", "issuedAt");
refuses("null for options of signing", () => signJwtHs256({}, SECRET, null), "invalid_argument", "options");

test("a polluted Object.prototype reaches neither options nor claims", (t) => {
  t.after(() => delete Object.prototype.strict);
  Object.prototype.strict = true;
  assert.deepEqual(verifyJwtHs256(signJwtHs256({ a: 1 }, "short"), "short"), { a: 1 });
});

test("no message repeats the token, its claims or the secret", () => {
  const token = signJwtHs256({ text: CLAIM }, SECRET, { expiresAt: NOW });
  const [, payload, signature] = token.split(".");
  for (const call of [
    () => verifyJwtHs256(token, SECRET),
    () => verifyJwtHs256(token, `${SECRET}x`),
    () => verifyJwtHs256(`${token}.`, SECRET),
    () => verifyJwtHs256(token, SECRET, { [SECRET]: 1 }),
    () => signJwtHs256({ text: CLAIM, exp: CLAIM }, SECRET),
  ]) {
    assertNoLeak(thrownBy(call), [SECRET, CLAIM, token, payload, signature]);
  }
});

test("an end or a demand that is not set is refused: without it the token would last, or anything would pass", () => {
  for (const [field, call] of [
    ["expiresAt", () => signJwtHs256({}, "secret", { expiresAt: undefined })],
    ["requireExp", () => verifyJwtHs256(signJwtHs256({}, "secret"), "secret", { requireExp: undefined })],
    ["strict", () => verifyJwtHs256(signJwtHs256({}, "secret"), "secret", { strict: undefined })],
    ["strict", () => signJwtHs256({}, "secret", { strict: undefined })],
    ["strict", () => signJwtHs256({}, "secret", { strict: null })],
  ]) {
    assert.throws(call, { name: "AuthError", code: "invalid_argument", field });
  }
});

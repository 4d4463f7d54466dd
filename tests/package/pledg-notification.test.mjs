// Pledg's notifications: the forms of a body, and one test for every mistake that integrations make ("mistake").

import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import test from "node:test";
import vm from "node:vm";

import { imported } from "./installed.mjs";
import { SEED, chance, randomText } from "./random.mjs";
import { toolModule } from "./tool-module.mjs";
import { UNKNOWN, inWebRealm } from "./web-realm.mjs";

const { AuthError, isAuthError, pledg, signJwtHs256 } = await imported("commerce-auth");
const { assertNoLeak } = await imported("commerce-auth/testing");
const { default: jsonwebtoken } = await toolModule("jsonwebtoken");

const SECRET = "PlantedMerchantSecret7Qx0";
const OTHER = "AnotherPlantedSecret9Zk1w";
const NOW = 1_700_000_000_000;
const SIGNED = ["created_at", "error", "id", "reference", "sandbox", "status"];
const BACK = { created_at: "2019-04-04T12:20:34.97138Z", error: "", id: "planted-id", reference: "planted-reference", sandbox: true, status: "completed" };
const TRANSFER = { reference: "planted-reference", transfer_order_item_uid: "tri_planted", amount_cents: 10_000 };
const FAILED = { reference: "planted-reference", purchase_state: "PRIMARY_KO", purchase_uid: "pur_planted" };

/** By the page's words, with nothing of the package. */
function backSignature(body, secret = SECRET) {
  const printed = (value) => (value === null ? "" : String(value));
  const text = SIGNED.map((name) => `${name}=${printed(body[name])}`).join(secret);
  return createHash("sha256").update(text).digest("hex").toUpperCase();
}

/** What was hashed of each member. */
const asSigned = (body) => Object.fromEntries(SIGNED.map((name) => [name, body[name] === null ? "" : String(body[name])]));
const signedBack = (body, secret) => ({ ...body, signature: backSignature(body, secret) });
const signedJwt = (claims, secret = SECRET) => ({ signature: jsonwebtoken.sign(claims, secret, { noTimestamp: true }) });
const verify = (body, options) => pledg.verifyNotification(body, { secret: SECRET, now: NOW, ...options });

function errorOf(call) {
  try {
    call();
  } catch (error) {
    assert.ok(error instanceof AuthError, `not an AuthError: ${error}`);
    assertNoLeak(error, [SECRET, OTHER, ...Object.values(TRANSFER).slice(0, 2), "pur_planted", "planted-id", backSignature(BACK)]);
    return error;
  }
  throw new assert.AssertionError({ message: "nothing was thrown" });
}

function refuses(what, body, options, code, field) {
  test(`${what}: ${code} in ${field}`, () => {
    const error = errorOf(() => verify(body, options));
    assert.deepEqual([error.code, error.field], [code, field]);
  });
}

test("a body may be text, bytes of any realm, or what it was parsed to", () => {
  for (const sent of [signedBack(BACK), signedJwt(TRANSFER), signedJwt(FAILED)]) {
    const text = JSON.stringify(sent, null, 1);
    const bytes = new TextEncoder().encode(text);
    const foreign = vm.runInNewContext("Uint8Array.from(bytes)", { bytes: [...bytes] });
    const parsedElsewhere = vm.runInNewContext("JSON.parse(text)", { text });
    const wanted = verify(text);
    for (const body of [bytes, Buffer.from(text), foreign, sent, parsedElsewhere, Object.assign(Object.create(null), sent)]) {
      assert.deepEqual(verify(body), wanted);
    }
  }
});

test("bytes and objects cross where there is no Buffer too", () => {
  const web = inWebRealm("index.cjs", UNKNOWN);
  const sent = signedBack({ ...BACK, status: "complété" });
  const options = { secret: new TextEncoder().encode(SECRET), now: NOW };
  for (const body of [new TextEncoder().encode(JSON.stringify(sent)), sent]) {
    assert.equal(web.pledg.verifyNotification(body, options).verified.status, "complété");
  }
});

for (const [what, body] of Object.entries({ undefined, null: null, "a number": 7, "a boolean": true, "a function": () => {}, "a Request": new Request("https://x.example"), "a Map": new Map(), "a stream": new ReadableStream(), "an ArrayBuffer": new ArrayBuffer(3), "half of a surrogate pair": "{\"a\":\"\ud800\"}", NaN: { a: NaN }, "an object whose toJSON gives nothing": { toJSON: () => undefined } })) {
  refuses(`${what} for a body`, body, {}, "invalid_argument", "body");
}
test("an object that looks like bytes on their way is an object", () => {
  const bytes = { base64: Buffer.from(JSON.stringify(signedBack(BACK))).toString("base64") };
  assert.equal(errorOf(() => verify(bytes)).code, "signature_missing");
  assert.equal(errorOf(() => verify(bytes, { secret: null })).code, "malformed_response");
});

for (const [what, secret] of Object.entries({ undefined, "an empty text": "", "no bytes": new Uint8Array(), "an empty list": [], "undefined in a list": [SECRET, undefined], "null in a list": [null], NaN, "an infinity": Infinity, false: false, zero: 0, "an object": {}, "a function": () => SECRET, "a symbol": Symbol("s"), "a line break": `${SECRET}\n` })) {
  refuses(`${what} for a secret never means unsigned`, TRANSFER, { secret }, "invalid_argument", "secret");
}
test("a secret that is left out, or that a prototype brings, is missing", (t) => {
  assert.equal(errorOf(() => pledg.verifyNotification(TRANSFER, {})).field, "secret");
  assert.match(errorOf(() => pledg.verifyNotification(TRANSFER, Object.create({ secret: null }))).message, /spread it: \{ \.\.\.options \}/);
  t.after(() => delete Object.prototype.secret);
  Object.prototype.secret = null;
  assert.equal(errorOf(() => pledg.verifyNotification(TRANSFER, {})).field, "secret");
});
test("options that are none are refused", () => {
  for (const options of [undefined, null, SECRET, [SECRET]]) {
    assert.equal(errorOf(() => pledg.verifyNotification(TRANSFER, options)).code, "invalid_argument");
  }
});

for (const [what, expect, field, code = "invalid_argument"] of [
  ["an undefined reference", { reference: undefined }, "expect.reference"],
  ["a number for a reference", { reference: 5 }, "expect.reference"],
  ["an undefined amount", { amountCents: undefined }, "expect.amountCents"],
  ["an undefined value under a misspelt name", { reference: "planted-reference", amountcents: undefined }, "amountcents", "unknown_option"],
  ["NaN for an amount", { amountCents: NaN }, "expect.amountCents"],
  ["an amount with a fraction", { amountCents: 10_000.5 }, "expect.amountCents"],
  ["an amount that a double has no integer of its own for", { amountCents: 2 ** 53 }, "expect.amountCents"],
  ["a text for an amount", { amountCents: "10000" }, "expect.amountCents"],
  ["a text for what is expected", "planted", "expect"],
]) {
  refuses(`${what} expects nothing, so it is refused`, signedJwt(TRANSFER), { expect }, code, field);
}

test("the clock is the runtime's where now is left out", () => {
  const soon = signedJwt({ ...TRANSFER, exp: Math.floor(Date.now() / 1000) + 60 });
  const past = signedJwt({ ...TRANSFER, exp: Math.floor(Date.now() / 1000) - 1 });
  assert.equal(pledg.verifyNotification(soon, { secret: SECRET }).kind, "transfer");
  assert.equal(errorOf(() => pledg.verifyNotification(past, { secret: SECRET })).code, "token_expired");
});

test(`every signed value counts, and no other (seed ${SEED})`, () => {
  const below = chance();
  const text = () => randomText(below, below(20), 0x10ffff);
  for (let round = 0; round < 300; round += 1) {
    const [secret, other] = [`s${text()}`.replace(/\p{Cc}/gu, ""), { additional_data: text(), metadata: { a: text() } }];
    const body = { created_at: text(), error: below(2) ? null : text(), id: below(2) ? below(1e9) : text(), reference: text(), sandbox: below(2) === 1, status: text() };
    const sent = { ...other, ...signedBack(body, secret) };
    assert.deepEqual(verify(sent, { secret: ["old", secret] }), { kind: "back", trust: "signed", outcome: "unknown", sandbox: body.sandbox, key: String(body.id), secretIndex: 1, verified: asSigned(body), unverified: other });
    assert.equal(verify({ ...sent, metadata: "changed" }, { secret }).unverified.metadata, "changed");
    const name = SIGNED[below(6)];
    assert.equal(errorOf(() => verify({ ...sent, [name]: `${String(body[name])}!` }, { secret })).code, "signature_mismatch");
    assert.equal(errorOf(() => verify(sent, { secret: `${secret}!` })).code, "signature_mismatch");
  }
});

test("mistake: a JSON boolean printed as 1 or True never matches; printed as true it does", () => {
  assert.equal(verify(signedBack({ ...BACK, sandbox: true })).verified.sandbox, "true");
  assert.equal(verify({ ...BACK, sandbox: "true", signature: backSignature(BACK) }).verified.sandbox, "true");
  for (const printed of ["1", "True", ""]) {
    const signature = backSignature({ ...BACK, sandbox: printed });
    assert.equal(errorOf(() => verify({ ...BACK, signature })).code, "signature_mismatch");
  }
});

test("mistake: a null error loses no paid order", () => {
  assert.deepEqual([verify(signedBack({ ...BACK, error: null })).verified.error, verify(signedBack({ ...BACK, error: null })).outcome], ["", "completed"]);
});

test("mistake: an error is never decoded before it is verified", () => {
  for (const state of ["purchase_state", "state", "acceptance_state"]) {
    assert.equal(errorOf(() => verify(signedJwt({ reference: "planted-reference", [state]: "SCORING_KO" }, OTHER))).code, "signature_mismatch");
  }
  assert.equal(errorOf(() => verify(signedJwt(FAILED), { secret: null })).code, "unexpected_value");
});

test("mistake: what is unsigned proves nothing where there is a secret", () => {
  for (const body of [BACK, TRANSFER, FAILED, { ...BACK, signature: null }, { ...TRANSFER, signature: undefined }, {}]) {
    assert.equal(errorOf(() => verify(body)).code, "signature_missing");
  }
});

test("mistake: exp and alg are not ignored", () => {
  assert.equal(errorOf(() => verify(signedJwt({ ...TRANSFER, exp: NOW / 1000 }))).code, "token_expired");
  const unsecured = jsonwebtoken.sign(TRANSFER, "", { algorithm: "none" });
  const other = jsonwebtoken.sign(TRANSFER, SECRET, { algorithm: "HS384" });
  for (const signature of [unsecured, other]) assert.equal(errorOf(() => verify({ signature })).code, "malformed_jwt");
});

test("mistake: the amount is not what somebody says beside the signature", () => {
  const sent = { ...signedBack(BACK), amount_cents: 10_000, metadata: { amount_cents: 10_000 } };
  assert.equal("amount_cents" in verify(sent).verified, false);
  assert.equal(errorOf(() => verify(sent, { expect: { amountCents: 10_000 } })).code, "unexpected_value");
  assert.equal(errorOf(() => verify({ ...signedJwt(TRANSFER), amount_cents: 1 })).code, "malformed_response");
});

test("mistake: the customer's own URL is no proof of payment", () => {
  const signature = pledg.signPurchase({ ...TRANSFER, amountCents: 10_000 }, SECRET, { incomplete: true, others: ["amount_cents"] });
  assert.equal(errorOf(() => verify({ signature })).code, "unexpected_value");
});

test("what is unsigned is all unverified", () => {
  for (const [kind, body] of Object.entries({ back: BACK, transfer: TRANSFER, error: FAILED })) {
    assert.deepEqual(verify(body, { secret: null }), { kind, trust: "unsigned", outcome: "unknown", sandbox: null, key: null, secretIndex: null, verified: {}, unverified: body });
  }
});

test("a member called __proto__ changes no result", () => {
  const text = JSON.stringify(signedBack(BACK)).replace("{", '{"__proto__":{"amount_cents":1},');
  const { verified, unverified } = verify(text);
  assert.deepEqual([Object.keys(unverified), unverified.amount_cents, verified.amount_cents], [["__proto__"], undefined, undefined]);
});

test("bytes that are not UTF-8 are refused, not mended", () => {
  const text = Buffer.from(JSON.stringify(signedBack({ ...BACK, status: "\ufffd" })));
  const broken = Buffer.concat([text.subarray(0, text.indexOf("\ufffd")), Buffer.from([0xff]), text.subarray(text.indexOf("\ufffd") + 3)]);
  assert.equal(verify(text).verified.status, "\ufffd");
  assert.deepEqual([errorOf(() => verify(broken)).code, errorOf(() => verify(broken)).field], ["malformed_response", "body"]);
});

test("what is signed here is what the package's own HS256 signs", () => {
  const signature = signJwtHs256(TRANSFER, SECRET);
  assert.deepEqual(verify({ signature }).verified, TRANSFER);
  assert.ok(isAuthError(errorOf(() => verify({ signature: `${signature}x` }))));
});

test("a parsed body answers as its text does, whatever its numbers are written like", () => {
  for (const id of ["1.0", "1e3", "-0", "-0.0", "12.50e1", "-7", "0", "1.5", "1e-1", "1e300", "1e21"]) {
    const printed = String(JSON.parse(id));
    const text = JSON.stringify({ ...BACK, id: 0, signature: backSignature({ ...BACK, id: printed }) }).replace('"id":0', `"id":${id}`);
    const answer = (body) => {
      try {
        return verify(body);
      } catch (error) {
        return [error.code, error.field];
      }
    };
    assert.deepEqual(answer(JSON.parse(text)), answer(text), id);
  }
});

test("what a parser made of an integer beyond 2^53 is refused at its name; its text is as it was signed", () => {
  const id = "9007199254740993";
  const text = JSON.stringify({ ...BACK, id: 0, signature: backSignature({ ...BACK, id }) }).replace('"id":0', `"id":${id}`);
  assert.equal(verify(text).verified.id, id);
  for (const sent of [JSON.parse(text), signedBack({ ...BACK, id: 9_007_199_254_740_992 })]) {
    const error = errorOf(() => verify(sent));
    assert.deepEqual([error.code, error.field], ["malformed_response", "id"]);
    assert.match(error.message, /^id is /);
  }
});

test("a refused amount is named", () => {
  const error = errorOf(() => verify(signedJwt({ ...TRANSFER, amount_cents: 20.15 })));
  assert.equal(error.code, "unexpected_value");
  assert.match(error.message, /amount_cents/);
});

test("an expectation that is undefined expects nothing, and is refused", () => {
  for (const name of ["status", "sandbox"]) {
    const error = errorOf(() => verify(signedBack(BACK), { expect: { reference: BACK.reference, [name]: undefined } }));
    assert.deepEqual([error.code, error.field], ["invalid_argument", `expect.${name}`]);
  }
});

test("a body that a form was parsed to, of whatever prototype its parser makes", () => {
  const sent = signedBack({ ...BACK, sandbox: "true" });
  const form = new URLSearchParams(sent);
  const wanted = verify(form.toString());
  assert.equal(wanted.outcome, "completed");
  assert.deepEqual(verify(Object.fromEntries(form)), wanted);
  assert.deepEqual(verify(Object.assign(Object.create(null), Object.fromEntries(form))), wanted);
  assert.deepEqual(verify(Buffer.from(form.toString())), wanted);
});

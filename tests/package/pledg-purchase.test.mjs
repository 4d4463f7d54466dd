// Pledg's signed purchases: what the facade adds to the vectors.

import assert from "node:assert/strict";
import test from "node:test";

import { imported } from "./installed.mjs";
import { toolModule } from "./tool-module.mjs";

const { AuthError, decodeJwt, pledg, verifyJwtHs256 } = await imported("commerce-auth");
const { assertNoLeak } = await imported("commerce-auth/testing");
const jose = await toolModule("jose");
const { default: jsonwebtoken } = await toolModule("jsonwebtoken");

const SECRET = "PlantedMerchantSecret7Qx0";
const PARAMETERS = { merchantUid: "mer_test", title: "Chaise é", reference: "ref_1", amountCents: 2000 };
const NOW = 1_700_000_000_000;

const claimsOf = (token) => decodeJwt(token).claims;

function refuses(what, call, code, field) {
  test(`${what}: ${code} in ${field}`, () => {
    assert.throws(call, (error) => {
      assert.ok(error instanceof AuthError, `not an AuthError: ${error}`);
      assert.deepEqual([error.code, error.field], [code, field]);
      assertNoLeak(error, [SECRET, "Chaise"]);
      return true;
    });
  });
}

test("what the page's own libraries verify is the purchase, wrapped", async () => {
  const token = pledg.signPurchase(PARAMETERS, SECRET, { issuedAt: NOW, expiresAt: NOW + 86_400_000, now: NOW });
  const wanted = { data: PARAMETERS, iat: NOW / 1000, exp: NOW / 1000 + 86_400 };
  assert.deepEqual(jsonwebtoken.verify(token, SECRET, { algorithms: ["HS256"], clockTimestamp: NOW / 1000 }), wanted);
  const { payload } = await jose.jwtVerify(token, new TextEncoder().encode(SECRET), { currentDate: new Date(NOW) });
  assert.deepEqual({ ...payload }, wanted);
  assert.equal(token, jsonwebtoken.sign(wanted, SECRET));
});

test("callbacks and elements are left out, whatever they are", () => {
  const element = { ownerDocument: {}, get [Symbol.toStringTag]() { return "HTMLDivElement"; } };
  element.ownerDocument.body = element;
  for (const container of [element, "#here", new Map(), 7n, undefined]) {
    const call = () => assert.fail("a callback was called");
    const parameters = { ...PARAMETERS, container, containerElement: container, onSuccess: call, onCancel: call, onError: async () => call(), onOpen: class {}, onClose: call, onSetback: call, onCheckValidity: call, onPaymentSolutionsAccess: call, onCheckoutFormStatusChange: call, configure: call, validateCheckout: call, signature: NaN };
    assert.equal(pledg.signPurchase(parameters, SECRET), pledg.signPurchase(PARAMETERS, SECRET));
  }
});

for (const [what, value] of Object.entries({ NaN, "an infinity": Infinity, "a BigInt": 2000n, "a function": () => 2000 })) {
  refuses(`amountCents as ${what}`, () => pledg.signPurchase({ ...PARAMETERS, amountCents: value }, SECRET), "invalid_argument", "amountCents");
  refuses(`metadata with ${what}`, () => pledg.signPurchase({ ...PARAMETERS, metadata: { a: [value] } }, SECRET), "invalid_argument", "metadata");
}
refuses("the float of a price", () => pledg.signPurchase({ amountCents: 19.99 * 100 }, SECRET), "invalid_argument", "amountCents");
refuses("a callback under another name", () => pledg.signPurchase({ ...PARAMETERS, onPaid: () => {} }, SECRET), "invalid_argument", "onPaid");
refuses("half of a surrogate pair", () => pledg.signPurchase({ ...PARAMETERS, title: "Chaise \ud83d" }, SECRET), "invalid_argument", "parameters");
refuses("a Map of parameters", () => pledg.signPurchase(new Map(Object.entries(PARAMETERS)), SECRET), "invalid_argument", "parameters");
test("of a text in the place of parameters the letters are not looked at one by one", (t) => {
  const long = "a".repeat(1_000_000);
  const keys = t.mock.method(Object, "keys");
  assert.throws(() => pledg.signPurchase(long, SECRET), { name: "AuthError", code: "invalid_argument" });
  assert.deepEqual(keys.mock.calls.filter(({ arguments: [value] }) => value === long), []);
});

// What would go unseen, such as a reference that a getter of a class gives, is not left out of what is signed.
class Cart {
  constructor() {
    Object.assign(this, PARAMETERS);
  }

  get reference() {
    return "ref_1";
  }

  set reference(_) {}
}
const UNSEEN = { "a class with a getter": new Cart(), "inherited parameters": Object.create(PARAMETERS), "a hidden reference": Object.defineProperty({ ...PARAMETERS }, "reference", { value: "ref_1", enumerable: false }), "a symbol": { ...PARAMETERS, [Symbol("paid")]: true } };
for (const [what, parameters] of Object.entries(UNSEEN)) {
  refuses(what, () => pledg.signPurchase(parameters, SECRET, { incomplete: true }), "invalid_argument", "parameters");
}
test("parameters without a prototype are plain", () => {
  assert.equal(pledg.signPurchase(Object.assign(Object.create(null), PARAMETERS), SECRET), pledg.signPurchase(PARAMETERS, SECRET));
});
for (const value of [undefined, null, "x", 7, [PARAMETERS], () => {}, NaN]) {
  refuses(`${String(value)} for parameters`, () => pledg.signPurchase(value, SECRET), "invalid_argument", "parameters");
}
for (const value of [undefined, null, "", [], [SECRET], new Uint8Array(), NaN, { base64: "eA==" }, `${SECRET}\r\n`]) {
  refuses(`${JSON.stringify(value)} for a secret`, () => pledg.signPurchase(PARAMETERS, value), "invalid_argument", "secret");
}
refuses("null for options", () => pledg.signPurchase(PARAMETERS, SECRET, null), "invalid_argument", "options");
refuses("NaN for expiresAt", () => pledg.signPurchase(PARAMETERS, SECRET, { expiresAt: NaN }), "invalid_argument", "expiresAt");
refuses("an end that is not set", () => pledg.signPurchase(PARAMETERS, SECRET, { expiresAt: undefined }), "invalid_argument", "expiresAt");
refuses("an end that has passed by the runtime's clock", () => pledg.signPurchase(PARAMETERS, SECRET, { expiresAt: Date.now() - 1_000 }), "invalid_argument", "expiresAt");
refuses("an address as text", () => pledg.signPurchase({ ...PARAMETERS, address: JSON.stringify({ city: "Paris" }) }, SECRET), "invalid_argument", "address");
refuses("an amount under another name", () => pledg.signPurchase({ ...PARAMETERS, amount_cents: 5 }, SECRET), "unknown_option", "amount_cents");
refuses("a merchant that is not set", () => pledg.signPurchase({ ...PARAMETERS, merchantUid: undefined }, SECRET), "invalid_argument", "merchantUid");
refuses("a name too odd to repeat, without a form", () => pledg.signPurchase({ ...PARAMETERS, [SECRET + SECRET]: () => {} }, SECRET), "invalid_argument", "parameters");
refuses("a misspelt option", () => pledg.signPurchase(PARAMETERS, SECRET, { expireAt: NOW }), "unknown_option", "expireAt");

test("undefined members are not there, and secrets may be bytes", () => {
  const wanted = pledg.signPurchase(PARAMETERS, SECRET);
  assert.equal(pledg.signPurchase({ subtitle: undefined, ...PARAMETERS, amountCents: 2000 }, Buffer.from(SECRET)), wanted);
});

test("a parameter called __proto__ stays a parameter", () => {
  const parameters = JSON.parse('{"__proto__":{"amountCents":1},"amountCents":2000}');
  const { data } = claimsOf(pledg.signPurchase(parameters, SECRET, { incomplete: true }));
  assert.equal(JSON.stringify(data), JSON.stringify(parameters));
});

test("the request of a link can be sent as it is", () => {
  const signature = pledg.signPurchase(PARAMETERS, SECRET, { purchaseLinkSettings: { send_email: true, email: "a@b.c" } });
  const request = pledg.purchaseLinkRequest({ environment: "production", signature });
  const sent = new Request(request.url, request);
  assert.deepEqual([sent.method, sent.url, sent.body], ["POST", `https://back.ecard.pledg.co/api/purchase_link/?signature=${signature}`, null]);
  assert.deepEqual(verifyJwtHs256(new URL(sent.url).searchParams.get("signature"), SECRET), { data: PARAMETERS, purchase_link_settings: { send_email: true, email: "a@b.c" } });
});

test("environments are the page's and cannot be changed", () => {
  assert.deepEqual(pledg.environments, {
    staging: { back: "https://staging.back.ecard.pledg.co", front: "https://staging.front.ecard.pledg.co" },
    production: { back: "https://back.ecard.pledg.co", front: "https://front.ecard.pledg.co" },
  });
  assert.ok([pledg, pledg.environments, pledg.environments.staging].every(Object.isFrozen));
  assert.equal(pledg.environments, pledg.environments);
});

test("a name with a NUL says nothing of another one", () => {
  const signature = pledg.signPurchase({ ...PARAMETERS, "x\0amountCents": undefined, "amountCents\0": undefined }, SECRET);
  assert.deepEqual(verifyJwtHs256(signature, SECRET), { data: PARAMETERS });
  assert.throws(() => pledg.signPurchase({ ...PARAMETERS, "x\0reference": () => 1 }, SECRET), { code: "invalid_argument", field: "parameters" });
});

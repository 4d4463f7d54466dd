// What a value in the wrong unit, or one that stands for another, would do in silence.

import assert from "node:assert/strict";
import test from "node:test";
import { inspect } from "node:util";

import { imported } from "./installed.mjs";

const { AuthError, capillary, pledg, signJwtHs256, verifyJwtHs256 } = await imported("commerce-auth");
const SECRET = "a secret of thirty-two bytes ...";

test("an expired token does not pass because now was given in seconds", () => {
  const token = signJwtHs256({ exp: 1_600_000_000 }, SECRET);
  const now = 1_700_000_000_000;
  assert.throws(() => verifyJwtHs256(token, SECRET, { now }), { code: "token_expired" });
  assert.throws(() => verifyJwtHs256(token, SECRET, { now: now / 1000 }), { code: "invalid_argument", field: "now" });
  const body = { signature: signJwtHs256({ reference: "r", transfer_order_item_uid: "t", amount_cents: 1, exp: 1_600_000_000 }, SECRET) };
  assert.throws(() => pledg.verifyNotification(body, { secret: SECRET, now }), { code: "token_expired" });
  assert.throws(() => pledg.verifyNotification(body, { secret: SECRET, now: now / 1000 }), { code: "invalid_argument", field: "now" });
});

test("a number that a double has no integer of its own for is refused: another may have been meant", () => {
  const least = 2 ** 53;
  const response = { status: 200, body: { data: { accessToken: "abc", ttlSeconds: 300 } } };
  for (const [field, call] of [
    ["now", () => capillary.readTokenResponse(response, { now: least })],
    ["now", () => verifyJwtHs256(signJwtHs256({}, SECRET), SECRET, { now: least })],
    ["clockToleranceSeconds", () => verifyJwtHs256(signJwtHs256({}, SECRET), SECRET, { clockToleranceSeconds: least })],
    ["expiresAt", () => signJwtHs256({}, SECRET, { expiresAt: least })],
    ["response.status", () => capillary.classifyResponse({ status: least })],
  ]) {
    assert.throws(call, { code: "invalid_argument", field, message: `${field} must be a finite number that is not negative` });
  }
  assert.ok(signJwtHs256({}, SECRET, { expiresAt: least - 1 }));
});

test("a purchase whose amount is not set is not signed without one", () => {
  assert.throws(() => pledg.signPurchase({ reference: "r", amountCents: undefined }, SECRET), { code: "invalid_argument", field: "amountCents" });
  assert.ok(pledg.signPurchase({ merchantUid: "m", reference: "r", amountCents: 1, email: undefined }, SECRET));
});

test("what a secret prints as is not taken for the secret", () => {
  for (const call of [
    () => capillary.basicAuthorization("till", "«redacted»"),
    () => capillary.oauthHeaders({ accessToken: "«redacted»" }),
    () => capillary.tokenRequest({ host: "x.example", key: "k", secret: "«redacted»" }),
  ]) {
    assert.throws(call, (error) => error instanceof AuthError && /is the placeholder that secrets print as: pass the real value/.test(error.message));
  }
});

test("the class of errors prints under its own name", () => {
  assert.equal(AuthError.name, "AuthError");
  try {
    capillary.basicAuthorization("a:b", "x");
  } catch (error) {
    assert.match(inspect(error), /^AuthError: /);
    assert.doesNotMatch(inspect(error), /_AuthError/);
  }
});

test("an expectation that expects nothing is refused", () => {
  const body = { signature: signJwtHs256({ reference: "ref_1", transfer_order_item_uid: "t", amount_cents: 1 }, SECRET) };
  for (const expect of [null, undefined, {}, { reference: undefined }, new Map([["reference", "other"]])]) {
    assert.throws(() => pledg.verifyNotification(body, { secret: SECRET, expect }), (error) => {
      assert.equal(error.code, "invalid_argument");
      assert.match(error.field, /^expect/);
      return true;
    });
  }
  assert.equal(pledg.verifyNotification(body, { secret: SECRET, expect: { reference: "ref_1" } }).kind, "transfer");
});

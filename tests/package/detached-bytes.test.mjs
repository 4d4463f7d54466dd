// Bytes whose buffer was given away, to a worker for one, are refused by name: the platform's TypeError never comes through.

import assert from "node:assert/strict";
import test from "node:test";

import { freshCopy } from "./installed.mjs";

const { md5Hex, pledg, signJwtHs256, verifyJwtHs256 } = await freshCopy("index.js");

const SECRET = "a secret of more than 32 letters, for HS256";
const PURCHASE = { merchantUid: "mer_1", reference: "o-1", amountCents: 100 };

/** Every place where bytes may stand, by the field that its error names. */
const PLACES = {
  "md5Hex input": (bytes) => md5Hex(bytes),
  "verifyNotification body": (bytes) => pledg.verifyNotification(bytes, { secret: null }),
  "verifyNotification secret": (bytes) => pledg.verifyNotification("{}", { secret: bytes }),
  "verifyNotification secret in a list": (bytes) => pledg.verifyNotification("{}", { secret: [SECRET, bytes] }),
  "signPurchase secret": (bytes) => pledg.signPurchase(PURCHASE, bytes),
  "signJwtHs256 secret": (bytes) => signJwtHs256({ a: 1 }, bytes),
  "verifyJwtHs256 secret": (bytes) => verifyJwtHs256(signJwtHs256({ a: 1 }, SECRET), bytes),
};

function detached() {
  const bytes = new TextEncoder().encode(SECRET);
  structuredClone(bytes.buffer, { transfer: [bytes.buffer] });
  return bytes;
}

test("of a body and a secret that are both wrong, the body is named", () => {
  assert.throws(() => pledg.verifyNotification(-0, { secret: detached() }), { name: "AuthError", code: "invalid_argument", field: "body" });
});

for (const [place, call] of Object.entries(PLACES)) {
  test(`${place}: detached bytes are refused by name`, () => {
    const field = place.split(" ")[1];
    assert.throws(() => call(detached()), { name: "AuthError", code: "invalid_argument", field, message: /detached/ });
  });
}

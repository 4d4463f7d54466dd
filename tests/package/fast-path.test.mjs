// One header: what the fast path gives is what Node's own crypto gives, and what the general path gives.

import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import test from "node:test";

import { SEED, chance, randomText } from "./random.mjs";
import { capillary } from "./vendor.mjs";

const ALPHABETS = { "plain ASCII": 0x7e, "Latin letters": 0x17f, "all of Unicode": 0x10ffff };
const LENGTHS = [1, 2, 8, 31, 32, 33, 54, 55, 56, 63, 64, 65, 119, 120, 121, 158, 159, 160, 190, 255, 256, 480, 511, 512, 513, 700];

function check(username, password) {
  const digest = createHash("md5").update(password).digest("hex");
  const expected = `Basic ${Buffer.from(`${username}:${digest}`).toString("base64")}`;
  assert.equal(capillary.basicAuthorization(username, password), expected);
  assert.equal(capillary.basicHeaders({ username, password }).Authorization, expected);
  assert.deepEqual(capillary.basicCredentials(username, password), { username, passwordMd5: digest });
}

for (const [name, largest] of Object.entries(ALPHABETS)) {
  test(`2 000 random credentials of ${name} (seed ${SEED})`, () => {
    const below = chance();
    for (let round = 0; round < 2_000; round += 1) {
      const username = randomText(below, 1 + below(40), largest).replaceAll(":", ";").replace(/\p{Cc}/gu, "-");
      const password = randomText(below, 1 + below(90), largest).replace(/\p{Cc}/gu, "-");
      check(username, password);
    }
  });

  test(`credentials of ${name} at every length that matters`, () => {
    const below = chance();
    const text = (length) => randomText(below, length, largest).replaceAll(":", ";").replace(/\p{Cc}/gu, "-");
    for (const length of LENGTHS) {
      check(text(length), text(9));
      // The exclamation mark keeps 32 letters from being hexadecimal digits.
      check(text(9), length === 1 ? "!" : `!${text(length - 1)}`);
      check(text(length), text(length + 40));
    }
  });
}

test("every letter of ASCII in every place", () => {
  for (let code = 0x20; code < 0x7f; code += 1) {
    const letter = String.fromCharCode(code);
    check("till1", `a${letter}b`);
    if (letter !== ":") check(`a${letter}b`, "password");
  }
});

test("32 hexadecimal digits are refused, 31 and 33 are a password", () => {
  const digits = "0123456789abcdefABCDEF0123456789a";
  check("till1", digits.slice(0, 31));
  check("till1", digits);
  assert.throws(() => capillary.basicAuthorization("till1", digits.slice(0, 32)), { code: "looks_hashed" });
});

test("an error on the general path leaves the fast path as it was", () => {
  for (let round = 0; round < 100; round += 1) {
    assert.throws(() => capillary.basicAuthorization("till:1", "server123"), { code: "invalid_argument" });
    check("store.server", "server123");
  }
});

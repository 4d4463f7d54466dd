// Accents, slashes, emoji, escapes, nulls, fractions, objects and control characters in what Pledg and a shop sign: the vectors hold
// what was computed by hand, and what the package signs is read by hand.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import test from "node:test";

import { imported } from "./installed.mjs";
import {
  NODE_HEADER,
  PHP_HEADER,
  backSignature,
  base64url,
  claimsOf,
  hashedValues,
  jwtOf,
  phpJson,
  phpJsonWithSlashes,
} from "./pledg-by-hand.mjs";

const { pledg } = await imported("commerce-auth");
const { startEmulator } = await imported("commerce-auth/testing");

const rowsOf = (file) => JSON.parse(readFileSync(new URL(`../vectors/${file}.json`, import.meta.url), "utf8"));
const notifications = rowsOf("pledg-odd-notifications");
const purchases = rowsOf("pledg-odd-purchases");
const accepted = notifications.filter(({ expected }) => expected.value);
const ofOperation = (operation) => purchases.filter(({ input }) => input.operation === operation);
const signed = ofOperation("pledg.signPurchase").filter(({ expected }) => expected.value);
const byPlugin = ofOperation("verifyJwtHs256").filter(({ name }) => name.endsWith(", as the vendor's plugins sign it"));

test("there are no fewer than 30 notifications and 16 purchases, each in both forms", () => {
  assert.ok(accepted.length >= 30);
  assert.ok(signed.length >= 16);
  assert.equal(byPlugin.length, signed.length);
});

test("by hand, base64url is that of RFC 4648 §10, and a signature that of the vendor's page", () => {
  assert.deepEqual(["", "f", "fo", "foo", "foob", "fooba", "foobar"].map(base64url), ["", "Zg", "Zm8", "Zm9v", "Zm9vYg", "Zm9vYmE", "Zm9vYmFy"]);
  const page = { created_at: "2019-04-04T12:20:34.97138Z", error: "", id: "test-valid", reference: "PLEDG_1086986786391", sandbox: "true", status: "completed" };
  assert.equal(backSignature(page, "SECRET"), "B1C777835C01CA96AC4C3097FD46A7CA49B92BE157EDE0CB3552880D12A15359");
});

for (const { name, input, expected } of accepted) {
  test(`a vector is what is computed by hand: ${name}`, () => {
    const [body, { secret }] = input.arguments;
    const { signature } = JSON.parse(body);
    const { kind, verified } = expected.value;
    if (kind !== "back") return assert.deepEqual(claimsOf(signature, secret), verified);
    assert.deepEqual(hashedValues(body), verified);
    assert.equal(backSignature(verified, secret), signature);
  });
}

for (const [index, { name, input, expected }] of signed.entries()) {
  test(`a purchase is what is computed by hand: ${name}`, () => {
    const [parameters, secret] = input.arguments;
    const mine = pledg.signPurchase(parameters, secret);
    assert.equal(mine, jwtOf(JSON.stringify({ data: parameters }), secret, NODE_HEADER));
    assert.equal(mine, expected.value);
    assert.deepEqual(claimsOf(mine, secret), { data: parameters });
    const [theirs] = byPlugin[index].input.arguments;
    assert.equal(theirs, jwtOf(phpJson({ data: parameters }), secret, PHP_HEADER));
  });
}

for (const [ending, json] of [
  [", as the vendor's module for Magento signs it", phpJsonWithSlashes],
  [", as PHP's arrays have them", phpJson],
]) {
  test(`a purchase is what is computed by hand${ending}`, () => {
    const found = ofOperation("verifyJwtHs256").filter(({ name }) => name.endsWith(ending));
    assert.equal(found.length, 1);
    for (const { input, expected } of found) {
      const [token, secret] = input.arguments;
      assert.equal(token, jwtOf(json(expected.value), secret, PHP_HEADER));
    }
  });
}

const php = (program, input = "") => spawnSync("php", ["-n", "-r", program], { input, encoding: "utf8" });
const withoutPhp = php("echo json_encode(1e-7);").stdout === "1.0e-7" ? false : "there is no php";

test("json_encode of PHP writes the payloads as they are written by hand", { skip: withoutPhp }, () => {
  const claims = signed.map(({ input }) => ({ data: input.arguments[0] }));
  const { stdout } = php('foreach (json_decode(stream_get_contents(STDIN)) as $each) echo json_encode($each), "\\n";', JSON.stringify(claims));
  assert.deepEqual(stdout.trimEnd().split("\n"), claims.map(phpJson));
});

test("the emulated front takes a purchase in either form, and reads the same", async (t) => {
  const [{ input: { arguments: [, secret] } }] = signed;
  const vendor = await startEmulator({ pledg: { merchants: [{ uid: "mer_1", secret }] } });
  t.after(() => vendor.close());
  for (const { name, input } of signed) {
    const [parameters] = input.arguments;
    for (const token of [pledg.signPurchase(parameters, secret), jwtOf(phpJson({ data: parameters }), secret, PHP_HEADER)]) {
      const { status } = await fetch(`${vendor.pledg.url}/purchase?signature=${token}`);
      assert.equal(status, 200, name);
      assert.deepEqual(vendor.pledg.purchases.at(-1).data, parameters, name);
    }
  }
});

test("what the emulator posts is verified by hand, whatever it holds", async (t) => {
  const secret = "a merchant's secret, é and 🔑, of 32 bytes";
  const vendor = await startEmulator({ pledg: { merchants: [{ uid: "mer_1", secret }] } });
  t.after(() => vendor.close());
  for (const reference of ["été/1", "🛒", "\"\\\n\u0001", "\u2028a=b&c=d", "e\u0301"]) {
    const back = vendor.pledg.notification({ kind: "back", reference });
    assert.equal(backSignature(hashedValues(back), secret), JSON.parse(back).signature);
    for (const kind of ["transfer", "error"]) {
      const { signature } = JSON.parse(vendor.pledg.notification({ kind, reference }));
      assert.equal(claimsOf(signature, secret).reference, reference);
    }
    for (const kind of ["back", "transfer", "error"]) {
      assert.equal(pledg.verifyNotification(vendor.pledg.notification({ kind, reference }), { secret }).verified.reference, reference);
    }
  }
});

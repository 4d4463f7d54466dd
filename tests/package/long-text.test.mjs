// A text that is longer than the buffer which is always there crosses whole, whatever letters it is of.

import assert from "node:assert/strict";
import test from "node:test";

import { runScript } from "./child.mjs";
import { imported } from "./installed.mjs";

const { caxton, pledg, basicAuthorization, decodeJwt, parseBasicAuthorization, verifyJwtHs256 } = await imported("commerce-auth");
const SECRET = "a secret of more than 32 letters, for HS256";
const BUFFER = 16 * 1024;
const LETTERS = { "one byte": "x", "two bytes": "é", "three bytes": "€", "a pair": "😀" };

const answer = (text) => ({ status: 200, body: JSON.stringify({ Content: { Model: { ApiStatus: "Success", ApiStatusCode: 314, text }, ExpectedResponses: ["Success"] } }) });

for (const [what, letter] of Object.entries(LETTERS)) {
  for (const before of ["", "x".repeat(3 * BUFFER)]) {
    test(`letters of ${what} behind ${before.length} of one`, () => {
      for (const count of [10, BUFFER / 8, BUFFER / 4, BUFFER / 2, BUFFER, 5 * BUFFER]) {
        const text = before + letter.repeat(count);
        assert.equal(caxton.readEnvelope(answer(text), { now: 0 }).model.text, text);
        assert.equal(parseBasicAuthorization(basicAuthorization("user", text)).password, text);
        assert.throws(() => pledg.verifyNotification(JSON.stringify({ reference: text }), { secret: SECRET }), { code: "signature_missing" });
      }
    });
  }
}

test("the same where there is neither Buffer nor TextEncoder, or only one of them", async () => {
  for (const names of [["Buffer"], ["TextEncoder"]]) {
    const script = `
      for (const name of ${JSON.stringify(names)}) delete globalThis[name];
      const { caxton } = require("commerce-auth");
      const text = "x".repeat(50000) + "€".repeat(50000);
      const body = JSON.stringify({ Content: { Model: { ApiStatus: "Success", ApiStatusCode: 314, text }, ExpectedResponses: ["Success"] } });
      if (caxton.readEnvelope({ status: 200, body }, { now: 0 }).model.text !== text) throw new Error("not the same");`;
    assert.deepEqual(await runScript(script), { code: 0, signal: null, stdout: "", stderr: "" }, `without ${names}`);
  }
});

test("a long text without a UTF-8 form is refused by its name", () => {
  for (const text of ["a".repeat(20_000) + "\ud800", "\udc00" + "é".repeat(20_000)]) {
    for (const call of [() => decodeJwt(text), () => verifyJwtHs256(text, "secret"), () => pledg.verifyNotification(text, { secret: "secret" })]) {
      assert.throws(call, { code: "invalid_argument", message: /^(token|body) holds half of a surrogate pair/ });
    }
  }
});

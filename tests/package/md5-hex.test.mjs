// md5Hex takes its input in pieces: any length, any characters, no memory.

import assert from "node:assert/strict";
import { createHash, randomBytes } from "node:crypto";
import test from "node:test";

import { runScript } from "./child.mjs";
import { observed } from "./observed-wasm.mjs";
import { startedCopy } from "./installed.mjs";

const { value: api, instances } = await observed(() => startedCopy("index.js"));
const expected = (input) => createHash("md5").update(input).digest("hex");
/** What goes through at once: bytes, and letters that may take three bytes each. */
const PIECE = 16 * 1024;
const LETTERS = Math.floor(PIECE / 3);

test("bytes of every length around the pieces", () => {
  const bytes = randomBytes(3 * PIECE + 70);
  for (const pieces of [0, 1, 2, 3]) {
    for (let length = Math.max(0, pieces * PIECE - 66); length <= pieces * PIECE + 66; length += 1) {
      assert.equal(api.md5Hex(bytes.subarray(0, length)), expected(bytes.subarray(0, length)), `${length} bytes`);
    }
  }
});

for (const [what, letter] of Object.entries({ "one byte": "x", "two bytes": "é", "three bytes": "€", "a pair": "😀" })) {
  test(`text of letters of ${what}, with a piece's end at every place in a letter`, () => {
    for (const before of ["", "a", "ab", "abc"]) {
      for (const letters of [LETTERS - 2, LETTERS - 1, LETTERS, LETTERS + 1, 2 * LETTERS, 3 * LETTERS + 7]) {
        const text = before + letter.repeat(letters) + before;
        assert.equal(api.md5Hex(text), expected(text), `${letters} letters behind ${before.length}`);
      }
    }
  });
}

test("100 MB leave memory as it was", () => {
  const [{ memory }] = instances;
  const size = memory.buffer.byteLength;
  const bytes = new Uint8Array(100_000_000).fill(7);
  assert.equal(api.md5Hex(bytes), expected(bytes));
  const text = "0123456789".repeat(10_000_000);
  assert.equal(api.md5Hex(text), expected(text));
  assert.deepEqual([memory.buffer.byteLength, instances.length], [size, 1]);
});

test("views into a part of a buffer, of classes, of other realms and of shared memory", async () => {
  const buffer = new Uint8Array(new SharedArrayBuffer(40_000), 10, 30_000).fill(3);
  class Own extends Uint8Array {
    subarray() {
      return new Uint8Array(1);
    }
  }
  for (const view of [buffer, new Own(30_000).fill(3), Buffer.alloc(30_000, 3)]) assert.equal(api.md5Hex(view), expected(Buffer.alloc(30_000, 3)));
});

test("bytes that are gone are refused, and bytes that claim to be more are what they are", () => {
  const gone = new Uint8Array(20);
  structuredClone(gone.buffer, { transfer: [gone.buffer] });
  assert.throws(() => api.md5Hex(gone), { name: "AuthError", code: "invalid_argument", field: "input" });
  const boastful = Object.defineProperty(new Uint8Array(8), "length", { value: 4_000_000_000 });
  assert.equal(api.md5Hex(boastful), expected(new Uint8Array(8)));
  const broken = Object.defineProperty(new Uint8Array(8), "byteLength", { value: 4_000_000_000 });
  assert.throws(() => api.md5Hex(broken), { name: "AuthError", code: "invalid_argument", field: "input" });
});

test("a digest that a trap cut short is no part of the next", async () => {
  const { value: fresh, instances: own } = await observed(() => startedCopy("index.js"));
  const { exports } = own[0];
  const piece = exports.md5_piece;
  exports.md5_piece = (length) => {
    piece(length);
    throw new WebAssembly.RuntimeError("unreachable");
  };
  assert.throws(() => fresh.md5Hex("x".repeat(50_000)), { name: "AuthError", code: "internal" });
  assert.equal(fresh.md5Hex("123"), expected("123"));
});

test("where there is no Buffer, pieces are the same", async () => {
  const script = `
    const { createHash } = require("node:crypto");
    delete globalThis.Buffer;
    const { md5Hex } = require("commerce-auth");
    for (const text of ["a" + "😀".repeat(9000), "€".repeat(20000), "x".repeat(17000)]) {
      if (md5Hex(text) !== createHash("md5").update(text).digest("hex")) throw new Error(text.slice(0, 4));
    }`;
  assert.deepEqual(await runScript(script), { code: 0, signal: null, stdout: "", stderr: "" });
});

// A module's bytes as text that costs little more than the bytes once the transfer compresses it.
//
// Base64 hides the bytes' repetition from gzip and brotli: it costs 30 %. Here the frequent bytes are one character each
// and the others two, so that equal bytes stay equal characters. All of them are printable ASCII without `"` and `\`:
// no charset, quote or escape can spoil them, and no minifier makes them longer.
//
// A character from FIRST on is a number. Below LEADS it is the first digit of a byte that has two; all others stand for
// one byte each, by a table that lies in the unpacker.

import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";

const FIRST = 0x23;
const COUNT = 0x7e - FIRST + 1;
const LEADS = 3;
const BACKSLASH = 0x5c - FIRST;

const assembler = createRequire(import.meta.url).resolve("binaryen/bin/wasm-as");

/** `{ text, unpacker }`: the text, and in base64 the module that turns it into the bytes where it lies. */
export function packed(bytes) {
  const singles = singleBytes(bytes);
  const text = Array.from(bytes, (byte) => characters(byte, singles)).join("");
  return { text, unpacker: unpacker(singles).toString("base64") };
}

/** The byte that each number stands for alone; undefined for leads and for the backslash. */
function singleBytes(bytes) {
  const counts = new Array(256).fill(0);
  for (const byte of bytes) counts[byte] += 1;
  // These have no second digit but the backslash.
  const forced = [...counts.keys()].filter((byte) => byte % COUNT === BACKSLASH);
  const places = [...new Array(COUNT).keys()].filter((number) => number >= LEADS && number !== BACKSLASH);
  const byCount = [...counts.keys()].filter((byte) => !forced.includes(byte)).sort((one, other) => counts[other] - counts[one]);
  const chosen = [...forced, ...byCount].slice(0, places.length).sort((one, other) => one - other);
  const singles = new Array(COUNT);
  for (const [index, place] of places.entries()) singles[place] = chosen[index];
  return singles;
}

function characters(byte, singles) {
  const single = singles.indexOf(byte);
  const numbers = single < 0 ? [Math.floor(byte / COUNT), byte % COUNT] : [single];
  return String.fromCharCode(...numbers.map((number) => number + FIRST));
}

/** In WebAssembly, because the same loop in JavaScript takes the interpreter longer than all the rest of the start. */
function unpacker(singles) {
  const table = Array.from(singles, (byte = 0) => `\\${byte.toString(16).padStart(2, "0")}`).join("");
  return assembled(`(module
    (import "" "m" (memory 1))
    (data (i32.const ${FIRST}) "${table}")
    (func (export "u") (param $from i32) (param $end i32) (result i32)
      (local $to i32) (local $code i32)
      (local.set $to (local.get $from))
      (loop $next
        (local.set $code (i32.load8_u (local.get $from)))
        (local.set $from (i32.add (local.get $from) (i32.const 1)))
        (if (i32.lt_u (local.get $code) (i32.const ${FIRST + LEADS}))
          (then
            (local.set $code
              (i32.sub
                (i32.add (i32.mul (local.get $code) (i32.const ${COUNT})) (i32.load8_u (local.get $from)))
                (i32.const ${FIRST * COUNT + FIRST})))
            (local.set $from (i32.add (local.get $from) (i32.const 1))))
          (else (local.set $code (i32.load8_u (local.get $code)))))
        (i32.store8 (local.get $to) (local.get $code))
        (local.set $to (i32.add (local.get $to) (i32.const 1)))
        (br_if $next (i32.lt_u (local.get $from) (local.get $end))))
      (local.get $to)))`);
}

function assembled(text) {
  const folder = mkdtempSync(join(tmpdir(), "unpacker-"));
  try {
    const [source, module] = [join(folder, "unpacker.wat"), join(folder, "unpacker.wasm")];
    writeFileSync(source, text);
    execFileSync(process.execPath, [assembler, source, "-o", module]);
    return readFileSync(module);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

// What turns the text of `packed-text.mjs` into the module again, made for one module at a time: the tables of its
// characters, and where each of its streams begins. In WebAssembly, because the same loops in JavaScript take the interpreter longer than
// all the rest of the start.

import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { COUNT, FIRST, LEADS } from "./character-code.mjs";
import { END, FOLLOWED_BY, FOLLOWERS, SECOND_FOLLOWERS, STREAMS } from "./regrouped-module.mjs";

/** It assembles as well, and leaves out names. */
const optimiser = createRequire(import.meta.url).resolve("binaryen/bin/wasm-opt");
const PAGE = 0x10000;

// Memory, before the text: two tables of characters, what follows the instructions, and where each stream is to be read next.
const SECOND_TABLE_AT = 0x80;
const FOLLOWERS_AT = 0x100;
const SECOND_FOLLOWERS_AT = FOLLOWERS_AT + 0x100;
const STREAMS_AT = SECOND_FOLLOWERS_AT + 0x20;
/** Where the text begins, and how much room the module needs beyond its length (pkg-template/facade/packed-text.ts). */
const TEXT_AT = 0x280;
const SLACK = 8;

/** The module that unpacks this one; `u` gets the end of the text, and writes from there on. */
export function unpacker({ parts: [wide, [before, ...narrow]], functions, tables, split }) {
  const after = narrow.at(-1);
  const begins = beginsOf([...wide, before, ...narrow]);
  const beforeAt = begins.splice(wide.length, 1)[0];
  const afterAt = begins.pop();
  const [declaration, other, instruction, block] = ["declaration", "other", "instruction", "block"].map((name) => 4 * (STREAMS.indexOf(name) + 1));
  return assembled(`(module
    (import "" "m" (memory 1))
    (global $to (mut i32) (i32.const 0))
    ${tables.map((singles, index) => `(data (i32.const ${FIRST + index * SECOND_TABLE_AT}) "${escaped(Uint8Array.from(singles, (byte = 0) => byte))}")`).join("\n    ")}
    ${FOLLOWERS_DATA}
    (data (i32.const ${STREAMS_AT + 4}) "${escaped(new Uint8Array(Uint32Array.from(begins).buffer))}")
    ;; The bytes of characters, in their place or before it. All that is in use stays in locals: this runs once, and no engine
    ;; takes the time to make it fast.
    (func $bytes (param $from i32) (param $end i32) (param $table i32) (param $to i32) (result i32)
      (local $code i32)
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
          (else (local.set $code (i32.load8_u (i32.add (local.get $table) (local.get $code))))))
        (i32.store8 (local.get $to) (local.get $code))
        (local.set $to (i32.add (local.get $to) (i32.const 1)))
        (br_if $next (i32.lt_u (local.get $from) (local.get $end))))
      (local.get $to))
    (func $copy (param $from i32) (param $length i32)
      (memory.copy (global.get $to) (local.get $from) (local.get $length))
      (global.set $to (i32.add (global.get $to) (local.get $length))))
    ;; A number, or eight bytes, of a stream that is read rarely: where it is to be read next stands in memory.
    (func $number (param $stream i32) (param $to i32) (result i32)
      (local $from i32) (local $value i32) (local $shift i32) (local $byte i32)
      (local.set $from (i32.load offset=${STREAMS_AT} (local.get $stream)))
      (loop $next
        (i32.store8 (local.get $to) (local.tee $byte (i32.load8_u (local.get $from))))
        (local.set $from (i32.add (local.get $from) (i32.const 1)))
        (local.set $to (i32.add (local.get $to) (i32.const 1)))
        (local.set $value
          (i32.or (local.get $value) (i32.shl (i32.and (local.get $byte) (i32.const 0x7f)) (local.get $shift))))
        (local.set $shift (i32.add (local.get $shift) (i32.const 7)))
        (br_if $next (i32.ge_u (local.get $byte) (i32.const 0x80))))
      (i32.store offset=${STREAMS_AT} (local.get $stream) (local.get $from))
      (global.set $to (local.get $to))
      (local.get $value))
    (func $numbers (param $stream i32) (param $left i32)
      (loop $next
        (if (local.get $left)
          (then
            (drop (call $number (local.get $stream) (global.get $to)))
            (local.set $left (i32.sub (local.get $left) (i32.const 1)))
            (br $next)))))
    ;; How long it is stands before it, and is known after it: five bytes are kept free until then.
    (func $function
      (local $begin i32) (local $to i32) (local $at i32) (local $depth i32) (local $byte i32) (local $following i32)
      (local $stream i32) (local $from i32)
      (local.set $begin (global.get $to))
      (global.set $to (i32.add (global.get $to) (i32.const 5)))
      (call $numbers (i32.const ${declaration})
        (i32.shl (call $number (i32.const ${declaration}) (global.get $to)) (i32.const 1)))
      (local.set $to (global.get $to))
      (local.set $at (i32.load (i32.const ${STREAMS_AT + instruction})))
      (local.set $depth (i32.const 1))
      (loop $next
        (i32.store8 (local.get $to) (local.tee $byte (i32.load8_u (local.get $at))))
        (local.set $at (i32.add (local.get $at) (i32.const 1)))
        (local.set $to (i32.add (local.get $to) (i32.const 1)))
        (local.set $depth (i32.sub (local.get $depth) (i32.eq (local.get $byte) (i32.const ${END}))))
        (if (local.tee $following (i32.load8_u offset=${FOLLOWERS_AT} (local.get $byte)))
          (then
            (if (i32.eq (local.get $following) (i32.const ${FOLLOWED_BY.secondHalf}))
              (then
                (i32.store8 (local.get $to) (local.tee $byte (i32.load8_u (local.get $at))))
                (local.set $at (i32.add (local.get $at) (i32.const 1)))
                (local.set $to (i32.add (local.get $to) (i32.const 1)))
                (local.set $following (i32.load8_u offset=${SECOND_FOLLOWERS_AT} (local.get $byte)))))
            (if (i32.eq (local.get $following) (i32.const ${FOLLOWED_BY.list}))
              (then
                (local.set $byte (i32.add (call $number (i32.const ${other}) (local.get $to)) (i32.const 1)))
                (call $numbers (i32.const ${other}) (local.get $byte))
                (local.set $to (global.get $to)))
              (else
                (if (i32.eq (local.get $following) (i32.const ${FOLLOWED_BY.eightBytes}))
                  (then
                    (local.set $from (i32.load (i32.const ${STREAMS_AT + other})))
                    (i64.store align=1 (local.get $to) (i64.load align=1 (local.get $from)))
                    (i32.store (i32.const ${STREAMS_AT + other}) (i32.add (local.get $from) (i32.const 8)))
                    (local.set $to (i32.add (local.get $to) (i32.const 8))))
                  (else
                    (local.set $depth
                      (i32.add (local.get $depth) (i32.eq (local.get $following) (i32.const ${block >> 2}))))
                    ;; One or two numbers, each of a stream that the bits tell.
                    (loop $more
                      (br_if $next (i32.eqz (local.get $following)))
                      (if (i32.eq
                            (local.tee $stream (i32.shl (i32.and (local.get $following) (i32.const 15)) (i32.const 2)))
                            (i32.const ${instruction}))
                        (then (local.set $from (local.get $at)))
                        (else (local.set $from (i32.load offset=${STREAMS_AT} (local.get $stream)))))
                      (loop $digit
                        (i32.store8 (local.get $to) (local.tee $byte (i32.load8_u (local.get $from))))
                        (local.set $from (i32.add (local.get $from) (i32.const 1)))
                        (local.set $to (i32.add (local.get $to) (i32.const 1)))
                        (br_if $digit (i32.ge_u (local.get $byte) (i32.const 0x80))))
                      (if (i32.eq (local.get $stream) (i32.const ${instruction}))
                        (then (local.set $at (local.get $from)))
                        (else (i32.store offset=${STREAMS_AT} (local.get $stream) (local.get $from))))
                      (br_if $more (local.tee $following (i32.shr_u (local.get $following) (i32.const 4)))))))))))
        (br_if $next (local.get $depth)))
      (i32.store (i32.const ${STREAMS_AT + instruction}) (local.get $at))
      (local.set $following (local.tee $depth (i32.sub (i32.sub (local.get $to) (local.get $begin)) (i32.const 5))))
      (global.set $to (local.get $begin))
      (loop $more
        (i32.store8 (global.get $to)
          (i32.or
            (i32.and (local.get $following) (i32.const 0x7f))
            (i32.shl (i32.gt_u (local.get $following) (i32.const 0x7f)) (i32.const 7))))
        (global.set $to (i32.add (global.get $to) (i32.const 1)))
        (br_if $more (local.tee $following (i32.shr_u (local.get $following) (i32.const 7)))))
      (call $copy (i32.add (local.get $begin) (i32.const 5)) (local.get $depth)))
    (func (export "u") (param $end i32)
      (local $left i32)
      (drop
        (call $bytes (i32.const ${TEXT_AT + split}) (local.get $end) (i32.const ${SECOND_TABLE_AT})
          (call $bytes (i32.const ${TEXT_AT}) (i32.const ${TEXT_AT + split}) (i32.const 0) (i32.const ${TEXT_AT}))))
      (global.set $to (local.get $end))
      (call $copy (i32.const ${beforeAt}) (i32.const ${before.length}))
      (local.set $left (i32.const ${functions}))
      (loop $next
        (call $function)
        (br_if $next (local.tee $left (i32.sub (local.get $left) (i32.const 1)))))
      (call $copy (i32.const ${afterAt}) (i32.const ${after.length}))))`);
}

/** What the unpacker makes of the text. */
export function unpackedAgain(text, unpacker, length) {
  const end = TEXT_AT + text.length;
  const memory = new WebAssembly.Memory({ initial: Math.ceil((end + length + SLACK) / PAGE) });
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(unpacker), { "": { m: memory } });
  Buffer.from(memory.buffer).write(text, TEXT_AT, "latin1");
  exports.u(end);
  return Buffer.from(memory.buffer).subarray(end, end + length);
}

function beginsOf(parts) {
  let at = TEXT_AT;
  return parts.map(({ length }) => {
    at += length;
    return at - length;
  });
}

const FOLLOWERS_DATA = [
  [FOLLOWERS_AT, FOLLOWERS],
  [SECOND_FOLLOWERS_AT, SECOND_FOLLOWERS],
]
  .flatMap(([at, table]) => runs(table).map(([from, run]) => `(data (i32.const ${at + from}) "${escaped(run)}")`))
  .join("\n    ");

/** The stretches of a table that are not zero, as memory is from the start. */
function runs(table) {
  const found = [];
  for (let from = 0; from < table.length; from += 1) {
    if (table[from] === 0) continue;
    let [end, zeros] = [from, 0];
    // A segment of its own costs more than a few zeros.
    for (; end < table.length && zeros < 8; end += 1) zeros = table[end] === 0 ? zeros + 1 : 0;
    found.push([from, table.subarray(from, end - zeros)]);
    from = end;
  }
  return found;
}

function escaped(bytes) {
  return Array.from(bytes, (byte) => `\\${byte.toString(16).padStart(2, "0")}`).join("");
}

function assembled(text) {
  const folder = mkdtempSync(join(tmpdir(), "unpacker-"));
  try {
    const [source, module] = [join(folder, "unpacker.wat"), join(folder, "unpacker.wasm")];
    writeFileSync(source, text);
    execFileSync(process.execPath, [optimiser, "--enable-bulk-memory", "--enable-bulk-memory-opt", "-Oz", source, "-o", module]);
    return readFileSync(module);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

// The package's own WebAssembly, made to count what it does: import this before anything of the package.
//
// binaryen's pass `log-execution` puts a call at the entry of every function, at the head of every loop and before every
// return. Here that call raises a number inside the module, so steps are exact, the same on every machine, and cost
// little. What `memory.copy` and `memory.fill` move is no step, so those bytes are counted beside them.

import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

import { packageFolder } from "../package/installed.mjs";

const { TOOLS = new URL("../../xtask/tools", import.meta.url).pathname } = process.env;
const { default: binaryen } = await import(pathToFileURL(join(TOOLS, "node_modules", "binaryen", "index.js")).href);

const COUNTERS = `
 (global $steps (mut i32) (i32.const 0))
 (global $limit (mut i32) (i32.const 0x7fffffff))
 (global $moved (mut f64) (f64.const 0))
 (export "counted steps" (global $steps))
 (export "counted limit" (global $limit))
 (export "counted moved" (global $moved))
 (func $log_execution (param i32)
  (global.set $steps (i32.add (global.get $steps) (i32.const 1)))
  (if (i32.gt_u (global.get $steps) (global.get $limit)) (then (unreachable))))
 (func $count_moved (param i32)
  (global.set $moved (f64.add (global.get $moved) (f64.convert_i32_u (local.get 0)))))
 (func $counted_copy (param i32 i32 i32)
  (call $count_moved (local.get 2))
  (memory.copy (local.get 0) (local.get 1) (local.get 2)))
 (func $counted_fill (param i32 i32 i32)
  (call $count_moved (local.get 2))
  (memory.fill (local.get 0) (local.get 1) (local.get 2)))
)`;

const { Module, Instance, compile } = WebAssembly;
const counted = new Map();
const builds = new Map(
  ["core.wasm", "server.wasm"].map((file) => [digestOf(readFileSync(join(packageFolder, file))), file]),
);
/** Exports of the instances that count, newest last; the first of each module stays, as that of the authenticators does. */
const counters = [];
const firsts = [];
const withFirst = new WeakSet();
const replacedBuilds = new Set();

WebAssembly.Module = class extends Module {
  constructor(bytes) {
    super(countedForm(bytes));
  }
};

WebAssembly.compile = async (bytes) => compile(countedForm(bytes));

WebAssembly.Instance = class extends Instance {
  constructor(module, imports) {
    super(module, imports);
    if (!("counted steps" in this.exports)) return;
    (withFirst.has(module) ? counters : firsts).push(this.exports);
    withFirst.add(module);
  }
};

/** The builds that run in their counting form, by the names of their files. */
export const countingBuilds = () => [...replacedBuilds].sort();

/**
 * What the core did since the last call of this: `{ steps, moved }`. From now on it may do `limit` steps; then it traps.
 */
export function takeCount(limit = 0x7fffffff) {
  const taken = { steps: 0, moved: 0 };
  for (const { "counted steps": steps, "counted moved": moved, "counted limit": bound } of [...firsts, ...counters]) {
    taken.steps += steps.value >>> 0;
    taken.moved += moved.value;
    steps.value = 0;
    moved.value = 0;
    bound.value = limit;
  }
  // An instance that was replaced counts once more, for the call that it was replaced after.
  counters.splice(0, Math.max(0, counters.length - MOST_INSTANCES));
  return taken;
}

/** Of the instances that a call leaves behind, only the newest work on. */
const MOST_INSTANCES = 8;

function countedForm(bytes) {
  const digest = digestOf(bytes);
  // The unpacker of the modules is none of them.
  if (!builds.has(digest)) return bytes;
  if (!counted.has(digest)) counted.set(digest, withCounters(bytes));
  replacedBuilds.add(builds.get(digest));
  return counted.get(digest);
}

function withCounters(bytes) {
  const plain = binaryen.readBinary(new Uint8Array(bytes));
  const features = plain.getFeatures();
  plain.runPasses(["log-execution"]);
  const text = plain
    .emitText()
    .replace(/^ \(import "[^"]*" "log_execution" .*$/m, "")
    .replaceAll("(memory.copy", "(call $counted_copy")
    .replaceAll("(memory.fill", "(call $counted_fill");
  plain.dispose();
  const rewritten = binaryen.parseText(`${text.slice(0, text.lastIndexOf(")"))}${COUNTERS}`);
  // Those of the module itself: with all, binaryen writes in ways that Node does not read yet.
  rewritten.setFeatures(features);
  const binary = rewritten.emitBinary();
  rewritten.dispose();
  return binary;
}

function digestOf(bytes) {
  return createHash("sha256").update(new Uint8Array(bytes.buffer ?? bytes, bytes.byteOffset ?? 0, bytes.byteLength)).digest("hex");
}

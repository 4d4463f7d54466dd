// Sees the memory of every instance of wasm that is made from now on, whether it brings one along or is given one: import
// this before anything of the package.

import { setImmediate as nextTurn } from "node:timers/promises";

const memories = new Set();
const { Instance, Memory } = WebAssembly;

WebAssembly.Instance = class extends Instance {
  constructor(module, imports) {
    super(module, imports);
    const given = Object.values(imports ?? {}).flatMap((room) => Object.values(room));
    for (const memory of [...given, ...Object.values(this.exports)].filter((value) => value instanceof Memory)) watch(memory);
  }
};

function watch(memory) {
  const known = [...memories].some((reference) => reference.deref() === memory);
  if (!known) memories.add(new WeakRef(memory));
}

/** Bytes of all memories that somebody still holds; what was replaced goes with the garbage, a turn later. */
export async function wasmBytes() {
  for (let turn = 0; turn < 2; turn += 1) {
    await nextTurn();
    globalThis.gc();
  }
  return [...memories].reduce((sum, memory) => sum + (memory.deref()?.buffer.byteLength ?? 0), 0);
}

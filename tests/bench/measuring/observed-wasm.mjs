// Sees every instance of wasm that is made from now on: import this before anything of the package.

const memories = [];
const { Instance } = WebAssembly;

WebAssembly.Instance = class extends Instance {
  constructor(module, imports) {
    super(module, imports);
    const { memory } = this.exports;
    if (memory) memories.push(new WeakRef(memory));
  }
};

/** Bytes of all memories that somebody still holds; replaced instances go with the next collection of garbage. */
export function wasmBytes() {
  globalThis.gc();
  return memories.reduce((sum, memory) => sum + (memory.deref()?.buffer.byteLength ?? 0), 0);
}

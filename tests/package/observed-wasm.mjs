// Sees every instance of wasm the package makes from now on: import this before anything of the package.

const instances = [];
const { Instance } = WebAssembly;

// A record of the exports, so that a test can put one of its own in a place: `{ memory, exports }`.
WebAssembly.Instance = class extends Instance {
  constructor(module, imports) {
    super(module, imports);
    const exports = { ...super.exports };
    // The unpacker has none of its own, and is done before a caller can hand anything over.
    if (exports.memory) instances.push({ memory: exports.memory, exports });
    return { exports };
  }
};

/** Runs something that starts the package; gives what it gives, and the instances it made. */
export async function observed(start) {
  const before = instances.length;
  const value = await start();
  return { value, instances: instances.slice(before) };
}

/** All instances so far. */
export const allInstances = () => [...instances];

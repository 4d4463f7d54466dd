export default {
  compatibilityDate: '2026-11-17',
  // docs/bundlers.md: without it Nitro reads a module of WebAssembly as JavaScript.
  experimental: { wasm: true },
  // Nothing of the machine it is built on.
  sourceMap: false,
};

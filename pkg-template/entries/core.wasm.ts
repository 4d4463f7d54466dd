/** The core as a compiled module, where the runtime or the bundler imports wasm in this way. */
declare const compiled: WebAssembly.Module;
export default compiled;

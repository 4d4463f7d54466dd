/** The core as a compiled module, where the runtime or the bundler imports wasm in this way. */
declare const module: WebAssembly.Module;
export default module;

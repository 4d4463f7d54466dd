// In the place of the global of this name throughout the package, the glue of wasm-bindgen included (`inject` in
// xtask/tools/assemble/bundle.mjs): fake timers replace the global one, and Jest's would then hold every token call for ever.

/** Runs something once what runs now has ended. The promise is made anew: on Workers it belongs to the request. */
export function queueMicrotask(run) {
  Promise.resolve().then(run);
}

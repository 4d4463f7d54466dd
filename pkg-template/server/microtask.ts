// In the place of the global of this name throughout the package, the glue of wasm-bindgen included (`inject` in
// xtask/tools/assemble/bundle.mjs): fake timers replace the global one, and Jest's would then hold every token call for ever.

/**
 * Runs something once what runs now has ended. The promise is made anew: on Workers it belongs to the request. What is
 * thrown is an exception nobody caught, as with the global one, and not a rejection.
 */
export function queueMicrotask(run: () => unknown): void {
  Promise.resolve()
    .then(run)
    .catch((error) => setTimeout(() => raise(error)));
}

function raise(error: unknown): never {
  throw error;
}

import { isStarted, start } from '../facade/core.js';

export * from '../facade/api.js';

/** Starts the core from bytes or from a compiled module, at once. Starting twice does nothing. */
export function initSync(source) {
  if (!isStarted()) start(source instanceof WebAssembly.Module ? source : new WebAssembly.Module(source));
}

/** Starts the core from bytes, a compiled module, a response, or a promise of one of them. */
export async function init(source) {
  const given = await source;
  if (isStarted()) return;
  if (given instanceof WebAssembly.Module) return initSync(given);
  const bytes = typeof given?.arrayBuffer === 'function' ? await given.arrayBuffer() : given;
  const compiled = await WebAssembly.compile(bytes);
  initSync(compiled);
}

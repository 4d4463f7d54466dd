/**
 * The same functions as `commerce-auth`, without the wasm inside: start it once with `init` or `initSync` and
 * `commerce-auth/core.wasm`.
 * @packageDocumentation
 */

import { isStarted, start } from '../facade/core.ts';

export * from '../facade/api.ts';

/**
 * A `WebAssembly.Module`. A program for Node may be compiled without the library `dom`, which declares one, and then has
 * none to pass. The types of Workers declare an abstract class.
 */
type CompiledModule = typeof globalThis extends {
  WebAssembly: { Module: abstract new (...bytes: never[]) => infer Module };
}
  ? Module
  : never;

/** What the core can be started from: its bytes, or a compiled module. */
export type CoreSource = ArrayBuffer | ArrayBufferView | CompiledModule;

/**
 * Starts the core at once. Starting twice does nothing.
 *
 * @throws {WebAssembly.CompileError} The bytes are not those of `commerce-auth/core.wasm`.
 * @example
 * ```js
 * import { readFileSync } from 'node:fs';
 * import { createRequire } from 'node:module';
 * import { initSync, md5Hex } from 'commerce-auth/slim';
 *
 * initSync(readFileSync(createRequire(import.meta.url).resolve('commerce-auth/core.wasm')));
 * console.log(md5Hex('123')); // 202cb962ac59075b964b07152d234b70
 * ```
 */
export function initSync(source: CoreSource): void {
  if (isStarted()) return;
  const compiled = source instanceof WebAssembly.Module ? source : new WebAssembly.Module(source as BufferSource);
  start(() => [compiled]);
}

/**
 * Starts the core from a source, a response, or a promise of one of them. Starting twice does nothing.
 *
 * @throws {WebAssembly.CompileError} Rejects with it where the bytes are not those of `commerce-auth/core.wasm`, and with
 * the reason of a promise that is rejected.
 * @example
 * ```js
 * import { readFile } from 'node:fs/promises';
 * import { createRequire } from 'node:module';
 * import { init, md5Hex } from 'commerce-auth/slim';
 *
 * await init(readFile(createRequire(import.meta.url).resolve('commerce-auth/core.wasm')));
 * console.log(md5Hex('123')); // 202cb962ac59075b964b07152d234b70
 * ```
 */
export async function init(source: CoreSource | Response | Promise<CoreSource | Response>): Promise<void> {
  const given = await source;
  if (isStarted()) return;
  if (given instanceof WebAssembly.Module) return initSync(given);
  const bytes =
    typeof (given as Response | undefined)?.arrayBuffer === 'function'
      ? await (given as Response).arrayBuffer()
      : given;
  const compiled = await WebAssembly.compile(bytes as BufferSource);
  initSync(compiled);
}

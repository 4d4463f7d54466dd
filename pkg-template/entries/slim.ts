/**
 * The same functions as `commerce-auth`, without the wasm inside: start it once with `init` or `initSync` and
 * `commerce-auth/core.wasm`.
 * @packageDocumentation
 */

import { invalidArgument } from '../facade/auth-error.ts';
import { importedAs, isStarted, start } from '../facade/core.ts';

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
 * @throws {AuthError} `invalid_argument`: something else than bytes or a module, or another module.
 * @throws {WebAssembly.CompileError} The bytes are no WebAssembly.
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
  startFrom(source instanceof WebAssembly.Module ? source : new WebAssembly.Module(bytesIn(source)));
}

function startFrom(compiled: WebAssembly.Module): void {
  const isCore = WebAssembly.Module.imports(compiled).some(({ module }) => module === importedAs);
  if (!isCore) throw invalidArgument('source', 'source is another module: pass that of commerce-auth/core.wasm');
  start(() => [compiled]);
}

function bytesIn(source: unknown): BufferSource {
  if (source instanceof ArrayBuffer || ArrayBuffer.isView(source)) return source as BufferSource;
  throw invalidArgument(
    'source',
    'source must be the bytes of commerce-auth/core.wasm, its module, or a response with them',
  );
}

async function bytesOf(source: unknown): Promise<BufferSource> {
  const response = source as Partial<Response> | null | undefined;
  if (typeof response?.arrayBuffer !== 'function') return bytesIn(source);
  if (response.ok === false) throw invalidArgument('source', `source is a response with status ${response.status}`);
  return response.arrayBuffer();
}

/**
 * Starts the core from a source, a response, or a promise of one of them. Starting twice does nothing.
 *
 * @throws {AuthError} Rejects with `invalid_argument` for something else than bytes, a module or a response, for another module,
 * and for a response whose status is no success.
 * @throws {WebAssembly.CompileError} Rejects with it where the bytes are no WebAssembly, and with the reason of a promise that is
 * rejected.
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
  startFrom(await WebAssembly.compile(await bytesOf(given)));
}

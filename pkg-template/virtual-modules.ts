// What the build provides under names of its own (xtask/tools/assemble/virtual-modules.mjs), and the compiled modules that
// some platforms import as files.

/** wasm-bindgen's glue of the default build. */
declare module 'glue:core' {
  /** The name under which the module imports what it needs. */
  export const importedAs: string;
  export const __wbg_set_wasm: (exports: WebAssembly.Exports | undefined) => void;
  export const output: () => number;
  export const row_limit: () => number;
  export const row_lengths: () => number;
  export const input: () => number;
  export const input_capacity: () => number;
  export const reserve: (capacity: number) => number;
  export const slots: () => number;
  export const result_slots: () => number;
  export const slot_limit: () => number;
  export const perform: (operation: number, count: number, length: number, subjectLength: number) => number;
  export const result: () => number;
  export const release: () => void;
  export const md5: (length: number) => void;
  export const md5_piece: (length: number) => void;
  export const capillary_basic: (split: number, passwordLength: number) => number;
  export const capillary_basic_batch: (rows: number, length: number) => void;
}

declare module 'memory:core' {
  const limits: import('./facade/wasm-memory.ts').MemoryLimits;
  export default limits;
}

declare module 'wasm:core' {
  const packed: import('./facade/packed-text.ts').PackedModule;
  export default packed;
}

declare module 'memory:server' {
  const limits: import('./facade/wasm-memory.ts').MemoryLimits;
  export default limits;
}

declare module 'wasm:server' {
  const packed: import('./facade/packed-text.ts').PackedModule;
  export default packed;
}

declare module 'stub:server' {}

declare module 'stub:adapters' {}

declare module 'package:version' {
  const version: string;
  export default version;
}

declare module '*.wasm' {
  const compiled: WebAssembly.Module;
  export default compiled;
}

declare module '*.wasm?module' {
  const compiled: WebAssembly.Module;
  export default compiled;
}

// Of undici, which is carried by one entry (xtask/tools/assemble/bundle.mjs) and has no types for its parts.
declare module 'undici/lib/dispatcher/env-http-proxy-agent.js' {
  export default class EnvHttpProxyAgent {
    constructor(options: { readonly httpsProxy: string; readonly httpProxy: string; readonly noProxy: string });
  }
}

declare module 'undici/lib/web/fetch/index.js' {
  export function fetch(input: unknown, init: object): Promise<Response>;
}

declare module 'undici/lib/dispatcher/dispatcher.js' {
  export default class Dispatcher {}
}

declare module 'undici/lib/api/index.js' {
  const api: object;
  export default api;
}

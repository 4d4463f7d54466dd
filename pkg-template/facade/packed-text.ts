// A module out of the text that carries it (xtask/tools/assemble/packed-text.mjs): ASCII, which is unpacked where it lies,
// in the memory that the module then works in.

import { bytesOfBase64 } from './base64.ts';
import { encodeTextInto } from './text-codec.ts';
import { type MemoryLimits, newMemory } from './wasm-memory.ts';

const PAGE = 0x10000;
/** The unpacker keeps its table before it. */
const START = 0x80;

/** A module as text, and in base64 the module that unpacks it. */
export interface PackedModule {
  readonly text: string;
  readonly unpacker: string;
}

/** Turns the text between two places into bytes, and says where these end. */
interface Unpacker {
  u(from: number, end: number): number;
}

/** The compiled module and a memory for it, all zero again. */
export function unpacked(
  { text, unpacker }: PackedModule,
  { initial, maximum }: MemoryLimits,
): [module: WebAssembly.Module, memory: WebAssembly.Memory] {
  const end = START + text.length;
  const memory = newMemory({ initial: Math.max(initial, Math.ceil(end / PAGE)), maximum });
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(bytesOfBase64(unpacker)), { '': { m: memory } });
  const bytes = new Uint8Array(memory.buffer);
  encodeTextInto(text, bytes.subarray(START));
  const module = new WebAssembly.Module(bytes.subarray(START, (exports as unknown as Unpacker).u(START, end)));
  bytes.fill(0);
  return [module, memory];
}

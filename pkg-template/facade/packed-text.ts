// A module out of the text that carries it (xtask/tools/assemble/packed-text.mjs): ASCII, which is unpacked in the memory
// that the module then works in.

import { bytesOfBase64 } from './base64.ts';
import { encodeTextInto } from './text-codec.ts';
import { type MemoryLimits, newMemory } from './wasm-memory.ts';

const PAGE = 0x10000;
/** The unpacker keeps its tables before it. */
const START = 0x280;
/** The unpacker writes a few bytes more than the module has. */
const SLACK = 8;

/** A module as text, in base64 the module that unpacks it, and how many bytes it has then. */
export interface PackedModule {
  readonly text: string;
  readonly unpacker: string;
  readonly length: number;
}

/** Writes the module from the end of its text on. */
interface Unpacker {
  u(end: number): void;
}

/** The compiled module and a memory for it, all zero again. */
export function unpacked(
  { text, unpacker, length }: PackedModule,
  { initial, maximum }: MemoryLimits,
): [module: WebAssembly.Module, memory: WebAssembly.Memory] {
  const end = START + text.length;
  const memory = newMemory({ initial: Math.max(initial, Math.ceil((end + length + SLACK) / PAGE)), maximum });
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(bytesOfBase64(unpacker)), { '': { m: memory } });
  const bytes = new Uint8Array(memory.buffer);
  encodeTextInto(text, bytes.subarray(START));
  (exports as unknown as Unpacker).u(end);
  const module = new WebAssembly.Module(bytes.subarray(end, end + length));
  bytes.fill(0);
  return [module, memory];
}

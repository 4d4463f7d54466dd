// A module out of the text that carries it (xtask/tools/assemble/packed-text.mjs): ASCII, which is unpacked where it lies,
// in the memory that the module then works in.

import { bytesOfBase64 } from './base64.js';
import { encodeTextInto } from './text-codec.js';
import { newMemory } from './wasm-memory.js';

const PAGE = 0x10000;
/** The unpacker keeps its table before it. */
const START = 0x80;

/** The compiled module and a memory for it, all zero again. */
export function unpacked({ text, unpacker }, { initial, maximum }) {
  const end = START + text.length;
  const memory = newMemory({ initial: Math.max(initial, Math.ceil(end / PAGE)), maximum });
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(bytesOfBase64(unpacker)), { '': { m: memory } });
  const bytes = new Uint8Array(memory.buffer);
  encodeTextInto(text, bytes.subarray(START));
  const module = new WebAssembly.Module(bytes.subarray(START, exports.u(START, end)));
  bytes.fill(0);
  return [module, memory];
}

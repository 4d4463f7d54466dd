// A module's bytes out of the text that carries them (xtask/tools/assemble/packed-text.mjs): ASCII, which is unpacked
// where it lies.

import { bytesOfBase64 } from './base64.js';
import { encodeTextInto } from './text-codec.js';

const PAGE = 0x10000;
/** The unpacker keeps its table before it. */
const START = 0x80;

export function bytesOfPackedText({ text, unpacker }) {
  const end = START + text.length;
  const memory = new WebAssembly.Memory({ initial: Math.ceil(end / PAGE) });
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(bytesOfBase64(unpacker)), { '': { m: memory } });
  encodeTextInto(text, new Uint8Array(memory.buffer, START));
  return new Uint8Array(memory.buffer, START, exports.u(START, end) - START);
}

// What wasm-bindgen's glue has in the place of the platform's TextDecoder and TextEncoder (xtask/tools/assemble/virtual-modules.mjs): it
// makes them when it is imported, and a test environment, Jest's jsdom, has neither.

import { decodeText, encodePart, encodeText } from '../facade/text-codec.ts';

/** Reads UTF-8 out of the core's memory. */
export class GlueTextDecoder {
  decode(bytes?: Uint8Array<ArrayBuffer>): string {
    return bytes === undefined ? '' : decodeText(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }
}

/** Writes UTF-8 for the core's memory. */
export class GlueTextEncoder {
  encode(text: string): Uint8Array<ArrayBuffer> {
    return encodeText(text);
  }

  encodeInto(text: string, view: Uint8Array): { read: number; written: number } {
    return encodePart(text, view);
  }
}

// A call or a result of the core in one piece of bytes; src/server/frame.rs is the other side.

import type { Call } from '../facade/call.ts';
import { ResultReader } from '../facade/result-reader.ts';
import { decodeText, encodeText } from '../facade/text-codec.ts';

/** What stands before the slots: how many there are, and how many bytes of texts. */
const HEAD = 2;

/** A call in one piece. Whoever passes it on zeroes it. */
export function frameOf({ slots, subject = '' }: Call): Uint8Array {
  const parts = slots.map((value) => (typeof value === 'string' ? encodeText(value) : value));
  const behind = typeof subject === 'string' ? encodeText(subject) : subject;
  const length = parts.reduce<number>((sum, part) => sum + (typeof part === 'number' ? 0 : part.length), 0);
  const numbers = new Float64Array(Math.ceil(HEAD + parts.length + (length + behind.length) / 8));
  const bytes = new Uint8Array(numbers.buffer, 0, (HEAD + parts.length) * 8 + length + behind.length);
  let place = 0;
  for (const number of [parts.length, length]) numbers[place++] = number;
  let offset = (HEAD + parts.length) * 8;
  for (const part of parts) {
    numbers[place++] = typeof part === 'number' ? part : part.length;
    if (typeof part === 'number') continue;
    bytes.set(part, offset);
    offset += part.length;
  }
  bytes.set(behind, offset);
  return bytes;
}

/** Reads a result, which stands in memory of its own. */
export function readerOf({ buffer }: Uint8Array): ResultReader {
  const count = new Float64Array(buffer as ArrayBuffer, 0, 1)[0] as number;
  const slots = new Float64Array(buffer as ArrayBuffer, HEAD * 8, count);
  const start = (HEAD + count) * 8;
  return new ResultReader(slots, 0, count, undefined, (offset, length) =>
    decodeText(buffer as ArrayBuffer, start + offset, length),
  );
}

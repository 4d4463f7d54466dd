// A call or a result of the core in one piece of bytes; src/server/frame.rs is the other side.

import type { Call } from '../facade/call.ts';
import { ResultReader } from '../facade/result-reader.ts';
import { decodeText, encodeTextInto } from '../facade/text-codec.ts';

/** What stands before the slots, in bytes: how many there are, and how many bytes of texts. */
const HEAD = 2 * 8;
/** The most bytes that one unit of a text takes in UTF-8. */
const LONGEST_CHARACTER = 3;
/** Up to here a loop of our own is the quickest way to write a text. */
const SHORT_TEXT = 64;
const LARGEST_ASCII = 127;

/** A call in one piece. Whoever has passed it on zeroes it. */
export function frameOf({ slots, subject = '' }: Call): Uint8Array {
  const start = HEAD + slots.length * 8;
  let room = roomFor(subject);
  for (const value of slots) if (typeof value !== 'number') room += roomFor(value);
  const bytes = new Uint8Array(start + room);
  const numbers = new Float64Array(bytes.buffer, 0, start / 8);
  let end = start;
  for (let index = 0; index < slots.length; index++) {
    const value = slots[index] as number | string | Uint8Array;
    const written = typeof value === 'number' ? value : write(value, bytes, end);
    numbers[2 + index] = written;
    if (typeof value !== 'number') end += written;
  }
  numbers[0] = slots.length;
  numbers[1] = end - start;
  return bytes.subarray(0, end + write(subject, bytes, end));
}

const roomFor = (value: string | Uint8Array): number =>
  typeof value === 'string' ? value.length * LONGEST_CHARACTER : value.length;

/** Writes a text or bytes where there is room for it; returns the number of bytes. */
function write(value: string | Uint8Array, bytes: Uint8Array, offset: number): number {
  if (typeof value !== 'string') {
    bytes.set(value, offset);
    return value.length;
  }
  if (value.length > SHORT_TEXT) return encodeTextInto(value, bytes.subarray(offset));
  let seen = 0;
  for (let index = 0; index < value.length; index++) {
    const unit = value.charCodeAt(index);
    seen |= unit;
    bytes[offset + index] = unit;
  }
  return seen <= LARGEST_ASCII ? value.length : encodeTextInto(value, bytes.subarray(offset));
}

/** What `read` makes of a result, which stands in memory of its own: that is all zero afterwards. */
export function readFrame<Answer>(bytes: Uint8Array, read: (result: ResultReader) => Answer): Answer {
  try {
    return read(readerOf(bytes));
  } finally {
    bytes.fill(0);
  }
}

function readerOf({ buffer }: Uint8Array): ResultReader {
  const [count, length] = new Float64Array(buffer, 0, 2) as unknown as [number, number];
  const slots = new Float64Array(buffer, HEAD, count);
  const start = HEAD + count * 8;
  const decode = (offset: number, bytes: number) => decodeText(buffer as ArrayBuffer, start + offset, bytes);
  // A text that has as many units as bytes is ASCII.
  const text = length === 0 ? '' : decode(0, length);
  return new ResultReader(slots, 0, count, text.length === length ? text : undefined, decode);
}

// Bytes that callers pass.

import { invalidArgument } from './auth-error.ts';

/** Whether a value is a Uint8Array, of any realm: Jest's is not the one its Buffers are of. */
export function isBytes(value: unknown): value is Uint8Array {
  return ArrayBuffer.isView(value) && (value as Uint8Array)[Symbol.toStringTag] === 'Uint8Array';
}

/** The same bytes, whatever a class of the caller's adds to a view. */
export function plainView({ buffer, byteOffset, byteLength }: Uint8Array, field: string): Uint8Array {
  try {
    return new Uint8Array(buffer, byteOffset, byteLength);
  } catch {
    throw invalidArgument(field, `${field} is a view of a buffer that was detached or resized: its bytes are gone`);
  }
}

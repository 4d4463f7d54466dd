import { invalidArgument } from './auth-error.js';
import { base64OfBytes } from './base64.js';

/** Whether a value is a Uint8Array, of any realm: Jest's is not the one its Buffers are of. */
export function isBytes(value) {
  return ArrayBuffer.isView(value) && value[Symbol.toStringTag] === 'Uint8Array';
}

/** The same bytes, whatever a class of the caller's adds to a view. */
export function plainView({ buffer, byteOffset, byteLength }, field) {
  try {
    return new Uint8Array(buffer, byteOffset, byteLength);
  } catch {
    throw invalidArgument(field, `${field} is a view of a buffer that was detached or resized: its bytes are gone`);
  }
}

/** Bytes in the form in which they cross; `field` is what an error calls them. */
function crossingBytes(bytes, field) {
  return { base64: base64OfBytes(plainView(bytes, field)) };
}

/**
 * A secret, or a list of them, in the form in which it crosses. Anything else crosses as an empty object, which is
 * refused: a NaN would become a null on the way.
 */
export function secretInput(secret) {
  if (secret === null || secret === undefined || typeof secret === 'string') return secret;
  if (isBytes(secret)) return crossingBytes(secret, 'secret');
  return Array.isArray(secret) ? secret.map((one) => (Array.isArray(one) ? {} : secretInput(one))) : {};
}

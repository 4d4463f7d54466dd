import { base64OfBytes } from './base64.js';

/** Whether a value is a Uint8Array, of any realm: Jest's is not the one its Buffers are of. */
export function isBytes(value) {
  return ArrayBuffer.isView(value) && value[Symbol.toStringTag] === 'Uint8Array';
}

/** Bytes in the form in which they cross. */
export function crossingBytes(bytes) {
  return { base64: base64OfBytes(bytes) };
}

/**
 * A secret, or a list of them, in the form in which it crosses. Anything else crosses as an empty object, which is
 * refused: a NaN would become a null on the way.
 */
export function secretInput(secret) {
  if (secret === null || secret === undefined || typeof secret === 'string') return secret;
  if (isBytes(secret)) return crossingBytes(secret);
  return Array.isArray(secret) ? secret.map((one) => (Array.isArray(one) ? {} : secretInput(one))) : {};
}

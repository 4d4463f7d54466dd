import { base64OfBytes } from './base64.js';
import { isBytes, plainView } from './bytes.js';

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

import { base64OfBytes } from './base64.ts';
import { isBytes, plainView } from './bytes.ts';

/** A secret shared to sign with: text, which stands for its UTF-8 form, or bytes. Never empty. */
export type SecretInput = string | Uint8Array;

/** Bytes in the form in which they cross; `field` is what an error calls them. */
function crossingBytes(bytes: Uint8Array, field: string): { base64: string } {
  return { base64: base64OfBytes(plainView(bytes, field)) };
}

/**
 * A secret, or a list of them, in the form in which it crosses. Anything else crosses as an empty object, which is
 * refused: a NaN would become a null on the way.
 */
export function secretInput(secret: unknown): unknown {
  if (secret === null || secret === undefined || typeof secret === 'string') return secret;
  if (isBytes(secret)) return crossingBytes(secret, 'secret');
  return Array.isArray(secret) ? secret.map((one) => (Array.isArray(one) ? {} : secretInput(one))) : {};
}

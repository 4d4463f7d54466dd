// What two sides share to sign with.

/** A secret shared to sign with: text, which stands for its UTF-8 form, or bytes. Never empty. */
export type SecretInput = string | Uint8Array;

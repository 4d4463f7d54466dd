// JSON Web Tokens signed with HMAC-SHA-256 (RFC 7515, RFC 7518 §3.2), over node:crypto.

import { createHmac } from 'node:crypto';

/** The compact token of a header and claims. The header says `alg` itself, wherever the vendor puts it. */
export function signedToken(header: object, claims: object, secret: string | Uint8Array): string {
  const content = `${segment(header)}.${segment(claims)}`;
  return `${content}.${signatureOf(content, secret)}`;
}

/** The signature of `header.claims`, in base64url. */
export function signatureOf(content: string, secret: string | Uint8Array): string {
  return createHmac('sha256', secret).update(content).digest('base64url');
}

function segment(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}

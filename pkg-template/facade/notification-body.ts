// A notification as callers have it.

import { AuthError, invalidArgument } from './auth-error.ts';
import { isBytes, plainView } from './bytes.ts';
import { checkedText } from './checked-text.ts';
import { isPlain } from './http-response.ts';
import { parsedText } from './json-form.ts';

/** What the signature of a standard notification covers. */
const SIGNED = ['created_at', 'error', 'id', 'reference', 'sandbox', 'status'] as const;

/** Its text or bytes as they came, or the text of what it was parsed to. */
export function notificationBody(body: unknown): string | Uint8Array {
  if (isBytes(body)) return plainView(body, 'body');
  if (typeof body === 'string') return checkedText(body, 'body');
  if (typeof body === 'object' && body !== null && isPlain(body)) {
    const text = parsedText(body, 'body');
    // Its toJSON gives nothing.
    if (text !== undefined) {
      refuseInexactNumbers(body as Readonly<Record<string, unknown>>);
      return text;
    }
  }
  throw invalidArgument('body', 'body must be the text of the notification, its bytes, or the object it was parsed to');
}

/** What a parser made of a number beyond 2^53 is another number, which nobody signed. */
function refuseInexactNumbers(body: Readonly<Record<string, unknown>>): void {
  if (!Object.hasOwn(body, 'signature') || typeof body.signature !== 'string') return;
  for (const field of SIGNED) {
    const value = Object.hasOwn(body, field) ? body[field] : undefined;
    if (typeof value !== 'number' || Number.isSafeInteger(value)) continue;
    const message = `${field} is a number that was parsed to another one, or has a fraction: pass the text of the notification`;
    throw new AuthError({ code: 'malformed_response', field, message, vendor: 'pledg' });
  }
}

// A notification as callers have it.

import { invalidArgument } from './auth-error.ts';
import { isBytes, plainView } from './bytes.ts';
import { checkedText } from './checked-text.ts';
import { isPlain } from './http-response.ts';
import { parsedText } from './json-form.ts';

/** Its text or bytes as they came, or the text of what it was parsed to. */
export function notificationBody(body: unknown): string | Uint8Array {
  if (isBytes(body)) return plainView(body, 'body');
  if (typeof body === 'string') return checkedText(body, 'body');
  if (typeof body === 'object' && body !== null && isPlain(body)) {
    const text = parsedText(body, 'body');
    // Its toJSON gives nothing.
    if (text !== undefined) return text;
  }
  throw invalidArgument('body', 'body must be the text of the notification, its bytes, or the object it was parsed to');
}

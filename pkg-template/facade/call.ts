// A call on its way to the core: what stands in its slots. A text and bytes stand in theirs as they are; their lengths are
// known when they are written to where the core reads them.

import { AuthError } from './auth-error.ts';
import { encodedLength } from './text-codec.ts';

/** In bytes of UTF-8. An index of a text can take many times its length. */
export const LONGEST_TEXT: number = 16 * 1024 * 1024;
/** All texts of one call together: two may stand beside each other, such as a token and a secret. */
const LONGEST_TOGETHER = 2 * LONGEST_TEXT;
/** What is no longer than this is not too long, whatever its characters are: three bytes each at most. */
const SHORT = LONGEST_TEXT / 3;

/** Stands in the slot of what was left out. */
export const LEFT_OUT = -1;
/** Stands in the slot of what is null, or none of its kind. */
export const NULL = -2;

export class Call {
  readonly slots: (number | string | Uint8Array)[] = [];
  /** What came from outside, and crosses behind everything else. */
  subject: string | Uint8Array | undefined = undefined;
  #longest: { field: string; length: number } | undefined = undefined;
  #together = 0;

  number(value: number): void {
    this.slots.push(value);
  }

  /** `field` is what an error calls it. */
  text(value: string | Uint8Array, field: string): void {
    this.#count(value, field);
    this.slots.push(value);
  }

  from(subject: string | Uint8Array, field: string): void {
    this.#count(subject, field);
    this.subject = subject;
  }

  // A short text counts by its units, of which each takes a byte at least; a long one by its bytes.
  #count(value: string | Uint8Array, field: string): void {
    const isShort = value.length <= SHORT;
    const length = isShort || typeof value !== 'string' ? value.length : encodedLength(value);
    this.#together += length;
    if (isShort && this.#together <= LONGEST_TOGETHER) return;
    if (this.#longest === undefined || length > this.#longest.length) this.#longest = { field, length };
    if (length > LONGEST_TEXT) refuse(field, 'is longer than 16 MiB');
    if (this.#together > LONGEST_TOGETHER) {
      refuse(this.#longest.field, 'and the rest of this call are longer than 32 MiB together');
    }
  }
}

function refuse(field: string, what: string): never {
  const code = field.startsWith('response') ? 'response_too_large' : 'invalid_argument';
  throw new AuthError({ code, field, message: `${field} ${what}: the most that is read` });
}

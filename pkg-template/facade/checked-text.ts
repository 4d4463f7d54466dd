// A text that a caller passes.

import { REDACTED } from './redacted.ts';
import { invalidArgument } from './auth-error.ts';
import { isWellFormed } from './text-codec.ts';

/** A string that has a UTF-8 form and is no placeholder. */
export function checkedText(value: unknown, name: string): string {
  if (typeof value !== 'string') {
    throw invalidArgument(
      name,
      value === undefined || value === null
        ? `${name} is missing: is the variable it comes from set?`
        : `${name} must be a string`,
    );
  }
  if (!isWellFormed(value)) {
    throw invalidArgument(
      name,
      `${name} holds half of a surrogate pair, so it has no UTF-8 form: was the text cut in the middle of a character?`,
    );
  }
  if (value === REDACTED) {
    throw invalidArgument(name, `${name} is the placeholder that secrets print as: pass the real value`);
  }
  return value;
}

// What is said of a name that nobody knows.

import { AuthError } from './auth-error.ts';
import { suggestion } from './suggestion.ts';

/** The longest option there is, and as many letters more as a misspelling may have: a digest has 32, an API secret 40. */
const LONGEST_REPEATED_NAME = 'dangerouslyAllowInsecureHttp'.length + 3;

/** Refuses a member that is none of these, with the one that was probably meant. */
export function refuseUnknown(key: string, name: string, known: readonly string[]): never {
  // A stranger's key may hold anything, a secret included, when key and value were swapped.
  const shown =
    key.length <= LONGEST_REPEATED_NAME && /^[\w.-]*$/.test(key) ? key : '(a name too long or too odd to repeat)';
  throw new AuthError({
    code: 'unknown_option',
    field: shown,
    message: `${name} has no member ${shown}.${advice(key, known, ' It may have ')}`,
  });
}

/** ` Did you mean …?`, or else all the names there are. */
export function advice(key: string, known: readonly string[], otherwise: string): string {
  // No name there is is so long.
  const meant = key.length > LONGEST_REPEATED_NAME ? undefined : suggestion(key, known);
  return meant === undefined ? `${otherwise}${known.join(', ')}.` : ` Did you mean ${meant}?`;
}

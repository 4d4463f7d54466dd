// An error that belongs to one field of a form, in the words of the page.

import { type AuthError, isAuthError } from 'commerce-auth';

import { live } from '../text/en.ts';

/** By code and field. */
const WORDS: Readonly<Record<string, string>> = live.errors.words;
const NAMES: Readonly<Record<string, string>> = live.errors.names;

export class FieldError extends Error {
  readonly field: string;

  constructor(field: string, words: string) {
    super(words);
    this.field = field;
  }
}

/** What is to be said; without a field it is about the whole form. */
export interface Told {
  readonly field: string | undefined;
  readonly words: string;
}

/** What to say, and the field it is about, of anything that a tool may throw. */
export function told(error: unknown): Told {
  if (error instanceof FieldError) return { field: error.field, words: error.message };
  if (!isAuthError(error)) throw error;
  return { field: error.field, words: wordsFor(error) };
}

export function wordsFor({ code, field, position, message }: AuthError): string {
  const words = WORDS[`${code} ${field}`] ?? named(field, message);
  if (position === undefined) return words;
  return `${/[.?!]$/.test(words) ? words : `${words}.`} ${live.errors.byte(position)}`;
}

/** The package begins with the name of its option; the page calls that field by its own. */
function named(field: string | undefined, message: string): string {
  const name = field === undefined ? undefined : NAMES[field];
  return field !== undefined && name !== undefined && message.startsWith(`${field} `)
    ? name + message.slice(field.length)
    : message;
}

// An error that belongs to one field of a form, in the words of the page.

import { isAuthError } from 'commerce-auth';

import { live } from '../text/en.js';

export class FieldError extends Error {
  constructor(field, words) {
    super(words);
    this.field = field;
  }
}

/** What to say, and the field it is about, of anything that a tool may throw. */
export function told(error) {
  if (error instanceof FieldError) return { field: error.field, words: error.message };
  if (!isAuthError(error)) throw error;
  return { field: error.field, words: wordsFor(error) };
}

export function wordsFor({ code, field, position, message }) {
  const words = live.errors.words[`${code} ${field}`] ?? named(field, message);
  if (position === undefined) return words;
  return `${/[.?!]$/.test(words) ? words : `${words}.`} ${live.errors.byte(position)}`;
}

/** The package begins with the name of its option; the page calls that field by its own. */
function named(field, message) {
  const name = live.errors.names[field];
  return name !== undefined && message.startsWith(`${field} `) ? name + message.slice(field.length) : message;
}

// When Caxton's client password ends, as the variable CAXTON_PASSWORD_ENDS_AT has it.

import { caxton, isAuthError } from 'commerce-auth';

import { Failure } from './failure.ts';

/** Milliseconds since 1970, of an RFC 3339 date and time or of such a number; undefined where it is not set. */
export function passwordEnd(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  if (/^\d{12,14}$/.test(text)) return Number(text);
  try {
    return caxton.parseDateTime(text);
  } catch (error) {
    if (!isAuthError(error)) throw error;
    throw new Failure(
      'CAXTON_PASSWORD_ENDS_AT is not a date and time',
      'write it as 2026-12-22T10:55:45Z, as register caxton does',
    );
  }
}

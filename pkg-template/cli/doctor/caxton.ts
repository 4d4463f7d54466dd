// Caxton: a client password that ends by itself.

import { passwordEnd } from '../caxton-password.ts';
import { spanText } from '../durations.ts';
import { instantText } from '../../text/time-span.ts';
import { Failure } from '../failure.ts';
import { type Finding, mistake, warning } from './finding.ts';
import type { Environment } from './environment.ts';

const VARIABLE = 'CAXTON_PASSWORD_ENDS_AT';
const NEAR_MS = 7 * 86_400_000;
const REGISTER = 'register again: npx commerce-auth register caxton';

export function caxtonFindings({ get, now }: Environment): Finding[] {
  const given = get(VARIABLE);
  if (!given) {
    return get('CAXTON_CLIENT_PASSWORD')
      ? [
          warning(
            VARIABLE,
            'unknown-end',
            'is not set, so nothing warns you before the password ends after 30 days',
            'set it to the EndDate of the registration',
          ),
        ]
      : [];
  }
  const end = endOf(given);
  if (end === null)
    return [
      mistake(
        VARIABLE,
        'no-instant',
        'is not a date and time',
        'write it as 2026-12-22T10:55:45Z, the EndDate of the registration',
      ),
    ];
  if (end <= now)
    return [
      mistake(VARIABLE, 'password-ended', `the password ended ${instantText(end)}: it gets no more tokens`, REGISTER),
    ];
  if (end - now < NEAR_MS)
    return [
      warning(VARIABLE, 'password-ends', `the password ends ${instantText(end)}, in ${spanText(end - now)}`, REGISTER),
    ];
  return [];
}

function endOf(text: string): number | null {
  try {
    const end = passwordEnd(text);
    return end === undefined || instantText(end) === null ? null : end;
  } catch (error) {
    if (error instanceof Failure) return null;
    throw error;
  }
}

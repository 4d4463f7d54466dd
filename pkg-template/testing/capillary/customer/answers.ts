// The answers of the customer service: one envelope for all, and its numbered refusals.

import { type Judgement, accept } from '../../judgement.ts';
import type { CustomerSettings } from './options.ts';
import type { User } from './users.ts';

export interface CodedRefusal {
  readonly code: number;
  readonly reason: string;
  readonly effect: () => void;
}

export interface Grant {
  readonly token: string;
  readonly key?: string | null;
  readonly role: string;
  readonly user: User | undefined;
  readonly sessionId?: string;
}

const MESSAGES: Readonly<Record<number, string>> = {
  1504: 'Unable to generate token',
  1505: 'Invalid session id',
  1506: 'Invalid otp',
  1507: 'Mobile mismatch',
  1508: 'Device id mismatch',
  1509: 'Brand mismatch',
  1515: 'No such user',
  1518: 'Otp retries exhausted',
  1519: 'Invalid details',
  1520: 'Password required',
  1521: 'Passwords do not match',
  1523: 'Unable to change password',
  1524: 'Password is not enabled',
  1525: 'Unable to regenerate token',
  1526: 'Unable to validate password',
  1527: 'New password is the old one',
  1528: 'Wrong password',
  1529: 'Token expired',
  1530: 'Password retries exhausted',
  1531: 'Unable to expire token',
  1537: 'No otp was generated',
  1540: 'Mobile or email is needed',
  1541: 'Identifier mismatch',
  1543: 'Username is taken',
  1546: 'Invalid identifier type',
  1597: 'Key is expired or invalid',
  1601: 'Invalid fallback channel',
};

/** A refusal by code. `effect` is what it changes when it is really answered, such as a count of wrong attempts. */
export function no(code: number, reason: string, effect: () => void = () => {}): CodedRefusal {
  return { code, reason, effect };
}

/** The judgement of a refusal. */
export function refuseByCode({ code, reason, effect }: CodedRefusal, status: number): Judgement {
  const answer = () => {
    effect();
    return {
      status,
      headers: {},
      body: { status: { success: false, code, message: MESSAGES[code] ?? 'Bad request' } },
    };
  };
  return { verdict: reason, answer };
}

/** The judgement that only says yes. */
export function acceptPlainly(effect: () => unknown): Judgement {
  return accept(() => {
    effect();
    return { status: SUCCESS };
  });
}

/** The judgement that gives out a token. `grant()` → `{ token, key, role, user, sessionId }`. */
export function acceptWithToken(grant: () => Grant, settings: CustomerSettings): Judgement {
  return accept(() => {
    const { token, key = null, role, user, sessionId = null } = grant();
    return {
      status: SUCCESS,
      auth: { token, key },
      user: {
        appRegistered: user !== undefined,
        sessionId,
        role,
        userRegisteredForPassword: settings.passwords && Boolean(user?.password),
      },
      identifiers: { identifierList: null },
    };
  });
}

const SUCCESS = { success: true, code: 200, message: 'SUCCESS' };

// Staff: a login by Basic for an opaque token, and the end of it.

import { randomBytes } from 'node:crypto';

import { type Judge, accept, firstRefusal } from '../judgement.ts';
import { IssuedTokens, type TokenHolder } from '../issued-tokens.ts';
import { type ReceivedRequest, headerValues } from '../received-request.ts';
import { type ApiRefusal, refuseAs } from './api-errors.ts';
import { basicProblem, tillOf } from './basic-login.ts';
import type { Now } from '../emulator-clock.ts';
import type { Till } from './options.ts';

const TOKEN_PATH = '/v2/staff/accessToken';
const LOGOUT_PATH = '/v2/staff/logout';
const TOKEN_HEADER = 'X-CAP-API-ACCESS-TOKEN';

// No page says how long a staff token lives; longer than any test.
const LIFETIME_SECONDS = 24 * 60 * 60;

interface StaffHolder extends TokenHolder {
  readonly username: string | undefined;
}

interface StaffParts {
  readonly staff: readonly Till[];
  readonly issuer: IssuedTokens<StaffHolder>;
}

/** A judge of staff calls. */
export function staffEndpoint({ staff, issuer }: StaffParts): Judge {
  return (received) => {
    const route = ROUTES[received.path];
    if (!route) return refuseAs('v2', problem(404, 'this vendor has no such path'));
    if (received.method !== route.method) return refuseAs('v2', problem(405, `this path takes ${route.method}`));
    const refusal = firstRefusal(route.checks, received, { staff, issuer });
    return refusal ? refuseAs('v2', refusal) : accept(() => success(route.entity({ received, staff, issuer })));
  };
}

/** A book of staff tokens, opaque ones. */
export function createStaffTokenIssuer(now: Now): IssuedTokens<StaffHolder> {
  return new IssuedTokens(() => randomBytes(24).toString('base64url'), now);
}

interface Route {
  readonly method: string;
  readonly checks: ReadonlyArray<(received: ReceivedRequest, parts: StaffParts) => ApiRefusal | null>;
  readonly entity: (call: StaffParts & { readonly received: ReceivedRequest }) => unknown;
}

const ROUTES: Readonly<Record<string, Route>> = {
  [TOKEN_PATH]: {
    method: 'POST',
    checks: [checkBasic, checkEmptyBody],
    entity: ({ received, staff, issuer }) => {
      const { username } = tillOf(staff, headerValues(received, 'Authorization')[0] ?? '') ?? {};
      return issuer.issue({ username, lifetimeSeconds: LIFETIME_SECONDS }).value;
    },
  },
  [LOGOUT_PATH]: {
    method: 'GET',
    checks: [checkToken],
    entity: ({ received, issuer }) => issuer.revoke(headerValues(received, TOKEN_HEADER)[0] ?? ''),
  },
};

function checkBasic(received: ReceivedRequest, { staff }: StaffParts): ApiRefusal | null {
  const logins = headerValues(received, 'Authorization');
  const [login] = logins;
  if (login === undefined) return unauthorized('no credential was sent');
  if (logins.length > 1) return unauthorized('Authorization was sent twice');
  return tillOf(staff, login) ? null : unauthorized(basicProblem(staff, login, 'staff user'));
}

function checkEmptyBody({ bytes }: ReceivedRequest): ApiRefusal | null {
  return bytes.length === 0 ? null : problem(400, 'the body must be empty');
}

function checkToken(received: ReceivedRequest, { issuer }: StaffParts): ApiRefusal | null {
  const tokens = headerValues(received, TOKEN_HEADER);
  const [token] = tokens;
  if (headerValues(received, 'Authorization').length > 0)
    return unauthorized(`${TOKEN_HEADER} takes the place of Authorization`);
  if (token === undefined || tokens.length !== 1)
    return unauthorized(`${TOKEN_HEADER} ${tokens.length === 0 ? 'is missing' : 'was sent twice'}`);
  if (/^bearer\b/i.test(token)) return unauthorized(`${TOKEN_HEADER} takes the bare token, without a Bearer prefix`);
  return issuer.lookUp(token).state === 'good' ? null : unauthorized('the token is unknown or logged out');
}

function unauthorized(reason: string): ApiRefusal {
  return { kind: 'unauthorized', reason, status: 401, code: 401, message: 'Unauthorized' };
}

function problem(status: number, reason: string): ApiRefusal {
  return { kind: 'request', reason, status, code: status, message: reason };
}

function success(entity: unknown): object {
  return { entity, warnings: [], errors: [], success: true };
}

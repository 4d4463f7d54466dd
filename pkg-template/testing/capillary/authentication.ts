// Who is calling an API path: a till by Basic, or a client by its token.

import { type RequestHead, headerValues } from '../received-request.ts';
import { basicProblem, tillOf } from './basic-login.ts';
import { vendorInstant } from './token-issuer.ts';
import type { Authentication } from '../authentication.ts';
import type { IssuedTokens } from '../issued-tokens.ts';
import type { ApiRefusal } from './api-errors.ts';
import type { Client, Till } from './options.ts';

/** Who has logged in, and what that may do. */
export interface Caller {
  readonly authentication: 'basic' | 'oauth';
  readonly till: string | number;
  readonly forbidden: readonly string[];
}

/** Who may log in. */
export interface Logins {
  readonly tills: readonly Till[];
  readonly issuer: IssuedTokens<Client>;
}

export type Login =
  | { readonly caller: Caller; readonly refusal?: undefined }
  | { readonly refusal: ApiRefusal; readonly caller?: undefined };

const TOKEN_HEADER = 'X-CAP-API-OAUTH-TOKEN';

const OTHER_TOKEN_HEADERS: Readonly<Record<string, Authentication>> = {
  cap_authorization: 'customer',
  'X-CAP-API-ACCESS-TOKEN': 'staff',
};

/** Which way of authenticating a request tries. Says nothing about whether it succeeds. */
export function authenticationOf(received: RequestHead): Authentication {
  if (headerValues(received, TOKEN_HEADER).length > 0) return 'oauth';
  for (const [name, kind] of Object.entries(OTHER_TOKEN_HEADERS)) {
    if (headerValues(received, name).length > 0) return kind;
  }
  const isBasic = headerValues(received, 'Authorization').some((value) => /^basic(?: |$)/i.test(value));
  return isBasic ? 'basic' : 'none';
}

/** `{ caller }` for a good login, `{ refusal }` otherwise. */
export function authenticate({ tills, issuer }: Logins, received: RequestHead): Login {
  const tokens = headerValues(received, TOKEN_HEADER);
  const logins = headerValues(received, 'Authorization');
  if (tokens.length > 0 && logins.length > 0)
    return unauthorized(`${TOKEN_HEADER} and Authorization exclude each other`);
  if (tokens.length > 1 || logins.length > 1) return unauthorized('a credential header was sent twice');
  const [token] = tokens;
  const [login] = logins;
  if (token !== undefined) return byToken(issuer, token);
  if (login !== undefined) return byBasic(tills, login);
  return unauthorized(missingReason(received));
}

function byBasic(tills: readonly Till[], header: string): Login {
  const till = tillOf(tills, header);
  if (!till) return unauthorized(basicProblem(tills, header));
  return { caller: { authentication: 'basic', till: till.username, forbidden: [] } };
}

function byToken(issuer: IssuedTokens<Client>, value: string): Login {
  if (/^bearer\b/i.test(value)) return unauthorized(`${TOKEN_HEADER} takes the bare token, without a Bearer prefix`);
  const { state, holder: client, expiresAt } = issuer.lookUp(value);
  if (state === 'unknown') return unauthorized('the token is unknown or revoked');
  if (state === 'expired') return expired(expiresAt);
  return { caller: { authentication: 'oauth', till: client.defaultTill, forbidden: client.forbidden } };
}

function missingReason(received: RequestHead): string {
  if (headerValues(received, 'CAP-API-ACCESS-TOKEN').length > 0) return `the token belongs in ${TOKEN_HEADER}`;
  return 'no credential was sent';
}

function unauthorized(reason: string): Login {
  return { refusal: { kind: 'unauthorized', reason, status: 401, code: 401, message: 'Unauthorized' } };
}

function expired(expiresAt: number): Login {
  const message = `Token expired at ${vendorInstant(expiresAt)}`;
  return { refusal: { kind: 'expired', reason: 'the token has expired', status: 401, code: 498, message } };
}

// How a request to Pledg authenticates: by a bearer token, by Basic, or by signed parameters.

import { type BasicPair, basicPair } from '../basic-pair.ts';
import { bearerToken } from '../bearer-token.ts';
import { type RequestHead, headerValues } from '../received-request.ts';
import type { Authentication } from '../authentication.ts';
import type { IssuedTokens } from '../issued-tokens.ts';
import type { PledgRefusal } from './errors.ts';
import type { PledgClient, PledgUser } from './options.ts';

/** Which way a request tries. Says nothing about whether it succeeds. */
export function authenticationOf(received: RequestHead): Authentication {
  const logins = headerValues(received, 'Authorization');
  if (logins.some((value) => /^bearer(?: |$)/i.test(value))) return 'bearer';
  if (logins.some((value) => /^basic(?: |$)/i.test(value))) return 'basic';
  return /(?:^|&)signature=/.test(received.query) ? 'signature' : 'none';
}

/** The refusal of a request whose bearer token is missing, misshapen, unknown or expired; or null. */
export function bearerRefusal(issuer: IssuedTokens<PledgClient>, received: RequestHead): PledgRefusal | null {
  const { problem, token } = bearerToken(received);
  if (problem !== undefined) return unauthorized(problem);
  const { state } = issuer.lookUp(token);
  if (state === 'expired') return unauthorized('the token has expired');
  return state === 'good' ? null : unauthorized('the token is unknown or revoked');
}

/** The refusal of a request that does not log in as one of the users of the dashboard, or null. */
export function userRefusal(users: readonly PledgUser[], received: RequestHead): PledgRefusal | null {
  const login = basicLogin(received);
  const problem = login.problem !== undefined ? login.problem : userProblem(users, login);
  return problem ? unauthorized(problem) : null;
}

/** `{ username, password }` of the one Basic login a request needs, or `{ problem }`. */
export function basicLogin(received: RequestHead): BasicPair {
  const logins = headerValues(received, 'Authorization');
  const [login] = logins;
  if (logins.length > 1) return { problem: 'Authorization was sent twice' };
  return login === undefined ? { problem: 'no credential was sent' } : basicPair(login);
}

function userProblem(users: readonly PledgUser[], { username, password }: BasicPair): string | null {
  const user = users.find(({ email }) => email === username);
  if (!user) return 'no user has this e-mail address';
  return user.password === password ? null : 'wrong password';
}

function unauthorized(reason: string): PledgRefusal {
  return { reason, status: 401, message: 'Unauthorized' };
}

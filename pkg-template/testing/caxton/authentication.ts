// Who is calling: the account of a bearer token, and the sub-account it acts for.

import { bearerToken } from '../bearer-token.ts';
import { type RequestHead, headerValues } from '../received-request.ts';
import type { Authentication } from '../authentication.ts';
import type { IssuedTokens, TokenHolder } from '../issued-tokens.ts';
import type { Refusal } from '../judgement.ts';
import type { Account, AccountBook } from './accounts.ts';

/** An account with a token, for as long as it lives. */
export interface AccountHolder extends TokenHolder {
  readonly account: Account;
}

/** Who may log in. */
export interface Logins {
  readonly accounts: AccountBook;
  readonly issuer: IssuedTokens<AccountHolder>;
}

type Login =
  | { readonly account: Account; readonly refusal?: undefined }
  | { readonly refusal: Refusal; readonly account?: undefined };

/** Which way a request tries to authenticate. Says nothing about whether it succeeds. */
export function authenticationOf(received: RequestHead): Authentication {
  const logins = headerValues(received, 'Authorization');
  if (logins.some((value) => /^bearer(?: |$)/i.test(value))) return 'bearer';
  return logins.some((value) => /^basic(?: |$)/i.test(value)) ? 'basic' : 'none';
}

/** `{ account }`, the one the call is for, or `{ refusal }`. */
export function authenticate({ accounts, issuer }: Logins, received: RequestHead): Login {
  const { problem, token } = bearerToken(received);
  if (problem !== undefined) return { refusal: unauthorized(problem) };
  const { state, holder } = issuer.lookUp(token);
  if (state === 'expired') return { refusal: unauthorized('the token has expired') };
  if (state === 'unknown') return { refusal: unauthorized('the token is unknown or revoked') };
  return actingFor(accounts, holder.account, received);
}

function actingFor(accounts: AccountBook, caller: Account, received: RequestHead): Login {
  const numbers = headerValues(received, 'IdentityNumber');
  if (numbers.length === 0) return { account: caller };
  if (numbers.length > 1) return forbidden('IdentityNumber was sent twice');
  if (caller !== accounts.main) return forbidden("IdentityNumber is for the main account's token only");
  const account = accounts.withIdentity(numbers[0]);
  return account ? { account } : forbidden("IdentityNumber is no sub-account's");
}

function forbidden(reason: string): Login {
  return { refusal: { reason, status: 403 } };
}

function unauthorized(reason: string): Refusal {
  return { reason, status: 401 };
}

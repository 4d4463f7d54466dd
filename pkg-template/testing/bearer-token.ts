// The token of an `Authorization: Bearer …` header (RFC 6750), or what is wrong with it.

import { type RequestHead, headerValues } from './received-request.ts';

export type BearerToken =
  | { readonly problem?: undefined; readonly token: string }
  | { readonly problem: string; readonly token?: undefined };

const ELSEWHERE = ['X-CAP-API-OAUTH-TOKEN', 'cap_authorization', 'Access-Token', 'X-Access-Token'];

/** `{ token }`, or `{ problem }` that never quotes what was sent. */
export function bearerToken(received: RequestHead): BearerToken {
  const logins = headerValues(received, 'Authorization');
  const [login] = logins;
  if (logins.length > 1) return { problem: 'Authorization was sent twice' };
  if (login === undefined) return { problem: missing(received) };
  if (/^basic\b/i.test(login)) return { problem: 'Authorization is Basic where Bearer belongs' };
  // The scheme's name is case-insensitive (RFC 9110 §11.1), and one of Caxton's pages writes it in lower case.
  const token = /^bearer ([A-Za-z0-9\-._~+/]+=*)$/i.exec(login)?.[1];
  return token === undefined ? { problem: misshapen(login) } : { token };
}

function missing(received: RequestHead): string {
  const place = ELSEWHERE.find((name) => headerValues(received, name).length > 0);
  return place ? `the token belongs in Authorization, not in ${place}` : 'no credential was sent';
}

function misshapen(login: string): string {
  if (/^bearer bearer\b/i.test(login)) return 'the Bearer prefix stands twice';
  if (/^bearer\b/i.test(login)) return 'Authorization is not `Bearer `, one space, and a token';
  return 'Bearer prefix missing';
}

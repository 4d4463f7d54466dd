// What to do at the command line about an error of the package, where its own message speaks to a programmer.

import type { AuthError, ErrorCode } from 'commerce-auth';

import type { Command } from './command.ts';

type Words = { readonly [Code in ErrorCode]?: string };

const REMEDIES: Words = {
  looks_hashed:
    'if it is the MD5 digest of the password, add --md5; if the password really is 32 hexadecimal digits, add --clear',
  network: 'see that the host is right and can be reached from here; npx commerce-auth doctor --online tells more',
  timeout: 'try again; --timeout SECONDS waits longer',
  insecure_url: 'write https:// (http is for this machine only), or leave the scheme out',
  bad_credentials:
    'see that they belong together, and to this host: one environment or cluster does not know the credentials of another; npx commerce-auth doctor finds what hides in them',
  forbidden: 'ask the vendor for access',
  password_expired: 'register again: npx commerce-auth register caxton',
  rate_limited: 'wait, and keep a token for as long as it lives',
  redirect_refused: 'a login page or proxy may stand in between: give the address of the API itself as --host',
  malformed_response: 'the host may not be the API: see npx commerce-auth doctor',
  http_error: 'try again later where it is a 5xx; else see that --host is the address of the API',
  weak_secret: 'ask the vendor for a longer one',
};

/** Messages that name the options of a function. */
const MESSAGES: Words = {
  network: 'the vendor could not be reached',
  bad_credentials: 'the vendor does not accept the credentials',
  looks_hashed: 'the password is 32 hexadecimal digits, so it looks like an MD5 digest that would be hashed once more',
};

const BY_COMMAND: Readonly<Record<string, Words>> = {
  'verify pledg': {
    signature_mismatch:
      'the secret is another merchant’s, or the body is not as it came: verify it before any framework parses it. A forged one looks just so',
    signature_missing: 'anybody can send one. Where the merchant has no secret, say --unsigned',
    unexpected_value: 'do not act on it before you know why',
    malformed_response: 'give the body as it came, byte for byte',
    malformed_jwt: 'do not act on it: Pledg signs with HS256 only',
    token_expired: 'do not act on it, and see that the clock is right',
  },
};

export const messageFor = ({ code, message }: Pick<AuthError, 'code' | 'message'>): string => MESSAGES[code] ?? message;

export function remedyFor(error: AuthError, command: Command | undefined): string | undefined {
  const name = command?.path.join(' ') ?? '';
  return BY_COMMAND[name]?.[error.code] ?? REMEDIES[error.code];
}

// What to do at the command line about an error of the package, where its own message speaks to a programmer.

import type { AuthError, ErrorCode } from 'commerce-auth';

import type { Command } from './command.ts';

type Words = { readonly [Code in ErrorCode]?: string };

const REMEDIES: Words = {
  looks_hashed:
    'if it is the MD5 digest of the password, add --md5; if the password really is 32 hexadecimal digits, add --clear',
  network: 'check the host, and that it can be reached from here; npx commerce-auth doctor --online tells more',
  timeout: 'try again; --timeout SECONDS waits longer',
  insecure_url: 'write https:// (http is for this machine only), or leave the scheme out',
  bad_credentials:
    'check that they belong together and to this host: those of one environment or cluster do not work in another. npx commerce-auth doctor finds invisible faults in them',
  forbidden: 'ask the vendor for access',
  password_expired: 'register again: npx commerce-auth register caxton',
  rate_limited: 'wait, and use each token until it expires',
  redirect_refused: 'give the address of the API itself as --host; a login page or proxy may be in between',
  malformed_response: 'the host may not be the API: see npx commerce-auth doctor',
  http_error: 'for a 5xx, try again later; otherwise check that --host is the address of the API',
  weak_secret: 'ask the vendor for a longer one',
};

/** Messages that name the options of a function. */
const MESSAGES: Words = {
  network: 'the vendor could not be reached',
  bad_credentials: 'the vendor does not accept the credentials',
  looks_hashed: 'the password is 32 hexadecimal digits, so it looks like an MD5 digest and would be hashed again',
};

const BY_COMMAND: Readonly<Record<string, Words>> = {
  'verify pledg': {
    signature_mismatch:
      'check that the secret is this merchant’s, and pass the body as it came, before any framework parses it. A forged notification looks the same',
    signature_missing: 'do not trust it: anybody can send one. If the merchant has no secret, add --unsigned',
    unexpected_value: 'do not act on it before you know why',
    malformed_response: 'give the body as it came, byte for byte',
    malformed_jwt: 'do not act on it: Pledg signs with HS256 only',
    token_expired: 'do not act on it; check the clock',
  },
};

export const messageFor = ({ code, message }: Pick<AuthError, 'code' | 'message'>): string => MESSAGES[code] ?? message;

export function remedyFor(error: AuthError, command: Command | undefined): string | undefined {
  const name = command?.path.join(' ') ?? '';
  return BY_COMMAND[name]?.[error.code] ?? REMEDIES[error.code];
}

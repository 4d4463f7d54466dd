// How the program ends: the table of the help and of docs/cli.md.

import type { AuthError, ErrorCode } from 'commerce-auth';

export const ExitCode: {
  readonly done: 0;
  readonly refused: 1;
  readonly usage: 2;
  readonly vendor: 3;
  readonly credentials: 4;
  readonly internal: 5;
  readonly interrupted: 130;
} = Object.freeze({ done: 0, refused: 1, usage: 2, vendor: 3, credentials: 4, internal: 5, interrupted: 130 });

export type ExitCode = (typeof ExitCode)[keyof typeof ExitCode];

/** What each code means, in the words of the help. */
export const EXIT_CODES: ReadonlyArray<readonly [code: ExitCode, meaning: string]> = Object.freeze([
  [ExitCode.done, 'done, and nothing is wrong'],
  [ExitCode.refused, 'refused: a value, a row, a signature, or what the doctor found'],
  [ExitCode.usage, 'the command line, or a file or variable it names'],
  [ExitCode.vendor, 'the vendor could not be reached, or answered with an error'],
  [ExitCode.credentials, 'the vendor does not accept the credentials'],
  [ExitCode.internal, 'a fault of this program: please report it'],
  [ExitCode.interrupted, 'interrupted with Ctrl-C'],
]);

const CREDENTIALS: readonly ErrorCode[] = [
  'bad_credentials',
  'forbidden',
  'password_expired',
  'token_invalid',
  'token_expired',
];
const VENDOR: readonly ErrorCode[] = [
  'network',
  'timeout',
  'redirect_refused',
  'response_too_large',
  'malformed_response',
  'http_error',
  'rate_limited',
  'vendor_error',
];

/** The code for an `AuthError`; `calls` is whether the command asks a vendor, rather than judging what it was given. */
export function exitCodeOf({ code }: AuthError, { calls }: { readonly calls: boolean }): ExitCode {
  if (code === 'internal') return ExitCode.internal;
  if (calls && CREDENTIALS.includes(code)) return ExitCode.credentials;
  if (calls && VENDOR.includes(code)) return ExitCode.vendor;
  return ExitCode.refused;
}

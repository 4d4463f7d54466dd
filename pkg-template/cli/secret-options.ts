// Names under which people try to pass a secret on the command line, where it must not be.

import { Failure } from './failure.ts';

const SECRET_NAMES = [
  'password',
  'passwd',
  'pass',
  'pwd',
  'password-md5',
  'passwordmd5',
  'secret',
  'client-secret',
  'client-password',
  'api-secret',
  'key-secret',
  'shared-secret',
  'signing-secret',
  'merchant-secret',
  'token',
  'access-token',
  'credential',
  'jwt',
  'api-key',
];

/** Letters that other programs take a password by: `-p`, and curl's `-u user:password`. */
const SECRET_LETTERS = ['p', 'P', 'u', 's'];

const plain = (name: string) => name.toLowerCase().replaceAll(/[-_]/g, '');
const NAMES = new Set(SECRET_NAMES.map(plain));

export const secretNames: readonly string[] = Object.freeze(SECRET_NAMES.map((name) => name));

export function isSecretName(name: string): boolean {
  return NAMES.has(plain(name)) || SECRET_LETTERS.includes(name);
}

/** How the secret of most commands is given. */
const WAYS = '--secret-file FILE, --secret-stdin or --secret-env NAME';

/** Never with the value, nor with a name that could be one. */
export function secretInArguments(what: string, ways: string = WAYS): Failure {
  return new Failure(
    `${what} does not go on the command line: every user of this machine can read it there, and the shell keeps it`,
    `leave it out and you are asked for it, or give ${ways}. If it was real, change it: it has been exposed`,
  );
}

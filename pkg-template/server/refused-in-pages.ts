// What every function of the server entry is in a page: a clear word at the first call.

import { AuthError } from '../facade/auth-error.ts';

export function refuse(name: string): never {
  throw new AuthError({
    code: 'server_only',
    message: `${name} of commerce-auth/server would ship a secret to everyone who opens the page: call it on your server, and let the page ask your server`,
  });
}

// What every adapter is in a page: they serve authenticators, which there are none of there.

import { AuthError } from '../facade/auth-error.ts';

export function refuse(name: string): never {
  throw new AuthError({
    code: 'server_only',
    message: `${name} works with an authenticator, whose secret would ship to everyone who opens the page: call the vendor on your server, and let the page ask your server`,
  });
}

// What a bundle for browsers gets instead of the adapters: they serve authenticators, which there are none of in a page.

import { AuthError } from '../facade/auth-error.ts';

function refuse(name: string): never {
  throw new AuthError({
    code: 'server_only',
    message: `${name} works with an authenticator, whose secret would ship to everyone who opens the page: call the vendor on your server, and let the page ask your server`,
  });
}

export function axiosOptions(): never {
  refuse('axiosOptions');
}

export function kyOptions(): never {
  refuse('kyOptions');
}

export function openapiFetchOptions(): never {
  refuse('openapiFetchOptions');
}

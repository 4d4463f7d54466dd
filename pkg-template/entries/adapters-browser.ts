// What a bundle for browsers gets instead of the adapters: they serve authenticators, which there are none of in a page.

import { AuthError } from '../facade/auth-error.js';

function refuse(name) {
  throw new AuthError({
    code: 'server_only',
    message: `${name} works with an authenticator, whose secret would ship to everyone who opens the page: call the vendor on your server, and let the page ask your server`,
  });
}

export function axiosOptions() {
  refuse('axiosOptions');
}

export function kyOptions() {
  refuse('kyOptions');
}

export function openapiFetchOptions() {
  refuse('openapiFetchOptions');
}

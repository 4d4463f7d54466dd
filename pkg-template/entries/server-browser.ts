// What a bundle for browsers gets instead of the server entry: no token client, and a clear word at the first call.

import { AuthError } from '../facade/auth-error.js';

function refuse(name) {
  throw new AuthError({
    code: 'server_only',
    message: `${name} would ship a secret to everyone who opens the page: call it on your server, and let the page ask your server`,
  });
}

export function capillaryOAuth() {
  refuse('capillaryOAuth');
}

export function capillaryBasic() {
  refuse('capillaryBasic');
}

export function profileAuthenticator() {
  refuse('profileAuthenticator');
}

export function pledgAccessToken() {
  refuse('pledgAccessToken');
}

export function pledgBasic() {
  refuse('pledgBasic');
}

export function caxtonAccount() {
  refuse('caxtonAccount');
}

export function registerCaxtonClient() {
  refuse('registerCaxtonClient');
}

export function memoryStore() {
  refuse('memoryStore');
}

export function keyvStore() {
  refuse('keyvStore');
}

export function redisStore() {
  refuse('redisStore');
}

export function sealedStore() {
  refuse('sealedStore');
}

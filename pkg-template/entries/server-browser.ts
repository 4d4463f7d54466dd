// What a bundle for browsers gets instead of the server entry: no token client, and a clear word at the first call.

import { refuse } from '../facade/browser-guard.ts';

export function capillaryOAuth(): never {
  refuse('capillaryOAuth');
}

export function capillaryBasic(): never {
  refuse('capillaryBasic');
}

export function profileAuthenticator(): never {
  refuse('profileAuthenticator');
}

/** The data unchecked, so that a module that pages and servers share can be loaded. */
export function defineProfile<Data>(profile: Data): Data {
  return profile;
}

export function pledgAccessToken(): never {
  refuse('pledgAccessToken');
}

export function pledgBasic(): never {
  refuse('pledgBasic');
}

export function caxtonAccount(): never {
  refuse('caxtonAccount');
}

export function registerCaxtonClient(): never {
  refuse('registerCaxtonClient');
}

export function memoryStore(): never {
  refuse('memoryStore');
}

export function keyvStore(): never {
  refuse('keyvStore');
}

export function redisStore(): never {
  refuse('redisStore');
}

export function sealedStore(): never {
  refuse('sealedStore');
}

import { requestFetch } from './request-fetch.js';

/** Options for openapi-fetch, where a client is made or for one call. */
export function openapiFetchOptions(authenticator, options) {
  return { fetch: requestFetch(authenticator, options) };
}

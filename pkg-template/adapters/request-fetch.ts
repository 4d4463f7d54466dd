import { callOptions } from './call-options.ts';

/** `fetch` of the authenticator for a client that makes a Request of each call. */
export function requestFetch(authenticator, options) {
  const call = callOptions(authenticator, options);
  return (request, init) => authenticator.fetch(request, { ...init, ...call });
}

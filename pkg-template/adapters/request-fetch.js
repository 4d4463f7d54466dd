import { callOptions } from './call-options.js';

/** `fetch` of the authenticator for a client that makes a Request of each call. */
export function requestFetch(authenticator, options) {
  const call = callOptions(authenticator, options);
  return (request, init) => {
    const { headers } = request;
    // The body is one of bytes by now, for which the authenticator leaves the choice to the caller, who made none.
    if (isJson(headers) && !headers.has('accept')) headers.set('accept', 'application/json');
    return authenticator.fetch(request, { ...init, ...call });
  };
}

const isJson = (headers) => /^application\/json\s*(;|$)/i.test(headers.get('content-type') ?? '');

// The fetch that an authenticator sends with.

import type { CommonOptions, FetchedResponse } from './authenticator-options.ts';
import { sentOnce } from './sent-once.ts';

type Fetch = NonNullable<CommonOptions['fetch']>;

/** Calls the caller's fetch, or the global one of that moment. */
export function callOf(fetch: Fetch | undefined): Fetch {
  return (url, init) =>
    (fetch ?? (globalThis.fetch as Fetch)).call(globalThis, url, isPlatforms(fetch) ? sentOnce(init) : init);
}

/** Lets nothing through that is not a response. Of another class than the platform's it may lack what else a `Response` has. */
export function checkedResponse(response: FetchedResponse): Response {
  if (typeof response?.status !== 'number' || typeof response.headers?.get !== 'function') {
    throw new TypeError('fetch resolved to something that is not a Response');
  }
  return response as Response;
}

/** What another fetch makes of a request is its own affair. */
const isPlatforms = (fetch: Fetch | undefined): boolean => fetch === undefined || fetch === globalThis.fetch;

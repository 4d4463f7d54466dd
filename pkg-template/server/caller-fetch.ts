// The fetch that an authenticator sends with.

import type { CommonOptions, FetchedResponse } from './authenticator-options.ts';
import { isSentAsItIs } from './platform-body.ts';
import { isTaken } from './platform-init.ts';
import { sentOnce } from './sent-once.ts';
import { NoBody, NoFetch, NoInit } from './thrown-cause.ts';

type Fetch = NonNullable<CommonOptions['fetch']>;

/** What Next puts in the place of the global fetch shows the one that was there before; up to 14.1 beside it. */
type MaybePatched = Fetch & { readonly _nextOriginalFetch?: unknown; readonly __nextPatched?: unknown };
type WithOriginal = typeof globalThis & { readonly _nextOriginalFetch?: unknown };

/** Calls the caller's fetch, or the global one of that moment. */
export function callOf(fetch: Fetch | undefined): Fetch {
  return (url, init) => {
    const given = fetchOf(fetch);
    if (!isPlatforms(fetch)) return given.call(globalThis, url, init);
    if (!isSentAsItIs(init?.body)) throw new NoBody();
    if (!isTaken(init)) throw new NoInit();
    return given.call(globalThis, url, sentOnce(init));
  };
}

/**
 * The same for calls whose answer is a secret, and so is never cached. A framework's fetch caches a POST as well, on the disk
 * too: the platform's own is called where the framework shows it, and told so wherever it takes that.
 */
export function secretCallOf(fetch: Fetch | undefined): Fetch {
  const call = callOf(fetch);
  return (url, init) => {
    // Without a prototype: what somebody adds to that of all objects is no part of a request.
    const uncached: RequestInit = Object.assign(Object.create(null), init, takesNoStore() && { cache: 'no-store' });
    const given = fetchOf(fetch);
    const original = originalOf(given);
    if (original === given) return call(url, uncached);
    return original.call(globalThis, url, sentOnce(uncached));
  };
}

/** Whether something is a response. Of another class than the platform's it may lack what else a `Response` has. */
export function isResponse(response: FetchedResponse): response is Response {
  try {
    return typeof response?.status === 'number' && typeof response.headers?.get === 'function';
  } catch {
    return false;
  }
}

/** The caller's, or the global one, which a test environment may lack. */
function fetchOf(fetch: Fetch | undefined): Fetch {
  const found = fetch ?? globalThis.fetch;
  if (typeof found !== 'function') throw new NoFetch();
  return found as Fetch;
}

/** What another fetch makes of a request is its own affair. */
const isPlatforms = (fetch: Fetch | undefined): boolean => fetch === undefined || fetch === globalThis.fetch;

function originalOf(fetch: Fetch): Fetch {
  const { _nextOriginalFetch: own, __nextPatched: isPatched } = fetch as MaybePatched;
  const original = own ?? (isPatched === true ? (globalThis as WithOriginal)._nextOriginalFetch : undefined);
  return typeof original === 'function' ? (original as Fetch) : fetch;
}

/** It says what there is not: the platform looks for that in the prototype of all objects, and refuses what somebody has put there. */
const NO_STORE: RequestInit = { cache: 'no-store', signal: null, body: null };

/** Workers of an earlier compatibility date refuse the member; others leave it out. */
function takesNoStore(): boolean {
  try {
    return new Request('https://commerce-auth.invalid/', NO_STORE).cache === 'no-store';
  } catch {
    return false;
  }
}

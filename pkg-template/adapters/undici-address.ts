// Where a request of undici's goes. Its parts are put together as undici does it, not resolved against each other, so that what
// is checked is what is sent to: the path `//elsewhere.example/x` is one of the origin it comes with.

import { invalidArgument } from '../facade/auth-error.ts';

/** What of a request says where it goes. */
export interface UndiciAddress {
  origin?: string | URL | null;
  path: string;
  query?: unknown;
}

export function addressOf({ origin, path, query }: UndiciAddress): URL {
  if (origin === undefined || origin === null) {
    throw invalidArgument(
      'origin',
      'the request has no origin, as with a Client or a Pool, which send everything to an address of their own: pass origin, or compose an Agent',
    );
  }
  if (typeof path !== 'string' || !path.startsWith('/')) {
    throw invalidArgument('path', 'path must begin with a slash, and origin must say where it goes');
  }
  let base: URL;
  try {
    base = new URL(origin);
  } catch {
    throw invalidArgument('origin', 'origin is not a URL');
  }
  if (base.username || base.password) {
    throw invalidArgument('origin', 'origin must not hold a user name or password');
  }
  const address = new URL(base.origin + path);
  const ours = parametersOf(query);
  if (ours !== '') address.search = address.search === '' ? ours : `${address.search}&${ours}`;
  return address;
}

/** As undici writes them, which has them of Node's `querystring`: what is neither text nor a number is nothing. */
function parametersOf(query: unknown): string {
  if (typeof query !== 'object' || query === null) return '';
  const pairs: string[] = [];
  for (const [name, value] of Object.entries(query)) {
    for (const each of Array.isArray(value) ? value : [value]) {
      pairs.push(`${encodeURIComponent(name)}=${encodeURIComponent(textOf(each))}`);
    }
  }
  return pairs.join('&');
}

const textOf = (value: unknown): string =>
  ['string', 'bigint', 'boolean'].includes(typeof value) || Number.isFinite(value) ? String(value) : '';

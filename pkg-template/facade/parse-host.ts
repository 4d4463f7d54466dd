import { perform } from './core.ts';
import * as operations from './operations.ts';
import type { ParsedHost } from './parsed-host.ts';

/**
 * Takes an address apart as every option `host` is read: `https://origin[/base]`, or a bare name, which means `https`
 * ([RFC 3986 §3](https://www.rfc-editor.org/rfc/rfc3986#section-3)). What no option `host` could be is null: a user name, a
 * query, a fragment, another scheme, a character that no URL has.
 *
 * An `http` address has an origin too. The functions that take a `host` refuse it with `insecure_url`, unless they are told
 * otherwise.
 *
 * @throws {AuthError} `invalid_argument`: not a string.
 * @example
 * ```js
 * import { parseHost } from 'commerce-auth';
 *
 * console.log(parseHost('EU.api.capillarytech.com/v2/')); // { origin: 'https://eu.api.capillarytech.com', base: '/v2' }
 * console.log(parseHost('https://eu.api.capillarytech.com?page=1')); // null
 * ```
 */
export function parseHost(text: string): ParsedHost | null {
  return perform(operations.parseHost, text);
}

import { perform } from './core.ts';
import * as operations from './operations.ts';

/**
 * The name that a misspelt one was probably meant to be: the nearest of `names`, at most three letters away and at most
 * half of the name, whatever its capitals; or the one that other packages call so, as `host` for `baseURL`. Undefined where none
 * is near.
 *
 * @throws {AuthError} `invalid_argument`: a name that is not a string or holds half of a surrogate pair; `names` that are no
 * array; a line break in one of them.
 * @example
 * ```js
 * import { nearestName } from 'commerce-auth';
 *
 * console.log(nearestName('pasword', ['username', 'password'])); // password
 * console.log(nearestName('colour', ['username', 'password'])); // undefined
 * ```
 */
export function nearestName<Name extends string>(name: string, names: readonly Name[]): Name | undefined {
  return perform(operations.nearestName, name, names) as Name | undefined;
}

import { AuthError, invalidArgument } from '../facade/auth-error.ts';
import { plainObject } from '../facade/kinds.ts';
import type { Authenticator } from '../server/authenticator-contract.ts';

/** The option of every adapter. */
export interface AdapterOptions<Attribution> {
  /** Instead of the authenticator's own; null for none. */
  attribution?: Attribution | null | undefined;
}

const MEMBERS = [{ name: 'attribution' }];

/** Checks what an adapter was given, and returns what `fetch` of the authenticator takes besides the client's own. */
export function callOptions<Attribution>(
  authenticator: Authenticator<Attribution>,
  options: AdapterOptions<Attribution> | undefined,
): { attribution: Attribution | null } | undefined {
  if (typeof authenticator?.fetch !== 'function' || typeof authenticator.invalidate !== 'function') {
    throw invalidArgument(
      'authenticator',
      'pass an authenticator: what capillaryOAuth, or another factory of commerce-auth/server, returns',
    );
  }
  if (options === undefined || options === null) return undefined;
  // Its own members only: what somebody adds to the prototype of all objects is no option.
  const own: AdapterOptions<Attribution> = Object.assign(Object.create(null), plainObject(options, MEMBERS, 'options'));
  const { attribution, ...unknown } = own;
  const [name] = Object.keys(unknown);
  if (name !== undefined) {
    throw new AuthError({
      code: 'unknown_option',
      field: 'options',
      message: 'an adapter has one option, attribution',
    });
  }
  return attribution === undefined ? undefined : { attribution };
}

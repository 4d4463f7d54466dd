import { invalidArgument } from '../facade/auth-error.ts';
import type { Authenticator } from '../server/authenticator-contract.ts';
import { type FetchThrough, fetchThrough } from '../server/sending-through.ts';

/** How an adapter's own transport sends for an authenticator, which was checked already to be one. */
export function throughOf(authenticator: Authenticator<never>): FetchThrough {
  const through = fetchThrough(authenticator);
  if (through !== undefined) return through;
  throw invalidArgument('authenticator', 'pass the authenticator itself, and nothing that stands before it');
}

import type { Authenticator } from '../server/authenticator-contract.ts';
import { type AdapterOptions, callOptions } from './call-options.ts';

/** `fetch` of the authenticator for a client that makes a Request of each call. */
export function requestFetch<Attribution>(
  authenticator: Authenticator<Attribution>,
  options: AdapterOptions<Attribution> | undefined,
): (request: string | URL | Request, init?: RequestInit) => Promise<Response> {
  const call = callOptions(authenticator, options);
  return (request, init) => authenticator.fetch(request, { ...init, ...call });
}

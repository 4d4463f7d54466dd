import type { Authenticator } from '../server/authenticator-contract.ts';
import { type AdapterOptions, callOptions } from './call-options.ts';
import { checkedHeaders } from './header-fields.ts';

/** What {@link ofetchOptions} returns. */
export interface OfetchOptions {
  fetch(input: string | URL | Request, init?: RequestInit): Promise<Response>;
  /** What the platform's own throws for a bad value quotes it. */
  Headers: typeof Headers;
}

/** What of its own options ofetch hands to `fetch`, under a name that is nearly one of ours. */
const NAMES_OF_OFETCH = ['retry', 'retryDelay', 'retryStatusCodes'] as const;

/**
 * Options for ofetch: the second argument of `ofetch.create`, or that of `createFetch`. What the authenticator refuses is the
 * `cause` of the `FetchError`.
 *
 * @param authenticator What `capillaryOAuth` or another factory of `commerce-auth/server` returned.
 * @param options.attribution For all calls of the instance.
 * @throws {AuthError} `invalid_argument`, `unknown_option`, `server_only`.
 * @example
 * ```js
 * import { ofetch } from 'ofetch';
 * import { ofetchOptions } from 'commerce-auth/adapters';
 * import { capillaryOAuth } from 'commerce-auth/server';
 * import { startEmulator } from 'commerce-auth/testing';
 *
 * const vendor = await startEmulator();
 * const api = capillaryOAuth({ host: vendor.url, ...vendor.capillary.credentials, dangerouslyAllowInsecureHttp: 'loopback' });
 * const client = ofetch.create({ baseURL: vendor.url }, ofetchOptions(api));
 * const { success } = await client('/v2/customers/lookup', { query: { source: 'INSTORE' } });
 * console.log(success); // true
 * await api.close();
 * await vendor.close();
 * ```
 */
export function ofetchOptions<Attribution>(
  authenticator: Authenticator<Attribution>,
  options?: AdapterOptions<NoInfer<Attribution>>,
): OfetchOptions {
  const call = callOptions(authenticator, options);
  return {
    fetch(input, init) {
      const own: RequestInit & Partial<Record<(typeof NAMES_OF_OFETCH)[number], unknown>> = { ...init };
      for (const name of NAMES_OF_OFETCH) delete own[name];
      return authenticator.fetch(input, { ...own, ...call });
    },
    Headers: checkedHeaders(),
  };
}

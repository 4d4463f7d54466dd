import type { Authenticator } from '../server/authenticator-contract.ts';
import type { AdapterOptions } from './call-options.ts';
import { requestFetch } from './request-fetch.ts';

/** What {@link openapiFetchOptions} returns. */
export interface OpenapiFetchOptions {
  fetch(input: Request, init?: RequestInit): Promise<Response>;
}

/**
 * Options for openapi-fetch, for `createClient` or for one call. What the authenticator refuses reaches `onError` of
 * the client's middleware, and then the caller, as the `AuthError` it is.
 *
 * openapi-fetch makes a `Request` of each call, so a body that is a stream is read whole before it is sent.
 *
 * @param authenticator What `capillaryOAuth` or another factory of `commerce-auth/server` returned.
 * @param options.attribution For the calls that these options are for, all of them where they make a client.
 * @throws {AuthError} `invalid_argument`, `unknown_option`, `server_only`.
 * @example
 * ```ts
 * import createClient from 'openapi-fetch';
 * import { openapiFetchOptions } from 'commerce-auth/adapters';
 * import { capillaryOAuth } from 'commerce-auth/server';
 * import { startEmulator } from 'commerce-auth/testing';
 *
 * interface Paths {
 *   '/v2/customers/lookup': { get: { responses: { 200: { content: { 'application/json': { success: boolean } } } } } };
 * }
 *
 * const vendor = await startEmulator();
 * const api = capillaryOAuth({ host: vendor.url, ...vendor.capillary.credentials, dangerouslyAllowInsecureHttp: 'loopback' });
 * const client = createClient<Paths>({ baseUrl: vendor.url, ...openapiFetchOptions(api) });
 * const { data } = await client.GET('/v2/customers/lookup');
 * console.log(data?.success); // true
 * await api.close();
 * await vendor.close();
 * ```
 */
export function openapiFetchOptions<Attribution>(
  authenticator: Authenticator<Attribution>,
  options?: AdapterOptions<NoInfer<Attribution>>,
): OpenapiFetchOptions {
  return { fetch: requestFetch(authenticator, options) };
}

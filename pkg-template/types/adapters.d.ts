/**
 * Adapters: an authenticator behind axios, ky or openapi-fetch. Each returns options for its client, which sends
 * through `fetch` of the authenticator: the credentials go to the vendor's origins only, redirects are never followed,
 * a rejected token is renewed once and the request sent once more. For servers; in a browser every call throws
 * `AuthError` with code `server_only`.
 * @packageDocumentation
 */

import type { Authenticator } from './server.js';

/** The option of every adapter. */
export interface AdapterOptions<Attribution> {
  /** Instead of the authenticator's own; null for none. */
  attribution?: Attribution | null;
}

/** What {@link axiosOptions} returns. */
export interface AxiosOptions {
  /** The adapter of axios that calls `fetch`. */
  adapter: 'fetch';
  /** What that adapter works with: `fetch` is the authenticator's, `FormData` the global one. */
  env: { fetch(input: string | URL | Request, init?: RequestInit): Promise<Response>; FormData: typeof FormData };
  /** 0: redirects come back as they are. */
  maxRedirects: number;
  /** Where the attribution of a call travels. */
  fetchOptions?: Record<string, unknown>;
}

/**
 * Options for axios 1.12 or later, for `axios.create` or for one call. They choose the fetch adapter of axios, so that
 * proxies and agents are those of the authenticator's own `fetch`.
 *
 * What axios throws is an `AxiosError` as ever; where `commerce-auth` refused or failed, its `code` is that of the
 * `AuthError`, which is its `cause`. Neither holds the credentials, since axios never sees them. A body that is a
 * stream is sent once only; a form is the global `FormData`, not one of the package form-data.
 *
 * @param authenticator What `capillaryOAuth` or another factory of `commerce-auth/server` returned.
 * @param options.attribution For the calls that these options are for, all of them where they make an instance.
 * @throws {AuthError} `invalid_argument`, `unknown_option`, `server_only`.
 * @example
 * ```js
 * import axios from 'axios';
 * import { axiosOptions } from 'commerce-auth/adapters';
 * import { capillaryOAuth } from 'commerce-auth/server';
 * import { startEmulator } from 'commerce-auth/testing';
 *
 * const vendor = await startEmulator();
 * const api = capillaryOAuth({ host: vendor.url, ...vendor.capillary.credentials, dangerouslyAllowInsecureHttp: 'loopback' });
 * const client = axios.create({ baseURL: vendor.url, ...axiosOptions(api) });
 * const { status } = await client.get('/v2/customers/lookup', { params: { source: 'INSTORE' } });
 * console.log(status); // 200
 * await api.close();
 * await vendor.close();
 * ```
 */
export function axiosOptions<Attribution>(
  authenticator: Authenticator<Attribution>,
  options?: AdapterOptions<NoInfer<Attribution>>,
): AxiosOptions;

/** What {@link kyOptions} returns. */
export interface KyOptions {
  fetch(input: string | URL | Request, init?: RequestInit): Promise<Response>;
  /** Ends ky's retries for what another try cannot mend; in `shouldRetry` undefined means ky's own rule. */
  retry: { shouldRetry(state: { error: Error; retryCount: number }): false | undefined };
}

/**
 * Options for ky, for `ky.create`, `ky.extend` or for one call. An error that another try cannot mend, such as
 * `foreign_origin` or `bad_credentials`, ends ky's retries; the `AuthError` comes as it is.
 *
 * ky makes a `Request` of each call, so a body that is a stream is read whole before it is sent.
 *
 * @param authenticator What `capillaryOAuth` or another factory of `commerce-auth/server` returned.
 * @param options.attribution For the calls that these options are for, all of them where they make an instance.
 * @throws {AuthError} `invalid_argument`, `unknown_option`, `server_only`.
 * @example
 * ```js
 * import ky from 'ky';
 * import { kyOptions } from 'commerce-auth/adapters';
 * import { capillaryOAuth } from 'commerce-auth/server';
 * import { startEmulator } from 'commerce-auth/testing';
 *
 * const vendor = await startEmulator();
 * const api = capillaryOAuth({ host: vendor.url, ...vendor.capillary.credentials, dangerouslyAllowInsecureHttp: 'loopback' });
 * const client = ky.create({ prefixUrl: vendor.url, ...kyOptions(api) });
 * const { status } = await client.get('v2/customers/lookup', { searchParams: { source: 'INSTORE' } });
 * console.log(status); // 200
 * await api.close();
 * await vendor.close();
 * ```
 */
export function kyOptions<Attribution>(
  authenticator: Authenticator<Attribution>,
  options?: AdapterOptions<NoInfer<Attribution>>,
): KyOptions;

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
): OpenapiFetchOptions;

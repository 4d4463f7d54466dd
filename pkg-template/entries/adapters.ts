/**
 * Adapters: an authenticator behind axios, ky or openapi-fetch. Each returns options for its client, which sends
 * through `fetch` of the authenticator: the credentials go to the vendor's origins only, redirects are never followed,
 * a rejected token is renewed once and the request sent once more. For servers; in a browser every call throws
 * `AuthError` with code `server_only`.
 * @packageDocumentation
 */

export { axiosOptions, type AxiosOptions } from '../adapters/axios.ts';
export type { AdapterOptions } from '../adapters/call-options.ts';
export { kyOptions, type KyOptions } from '../adapters/ky.ts';
export { openapiFetchOptions, type OpenapiFetchOptions } from '../adapters/openapi-fetch.ts';

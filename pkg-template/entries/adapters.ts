/**
 * Adapters: an authenticator behind axios, got, ky, ofetch, openapi-fetch, undici or Playwright, whose client then sends
 * through the authenticator: the credentials go to the vendor's origins only, redirects are never followed, a rejected token is
 * renewed once and the request sent once more. And `telemetry`, which tells OpenTelemetry what happens. For servers; in a browser
 * every call throws `AuthError` with code `server_only`.
 * @packageDocumentation
 */

export { axiosOptions, type AxiosOptions } from '../adapters/axios.ts';
export type { AdapterOptions } from '../adapters/call-options.ts';
export { gotOptions, type GotOptions, type GotRequest } from '../adapters/got.ts';
export { kyOptions, type KyOptions } from '../adapters/ky.ts';
export { openapiFetchOptions, type OpenapiFetchOptions } from '../adapters/openapi-fetch.ts';
export { ofetchOptions, type OfetchOptions } from '../adapters/ofetch.ts';
export { playwrightRequest, type PlaywrightAnswer, type PlaywrightRequest } from '../adapters/playwright.ts';
export {
  telemetry,
  type TelemetryAttributes,
  type TelemetryMeter,
  type TelemetryTracer,
} from '../adapters/telemetry.ts';
export { undiciInterceptor } from '../adapters/undici.ts';

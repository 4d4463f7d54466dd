import { isAuthError } from '../facade/auth-error.ts';
import type { Authenticator } from '../server/authenticator-contract.ts';
import type { AdapterOptions } from './call-options.ts';
import { requestFetch } from './request-fetch.ts';

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
): KyOptions {
  return { fetch: requestFetch(authenticator, options), retry: { shouldRetry } };
}

/** ky takes whatever `fetch` throws for a failure of the network, and would try a foreign origin three times. */
function shouldRetry({ error }: { error: Error }): false | undefined {
  return isAuthError(error) && !error.retryable ? false : undefined;
}

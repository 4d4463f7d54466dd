// Credentials in options: there, or to come.

/** A value, or a promise of it. */
export type MaybePromise<Value> = Value | Promise<Value>;

/**
 * Credentials among options, or in their place a function that gives them, or a promise of them. It is called at the first need,
 * and not when the authenticator is made; all callers share one call, which may take as long as a renewal (`timeoutMs`). It is
 * called again at the first need after the vendor has refused what it gave (`bad_credentials`; a 401 where there is no token), or
 * after its `passwordEndsAt`, at most once in 30 seconds.
 *
 * @example
 * ```js
 * import { capillaryOAuth } from 'commerce-auth/server';
 *
 * const api = capillaryOAuth({
 *   host: 'eu.api.capillarytech.com',
 *   credentials: () => {
 *     const { CAPILLARY_KEY: key = '', CAPILLARY_SECRET: secret = '' } = process.env;
 *     return { key, secret };
 *   },
 * });
 * console.log(api.status().hasToken); // false
 * await api.close();
 * ```
 */
export type LateOrNow<Credentials> =
  | (Credentials & { credentials?: undefined })
  | ({ [Name in Credentials extends unknown ? keyof Credentials : never]?: undefined } & {
      /** Gives the credentials, or a promise of them. */
      credentials: () => MaybePromise<Credentials>;
    });

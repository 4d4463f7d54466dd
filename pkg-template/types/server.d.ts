/**
 * Authenticators: they obtain a token, keep it, renew it, and send requests with it. For servers; in a browser every
 * call throws `AuthError` with code `server_only`.
 * @packageDocumentation
 */

/// <reference lib="esnext.disposable" />

import type {
  AccessToken,
  CapillaryEntityAttribution,
  CapillaryLookupAttribution,
  CapillaryTill,
  CaxtonAddress,
  CaxtonRegistration,
  ClientAuthentication,
  ErrorCode,
  PledgEnvironment,
  Profile,
  ProfileCredentials,
  TokenProfile,
} from './index.js';
import type { TokenStore } from './stores.js';

export * from './stores.js';

/** What a `fetch` has to resolve to, of whatever class: the global `Response`, undici's, node-fetch's. */
export interface FetchedResponse {
  /** The HTTP status. */
  readonly status: number;
  /** The header fields, by names without regard to case. */
  readonly headers: { get(name: string): string | null };
}

/** The options of every authenticator. */
export interface CommonOptions {
  /** Further origins of the vendor that the credentials may go to, such as `https://eu.intouch.capillarytech.com`. */
  origins?: readonly string[];
  /**
   * The `fetch` to use, called with a URL string and an init object. Default: the global one of that moment. Deno's
   * repeats by itself a request that breaks off, a POST as well, so the global one is given bodies there that it cannot
   * repeat; a function of yours around it has to see to that itself, for instance by passing on `new Blob([init.body])`.
   */
  fetch?(url: string, init: RequestInit): Promise<FetchedResponse>;
  /**
   * How long a renewal may take, in milliseconds: the token request with all its retries. Default 10 000. With a store
   * that locks, waiting for another process comes before that.
   */
  timeoutMs?: number;
  /**
   * Whether a token request that failed is sent again within its renewal: where the connection failed, and for status
   * 408, 425, 429 and 5xx. Wrong credentials are never tried again, nor is any request but that for a token; while an
   * outage lasts, each renewal is one request. `false` for never.
   */
  retry?: false | RetryOptions;
  /**
   * Shares the token with every authenticator of the same account that was given the same store, in this process and in
   * others. Without it each authenticator has its own. A store that fails or takes longer than two seconds costs sharing,
   * never a call. Closing an authenticator leaves the store open.
   */
  store?: TokenStore;
  /** Hears of what happens, after it has happened. What it throws or rejects with is dropped. */
  onEvent?(event: AuthenticatorEvent): void | Promise<void>;
  /**
   * Keeps the runtime at work until a promise has settled, such as `waitUntil` of `cloudflare:workers` or of
   * `@vercel/functions`. It carries renewals ahead of time; the promise it gets never rejects.
   */
  waitUntil?(promise: Promise<unknown>): void;
  /**
   * Whether callers may wait for a token call that another caller began. Default: true, except in Cloudflare's runtime,
   * where a promise belongs to the request that made it. With `false` callers wait by timers of their own and share the
   * result, and without {@link CommonOptions.waitUntil} no token is renewed before it has expired.
   */
  sharePendingCalls?: boolean;
  /**
   * How long before its end a token is renewed, in seconds; at most half of the lifetime counts. Default: 60 s or a
   * fifth of the lifetime, whichever is less.
   */
  refreshMarginSeconds?: number;
  /**
   * The longest token answer that is read, in bytes. Default 65 536. Answers of the API are looked into up to this length
   * too, and never beyond 64 KiB: no error of a vendor is longer.
   */
  maxResponseBytes?: number;
  /** The wall clock, in milliseconds since 1970. Default `Date.now`. */
  now?: () => number;
  /** `'loopback'` allows `http` to this machine, for tests; `true` allows it anywhere, where everyone can listen. */
  dangerouslyAllowInsecureHttp?: 'loopback' | boolean;
}

/** How often, and after which waits, a failed token request is sent again. */
export interface RetryOptions {
  /** How often at most, beside the first time. Default 2. */
  maxRetries?: number;
  /**
   * The longest wait before a retry, in milliseconds. Default 2 000. The waits are random shares of 250 ms, 500 ms, 1 s
   * and so on; a `Retry-After` of the vendor's raises them, and one that is longer than this, or than what is left of
   * `timeoutMs`, ends the renewal.
   */
  maxDelayMs?: number;
}

/**
 * What happened. No event holds a secret. `at` is an instant in milliseconds since 1970 by the authenticator's clock, and
 * so is whatever ends in `At`; `attempt` counts the requests of one renewal from 1; `durationMs`, the time from request to
 * answer, and `delayMs` are milliseconds. `code` is that of the error, `status` the HTTP status where there was an answer;
 * `operation` and `reason` say what a store was asked for and how it failed; `expiresAt`, `renewalDueAt` and `obtainedAt`
 * are those of the token, null where unknown.
 *
 * @example
 * ```js
 * import { startEmulator } from 'commerce-auth/testing';
 * import { capillaryOAuth } from 'commerce-auth/server';
 *
 * const vendor = await startEmulator();
 * vendor.fault({ on: 'token', status: 503 });
 * let told = '';
 * const api = capillaryOAuth({
 *   host: vendor.url,
 *   ...vendor.capillary.credentials,
 *   dangerouslyAllowInsecureHttp: 'loopback',
 *   onEvent({ type }) {
 *     told += ` ${type}`;
 *   },
 * });
 * await api.headers();
 * console.log(told.trim()); // token_requested token_request_retried token_requested token_obtained
 * await api.close();
 * await vendor.close();
 * ```
 */
export type AuthenticatorEvent = { readonly at: number } & (
  /** A request goes out. Of one that another renewal has overtaken, as after a freeze, no event tells the end. */
  | { readonly type: 'token_requested'; readonly attempt: number }
  | {
      readonly type: 'token_obtained';
      readonly attempt: number;
      readonly durationMs: number;
      readonly expiresAt: number | null;
      readonly renewalDueAt: number | null;
    }
  /** A request failed and is sent again after `delayMs`. */
  | {
      readonly type: 'token_request_retried';
      readonly attempt: number;
      readonly durationMs: number;
      readonly code: ErrorCode;
      readonly status: number | null;
      readonly delayMs: number;
    }
  /** A renewal failed; the next one may begin at `nextTryAt`. */
  | {
      readonly type: 'token_request_failed';
      readonly attempt: number;
      readonly durationMs: number;
      readonly code: ErrorCode;
      readonly status: number | null;
      /** Null where nothing has to be waited for. */
      readonly nextTryAt: number | null;
    }
  /** A token that another process obtained is used. */
  | { readonly type: 'token_served_from_store'; readonly obtainedAt: number }
  /** The vendor rejected a token; `replay` says whether the request deserves another try. */
  | {
      readonly type: 'token_rejected';
      /** Whether another token may be good. */
      readonly replay: boolean;
    }
  /** A request was sent once more with another token. */
  | { readonly type: 'request_replayed'; readonly status: number }
  | {
      readonly type: 'store_error';
      readonly operation: 'read' | 'write' | 'remove' | 'lock' | 'unlock';
      readonly reason: 'failed' | 'timeout' | 'malformed';
    }
  | { readonly type: 'closed' }
);

/** What is known of an authenticator. It holds no secret. */
export interface AuthenticatorStatus {
  /** Whether a token is held, fresh or not. */
  readonly hasToken: boolean;
  /** Whether a token call is under way. */
  readonly calling: boolean;
  /** How long ago the token was asked for, in milliseconds. */
  readonly ageMs: number | null;
  /** When renewal falls due, in milliseconds since 1970. */
  readonly renewalDueAt: number | null;
  /** When the token expires, in milliseconds since 1970. */
  readonly expiresAt: number | null;
  /** The code of the last failed token call; null after a success. */
  readonly lastError: ErrorCode | null;
  /** When the next token call may be made after a failure, in milliseconds since 1970. */
  readonly nextTryAt: number | null;
  /** How many token requests were sent, retries among them. */
  readonly tokenCalls: number;
  /** How many of them failed. */
  readonly failedCalls: number;
  /** How often the vendor rejected a token. */
  readonly rejections: number;
}

/**
 * Credentials that authenticate calls. `Attribution` is that of the scheme.
 *
 * @example
 * ```js
 * import { startEmulator } from 'commerce-auth/testing';
 * import { capillaryOAuth } from 'commerce-auth/server';
 *
 * const vendor = await startEmulator();
 * const api = capillaryOAuth({ host: vendor.url, ...vendor.capillary.credentials, dangerouslyAllowInsecureHttp: 'loopback' });
 * const { status } = await api.fetch('/v2/customers/lookup');
 * console.log(status, Object.keys(await api.headers()).length); // 200 3
 * api.invalidate();
 * console.log(api.status().hasToken, api.status().tokenCalls); // false 1
 * await api.close();
 * await vendor.close();
 * ```
 */
export interface Authenticator<Attribution> {
  /**
   * The header fields of a call, with a fresh token where the scheme has one.
   *
   * @param request.attribution Instead of the authenticator's own; null for none.
   * @param request.signal Ends this wait only, with its own reason.
   * @throws {AuthError} Rejects with what the token call came to, such as `bad_credentials`, `rate_limited`, `http_error`,
   * `network`, `timeout`; `closed`; `invalid_argument`, `unknown_option`, `invalid_header_value`: the attribution.
   */
  headers(request?: { attribution?: Attribution | null; signal?: AbortSignal }): Promise<Record<string, string>>;
  /**
   * `fetch` with these credentials. A relative URL resolves below `host`; another origin than the vendor's is
   * refused before anything is sent, and redirects are never followed. A rejected token is renewed and the request
   * sent once more, unless its body is a stream. Where a body can say that the token is rejected (Capillary, and profiles
   * with `rejected.body`), JSON of at most 64 KiB is looked into first; an answer of 2xx whose body takes longer than a
   * quarter of a second is handed on as accepted, with its body still to be read. Any other answer is the platform's own.
   * Where the platform's `fetch` fails, the error is `network`, with names and codes of what failed below as its causes;
   * an aborted signal rejects with its own reason.
   *
   * The authenticator's header fields replace those of `init`, and an `Authorization` of `init` is dropped: no other
   * `Authorization` goes beside its own credentials. Fields of other names are sent as they are. A gateway that wants an
   * `Authorization` gets it from the option `fetch`. `Accept` is `application/json` unless the call names one, where
   * the body is absent, a string, or JSON by its content type (`application/json`, `text/json`, any `+json`).
   *
   * @param init.attribution For this call; null for none. The authenticator's own applies to POST and PUT only. The other
   * members are those of `fetch`.
   * @throws {AuthError} Rejects as `headers`; `foreign_origin`, `insecure_url`, before anything is sent; `network`;
   * `redirect_refused`; `unknown_option`: a member of `init` that is nearly called `attribution`.
   */
  fetch(
    input: string | URL | Request,
    init?: RequestInit & { attribution?: Attribution | null },
  ): Promise<Response>;
  /**
   * Drops the token, or nothing where `rejected` is another one than that held: a late rejection never drops a newer
   * token. With Basic there is nothing to drop.
   *
   * @throws {AuthError} `invalid_argument`: `rejected` is neither text nor a token.
   */
  invalidate(rejected?: string | AccessToken): void;
  /** What is known of the authenticator, at once and without a secret. It never fails. */
  status(): AuthenticatorStatus;
  /**
   * Ends a token call under way and forgets the credentials; every later call rejects with `closed`. It may be called
   * again, and never fails.
   */
  close(): Promise<void>;
  /**
   * The same as `close`, for `await using`; only there when the runtime has the symbol. It never fails.
   *
   * @example
   * ```ts
   * import { capillaryBasic } from 'commerce-auth/server';
   *
   * await using api = capillaryBasic({ host: 'eu.api.capillarytech.com', username: 'store.server', password: 'server123' });
   * console.log(typeof api[Symbol.asyncDispose]); // function
   * ```
   */
  [Symbol.asyncDispose](): Promise<void>;
}

/** An authenticator that obtains a token and renews it. */
export interface TokenAuthenticator<Attribution> extends Authenticator<Attribution> {
  /**
   * A fresh token: the one that is held, or one that is obtained now.
   *
   * @param options.signal Ends this wait only, with its own reason.
   * @throws {AuthError} Rejects with what the token call came to; `closed`; `unknown_option`.
   * @example
   * ```js
   * import { startEmulator } from 'commerce-auth/testing';
   * import { capillaryOAuth } from 'commerce-auth/server';
   *
   * const vendor = await startEmulator();
   * const api = capillaryOAuth({ host: vendor.url, ...vendor.capillary.credentials, dangerouslyAllowInsecureHttp: 'loopback' });
   * const token = await api.token();
   * console.log(token.lifetimeSeconds, String(token)); // 300 «redacted»
   * await api.close();
   * await vendor.close();
   * ```
   */
  token(options?: { signal?: AbortSignal }): Promise<AccessToken>;
}

/** Key and secret of a Capillary API client. */
export interface CapillaryOAuthOptions extends CommonOptions {
  /** The address of the API: `https://origin[/base]`, or a bare name. */
  host: string;
  /** The key of the API client, from InTouch. */
  key: string;
  /** Its secret, which InTouch shows once. */
  secret: string;
  /** The till or store that calls with POST and PUT act for. Default: the client's own till. */
  attribution?: CapillaryEntityAttribution;
}

/**
 * Capillary with an access token ("OAuth2 Client Credentials Flow", docs.capillarytech.com). The token is asked for
 * at the first use.
 *
 * @throws {AuthError} At once for options that cannot work: `invalid_argument`, `unknown_option`, `insecure_url`,
 * `server_only`. Its methods reject with what the token call came to.
 * @example
 * ```js
 * import { startEmulator } from 'commerce-auth/testing';
 * import { capillaryOAuth } from 'commerce-auth/server';
 *
 * const vendor = await startEmulator();
 * const api = capillaryOAuth({ host: vendor.url, ...vendor.capillary.credentials, dangerouslyAllowInsecureHttp: 'loopback' });
 * const headers = await api.headers();
 * console.log(Object.keys(headers)[0]); // X-CAP-API-OAUTH-TOKEN
 * await api.close();
 * await vendor.close();
 * ```
 */
export function capillaryOAuth(options: CapillaryOAuthOptions): TokenAuthenticator<CapillaryEntityAttribution>;

/** A Capillary till. */
export type CapillaryBasicOptions = CommonOptions &
  CapillaryTill & {
    /** The address of the API: `https://origin[/base]`, or a bare name. */
    host: string;
    /** Whom calls with POST and PUT act for, in v2 APIs. Default: nobody but the till. */
    attribution?: CapillaryLookupAttribution;
  };

/**
 * Capillary with Basic ("Basic authentication", docs.capillarytech.com): nothing to obtain or renew, behind the same
 * interface.
 *
 * @throws {AuthError} At once for options that cannot work: `invalid_argument`, `looks_hashed`, `unknown_option`,
 * `insecure_url`, `server_only`.
 * @example
 * ```js
 * import { capillaryBasic } from 'commerce-auth/server';
 *
 * const api = capillaryBasic({ host: 'eu.api.capillarytech.com', username: 'store.server', password: 'server123' });
 * console.log((await api.headers()).Authorization);
 * // Basic c3RvcmUuc2VydmVyOjhhMTZhNmI3MDUwNWViMWYxZmY3Y2RjMGNkNTU1OWE3
 * ```
 */
export function capillaryBasic(options: CapillaryBasicOptions): Authenticator<CapillaryLookupAttribution>;

/**
 * Pledg with an access token ("Authentication", docs.pledg.co), which lives for ten minutes.
 *
 * @param options.key The API key of the dashboard.
 * @param options.secret Its secret, sent as it is and not hashed.
 * @throws {AuthError} At once for options that cannot work: `invalid_argument`, `unknown_option`, `insecure_url`,
 * `server_only`.
 * @example
 * ```js
 * import { startEmulator } from 'commerce-auth/testing';
 * import { pledgAccessToken } from 'commerce-auth/server';
 *
 * const vendor = await startEmulator();
 * const api = pledgAccessToken({ host: vendor.pledg.url, ...vendor.pledg.credentials, dangerouslyAllowInsecureHttp: 'loopback' });
 * const refund = { method: 'POST', body: JSON.stringify({ amount_cents: 2000 }) };
 * console.log((await api.fetch('/api/purchases/pur_1/credit_by_transfer', refund)).status); // 200
 * await api.close();
 * await vendor.close();
 * ```
 */
export function pledgAccessToken(
  options: CommonOptions & PledgEnvironment & { key: string; secret: string },
): TokenAuthenticator<never>;

/**
 * Pledg with the e-mail and password of a dashboard user ("Authentication", docs.pledg.co).
 *
 * @param options.email The user's address.
 * @param options.password The clear password.
 * @throws {AuthError} At once: `invalid_argument`, `unknown_option`, `insecure_url`, `server_only`.
 * @example
 * ```js
 * import { pledgBasic } from 'commerce-auth/server';
 *
 * const api = pledgBasic({ environment: 'staging', email: 'random@domain.com', password: 'john123' });
 * console.log((await api.headers()).Authorization); // Basic cmFuZG9tQGRvbWFpbi5jb206am9objEyMw==
 * ```
 */
export function pledgBasic(
  options: CommonOptions & PledgEnvironment & { email: string; password: string },
): Authenticator<never>;

/**
 * A Caxton account with an access token ("Authentication", step 2, dev.caxton.io/docs).
 *
 * An identity number and a user's API token belong to a call, not to the account: pass them as header fields of that call,
 * `fetch(path, { headers: { IdentityNumber: '…', userapitoken: '…' } })`.
 *
 * @param options.username The `Username` that Caxton gave, or that of `caxton.subsidiaryRequest`.
 * @param options.clientPassword The password of {@link registerCaxtonClient}.
 * @param options.passwordEndsAt When that password ends, in milliseconds since 1970: the `endsAt` of the registration.
 * From then on a token that is held is used up, and what needs another fails with `password_expired` at once. Default:
 * unknown, so that the vendor's own refusal tells.
 * @throws {AuthError} At once: `invalid_argument`, `unknown_option`, `insecure_url`, `server_only`.
 * @example
 * ```js
 * import { startEmulator } from 'commerce-auth/testing';
 * import { caxtonAccount } from 'commerce-auth/server';
 *
 * const vendor = await startEmulator();
 * const api = caxtonAccount({
 *   host: vendor.caxton.url,
 *   ...vendor.caxton.credentials,
 *   passwordEndsAt: vendor.caxton.passwordEndsAt ?? undefined,
 *   dangerouslyAllowInsecureHttp: 'loopback',
 * });
 * console.log((await api.fetch('webhooks/endpoints')).status); // 200
 * await api.close();
 * await vendor.close();
 * ```
 */
export function caxtonAccount(
  options: CommonOptions & CaxtonAddress & { username: string; clientPassword: string; passwordEndsAt?: number },
): TokenAuthenticator<never>;

/**
 * Registers a Caxton client: asks for a client password ("Authentication", step 1, dev.caxton.io/docs). One call,
 * never repeated, since a second one may void the password of the first; keep what it gives until `endsAt`.
 *
 * @param options.username The `Username` that Caxton gave, or that of `caxton.subsidiaryRequest`.
 * @param options.clientname The `Clientname` that Caxton gave, or the `Name` of `caxton.subsidiaryRequest`.
 * @throws {AuthError} Rejects with `invalid_argument`, `unknown_option`, `insecure_url`, `server_only`; `network` and
 * `timeout`, after which the registration may have been made all the same; as `caxton.readRegisterResponse`.
 * @example
 * ```js
 * import { startEmulator } from 'commerce-auth/testing';
 * import { registerCaxtonClient } from 'commerce-auth/server';
 *
 * const vendor = await startEmulator();
 * const { clientPassword, endsAt } = await registerCaxtonClient({
 *   host: vendor.caxton.url,
 *   ...vendor.caxton.registration,
 *   dangerouslyAllowInsecureHttp: 'loopback',
 * });
 * console.log(clientPassword.length > 0, endsAt > Date.now()); // true true
 * await vendor.close();
 * ```
 */
export function registerCaxtonClient(
  options: CommonOptions & CaxtonAddress & { username: string; clientname: string },
): Promise<CaxtonRegistration>;

/**
 * Any vendor whose token flow is described as data: one of RFC 6749, or whatever the vendor made of it.
 *
 * Relative URLs of `fetch` resolve below `host` where the profile has one, else from the origin of the token endpoint;
 * list the API's origin in `origins` where it is another.
 *
 * @param profile A `Profile`, or the data of one.
 * @param credentials Exactly those that the profile names.
 * @throws {AuthError} At once: `invalid_argument`, `unknown_option`, `insecure_url`, `server_only`.
 * @example
 * ```js
 * import { defineProfile } from 'commerce-auth';
 * import { startEmulator } from 'commerce-auth/testing';
 * import { profileAuthenticator } from 'commerce-auth/server';
 *
 * const vendor = await startEmulator();
 * const profile = defineProfile({
 *   name: 'by hand',
 *   request: {
 *     url: '{host}/v3/oauth/token/generate',
 *     encoding: 'json',
 *     clientAuthentication: 'body',
 *     fields: { key: '{key}', secret: '{secret}' },
 *   },
 *   response: { token: '/data/accessToken', lifetimeSeconds: '/data/ttlSeconds' },
 *   header: { name: 'X-CAP-API-OAUTH-TOKEN' },
 * });
 * const credentials = { host: vendor.url, ...vendor.capillary.credentials };
 * const api = profileAuthenticator(profile, credentials, { dangerouslyAllowInsecureHttp: 'loopback' });
 * console.log(Object.keys(await api.headers())); // [ 'X-CAP-API-OAUTH-TOKEN' ]
 * await api.close();
 * await vendor.close();
 * ```
 */
export function profileAuthenticator<Template extends string, Authentication extends ClientAuthentication>(
  profile: Profile<Template, Authentication> | TokenProfile<Template, Authentication>,
  credentials: ProfileCredentials<Template, Authentication>,
  common?: CommonOptions,
): TokenAuthenticator<never>;

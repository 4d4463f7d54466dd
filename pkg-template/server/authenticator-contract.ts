/// <reference lib="esnext.disposable" preserve="true" />

// What an authenticator promises its caller.

import type { AccessToken } from '../facade/access-token.ts';
import type { ErrorCode } from '../facade/auth-error-class.ts';

/** What is known of an authenticator. It holds no secret. */
export interface AuthenticatorStatus {
  /** The option `name`; null where there was none. */
  readonly name: string | null;
  /** The vendor: `capillary`, `pledg`, `caxton`, or the name of the profile. */
  readonly vendor: string;
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
  /**
   * Until when further rejections of a token renew nothing, in milliseconds since 1970, because the vendor has rejected the
   * renewed token as well: until then calls get its answer as it came. Null while there is no such window.
   */
  readonly rejectedUntil: number | null;
  /** When Caxton's client password ends, in milliseconds since 1970; null where that is unknown, and for other vendors. */
  readonly passwordEndsAt: number | null;
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
export interface Authenticator<Attribution = never> {
  /**
   * The header fields of a call, with a fresh token where the scheme has one.
   *
   * @param request.attribution Instead of the authenticator's own; null for none.
   * @param request.signal Ends this wait only, with its own reason.
   * @throws {AuthError} Rejects with what the token call came to, such as `bad_credentials`, `rate_limited`, `http_error`,
   * `network`, `timeout`; `closed`; `invalid_argument`, `unknown_option`, `invalid_header_value`: the attribution.
   */
  headers(request?: {
    attribution?: Attribution | null | undefined;
    signal?: AbortSignal | undefined;
  }): Promise<Record<string, string>>;
  /**
   * `fetch` with these credentials. A relative URL resolves below `host`; another origin than the vendor's is
   * refused before anything is sent, and redirects are never followed. A rejected token is renewed and the request
   * sent once more, unless its body can be read only once (a stream, an iterator) or `replay` is false. The body of a `Request` is read
   * whole first, for as long as its signal lets it, and what else the `Request` shows is sent on as if it stood in `init`. Where a body can say that the token is rejected (Capillary, and profiles
   * with `rejected.body`), JSON of at most 64 KiB is looked into first; an answer of 2xx whose body takes longer than a
   * quarter of a second is handed on as accepted, with its body still to be read. Any other answer is the platform's own.
   * Where the platform's `fetch` fails, the error is `network`, with the platform's code in message and `platformCode`, and
   * names and codes of what failed below as its causes; an aborted signal rejects with its own reason, and what a framework
   * throws to itself (an error with a text `digest`) is passed on as it is.
   *
   * The authenticator's header fields replace those of `init`, and an `Authorization` of `init` is dropped: no other
   * `Authorization` goes beside its own credentials. Fields of other names are sent as they are. A gateway that wants an
   * `Authorization` gets it from the option `fetch`. `Accept` is `application/json` unless the call names one, where
   * the body is absent, a string, or JSON by its content type (`application/json`, `text/json`, any `+json`).
   *
   * @param init.attribution For this call; null for none. The authenticator's own goes with every method
   * that writes (POST, PUT, PATCH, DELETE) and with none that reads. The other members are those of `fetch`.
   * @param init.replay `false` sends the request once only: what a rejected token is answered is returned, and the next
   * call has another token.
   * @throws {AuthError} Rejects as `headers`; `foreign_origin`, `insecure_url`, before anything is sent; `network`;
   * `redirect_refused`; `unknown_option`: a member of `init` that is nearly called `attribution`
   * or `replay`; `invalid_argument`: `init` is no plain object, `fetch` resolved to no `Response`, `body` is an
   * object that would be sent by its name, or cannot be read any more, `method` is none that is sent.
   */
  fetch(input: string | URL | Request, init?: FetchInit<Attribution>): Promise<Response>;
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

/** What a call of an authenticator takes beside what `fetch` does. */
export type FetchInit<Attribution> = Omit<RequestInit, 'signal'> & {
  /** Ends the call, with its own reason. */
  signal?: AbortSignal | null | undefined;
  /** For this call; null for none. */
  attribution?: Attribution | null | undefined;
  /** `false` sends the request once only. */
  replay?: false | undefined;
};

/** An authenticator that obtains a token and renews it. */
export interface TokenAuthenticator<Attribution = never> extends Authenticator<Attribution> {
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
  token(options?: { signal?: AbortSignal | undefined }): Promise<AccessToken>;
}

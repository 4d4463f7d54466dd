/**
 * Authentication headers, access tokens and signatures for commerce APIs: everything pure and synchronous.
 *
 * Every function throws {@link AuthError}. Instants are milliseconds since 1970, lifetimes are seconds.
 * @packageDocumentation
 */

/** What went wrong, as a stable code: branch on this, never on the message. */
export type ErrorCode =
  | 'invalid_argument'
  | 'unknown_option'
  | 'invalid_header_value'
  | 'looks_hashed'
  | 'insecure_url'
  | 'foreign_origin'
  | 'server_only'
  | 'network'
  | 'timeout'
  | 'redirect_refused'
  | 'response_too_large'
  | 'malformed_response'
  | 'http_error'
  | 'bad_credentials'
  | 'forbidden'
  | 'rate_limited'
  | 'vendor_error'
  | 'token_expired'
  | 'token_invalid'
  | 'password_expired'
  | 'malformed_jwt'
  | 'signature_mismatch'
  | 'signature_missing'
  | 'unexpected_value'
  | 'weak_secret'
  | 'store_error'
  | 'closed'
  | 'internal';

/**
 * Why a call failed. No field ever holds a secret that the call was given.
 *
 * `instanceof` holds between the entries of the package; across copies of it, use {@link isAuthError} or the code.
 *
 * @example
 * ```js
 * import { AuthError, capillary } from 'commerce-auth';
 *
 * try {
 *   capillary.basicAuthorization('till:1', 'server123');
 * } catch (error) {
 *   if (!(error instanceof AuthError)) throw error;
 *   console.log(error.code, error.field, error.position); // invalid_argument username 4
 * }
 * ```
 */
export class AuthError extends Error {
  private constructor();
  readonly name: 'AuthError';
  /** The stable code. */
  readonly code: ErrorCode;
  /** The vendor, where the error is about an answer of one. */
  readonly vendor?: string;
  /** The argument or option the error is about; a JSON pointer where it is about an answer. */
  readonly field?: string;
  /** The byte the error is about, counted from 0 in the UTF-8 form of the value. */
  readonly position?: number;
  /** The HTTP status of the answer. */
  readonly status?: number;
  /** The vendor's own code. */
  readonly vendorCode?: string;
  /**
   * The vendor's own words, cut to 200 characters. Authenticators drop them whole where they repeat a credential;
   * a reader such as `capillary.readTokenResponse` is not given the credentials and cannot tell.
   */
  readonly vendorMessage?: string;
  /** The vendor's identifier of the exchange, for its support desk. */
  readonly requestId?: string;
  /** Whether the same call may well succeed later with nothing changed. */
  readonly retryable: boolean;
  /** The wait the vendor asked for, or that is left of a back-off window, in milliseconds. */
  readonly retryAfterMs?: number;
  /** Name, code, message and the fields above. */
  toJSON(): Record<string, unknown>;
}

/**
 * Whether a value is an {@link AuthError}, of this copy of the package or of another.
 *
 * @example
 * ```js
 * import { isAuthError } from 'commerce-auth';
 *
 * console.log(isAuthError(new Error('something else'))); // false
 * ```
 */
export function isAuthError(value: unknown): value is AuthError;

/** A request ready to be sent: `fetch(request.url, request)`. Header values and the body may hold secrets. */
export interface HttpRequest {
  method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  url: string;
  headers: Record<string, string>;
  body?: string;
}

/** An answer: `{ status: response.status, headers: response.headers, body: await response.text() }`. */
export interface HttpResponse {
  /** The HTTP status. */
  status: number;
  /** The header fields; names compare without regard to case. */
  headers?: Headers | Record<string, string>;
  /** The body as text, or as the value it was parsed to. */
  body: string | object;
}

/** A claims set (RFC 7519 §4), unverified. */
export interface JwtClaims {
  /** When the token expires, in seconds since 1970. */
  readonly exp?: number;
  /** When it was issued, in seconds since 1970. */
  readonly iat?: number;
  readonly [claim: string]: unknown;
}

/** Something wrong with a JWT. */
export interface JwtProblem {
  /** Where it lies. */
  readonly part: 'token' | 'header' | 'payload' | 'signature';
  /**
   * The byte offset, counted from 0: in the decoded JSON text for what is wrong with the JSON, in the segment for what
   * is wrong with its base64url, in the token for what is wrong with its segments.
   */
  readonly position: number;
  /** What is wrong. */
  readonly message: string;
}

/** A JWT taken apart. Nothing in it has been verified. */
export interface DecodedJwt {
  /** The JOSE header, where it could be read. */
  readonly header: Readonly<Record<string, unknown>> | null;
  /** The claims set, where it could be read. */
  readonly claims: JwtClaims | null;
  /** The third segment as it stands, base64url. */
  readonly signature: string;
  /** Everything that is wrong. */
  readonly problems: readonly JwtProblem[];
}

/** A token that does not print itself: only `.value` gives it away. */
export interface AccessToken {
  /** The token. Not enumerable: `inspect`, `JSON.stringify` and `String` show `«redacted»`. */
  readonly value: string;
  /** When it expires, in milliseconds since 1970: by the stated lifetime, else by the `exp` claim, else unknown. */
  readonly expiresAt: number | null;
  /** The instant from which a stated lifetime counts, in milliseconds since 1970. */
  readonly obtainedAt: number;
  /** The lifetime the vendor stated, in seconds. */
  readonly lifetimeSeconds: number | null;
  /** The claims of the token, unverified; null where it is not a readable JWT. Not enumerable. */
  readonly claims: JwtClaims | null;
  /** What is wrong with the token as a JWT. The token is as good as the vendor says it is, whatever stands here. */
  readonly problems: readonly JwtProblem[];
}

/**
 * The value of an `Authorization` field for Basic: `Basic ` and base64 of `username:password` in UTF-8
 * ([RFC 7617 §2](https://www.rfc-editor.org/rfc/rfc7617#section-2)).
 *
 * @throws {AuthError} `invalid_argument` with `field` and `position`: a colon in the user name, a control character or
 * half of a surrogate pair in either, an empty password.
 * @example
 * ```js
 * import { basicAuthorization } from 'commerce-auth';
 *
 * console.log(basicAuthorization('Aladdin', 'open sesame')); // Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==
 * ```
 */
export function basicAuthorization(username: string, password: string): string;

/**
 * Takes a Basic value apart; the user name ends at the first colon.
 *
 * @throws {AuthError} `invalid_argument`: another scheme, not base64, not UTF-8, no colon.
 * @example
 * ```js
 * import { parseBasicAuthorization } from 'commerce-auth';
 *
 * console.log(parseBasicAuthorization('Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==').username); // Aladdin
 * ```
 */
export function parseBasicAuthorization(value: string): { username: string; password: string };

/**
 * The value of an `Authorization` field for a Bearer token
 * ([RFC 6750 §2.1](https://www.rfc-editor.org/rfc/rfc6750#section-2.1)).
 *
 * @throws {AuthError} `invalid_argument`: an empty token, or one that begins with `Bearer ` already;
 * `invalid_header_value` with `position`: not a `b64token`.
 * @example
 * ```js
 * import { bearerAuthorization } from 'commerce-auth';
 *
 * console.log(bearerAuthorization('mF_9.B5f-4.1JqM')); // Bearer mF_9.B5f-4.1JqM
 * ```
 */
export function bearerAuthorization(token: string | AccessToken): string;

/**
 * The MD5 digest ([RFC 1321](https://www.rfc-editor.org/rfc/rfc1321)) of text in UTF-8 or of bytes, as 32 lower-case
 * hexadecimal digits. MD5 protects nothing by today's measure; it is here because vendors ask for it.
 *
 * @throws {AuthError} `invalid_argument`: neither a string nor a `Uint8Array`, or half of a surrogate pair.
 * @example
 * ```js
 * import { md5Hex } from 'commerce-auth';
 *
 * console.log(md5Hex('server123')); // 8a16a6b70505eb1f1ff7cdc0cd5559a7
 * ```
 */
export function md5Hex(input: string | Uint8Array): string;

/**
 * Takes a JWT apart without verifying it, and reports what is wrong with it instead of failing: the vendors' own
 * samples are cut off, misprinted, or hold a bare control character
 * ([RFC 7519](https://www.rfc-editor.org/rfc/rfc7519), [RFC 7515 §7.1](https://www.rfc-editor.org/rfc/rfc7515#section-7.1)).
 *
 * @throws {AuthError} `invalid_argument`: not a string, or empty.
 * @example
 * ```js
 * import { decodeJwt } from 'commerce-auth';
 *
 * const { claims, problems } = decodeJwt('eyJhbGciOiJub25lIn0.eyJleHAiOjE1NzUyNzAyNzB9.');
 * console.log(claims?.exp, problems.length); // 1575270270 0
 * ```
 */
export function decodeJwt(token: string | AccessToken): DecodedJwt;

/** What an answer means for the credentials it was asked with. */
export type Classification =
  /** Nothing is wrong. */
  | 'ok'
  /** The token has expired: renew it and ask again. */
  | 'token_expired'
  /** The token is not accepted: renew it and ask again. */
  | 'token_invalid'
  /** The token is good and may not do this. */
  | 'forbidden'
  /** The vendor is busy or down: ask again later. */
  | 'retry_later'
  /** Key, secret, user name or password are wrong: asking again will not help. */
  | 'bad_credentials'
  /** An error that says nothing about credentials. */
  | 'error';

/** Attribution of a Basic call, in Capillary's v2 APIs ("Overview" of the API reference). */
export interface CapillaryLookupAttribution {
  /** The kind of value. */
  lookupType: 'WECHAT' | 'MOBILE_TRIGGER' | (string & {});
  /** The value; case matters. */
  lookup: string;
}

/** Attribution of an OAuth call ("Overview" of Capillary's API reference). */
export interface CapillaryEntityAttribution {
  /** What `entityCode` names; `TILL` where it is left out. */
  entityType?:
    | 'TILL'
    | 'STORE_CODE'
    | 'STORE_NAME'
    | 'STORE_EXTERNAL_ID'
    | 'STORE_EXTERNAL_ID_1'
    | 'STORE_EXTERNAL_ID_2';
  /** The till or store. */
  entityCode: string;
}

/** A till and its password: in clear, or as its MD5 digest in hexadecimal digits of any case. */
export type CapillaryTill =
  | {
      username: string;
      password: string;
      /** The password really is 32 hexadecimal digits. */
      allowHashLikePassword?: boolean;
      passwordMd5?: undefined;
    }
  | { username: string; passwordMd5: string; password?: undefined; allowHashLikePassword?: undefined };

/** The header fields of a Basic call. */
export type CapillaryBasicHeadersOptions = CapillaryTill & { attribution?: CapillaryLookupAttribution };

/** Capillary: loyalty. */
export const capillary: {
  /**
   * The value of the `Authorization` field of a till: `Basic base64(username ":" md5hex(password))`
   * ("Basic authentication", docs.capillarytech.com).
   *
   * @throws {AuthError} `looks_hashed`: the password is an MD5 digest already; `invalid_argument` with `field` and
   * `position`: a colon in the till id, a control character or half of a surrogate pair in either, an empty one.
   * @example
   * ```js
   * import { capillary } from 'commerce-auth';
   *
   * console.log(capillary.basicAuthorization('store.server', 'server123'));
   * // Basic c3RvcmUuc2VydmVyOjhhMTZhNmI3MDUwNWViMWYxZmY3Y2RjMGNkNTU1OWE3
   * ```
   */
  basicAuthorization(username: string, password: string): string;

  /**
   * The pair for tools that ask for a user name and a password: the till id, and the digest in the password's place.
   *
   * @throws {AuthError} As `basicAuthorization`.
   * @example
   * ```js
   * import { capillary } from 'commerce-auth';
   *
   * console.log(capillary.basicCredentials('store.server', 'server123').passwordMd5);
   * // 8a16a6b70505eb1f1ff7cdc0cd5559a7
   * ```
   */
  basicCredentials(username: string, password: string): { username: string; passwordMd5: string };

  /**
   * The header fields of a Basic call: `Authorization`, `Content-Type`, `Accept`, and the attribution.
   *
   * @throws {AuthError} As `basicAuthorization`; `invalid_argument`: both or neither of `password` and `passwordMd5`,
   * half an attribution; `unknown_option`; `invalid_header_value` with `position`: an attribution that no field can
   * carry.
   * @example
   * ```js
   * import { capillary } from 'commerce-auth';
   *
   * const headers = capillary.basicHeaders({ username: 'store.server', passwordMd5: '8A16A6B70505EB1F1FF7CDC0CD5559A7' });
   * console.log(headers.Authorization);
   * // Basic c3RvcmUuc2VydmVyOjhhMTZhNmI3MDUwNWViMWYxZmY3Y2RjMGNkNTU1OWE3
   * ```
   */
  basicHeaders(options: CapillaryBasicHeadersOptions): Record<string, string>;

  /**
   * The header fields of many tills, each with its own outcome: a bad row spoils no other.
   *
   * @throws {AuthError} `invalid_argument`: not an array.
   * @example
   * ```js
   * import { capillary } from 'commerce-auth';
   *
   * const [good, bad] = capillary.basicHeadersBatch([
   *   { username: 'store.server', password: 'server123' },
   *   { username: 'till:1', password: 'server123' },
   * ]);
   * console.log('headers' in good, bad.error?.code); // true invalid_argument
   * ```
   */
  basicHeadersBatch(
    list: readonly CapillaryBasicHeadersOptions[],
  ): Array<{ headers: Record<string, string>; error?: undefined } | { error: AuthError; headers?: undefined }>;

  /**
   * The header fields of a call with an access token. The token travels bare, in `X-CAP-API-OAUTH-TOKEN`
   * ("OAuth2 Client Credentials Flow", docs.capillarytech.com).
   *
   * @throws {AuthError} `invalid_argument`: an empty token, one that begins with `Bearer `, an entity type that
   * Capillary does not know, a type without a code; `invalid_header_value` with `position`; `unknown_option`.
   * @example
   * ```js
   * import { capillary } from 'commerce-auth';
   *
   * const headers = capillary.oauthHeaders({
   *   accessToken: 'eyJraWQiOiJrMSJ9.e30.c2ln',
   *   attribution: { entityType: 'STORE_CODE', entityCode: 'london-1' },
   * });
   * console.log(headers['X-CAP-API-OAUTH-TOKEN']); // eyJraWQiOiJrMSJ9.e30.c2ln
   * ```
   */
  oauthHeaders(options: {
    accessToken: string | AccessToken;
    attribution?: CapillaryEntityAttribution;
  }): Record<string, string>;

  /**
   * The request that asks for an access token. It carries the API secret, so in a browser it throws `server_only`.
   *
   * @param options.host `https://origin[/base]`, or a bare name.
   * @throws {AuthError} `invalid_argument` with `field` and `position`; `insecure_url`; `unknown_option`; `server_only`.
   * @example
   * ```js
   * import { capillary } from 'commerce-auth';
   *
   * const request = capillary.tokenRequest({ host: 'eu.api.capillarytech.com', key: 'my-key', secret: 'my-secret' });
   * console.log(request.url); // https://eu.api.capillarytech.com/v3/oauth/token/generate
   * ```
   */
  tokenRequest(options: { host: string; key: string; secret: string }): HttpRequest;

  /**
   * Reads the answer to `tokenRequest`. A payload that cannot be read never spoils the token: see `problems`.
   *
   * @param options.now The instant from which the lifetime counts, in milliseconds since 1970: that of just before the
   * request, to be exact. The runtime's clock where it is left out.
   * @throws {AuthError} `bad_credentials`, `forbidden`, `rate_limited`, `http_error`, `vendor_error`,
   * `redirect_refused`: what the vendor said; `malformed_response`: no usable token.
   * @example
   * ```js
   * import { capillary } from 'commerce-auth';
   *
   * const token = capillary.readTokenResponse(
   *   { status: 200, body: '{"data":{"accessToken":"eyJraWQiOiJrMSJ9.e30.c2ln","ttlSeconds":300},"errors":null}' },
   *   { now: 1_700_000_000_000 },
   * );
   * console.log(token.expiresAt, String(token)); // 1700000300000 «redacted»
   * ```
   */
  readTokenResponse(response: HttpResponse, options?: { now?: number }): AccessToken;

  /**
   * What an answer of any Capillary API means for the credentials. Never fails on an answer: each has a meaning. The
   * body decides over the HTTP status, since an expired token (498) comes inside a 200 ("Authorization Flows").
   *
   * @example
   * ```js
   * import { capillary } from 'commerce-auth';
   *
   * const body = '{"response":{"status":{"success":"true","code":"498","message":"Token expired"}}}';
   * console.log(capillary.classifyResponse({ status: 200, body })); // token_expired
   * ```
   */
  classifyResponse(response: HttpResponse): Classification;
};

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
 *   console.log(error instanceof AuthError, error.code, error.field, error.position);
 *   // true invalid_argument username 4
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
 * console.log(claims.exp, problems.length); // 1575270270 0
 * ```
 */
export function decodeJwt(token: string | AccessToken): DecodedJwt;

/** A secret shared to sign with: text, which stands for its UTF-8 form, or bytes. Never empty. */
export type SecretInput = string | Uint8Array;

/**
 * Signs a JWT with HMAC-SHA-256: `HS256` ([RFC 7515](https://www.rfc-editor.org/rfc/rfc7515),
 * [RFC 7518 §3.2](https://www.rfc-editor.org/rfc/rfc7518#section-3.2)). The claims are signed as `JSON.stringify` writes
 * them, in their order; nothing is added that was not asked for.
 *
 * @param claims The claims set: an object. `exp`, `nbf` and `iat` in it are seconds since 1970. Whatever JSON would
 * change or drop without a word is refused: `NaN`, infinities, functions, a `Map`, half of a surrogate pair.
 * @param secret Where it is text, a control character in it is refused: it is the line break of a file.
 * @param options.header Members of the header beside `{ alg: 'HS256', typ: 'JWT' }`; `typ` may be another. One that
 * holds both `alg` and `typ` is written in its own order.
 * @param options.issuedAt The `iat` claim, in milliseconds since 1970, floored to the second.
 * @param options.expiresAt The `exp` claim, in milliseconds since 1970, floored to the second.
 * @param options.strict Refuses a secret under 32 bytes, which RFC 7518 demands and vendors do not keep to.
 * @throws {AuthError} `invalid_argument` with `field`: `claims`, `claims.exp`, `secret`, `header`, `header.alg`,
 * `issuedAt` or `expiresAt` in seconds or also among the claims; `weak_secret`; `unknown_option`.
 * @example
 * ```js
 * import { signJwtHs256 } from 'commerce-auth';
 *
 * const token = signJwtHs256({ sub: 'order-1' }, 'a secret of 32 bytes or more ....', { expiresAt: 1_700_000_600_000 });
 * console.log(token.split('.')[1]); // eyJzdWIiOiJvcmRlci0xIiwiZXhwIjoxNzAwMDAwNjAwfQ
 * ```
 */
export function signJwtHs256(
  claims: object,
  secret: SecretInput,
  options?: { header?: object; issuedAt?: number; expiresAt?: number; strict?: boolean },
): string;

/**
 * Verifies a JWT signed with `HS256` and returns its claims. The algorithm is this one whatever the token says
 * ([RFC 8725 §3.1](https://www.rfc-editor.org/rfc/rfc8725#section-3.1)), and the signature is checked before the claims
 * are looked at, in constant time.
 *
 * @param secret Several, while a new secret takes over from an old one: the token must fit one of them.
 * @param options.now The instant to judge `exp` and `nbf` by, in milliseconds since 1970; the runtime's clock where it is
 * left out.
 * @param options.clockToleranceSeconds How far the two clocks may be apart: 0 where it is left out, at most 300.
 * @param options.requireExp Refuses a token that never expires, with `token_invalid`.
 * @param options.strict Refuses a secret under 32 bytes.
 * @throws {AuthError} `malformed_jwt`, with `position` where one byte is to blame: not three segments of base64url,
 * another algorithm, `crit`, `b64`, a member that stands twice, an `exp`, `nbf` or `iat` that is not a number;
 * `signature_mismatch`; `token_expired` from the instant of `exp` on; `token_invalid` before that of `nbf`;
 * `invalid_argument`; `weak_secret`; `unknown_option`.
 * @example
 * ```js
 * import { signJwtHs256, verifyJwtHs256 } from 'commerce-auth';
 *
 * const token = signJwtHs256({ sub: 'order-1' }, 'the new secret', { expiresAt: 1_700_000_600_000 });
 * const claims = verifyJwtHs256(token, ['the new secret', 'the old secret'], { now: 1_700_000_000_000 });
 * console.log(claims.sub); // order-1
 * ```
 */
export function verifyJwtHs256(
  token: string,
  secret: SecretInput | readonly SecretInput[],
  options?: { now?: number; clockToleranceSeconds?: number; requireExp?: boolean; strict?: boolean },
): Record<string, unknown>;

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
   * console.log('headers' in good, bad.error.code); // true invalid_argument
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

/** Where Pledg's API is, or a host of one's own: exactly one of the two. */
export type PledgEnvironment =
  | { environment: 'staging' | 'production'; host?: undefined }
  | {
      /** `https://origin[/base]`, or a bare name. */
      host: string;
      environment?: undefined;
    };

/** Parameters of a purchase, by the names of Pledg's page ("Settings", docs.pledg.co). All others pass as well. */
export interface PledgPurchaseParameters {
  /** An integer of cents: what `price * 100` has behind the point loses or wins one. */
  readonly amountCents?: number;
  readonly [parameter: string]: unknown;
}

/** How a payment link reaches the customer ("Purchase management", docs.pledg.co). */
export interface PledgPurchaseLinkSettings {
  send_email?: boolean;
  email?: string;
  send_sms?: boolean;
  phone_number?: string;
}

/** What the signature of a standard notification covers: no amount. A value is what it is in the body. */
export interface PledgBackValues {
  readonly created_at: string;
  readonly error: string | null;
  readonly id: string;
  readonly reference: string;
  readonly sandbox: string | boolean;
  readonly status: string;
}

/** What a notification of a transfer says. */
export interface PledgTransferValues {
  readonly reference: string;
  readonly transfer_order_item_uid: string;
  readonly amount_cents: number;
  readonly [member: string]: unknown;
}

/** What a notification of an error says: one of the three states is there. */
export interface PledgErrorValues {
  readonly reference: string;
  readonly purchase_state?: string;
  readonly state?: string;
  readonly acceptance_state?: string;
  readonly [member: string]: unknown;
}

/**
 * A notification: a union by `kind` and `trust`. Only what the signature covers is in `verified`; what stands in
 * `unverified` can come from anybody.
 */
export type PledgNotification =
  | { readonly kind: 'back'; readonly trust: 'signed'; readonly verified: PledgBackValues; readonly unverified: Readonly<Record<string, unknown>> }
  | { readonly kind: 'transfer'; readonly trust: 'signed'; readonly verified: PledgTransferValues; readonly unverified: Readonly<Record<string, never>> }
  | { readonly kind: 'error'; readonly trust: 'signed'; readonly verified: PledgErrorValues; readonly unverified: Readonly<Record<string, never>> }
  | { readonly kind: 'back' | 'transfer' | 'error'; readonly trust: 'unsigned'; readonly verified: Readonly<Record<string, never>>; readonly unverified: Readonly<Record<string, unknown>> };

/** Pledg: instalments. */
export const pledg: {
  /**
   * The addresses of the API (`back`) and of the pages customers are sent to (`front`) ("Environments", docs.pledg.co).
   *
   * @example
   * ```js
   * import { pledg } from 'commerce-auth';
   *
   * console.log(pledg.environments.staging.back); // https://staging.back.ecard.pledg.co
   * ```
   */
  readonly environments: Readonly<Record<'staging' | 'production', { readonly back: string; readonly front: string }>>;

  /**
   * The header field of a Basic call with the e-mail and password of a dashboard user, by RFC 7617 and unhashed
   * ("Authentication", docs.pledg.co).
   *
   * @throws {AuthError} `invalid_argument` with `field` and `position`: an empty part, a colon in the e-mail, a control
   * character or half of a surrogate pair in either; `unknown_option`.
   * @example
   * ```js
   * import { pledg } from 'commerce-auth';
   *
   * console.log(pledg.basicHeaders({ email: 'random@domain.com', password: 'john123' }).Authorization);
   * // Basic cmFuZG9tQGRvbWFpbi5jb206am9objEyMw==
   * ```
   */
  basicHeaders(options: { email: string; password: string }): Record<string, string>;

  /**
   * Signs the parameters of a purchase: an HS256 JWT of `{"data":{…}}`, which takes the place of every other parameter
   * ("Plugin integration", docs.pledg.co). The callbacks `onSuccess`, `onCancel`, `onError`, `onOpen`, the `container`
   * and a `signature` are left out, as the page asks. Sign on your server: the secret must not reach the browser.
   *
   * @param secret The merchant's secret, as the dashboard shows it.
   * @param options.issuedAt The `iat` claim, in milliseconds since 1970, floored to the second.
   * @param options.expiresAt The `exp` claim, in milliseconds since 1970, floored to the second.
   * @param options.purchaseLinkSettings Stand beside `data`, for `purchaseLinkRequest`.
   * @throws {AuthError} `invalid_argument` with `field`: an `amountCents` that is not an integer from 0 on, parameters
   * that are wrapped in `data` already or have no JSON form, an empty secret, an instant in seconds; `unknown_option`.
   * @example
   * ```js
   * import { decodeJwt, pledg } from 'commerce-auth';
   *
   * const signature = pledg.signPurchase({ reference: 'ref_1', amountCents: 2000, container: '#pay' }, 'secret');
   * console.log(JSON.stringify(decodeJwt(signature).claims)); // {"data":{"reference":"ref_1","amountCents":2000}}
   * ```
   */
  signPurchase(
    parameters: PledgPurchaseParameters,
    secret: SecretInput,
    options?: { issuedAt?: number; expiresAt?: number; purchaseLinkSettings?: PledgPurchaseLinkSettings },
  ): string;

  /**
   * The address to send the customer to ("Plugin integration", docs.pledg.co).
   *
   * @param options.path `/purchase` where it is left out, as in every plugin of the vendor; the page's prose has
   * `/purchases`.
   * @throws {AuthError} `invalid_argument` with `field`: not exactly one of `environment` and `host`, a signature that is
   * no JWT, a path that is not plain; `insecure_url`; `unknown_option`.
   * @example
   * ```js
   * import { pledg } from 'commerce-auth';
   *
   * const signature = 'eyJhbGciOiJIUzI1NiJ9.eyJkYXRhIjp7fX0.c2ln';
   * console.log(pledg.purchaseUrl({ environment: 'staging', signature }));
   * // https://staging.front.ecard.pledg.co/purchase?signature=eyJhbGciOiJIUzI1NiJ9.eyJkYXRhIjp7fX0.c2ln
   * ```
   */
  purchaseUrl(options: PledgEnvironment & { signature: string; path?: string }): string;

  /**
   * The address of a payment by transfer ("Plugin integration", docs.pledg.co).
   *
   * @throws {AuthError} As `purchaseUrl`.
   * @example
   * ```js
   * import { pledg } from 'commerce-auth';
   *
   * const signature = 'eyJhbGciOiJIUzI1NiJ9.eyJkYXRhIjp7fX0.c2ln';
   * console.log(pledg.transferUrl({ environment: 'staging', signature }));
   * // https://staging.back.ecard.pledg.co/api/payment_by_transfer?signature=eyJhbGciOiJIUzI1NiJ9.eyJkYXRhIjp7fX0.c2ln
   * ```
   */
  transferUrl(options: PledgEnvironment & { signature: string }): string;

  /**
   * The request that creates a payment link ("Purchase management", docs.pledg.co): a POST without a body.
   *
   * @throws {AuthError} As `purchaseUrl`.
   * @example
   * ```js
   * import { pledg } from 'commerce-auth';
   *
   * const settings = { send_email: true, email: 'customer@shop.example' };
   * const signature = pledg.signPurchase({ amountCents: 2000 }, 'secret', { purchaseLinkSettings: settings });
   * const request = pledg.purchaseLinkRequest({ environment: 'staging', signature });
   * console.log(request.method, new URL(request.url).pathname); // POST /api/purchase_link/
   * ```
   */
  purchaseLinkRequest(options: PledgEnvironment & { signature: string }): HttpRequest;

  /**
   * Verifies what Pledg posts to `paymentNotificationUrl` and `errorNotificationUrl` ("Plugin integration", "Transfer
   * mode", docs.pledg.co): the standard notification, and transfers and errors as `{"signature": "<jwt>"}`.
   *
   * There is no protection against a notification that is sent twice. Act once for each `id` (`back`) or
   * `transfer_order_item_uid` (`transfer`).
   *
   * In the standard notification, booleans are signed as `true` and `false`, a null as nothing, an integer as it stands;
   * a number with a fraction is refused, since the page does not say how it is written.
   *
   * @param body The body as it came, text or bytes, or the object it was parsed to.
   * @param options.secret The merchant's secret, or several while a new one takes over: everything unsigned is then
   * refused. `null`, which has to be written, where the merchant has none: everything signed is then refused, and nothing
   * is proved.
   * @param options.now The instant to judge an `exp` by, in milliseconds since 1970; the runtime's clock where it is left
   * out.
   * @param options.expect What the purchase must be. `amountCents` can only be confirmed by a transfer. A member that is
   * mentioned has to be set.
   * @throws {AuthError} `signature_missing`; `signature_mismatch`; `malformed_jwt`; `token_expired`; `token_invalid`;
   * `malformed_response` with `field` and `position`: not JSON, a member that stands twice or is missing;
   * `unexpected_value`: another reference or amount, signed content that is no notification, such as the merchant's own
   * purchase, or a signature although `secret` is null; `invalid_argument`; `unknown_option`.
   * @example
   * ```js
   * import { pledg, signJwtHs256 } from 'commerce-auth';
   *
   * // What Pledg would send:
   * const signature = signJwtHs256({ reference: 'ref_1', transfer_order_item_uid: 'tri_1', amount_cents: 2000 }, 'secret');
   * const body = JSON.stringify({ signature });
   *
   * const { kind, verified } = pledg.verifyNotification(body, {
   *   secret: 'secret',
   *   expect: { reference: 'ref_1', amountCents: 2000 },
   * });
   * console.log(kind, verified.transfer_order_item_uid); // transfer tri_1
   * ```
   */
  verifyNotification(
    body: string | Uint8Array | object,
    options: {
      secret: SecretInput | readonly SecretInput[] | null;
      now?: number;
      expect?: { reference?: string; amountCents?: number };
    },
  ): PledgNotification;
};

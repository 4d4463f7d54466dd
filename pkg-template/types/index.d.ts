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

/** The type of an identifier in a first factor. */
export type CapillaryIdentifierType = 'MOBILE' | 'EMAIL' | 'USERNAME';

/** Who an end customer is: an identifier, or, as the apps of real brands send it, a bare mobile number or address. */
export type CapillaryCustomerIdentity<Type extends string = CapillaryIdentifierType> =
  | { identifierType?: Type; identifierValue: string; mobile?: string; email?: string }
  | { mobile: string; email?: string; identifierType?: undefined; identifierValue?: undefined }
  | { email: string; mobile?: string; identifierType?: undefined; identifierValue?: undefined };

/**
 * The options of a call of the auth engine: those that all have, and those of each channel: a mobile app, which names
 * its device, a web page, and the second factor of either. `host` is `https://origin[/base]` or a bare name, `brand` the
 * name of the organisation.
 */
export type CapillaryCustomerCall<Mobile, Web, SecondFactor> = { host: string; brand: string } & (
  | ({ channel: 'mobile'; deviceId: string } & CapillaryCustomerIdentity & Mobile)
  | ({ channel: 'web'; deviceId?: string } & CapillaryCustomerIdentity & Web)
  | ({ channel: 'mfa'; deviceId?: string } & CapillaryCustomerIdentity<CapillaryIdentifierType | 'EXTERNALID'> & SecondFactor)
);

/** A password for a brand that has passwords: typed twice, in clear. */
export type CapillaryChosenPassword =
  | { password: string; confirmPassword: string }
  | { password?: undefined; confirmPassword?: undefined };

/** What every state of an end customer has. */
export interface CustomerSessionDetails {
  /**
   * What a mobile app or a second factor asks for further tokens with (`regenerateRequest`). `expiresAt` is null: it does
   * not expire, unless the brand is set up so. Null on the web.
   */
  readonly key: AccessToken | null;
  /** The session the next call belongs to, for 15 minutes. Not enumerable: it prints as `«redacted»`. */
  readonly sessionId: string | null;
  /** Whether the customer has a password; null where the answer does not say. */
  readonly userRegisteredForPassword: boolean | null;
  /** Whether the customer has registered in the app; null where the answer does not say. */
  readonly appRegistered: boolean | null;
}

/** A customer who is logged in. */
export interface LoggedInCustomer extends CustomerSessionDetails {
  readonly loggedIn: true;
  /** Nothing is left to be done. */
  readonly next: 'none';
  readonly role: 'USER';
  /** The token. `expiresAt` is its `exp` claim: lifetimes of 90 seconds to 3 hours have been seen. */
  readonly token: AccessToken;
}

/** A customer who is not logged in, whatever token there may be. */
export interface WaitingCustomer extends CustomerSessionDetails {
  readonly loggedIn: false;
  /**
   * What comes next: a one-time password (`otpRequest`, then `otpValidateRequest`), the customer's password
   * (`passwordValidateRequest`), the second factor (the channel `mfa`, from `tokenRequest` on). Null where the answer does
   * not say, as of `otpRequest`.
   */
  readonly next: 'otp' | 'password' | 'mfa' | null;
  /** `VIEW` before the login; null where the answer is only a status. */
  readonly role: 'VIEW' | 'USER' | 'MFA_PENDING' | (string & {}) | null;
  /** A token that is no login: of the role `VIEW`, or that of a first factor. */
  readonly token: AccessToken | null;
}

/** The state of an end customer after a call of the auth engine. */
export type CustomerSession = LoggedInCustomer | WaitingCustomer;

/** The calls of Capillary's auth engine. They carry what a customer types, no API secret, so browsers may make them. */
export interface CapillaryCustomer {
  /**
   * Opens a session, of a second factor with the token of the first ("Generate Authentication Token", "Generate MFA
   * token", docs.capillarytech.com). A `USERNAME` needs `mobile` or `email` beside it.
   *
   * @throws {AuthError} `invalid_argument` with `field`: what is missing, empty, unknown or contradictory;
   * `insecure_url`; `unknown_option`, also for a field of another channel; `invalid_header_value`: no token.
   * @example
   * ```js
   * import { capillary } from 'commerce-auth';
   *
   * const request = capillary.customer.tokenRequest({
   *   channel: 'web',
   *   host: capillary.hosts.eu.customer,
   *   brand: 'DocDemo',
   *   identifierType: 'MOBILE',
   *   identifierValue: '919999999993',
   * });
   * console.log(request.url); // https://eu-auth-api.capillarytech.com/auth/v1/web/token/generate
   * ```
   */
  tokenRequest(
    options: CapillaryCustomerCall<CapillaryChosenPassword, CapillaryChosenPassword, { authorizedToken: string | AccessToken }>,
  ): HttpRequest;

  /**
   * Sends a one-time password to the customer ("Generate OTP", docs.capillarytech.com).
   *
   * @param options.fallbackChannel The channel to try where the first does not deliver, such as `SMS`.
   * @throws {AuthError} As `tokenRequest`.
   * @example
   * ```js
   * import { capillary } from 'commerce-auth';
   *
   * const { url } = capillary.customer.otpRequest({
   *   channel: 'mobile',
   *   host: 'eu.api.capillarytech.com',
   *   brand: 'DocDemo',
   *   mobile: '919999999993',
   *   deviceId: 'device-1',
   *   sessionId: 'P-6e195d03-a643-4d24-bbda-0d6e3810b06d',
   *   fallbackChannel: 'SMS',
   * });
   * console.log(url); // https://eu.api.capillarytech.com/auth/v1/otp/generate?fallbackChannel=SMS
   * ```
   */
  otpRequest(options: CapillaryCustomerCall<CapillaryOtpSession, CapillaryOtpSession, CapillaryOtpSession>): HttpRequest;

  /**
   * Logs in with the one-time password ("Validate OTP", docs.capillarytech.com).
   *
   * @param options.otp As the customer typed it: a string, since a number has lost its leading zeros.
   * @throws {AuthError} As `tokenRequest`.
   * @example
   * ```js
   * import { capillary } from 'commerce-auth';
   *
   * const request = capillary.customer.otpValidateRequest({
   *   channel: 'web',
   *   host: 'eu.api.capillarytech.com',
   *   brand: 'DocDemo',
   *   identifierType: 'MOBILE',
   *   identifierValue: '919999999993',
   *   sessionId: 'P-6e195d03-a643-4d24-bbda-0d6e3810b06d',
   *   otp: '007689',
   * });
   * console.log(JSON.parse(request.body).otp); // 007689
   * ```
   */
  otpValidateRequest(
    options: CapillaryCustomerCall<
      { sessionId: string; otp: string },
      { sessionId: string; otp: string },
      { sessionId: string; otp: string }
    >,
  ): HttpRequest;

  /**
   * Logs in with the customer's password, which travels in clear inside TLS ("Validate Password",
   * docs.capillarytech.com). A customer who comes for the first time needs a one-time password instead.
   *
   * @throws {AuthError} As `tokenRequest`.
   * @example
   * ```js
   * import { capillary } from 'commerce-auth';
   *
   * const request = capillary.customer.passwordValidateRequest({
   *   channel: 'mfa',
   *   host: 'eu.api.capillarytech.com',
   *   brand: 'Bukl',
   *   identifierType: 'MOBILE',
   *   identifierValue: '18767431754',
   *   deviceId: '1234',
   *   sessionId: 'P-f1f3ccd7-0fe9-4159-ab23-2eb33e42f512',
   *   password: '12345',
   * });
   * console.log(request.url); // https://eu.api.capillarytech.com/auth/v1/mfa/password/validate
   * ```
   */
  passwordValidateRequest(
    options: CapillaryCustomerCall<
      { sessionId: string; password: string },
      { sessionId: string; password: string },
      { sessionId: string; password: string }
    >,
  ): HttpRequest;

  /**
   * Asks for another token: a mobile app and a second factor by their `key`, a web page by its expired token
   * ("Regenerate Authentication Token", docs.capillarytech.com).
   *
   * @throws {AuthError} As `tokenRequest`.
   * @example
   * ```js
   * import { capillary } from 'commerce-auth';
   *
   * const request = capillary.customer.regenerateRequest({
   *   channel: 'web',
   *   host: 'eu.api.capillarytech.com',
   *   brand: 'DocDemo',
   *   identifierType: 'MOBILE',
   *   identifierValue: '919999922332',
   *   expiredToken: 'eyJhbGciOiJIUzI1NiJ9.e30.c2ln',
   * });
   * console.log(request.url); // https://eu.api.capillarytech.com/auth/v1/web/token/regenerate
   * ```
   */
  regenerateRequest(
    options: CapillaryCustomerCall<
      { key: string | AccessToken },
      { expiredToken: string | AccessToken },
      { key: string | AccessToken }
    >,
  ): HttpRequest;

  /**
   * Changes the password of a customer who is logged in ("Change Password", Capillary/api-documentation on GitHub). The
   * answer is only a status.
   *
   * @throws {AuthError} As `tokenRequest`.
   * @example
   * ```js
   * import { capillary } from 'commerce-auth';
   *
   * const request = capillary.customer.passwordChangeRequest({
   *   channel: 'web',
   *   host: 'eu.api.capillarytech.com',
   *   brand: 'DocDemo',
   *   email: 'ann@example.com',
   *   password: 'the old one',
   *   newPassword: 'the new one',
   *   confirmPassword: 'the new one',
   *   token: 'eyJhbGciOiJIUzI1NiJ9.e30.c2ln',
   * });
   * console.log(request.url); // https://eu.api.capillarytech.com/auth/v1/web/password/change
   * ```
   */
  passwordChangeRequest(
    options: CapillaryCustomerCall<CapillaryChangedPassword, CapillaryChangedPassword, CapillaryChangedPassword>,
  ): HttpRequest;

  /**
   * Sets a password instead of a forgotten one, in a session; then the customer logs in again, from `tokenRequest` on
   * ("Forget Password", Capillary/api-documentation on GitHub). The answer is only a status.
   *
   * @throws {AuthError} As `tokenRequest`.
   * @example
   * ```js
   * import { capillary } from 'commerce-auth';
   *
   * const request = capillary.customer.passwordForgetRequest({
   *   channel: 'mobile',
   *   host: 'eu.api.capillarytech.com',
   *   brand: 'DocDemo',
   *   mobile: '919999999993',
   *   deviceId: 'device-1',
   *   sessionId: 'D-86c23a88-9062-473d-ab3a-9a27145bf321',
   *   password: 'the new one',
   *   confirmPassword: 'the new one',
   * });
   * console.log(request.url); // https://eu.api.capillarytech.com/auth/v1/password/forget
   * ```
   */
  passwordForgetRequest(
    options: CapillaryCustomerCall<CapillaryResetPassword, CapillaryResetPassword, CapillaryResetPassword>,
  ): HttpRequest;

  /**
   * Tells the auth engine of a customer's new mobile number or address, which it does not learn from InTouch ("Change
   * identifier on Auth engine", docs.capillarytech.com). It is the same for all channels.
   *
   * @throws {AuthError} As `tokenRequest`.
   * @example
   * ```js
   * import { capillary } from 'commerce-auth';
   *
   * const request = capillary.customer.updateIdentifierRequest({
   *   host: 'eu.api.capillarytech.com',
   *   brand: 'BUKL',
   *   identifierType: 'MOBILE',
   *   identifierValue: '919988776655',
   *   newIdentifierValue: '919988776656',
   *   token: 'eyJhbGciOiJIUzI1NiJ9.e30.c2ln',
   * });
   * console.log(request.url); // https://eu.api.capillarytech.com/auth/v1/user/updateIdentifierValue
   * ```
   */
  updateIdentifierRequest(options: {
    host: string;
    brand: string;
    identifierType: CapillaryIdentifierType;
    identifierValue: string;
    newIdentifierValue: string;
    deviceId?: string;
    token: string | AccessToken;
  }): HttpRequest;

  /**
   * Ends a token of the second factor; no other channel has the call ("Delete token", docs.capillarytech.com). It is a
   * `DELETE` with a body.
   *
   * @throws {AuthError} As `tokenRequest`.
   * @example
   * ```js
   * import { capillary } from 'commerce-auth';
   *
   * const { method, url } = capillary.customer.expireRequest({
   *   channel: 'mfa',
   *   host: 'eu.api.capillarytech.com',
   *   brand: 'Bukl',
   *   identifierType: 'MOBILE',
   *   identifierValue: '18767431754',
   *   deviceId: '1234',
   *   token: 'eyJhbGciOiJIUzI1NiJ9.e30.c2ln',
   * });
   * console.log(method, url); // DELETE https://eu.api.capillarytech.com/auth/v1/mfa/token/expire
   * ```
   */
  expireRequest(
    options: CapillaryCustomerIdentity<CapillaryIdentifierType | 'EXTERNALID'> & {
      channel: 'mfa';
      host: string;
      brand: string;
      deviceId?: string;
      token: string | AccessToken;
    },
  ): HttpRequest;

  /**
   * Reads the answer to any of these calls. A token is not a login: the role `VIEW` comes with one too. Expiry is the
   * caller's to judge, by `token.expiresAt`. The signature cannot be verified: the vendor publishes no key.
   *
   * The reader is not given what was sent, so it cannot tell whether `vendorMessage` of an error repeats it.
   *
   * @param options.now The instant of the request in milliseconds since 1970; the runtime's clock where it is left out.
   * @throws {AuthError} With `vendorCode`, and what to do in the message. `bad_credentials`: a wrong one-time password
   * (1506) or password (1528), no such customer (1515); `token_expired` (1529); `token_invalid`: a session (1505) or key
   * (1525, 1597) that is over; `rate_limited`, not retryable: all tries are used up (1518, 1530, 1534); `forbidden`;
   * `vendor_error`: the other codes from 1502 to 1603, and unknown ones; `http_error`, `redirect_refused`;
   * `malformed_response` with `field`, a JSON pointer: a success that is none.
   * @example
   * ```js
   * import { capillary } from 'commerce-auth';
   *
   * const session = capillary.customer.readResponse({
   *   status: 200,
   *   body: {
   *     status: { success: true, code: 200, message: 'SUCCESS' },
   *     auth: { token: 'eyJhbGciOiJIUzI1NiJ9.eyJleHAiOjE1OTc2NTU4MTMsInJvbCI6IlZJRVcifQ.c2ln', key: null },
   *     user: { sessionId: 'D-12c177af', role: 'VIEW', userRegisteredForPassword: false, appRegistered: false },
   *   },
   * });
   * console.log(session.loggedIn, session.next, session.token.expiresAt); // false otp 1597655813000
   * ```
   */
  readResponse(response: HttpResponse, options?: { now?: number }): CustomerSession;

  /**
   * The header fields of a call through the gateway for a customer: `cap_authorization` with the bare token, `cap_brand`,
   * `cap_device_id`, `cap_identifier_type`, `cap_identifier_value`; older brands have `cap_mobile` instead of the last two
   * ("Authentication settings", docs.capillarytech.com). A proxy of your own must let underscores pass: nginx drops such
   * fields by default.
   *
   * @throws {AuthError} `invalid_argument`: an empty token, one that begins with `Bearer `, half an identifier;
   * `invalid_header_value` with `position`; `unknown_option`.
   * @example
   * ```js
   * import { capillary } from 'commerce-auth';
   *
   * const headers = capillary.customer.headers({
   *   token: 'eyJhbGciOiJIUzI1NiJ9.e30.c2ln',
   *   brand: 'DocDemo',
   *   identifierType: 'MOBILE',
   *   identifierValue: '919999999993',
   * });
   * console.log(Object.keys(headers).join()); // cap_authorization,cap_brand,cap_identifier_type,cap_identifier_value
   * ```
   */
  headers(
    options: { token: string | AccessToken; brand: string; deviceId?: string; mobile?: string } & (
      | { identifierType: CapillaryIdentifierType | 'EXTERNALID'; identifierValue: string }
      | { identifierType?: undefined; identifierValue?: undefined }
    ),
  ): Record<string, string>;
}

/** A session in which a one-time password is sent. */
export interface CapillaryOtpSession {
  sessionId: string;
  fallbackChannel?: 'SMS' | (string & {});
}

/** A password that is changed: the old one, the new one twice, all in clear. */
export interface CapillaryChangedPassword {
  password: string;
  newPassword: string;
  confirmPassword: string;
  token: string | AccessToken;
}

/** A password that is set in a session: twice, in clear. */
export interface CapillaryResetPassword {
  sessionId: string;
  password: string;
  confirmPassword: string;
}

/** Addresses of one cluster of Capillary, each fit for `host`. */
export interface CapillaryCluster {
  /** The APIs. */
  readonly api: string;
  /** InTouch, which the newest pages name for the APIs too. */
  readonly intouch: string;
  /** The auth engine of end customers; where there is none, ask the vendor, or try `api`. */
  readonly customer?: string;
  /** The gateway of calls with a customer's token, with its base path. */
  readonly gateway?: string;
}

/** A scenario of Capillary's own decision table. */
export type CapillaryScenario =
  | 'pos-client'
  | 'pos-server'
  | 'ftp-server'
  | 'custom-server'
  | 'connector'
  | 'customer-app'
  | 'instore-client'
  | 'microsite'
  | 'staff-app';

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

  /** End customers of a brand: one-time passwords, passwords, and calls for a customer who is logged in. */
  readonly customer: CapillaryCustomer;

  /**
   * The request that asks for the access token of a staff user: Basic, and no body ("Get Access Token" of "Staff",
   * Capillary/api-documentation on GitHub). It carries a password to a token endpoint, so in a browser it throws
   * `server_only`.
   *
   * @throws {AuthError} As `basicHeaders`; `insecure_url`; `server_only`.
   * @example
   * ```js
   * import { capillary } from 'commerce-auth';
   *
   * const request = capillary.staffTokenRequest({
   *   host: 'us.api.capillarytech.com',
   *   username: 'timjames',
   *   password: 'timpass45',
   * });
   * console.log(request.method, request.url); // POST https://us.api.capillarytech.com/v2/staff/accessToken
   * ```
   */
  staffTokenRequest(options: CapillaryTill & { host: string }): HttpRequest;

  /**
   * Reads the answer to `staffTokenRequest`. The token is opaque, and no page says how long it lives: `expiresAt` is null.
   *
   * @param options.now The instant of the request in milliseconds since 1970; the runtime's clock where it is left out.
   * @throws {AuthError} As `readTokenResponse`.
   * @example
   * ```js
   * import { capillary } from 'commerce-auth';
   *
   * const token = capillary.readStaffTokenResponse({
   *   status: 200,
   *   body: '{"entity":"6F0-ZTOYwp4P7b6ngXx5","warnings":[],"errors":[],"success":true}',
   * });
   * console.log(token.expiresAt, String(token)); // null «redacted»
   * ```
   */
  readStaffTokenResponse(response: HttpResponse, options?: { now?: number }): AccessToken;

  /**
   * The header fields of a staff user's call: the bare token in `X-CAP-API-ACCESS-TOKEN`, `Content-Type`, `Accept`.
   *
   * @throws {AuthError} As `oauthHeaders`.
   * @example
   * ```js
   * import { capillary } from 'commerce-auth';
   *
   * const headers = capillary.staffHeaders({ accessToken: '6F0-ZTOYwp4P7b6ngXx5' });
   * console.log(headers['X-CAP-API-ACCESS-TOKEN']); // 6F0-ZTOYwp4P7b6ngXx5
   * ```
   */
  staffHeaders(options: { accessToken: string | AccessToken }): Record<string, string>;

  /**
   * The request that ends the token of a staff user ("Logout" of "Staff", Capillary/api-documentation on GitHub).
   *
   * @throws {AuthError} As `staffHeaders`; `insecure_url`.
   * @example
   * ```js
   * import { capillary } from 'commerce-auth';
   *
   * const request = capillary.staffLogoutRequest({ host: 'us.api.capillarytech.com', accessToken: '6F0-ZTOYwp4P7b6ngXx5' });
   * console.log(request.method, request.url); // GET https://us.api.capillarytech.com/v2/staff/logout
   * ```
   */
  staffLogoutRequest(options: { host: string; accessToken: string | AccessToken }): HttpRequest;

  /**
   * The header fields of an admin call: Basic of an InTouch user, and whom the call is for ("Custom Fields",
   * docs.capillarytech.com). A till's credentials are refused there, with code 91032.
   *
   * @param options.username The e-mail address of the InTouch user.
   * @param options.authKey That user's authentication key.
   * @param options.orgId The organisation, as text or as the number that answers have it as.
   * @param options.entityId The till, for the APIs that ask for one.
   * @throws {AuthError} As `basicHeaders`; `invalid_header_value` with `position`.
   * @example
   * ```js
   * import { capillary } from 'commerce-auth';
   *
   * const headers = capillary.adminHeaders({
   *   username: 'ann@example.com',
   *   password: 'my-password',
   *   authKey: 'my-key',
   *   orgId: 1115,
   * });
   * console.log(headers['X-CAP-API-AUTH-ORG-ID']); // 1115
   * ```
   */
  adminHeaders(
    options: CapillaryTill & { authKey: string; orgId: string | number; entityId?: string | number },
  ): Record<string, string>;

  /**
   * The vendor's addresses by cluster, for convenience: any other host is as good to every function ("Overview" of the API
   * reference, "Authentication settings", docs.capillarytech.com).
   *
   * @example
   * ```js
   * import { capillary } from 'commerce-auth';
   *
   * console.log(capillary.hosts.eu.api); // https://eu.api.capillarytech.com
   * ```
   */
  readonly hosts: Readonly<Record<'apac' | 'apac2' | 'eu' | 'us' | 'china', CapillaryCluster>>;

  /**
   * The scenarios that `recommend` knows, with the words for a list to choose from.
   *
   * @example
   * ```js
   * import { capillary } from 'commerce-auth';
   *
   * console.log(capillary.scenarios[0].id); // pos-client
   * ```
   */
  readonly scenarios: ReadonlyArray<{ readonly id: CapillaryScenario; readonly description: string }>;

  /**
   * The authentication type the vendor recommends for a scenario, why, and the page about it ("Authentication" and
   * "Authorization Flows", docs.capillarytech.com). A staff app is `basic`: a staff user's token is had with Basic.
   *
   * @throws {AuthError} `invalid_argument`: a scenario that is not in `scenarios`, with the nearest that is.
   * @example
   * ```js
   * import { capillary } from 'commerce-auth';
   *
   * console.log(capillary.recommend('microsite').type); // customer
   * ```
   */
  recommend(scenario: CapillaryScenario): { type: 'basic' | 'oauth' | 'customer'; why: string; page: string };
};

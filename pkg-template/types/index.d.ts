/**
 * Authentication headers, access tokens and signatures for commerce APIs: everything pure and synchronous.
 *
 * Every function throws {@link AuthError}. Instants are milliseconds since 1970, lifetimes are seconds.
 * @packageDocumentation
 */

/** What went wrong, as a stable code: branch on this, never on the message. */
export type ErrorCode =
  /**
   * An argument is missing, empty, of the wrong type, or cannot be represented. Mend the call: `field` and `position`
   * say where.
   */
  | 'invalid_argument'
  /** An options object has a member that is no option. Spell it as the message suggests. */
  | 'unknown_option'
  /**
   * A value cannot stand in a header field, mostly for a line break of the file it was read from. Trim it; `position` is
   * the byte.
   */
  | 'invalid_header_value'
  /**
   * A password is 32 hexadecimal digits. Pass the digest as `passwordMd5`, or set `allowHashLikePassword` where it is
   * the password.
   */
  | 'looks_hashed'
  /** The address is not `https`. Write `https://`; `dangerouslyAllowInsecureHttp` is for tests. */
  | 'insecure_url'
  /**
   * The address is not the vendor's, so nothing was sent. Call it without these credentials, or list a further origin of
   * the vendor in `origins`.
   */
  | 'foreign_origin'
  /** The call would ship a secret to a browser. Make it on a server; in Jest's jsdom set `customExportConditions`. */
  | 'server_only'
  /**
   * The connection failed before an answer came. `cause` has the platform's code; try again, or look at host, proxy and
   * firewall.
   */
  | 'network'
  /** The deadline passed. Try again; raise `timeoutMs` where the vendor is slow. */
  | 'timeout'
  /** A call that carries credentials was answered by a redirect. Give the address of the API itself as `host`. */
  | 'redirect_refused'
  /**
   * The answer is larger than `maxResponseBytes`, or than the 16 MiB that any function takes. A token never is: see that
   * `host` is the API.
   */
  | 'response_too_large'
  /**
   * The answer is not what the vendor documents: `field` is a JSON pointer to what is wrong. A proxy or a page of HTML
   * may stand in between.
   */
  | 'malformed_response'
  /**
   * The vendor answered with a status that tells no more than itself. `retryable` and `retryAfterMs` say whether to come
   * back.
   */
  | 'http_error'
  /**
   * The vendor does not accept these credentials. Trying again will not help: see that they belong together and to this
   * host.
   */
  | 'bad_credentials'
  /** The credentials are right and may not do this. Ask the vendor for access. */
  | 'forbidden'
  /** Too many calls, or tries. Wait for `retryAfterMs` where it is given. */
  | 'rate_limited'
  /** The vendor reported an error of its own: `vendorCode` and `vendorMessage` say which. */
  | 'vendor_error'
  /** The token has expired. An authenticator renews by itself; else ask for another one. */
  | 'token_expired'
  /** The token is not accepted, or not valid yet. Ask for another one, or have the customer log in again. */
  | 'token_invalid'
  /** Caxton's client password has reached its end. Register again, store the new one, make a new authenticator. */
  | 'password_expired'
  /** Not a JWT, or one with another algorithm, `crit`, or a member that stands twice. Do not act on it. */
  | 'malformed_jwt'
  /** The signature does not belong to this content: another secret, a changed body, or a forgery. Do not act on it. */
  | 'signature_mismatch'
  /** A secret is configured and nothing is signed. Do not act on it: anybody can send it. */
  | 'signature_missing'
  /**
   * Signed content does not say what was expected: another amount or reference, or no notification at all. Do not act on
   * it.
   */
  | 'unexpected_value'
  /** The secret is under 32 bytes, and `strict` was set. Ask the vendor for a longer one. */
  | 'weak_secret'
  /** A token store cannot do what it was asked. In events it costs sharing, never a call. */
  | 'store_error'
  /** The authenticator has been closed. Make a new one. */
  | 'closed'
  /** A defect of this package. Please report it with the message; the next call begins afresh. */
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
  /**
   * Name, code, message and the fields above, as `JSON.stringify` shows them. It never fails.
   *
   * @example
   * ```js
   * import { isAuthError, md5Hex, parseBasicAuthorization } from 'commerce-auth';
   *
   * try {
   *   parseBasicAuthorization(`Digest ${md5Hex('123')}`);
   * } catch (error) {
   *   if (isAuthError(error)) console.log(Object.keys(error.toJSON()).join()); // name,code,message,field,retryable
   * }
   * ```
   */
  toJSON(): Record<string, unknown>;
}

/**
 * Whether a value is an {@link AuthError}, of this copy of the package or of another. It never throws, whatever the value.
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
  /** The HTTP method. */
  method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** The absolute address, `https` unless the caller allowed otherwise. */
  url: string;
  /** Header fields, spelt as on the vendor's page. */
  headers: Record<string, string>;
  /** The body as text; there is none with `GET`. */
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
  /** The lifetime in seconds: as the vendor stated it, else the default of its profile. */
  readonly lifetimeSeconds: number | null;
  /** The type the vendor stated, such as `Bearer`. */
  readonly tokenType?: string;
  /** The refresh token, where the profile says where it stands. Not enumerable. */
  readonly refreshToken?: string;
  /** The claims of the token, unverified; null where it is not a readable JWT. Not enumerable. */
  readonly claims: JwtClaims | null;
  /**
   * What is wrong with the token as a JWT; nothing where it is opaque, that is where neither header nor claims can be
   * read. The token is as good as the vendor says it is, whatever stands here.
   */
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
 * Takes a Basic value apart; the `username` ends at the first colon, and the rest is the `password`
 * ([RFC 7617 §2](https://www.rfc-editor.org/rfc/rfc7617#section-2)).
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
 * hexadecimal digits. MD5 protects nothing by today's measure; it is here because vendors ask for it. The input may be of
 * any length.
 *
 * @throws {AuthError} `invalid_argument`: neither a string nor a `Uint8Array`, half of a surrogate pair, or bytes whose
 * buffer was detached.
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
 * @param options.clockToleranceSeconds How far the two clocks may be apart, in seconds: 0 where it is left out, at most 300.
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

/** How a client shows who it is to a token endpoint ([RFC 6749 §2.3](https://www.rfc-editor.org/rfc/rfc6749#section-2.3)). */
export type ClientAuthentication = 'basic' | 'body' | 'none';

/**
 * A vendor's token flow as data. Templates hold `{name}` where the credential of that name is to stand, a name of
 * letters, digits and `_`: `{client-id}` is refused, any other brace stands for itself. Pointers are
 * JSON pointers ([RFC 6901](https://www.rfc-editor.org/rfc/rfc6901)).
 *
 * `Template` and `Authentication` are what {@link defineProfile} reads off the text it is given, so that the compiler
 * knows the credentials; leave them out where the profile comes from a file.
 */
export interface TokenProfile<
  Template extends string = string,
  Authentication extends ClientAuthentication = ClientAuthentication,
> {
  /** The vendor, as errors name it. */
  readonly name: string;
  /** How a token is asked for. */
  readonly request: {
    /**
     * A template for the address of the token endpoint. `{host}` at its beginning is a base address; every other
     * credential is percent-encoded. `https`; `http` to this machine can be described, and needs
     * `dangerouslyAllowInsecureHttp` to be used.
     */
    readonly url: Template;
    /** Default `POST`. `GET` and `DELETE` take no `fields`. */
    readonly method?: 'GET' | 'POST' | 'PUT' | 'DELETE';
    /**
     * How `fields` become a body: `application/x-www-form-urlencoded` (the default), JSON, or JSON called `text/json`.
     */
    readonly encoding?: 'form' | 'json' | 'text-json';
    /** Header fields: names and templates. They decide over `Content-Type` and `Accept` of the package's own. */
    readonly headers?: Readonly<Record<string, Template>>;
    /** The members of the body: names and templates. */
    readonly fields?: Readonly<Record<string, Template>>;
    /**
     * How the client shows who it is: by Basic, with the credentials `key` and `secret`, `clientId` and
     * `clientSecret`, `client_id` and `client_secret`, or `username` and `password`; by credentials among the fields;
     * not at all ([RFC 6749 §2.3](https://www.rfc-editor.org/rfc/rfc6749#section-2.3)).
     */
    readonly clientAuthentication: Authentication;
    /** With `basic`: the pair as it is (the default), or form-encoded first as RFC 6749 §2.3.1 demands. */
    readonly basicEncoding?: 'raw' | 'form-urlencoded';
  };
  /** Where what is wanted stands in the answer. */
  readonly response: {
    /** Pointer to the token. */
    readonly token: string;
    /** Pointer to its lifetime in seconds, a number or a numeric string. */
    readonly lifetimeSeconds?: string;
    /** Pointer to its end: a date-time, one without a zone as UTC, or a number of seconds or milliseconds since 1970. */
    readonly expiresAt?: string;
    /** Pointer to its type, which has to be Bearer where the header is (RFC 6749 §7.1). */
    readonly tokenType?: string;
    /** Pointer to a refresh token. */
    readonly refreshToken?: string;
    /**
     * Where the vendor reports errors, in a token answer and in others. Default: `error` and `error_description` of
     * RFC 6749 §5.2.
     */
    readonly errors?: readonly {
      /** Pointer to an entry, to an array of entries, or to a bare code; `""` for the whole body. */
      readonly pointer: string;
      /** The member of an entry with the code. Default `code`. */
      readonly code?: string;
      /** The member of an entry with the vendor's words. Default `message`. */
      readonly message?: string;
      /** What codes mean for the credentials; any other code is an `error`. */
      readonly meanings?: Readonly<Record<string, Classification>>;
      /**
       * Whether an entry is an error by being there (the default), or only where its code is neither 0 nor 2xx and it
       * has no `success: true` (the default for `""`).
       */
      readonly unknownCode?: 'error' | 'error-unless-success';
    }[];
    /** The lifetime of a token whose answer states none and which has no `exp` claim, in seconds. */
    readonly defaultLifetimeSeconds?: number;
  };
  /**
   * The header field the token travels in. Default `{ name: 'Authorization', format: 'Bearer {token}' }`.
   */
  readonly header?: {
    /** The name of the field, any but `Accept`, `Content-Type`, `Content-Length` and `Host`. */
    readonly name: string;
    /** Its value, in which `{token}`, the token, stands once, and nothing else in braces. Default `{token}`, the token bare. */
    readonly format?: string;
  };
  /**
   * How the vendor rejects a token in the answer of a call. Default: status 401 and 498, whatever the words beside them.
   * An authenticator goes by this alone; `Profile.classifyResponse` also by what `errors` gives a meaning.
   */
  readonly rejected?: {
    /** The statuses that say so, in the place of 401 and 498. */
    readonly status?: readonly number[];
    /** Values in a JSON body that say so. */
    readonly body?: readonly {
      /** Pointer to a value. */
      readonly pointer: string;
      /** The values that reject the token. */
      readonly in: readonly (string | number | boolean)[];
    }[];
  };
}

/** The pairs of names that Basic takes its user name and password from. */
type BasicCredentials =
  | { readonly key: string; readonly secret: string }
  | { readonly clientId: string; readonly clientSecret: string }
  | { readonly client_id: string; readonly client_secret: string }
  | { readonly username: string; readonly password: string };

type NameCharacter =
  | ('0' | '1' | '2' | '3' | '4' | '5' | '6' | '7' | '8' | '9' | '_' | 'a' | 'b' | 'c' | 'd' | 'e' | 'f' | 'g' | 'h' | 'i')
  | ('j' | 'k' | 'l' | 'm' | 'n' | 'o' | 'p' | 'q' | 'r' | 's' | 't' | 'u' | 'v' | 'w' | 'x' | 'y' | 'z');

/** A text of letters, digits and `_`, or never. */
type CredentialName<Text extends string, Rest extends string = Text> =
  Rest extends `${infer Character}${infer Others}`
    ? Lowercase<Character> extends NameCharacter
      ? Others extends '' ? Text : CredentialName<Text, Others>
      : never
    : never;

/** What stands behind the last brace that opens. */
type BehindLastBrace<Text extends string> =
  Text extends `${string}{${infer Behind}` ? (Behind extends `${string}{${string}` ? BehindLastBrace<Behind> : Behind) : never;

/** The names in the braces of a template. */
type NamesIn<Template extends string> =
  Template extends `${infer Before}}${infer After}` ? CredentialName<BehindLastBrace<Before>> | NamesIn<After> : never;

/**
 * The credentials that a profile asks for: one for each name in its templates, and with Basic a pair, such as `key` and
 * `secret`. Any record of texts where the templates are not known when the program is compiled.
 */
export type ProfileCredentials<
  Template extends string = string,
  Authentication extends ClientAuthentication = ClientAuthentication,
> = string extends Template
  ? Readonly<Record<string, string>>
  : { readonly [Name in NamesIn<Template>]: string } & ('basic' extends Authentication ? BasicCredentials : unknown);

/** A checked {@link TokenProfile}. */
export interface Profile<
  Template extends string = string,
  Authentication extends ClientAuthentication = ClientAuthentication,
> {
  /** The vendor. */
  readonly name: string;
  /**
   * The request that asks for a token ([RFC 6749 §4](https://www.rfc-editor.org/rfc/rfc6749#section-4), as far as the
   * vendor keeps to it).
   *
   * @param credentials Exactly those that the profile names, `host` among them where its address begins with it.
   * @throws {AuthError} `invalid_argument` with the credential in `field`; `unknown_option`; `insecure_url`;
   * `invalid_header_value`; `server_only` in a browser.
   * @example
   * ```js
   * import { defineProfile } from 'commerce-auth';
   *
   * const shop = defineProfile({
   *   name: 'shop',
   *   request: { url: '{host}/token', clientAuthentication: 'body', fields: { client: '{key}', code: '{secret}' } },
   *   response: { token: '/access_token' },
   * });
   * const request = shop.tokenRequest({ host: 'api.shop.example', key: 'my-key', secret: 'a&b' });
   * console.log(request.url, request.body); // https://api.shop.example/token client=my-key&code=a%26b
   * ```
   */
  tokenRequest(credentials: ProfileCredentials<Template, Authentication>): HttpRequest;
  /**
   * Reads the answer ([RFC 6749 §5](https://www.rfc-editor.org/rfc/rfc6749#section-5), at the places the profile names).
   * The lifetime is the stated one, else the `exp` claim's, else the profile's default, else unknown.
   *
   * @param options.now The instant of just before the request, in milliseconds since 1970; the runtime's clock where
   * it is left out.
   * @throws {AuthError} `bad_credentials`, `forbidden`, `rate_limited`, `http_error`, `vendor_error`,
   * `redirect_refused`: what the vendor said; `malformed_response` with the pointer in `field`: no usable token.
   * @example
   * ```js
   * import { defineProfile } from 'commerce-auth';
   *
   * const shop = defineProfile({
   *   name: 'shop',
   *   request: { url: '{host}/token', clientAuthentication: 'basic' },
   *   response: { token: '/data/token', expiresAt: '/data/until' },
   * });
   * const body = { data: { token: 'abc', until: '2023-11-14T22:18:20Z' } };
   * console.log(shop.readTokenResponse({ status: 200, body }).expiresAt); // 1700000300000
   * ```
   */
  readTokenResponse(response: HttpResponse, options?: { now?: number }): AccessToken;
  /**
   * The header field of a call with a token; where the profile names none, that of
   * [RFC 6750 §2.1](https://www.rfc-editor.org/rfc/rfc6750#section-2.1).
   *
   * @throws {AuthError} `invalid_argument`: an empty token, or one that begins with `Bearer `; `invalid_header_value`
   * with `position`.
   * @example
   * ```js
   * import { defineProfile } from 'commerce-auth';
   *
   * const shop = defineProfile({
   *   name: 'shop',
   *   request: { url: '{host}/token', clientAuthentication: 'basic' },
   *   response: { token: '/access_token' },
   *   header: { name: 'X-Shop-Token', format: 'shop {token}' },
   * });
   * console.log(shop.headers('abc')); // { 'X-Shop-Token': 'shop abc' }
   * ```
   */
  headers(accessToken: string | AccessToken): Record<string, string>;
  /**
   * What an answer means for the credentials. It never fails on an answer: each has a meaning.
   *
   * @example
   * ```js
   * import { defineProfile } from 'commerce-auth';
   *
   * const shop = defineProfile({
   *   name: 'shop',
   *   request: { url: '{host}/token', clientAuthentication: 'basic' },
   *   response: { token: '/access_token' },
   *   rejected: { body: [{ pointer: '/code', in: [40100] }] },
   * });
   * console.log(shop.classifyResponse({ status: 200, body: { code: 40100 } })); // token_invalid
   * ```
   */
  classifyResponse(response: HttpResponse): Classification;
  /**
   * The data it was made of, as a copy; for `profileAuthenticator`, and to be kept. It never fails.
   *
   * @example
   * ```js
   * import { defineProfile } from 'commerce-auth';
   *
   * const shop = defineProfile({
   *   name: 'shop',
   *   request: { url: '{host}/token', clientAuthentication: 'basic' },
   *   response: { token: '/access_token' },
   * });
   * console.log(shop.toJSON().response); // { token: '/access_token' }
   * ```
   */
  toJSON(): TokenProfile<Template, Authentication>;
}

/**
 * Checks a vendor's token flow given as data: one of [RFC 6749](https://www.rfc-editor.org/rfc/rfc6749), or whatever the
 * vendor made of it. Written out in the call, its templates tell the compiler which credentials it takes.
 *
 * @throws {AuthError} `invalid_argument` or `unknown_option`, with the JSON pointer of the mistake in `field`;
 * `insecure_url`: an `http` address off this machine.
 * @example
 * ```js
 * import { defineProfile } from 'commerce-auth';
 *
 * const shop = defineProfile({
 *   name: 'shop',
 *   request: {
 *     url: '{host}/oauth/token',
 *     clientAuthentication: 'basic',
 *     fields: { grant_type: 'client_credentials' },
 *   },
 *   response: { token: '/access_token', lifetimeSeconds: '/expires_in' },
 * });
 * const request = shop.tokenRequest({ host: 'api.shop.example', clientId: 'Aladdin', clientSecret: 'open sesame' });
 * console.log(request.headers.Authorization); // Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==
 * const token = shop.readTokenResponse({ status: 200, body: { access_token: 'abc', expires_in: 3600 } }, { now: 1_700_000_000_000 });
 * console.log(token.expiresAt, shop.headers(token).Authorization); // 1700003600000 Bearer abc
 * ```
 */
export function defineProfile<Template extends string, Authentication extends ClientAuthentication>(
  profile: TokenProfile<Template, Authentication>,
): Profile<Template, Authentication>;

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
      /** The till id, such as `store.server`. A colon is refused (RFC 7617 §2). */
      username: string;
      /** The clear password, hashed here. */
      password: string;
      /** The password really is 32 hexadecimal digits. Default false: such a one is `looks_hashed`. */
      allowHashLikePassword?: boolean;
      passwordMd5?: undefined;
    }
  | {
      /** The till id, such as `store.server`. A colon is refused (RFC 7617 §2). */
      username: string;
      /** The MD5 digest of the password: 32 hexadecimal digits, sent in lower case. */
      passwordMd5: string;
      password?: undefined;
      allowHashLikePassword?: undefined;
    };

/** The header fields of a Basic call. */
export type CapillaryBasicHeadersOptions = CapillaryTill & {
  /** Whom the call acts for, in v2 APIs. Default: nobody but the till. */
  attribution?: CapillaryLookupAttribution;
};

/** The type of an identifier in a first factor. */
export type CapillaryIdentifierType = 'MOBILE' | 'EMAIL' | 'USERNAME';

/** Who an end customer is: an identifier, or, as the apps of real brands send it, a bare mobile number or address. */
export type CapillaryCustomerIdentity<Type extends string = CapillaryIdentifierType> =
  | {
      /** What `identifierValue` is. Default: what the brand takes it for. */
      identifierType?: Type;
      /** The identifier itself: a number with its country code and without a plus, an address, a name. */
      identifierValue: string;
      /** A mobile number with its country code, digits only. */
      mobile?: string;
      /** An e-mail address. */
      email?: string;
    }
  | { mobile: string; email?: string; identifierType?: undefined; identifierValue?: undefined }
  | { email: string; mobile?: string; identifierType?: undefined; identifierValue?: undefined };

/**
 * The options of a call of the auth engine: those that all have, and those of each channel: a mobile app, which names
 * its device, a web page, and the second factor of either. `host` is `https://origin[/base]` or a bare name, `brand` the
 * name of the organisation, `channel` which of the three calls, `deviceId` a text of this device's own, never one constant
 * for everybody.
 */
export type CapillaryCustomerCall<Mobile, Web, SecondFactor> = { host: string; brand: string } & (
  | ({ channel: 'mobile'; deviceId: string } & CapillaryCustomerIdentity & Mobile)
  | ({ channel: 'web'; deviceId?: string } & CapillaryCustomerIdentity & Web)
  | ({ channel: 'mfa'; deviceId?: string } & CapillaryCustomerIdentity<CapillaryIdentifierType | 'EXTERNALID'> & SecondFactor)
);

/** A password for a brand that has passwords: `password` and `confirmPassword`, typed twice, in clear. */
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
  /** Whether calls for the customer can be made. */
  readonly loggedIn: true;
  /** Nothing is left to be done. */
  readonly next: 'none';
  /** The role the answer gave. */
  readonly role: 'USER';
  /** The token. `expiresAt` is its `exp` claim: lifetimes of 90 seconds to 3 hours have been seen. */
  readonly token: AccessToken;
}

/** A customer who is not logged in, whatever token there may be. */
export interface WaitingCustomer extends CustomerSessionDetails {
  /** Whether calls for the customer can be made. */
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
   * @param options.authorizedToken With the channel `mfa`: the token of the first factor.
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
   * @param options.sessionId The session of `tokenRequest`'s answer.
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
   * console.log(request.body?.includes('"otp":"007689"')); // true
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
   * @param options.sessionId The session of `tokenRequest`'s answer.
   * @param options.password As the customer typed it.
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
   * @param options.key The `key` of the login's answer.
   * @param options.expiredToken The token that the page held.
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
   * @param options.host `https://origin[/base]`, or a bare name.
   * @param options.brand The name of the organisation.
   * @param options.identifierType What both values are.
   * @param options.identifierValue The old one.
   * @param options.newIdentifierValue The new one.
   * @param options.deviceId The device of the login, where there was one.
   * @param options.token The token of a login.
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
   * @param options.channel `mfa`, and no other.
   * @param options.host `https://origin[/base]`, or a bare name.
   * @param options.brand The name of the organisation.
   * @param options.deviceId The device of the login, where there was one.
   * @param options.token The token to end.
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
   * Reads the answer to any of these calls ("Auth Engine", Capillary/api-documentation on GitHub; "Validate OTP",
   * docs.capillarytech.com). A token is not a login: the role `VIEW` comes with one too. Expiry is the caller's to judge, by `token.expiresAt`. The signature cannot be verified: the vendor publishes no key.
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
   * console.log(session.loggedIn, session.next, session.token?.expiresAt); // false otp 1597655813000
   * ```
   */
  readResponse(response: HttpResponse, options?: { now?: number }): CustomerSession;

  /**
   * The header fields of a call through the gateway for a customer: `cap_authorization` with the bare token, `cap_brand`,
   * `cap_device_id`, `cap_identifier_type`, `cap_identifier_value`; older brands have `cap_mobile` instead of the last two
   * ("Authentication settings", docs.capillarytech.com). A proxy of your own must let underscores pass: nginx drops such
   * fields by default.
   *
   * @param options.token The token of a login.
   * @param options.brand The name of the organisation.
   * @param options.deviceId The device of the login, where there was one.
   * @param options.mobile The mobile number, for brands that know `cap_mobile`.
   * @param options.identifierType What `identifierValue` is.
   * @param options.identifierValue The identifier of the login.
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
  /** The session of `tokenRequest`'s answer. */
  sessionId: string;
  /** The channel to try where the first does not deliver. Default: none. */
  fallbackChannel?: 'SMS' | (string & {});
}

/** A password that is changed: the old one, the new one twice, all in clear. */
export interface CapillaryChangedPassword {
  /** The old one. */
  password: string;
  /** The new one. */
  newPassword: string;
  /** The new one again. */
  confirmPassword: string;
  /** The token of a login. */
  token: string | AccessToken;
}

/** A password that is set in a session: twice, in clear. */
export interface CapillaryResetPassword {
  /** The session of `tokenRequest`'s answer. */
  sessionId: string;
  /** The new one. */
  password: string;
  /** The new one again. */
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
   * The pair for tools that ask for a user name and a password: the till id as `username`, and the digest in the
   * password's place, `passwordMd5`
   * ("Basic authentication", docs.capillarytech.com).
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
   * The header fields of a Basic call: `Authorization`, `Content-Type`, `Accept`, and the attribution ("Basic
   * authentication", "Overview" of the API reference, docs.capillarytech.com).
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
   * The header fields of many tills, each with its own outcome, `headers` or `error`: a bad row spoils no other
   * ("Basic authentication", docs.capillarytech.com).
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
   * @param options.accessToken What `readTokenResponse` gave, or its text.
   * @param options.attribution The till or store the call acts for. Default: the client's own till.
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
   * The request that asks for an access token ("OAuth2 Client Credentials Flow", docs.capillarytech.com). It carries the
   * API secret, so in a browser it throws `server_only`.
   *
   * @param options.host `https://origin[/base]`, or a bare name.
   * @param options.key The key of the API client, from InTouch.
   * @param options.secret Its secret, which InTouch shows once.
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
   * Reads the answer to `tokenRequest` ("OAuth2 Client Credentials Flow", docs.capillarytech.com). A payload that cannot
   * be read is no reason to refuse the token: see `problems`.
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
   * What an answer of any Capillary API means for the credentials. Each answer has a meaning: one whose body is no JSON, or
   * is nested deeper than 128 levels, is judged by its status. The body decides over the HTTP status, since an expired
   * token (498) comes inside a 200 ("Authorization Flows").
   *
   * @throws {@link AuthError} `malformed_response` for a parsed body nested deeper than 128 levels, which nobody who parses
   *   answers means to hand on; `response_too_large` for a body of more than 16 MiB.
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
   * @param options.host `https://origin[/base]`, or a bare name.
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
   * Reads the answer to `staffTokenRequest` ("Get Access Token" of "Staff", Capillary/api-documentation on GitHub). The
   * token is opaque, and no page says how long it lives: `expiresAt` is null.
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
   * The header fields of a staff user's call: the bare token in `X-CAP-API-ACCESS-TOKEN`, `Content-Type`, `Accept`
   * ("Staff", Capillary/api-documentation on GitHub).
   *
   * @param options.accessToken What `readStaffTokenResponse` gave, or its text.
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
   * @param options.host `https://origin[/base]`, or a bare name.
   * @param options.accessToken The token to end.
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
   * The vendor's addresses by cluster, for convenience: any other host is as good to every function. `customer` and `gateway`
   * are missing where no page names one ("Overview" of the API reference, "Authentication settings", docs.capillarytech.com).
   *
   * @example
   * ```js
   * import { capillary } from 'commerce-auth';
   *
   * console.log(capillary.hosts.eu.api); // https://eu.api.capillarytech.com
   * ```
   */
  readonly hosts: Readonly<
    Record<'apac' | 'apac2', CapillaryCluster & { readonly customer: string; readonly gateway: string }> &
      Record<'eu', CapillaryCluster & { readonly customer: string }> &
      Record<'us' | 'china', CapillaryCluster>
  >;

  /**
   * The scenarios that `recommend` knows: the `id` it takes, and a `description` for a list to choose from.
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
   * The authentication `type` the vendor recommends for a scenario, `why`, and the `page` about it ("Authentication" and
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

/** Where Caxton's API is asked: one of its environments, or a host. */
export type CaxtonAddress =
  | {
      /** The environment by its name. */
      environment: 'sandbox' | 'staging' | 'production';
      host?: undefined;
    }
  | {
      /**
       * `https://origin[/base]`, or a bare name. Without a path the base is `/api`; one that is there, be it `/api`,
       * `/api/` or that of a proxy, is the base.
       */
      host: string;
      environment?: undefined;
    };

/** A client password of Caxton with its life, which is not that of the tokens it gives. */
export interface CaxtonRegistration {
  /** The password that the token request sends. It is here to be kept, so it prints: leave the record out of logs. */
  clientPassword: string;
  /** From when the password is valid, in milliseconds since 1970. */
  startsAt: number;
  /** When the password ends, in milliseconds since 1970. */
  endsAt: number;
  /** A key whose meaning the vendor's pages do not explain; null where there is none. */
  publicKey: string | null;
}

/**
 * What an answer of Caxton's holds. The members have the vendor's names, and are the values as they came: instants
 * inside them are text, and one without a zone (`2023-11-21T00:00:00`) is local time to JavaScript's `Date`:
 * read it with `caxton.parseDateTime`.
 */
export interface CaxtonEnvelope<Model extends object = Readonly<Record<string, unknown>>> {
  /** `Content.Model`, with `ApiStatusCode`, `ApiStatus` and `ApiStatusDescription` among its members. */
  model: Model;
  /** `AuthorisedClientModel`: whose token it was; missing on calls without one. */
  authorisedClient?: Readonly<Record<string, unknown>>;
  /** `AuthorisedUserModel`: which user acted; missing on calls without one. */
  authorisedUser?: Readonly<Record<string, unknown>>;
}

/**
 * Caxton: payments and FX.
 *
 * A sub-account takes three steps: `subsidiaryRequest`, whose answer names it; `registerRequest` with these names, whose
 * answer holds its password; a token request with this password.
 */
export const caxton: {
  /**
   * The base address of each environment ("Authentication", section "Links", dev.caxton.io/docs), with the slash at its
   * end that the page prints. For the sandbox the page's table has another address than all its examples:
   * `https://caxapi-integration.azurewebsites.net/api/`, which can be given as `host`.
   *
   * @example
   * ```js
   * import { caxton } from 'commerce-auth';
   *
   * console.log(caxton.environments.sandbox); // https://sandbox.caxton.io/api/
   * ```
   */
  readonly environments: Readonly<Record<'sandbox' | 'staging' | 'production', string>>;

  /**
   * The request for a client password ("Authentication", "Step 1. Generate Password", dev.caxton.io/docs). Its answer
   * holds a secret, so in a browser it throws `server_only`. The vendor does not say whether a second registration voids
   * the password of the first: keep what `readRegisterResponse` gives until `endsAt`.
   *
   * @param options.username The `Username` that Caxton gave, or that of `subsidiaryRequest`.
   * @param options.clientname The `Clientname` that Caxton gave, or the `Name` of `subsidiaryRequest`.
   * @throws {AuthError} `invalid_argument` with `field` and `position`: not exactly one of `environment` and `host`, an
   * environment there is not, an empty name; `insecure_url`; `unknown_option`; `server_only`.
   * @example
   * ```js
   * import { caxton } from 'commerce-auth';
   *
   * const request = caxton.registerRequest({ environment: 'sandbox', username: 'my-username', clientname: 'cxtnclient' });
   * console.log(request.url); // https://sandbox.caxton.io/api/clients/auth/register
   * console.log(request.body); // {"Username":"my-username","Clientname":"cxtnclient"}
   * ```
   */
  registerRequest(options: CaxtonAddress & { username: string; clientname: string }): HttpRequest;

  /**
   * Reads the answer to `registerRequest` ("Authentication", dev.caxton.io/docs). It succeeded when its `ApiStatus` is
   * one of its `ExpectedResponses`; a 200 alone says nothing. Instants have seven digits of a second, which are cut off
   * after the third; one without a zone is read as UTC.
   *
   * @param options.now The instant from which a `Retry-After` date counts, in milliseconds since 1970. The runtime's
   * clock where it is left out.
   * @throws {AuthError} `bad_credentials`, `forbidden`, `rate_limited`, `http_error`, `redirect_refused` by the HTTP
   * status; `vendor_error` with `vendorCode` (the `ApiStatusCode`) and `vendorMessage`: a status that was not expected;
   * `malformed_response` with `field` or `position`: no password, no life of it, or no envelope at all.
   * @example
   * ```js
   * import { caxton } from 'commerce-auth';
   *
   * const body = {
   *   Content: {
   *     Model: {
   *       ClientPassword: 'my-client-password',
   *       StartDate: '2023-08-23T10:55:45.0645017Z',
   *       EndDate: '2023-09-22T10:55:45.0645017Z',
   *       PublicKey: 'my-public-key',
   *       ApiStatusCode: 100,
   *       ApiStatus: 'IsValid',
   *       ApiStatusDescription: 'Valid Operation',
   *     },
   *     ExpectedResponses: ['IsValid'],
   *   },
   * };
   * const { endsAt } = caxton.readRegisterResponse({ status: 200, body });
   * console.log(new Date(endsAt).toISOString()); // 2023-09-22T10:55:45.064Z
   * ```
   */
  readRegisterResponse(response: HttpResponse, options?: { now?: number }): CaxtonRegistration;

  /**
   * The request that asks for an access token: a form with `Grant_Type`, `Username` and `Password`, spelt as on the
   * page ("Authentication", step 2, dev.caxton.io/docs). It carries the client password, so in a browser it throws
   * `server_only`.
   *
   * @param options.username The `Username` that Caxton gave, or that of `subsidiaryRequest`.
   * @param options.clientPassword The password that `readRegisterResponse` gave.
   * @throws {AuthError} `invalid_argument` with `field` and `position`; `insecure_url`; `unknown_option`; `server_only`.
   * @example
   * ```js
   * import { caxton } from 'commerce-auth';
   *
   * const request = caxton.tokenRequest({ environment: 'sandbox', username: 'me', clientPassword: 'a&b' });
   * console.log(request.url, request.body);
   * // https://sandbox.caxton.io/api/token Grant_Type=password&Username=me&Password=a%26b
   * ```
   */
  tokenRequest(options: CaxtonAddress & { username: string; clientPassword: string }): HttpRequest;

  /**
   * Reads the answer to `tokenRequest`, which stands outside the vendor's envelope ("Authentication", step 2).
   *
   * @param options.now The instant of just before the request, in milliseconds since 1970; the runtime's clock where
   * it is left out.
   * @throws {AuthError} `bad_credentials`, `forbidden`, `rate_limited`, `http_error`, `vendor_error`,
   * `redirect_refused`: what the vendor said; `malformed_response`: no usable token.
   * @example
   * ```js
   * import { caxton } from 'commerce-auth';
   *
   * const body = { access_token: 'my-token', token_type: 'bearer', expires_in: 2591999 };
   * const token = caxton.readTokenResponse({ status: 200, body }, { now: 1_700_000_000_000 });
   * console.log(token.expiresAt); // 1702591999000
   * ```
   */
  readTokenResponse(response: HttpResponse, options?: { now?: number }): AccessToken;

  /**
   * The header fields of a call with an access token ("Authentication", "Sub-Accounts", "Payroll & Bulk Payments",
   * dev.caxton.io/docs).
   *
   * @param options.accessToken What `readTokenResponse` gave, or its text.
   * @param options.identityNumber The sub-account that the main account acts for, sent as `IdentityNumber`. Left out,
   * the call is the main account's own; an empty one is refused.
   * @param options.userApiToken The `ApiToken` of a user, sent as `userapitoken`. The vendor's examples send it with
   * payments and bank look-ups.
   * @throws {AuthError} `invalid_argument`: an empty value, a token that begins with `Bearer `; `invalid_header_value`
   * with `position`; `unknown_option`.
   * @example
   * ```js
   * import { caxton } from 'commerce-auth';
   *
   * console.log(caxton.bearerHeaders({ accessToken: 'my-token', identityNumber: '12345' }));
   * // { Authorization: 'Bearer my-token', IdentityNumber: '12345' }
   * ```
   */
  bearerHeaders(options: {
    accessToken: string | AccessToken;
    identityNumber?: string;
    userApiToken?: string;
  }): Record<string, string>;

  /**
   * The request for a new sub-account ("Sub-Accounts", "Step 1(a). Create a New Sub-Account", dev.caxton.io/docs). The
   * `model` of its answer holds the `Username` and the `Name` that `registerRequest` takes as `username` and
   * `clientname`.
   *
   * @param options.accessToken The main account's.
   * @param options.companyName The sub-account's name, sent as `CompanyName`.
   * @param options.email Its address, sent as `Email`.
   * @throws {AuthError} As `bearerHeaders` and `registerRequest`, without `server_only`.
   * @example
   * ```js
   * import { caxton } from 'commerce-auth';
   *
   * const request = caxton.subsidiaryRequest({
   *   environment: 'sandbox',
   *   accessToken: 'my-token',
   *   companyName: 'demo45',
   *   email: 'accounts@demo45.example',
   * });
   * console.log(request.url); // https://sandbox.caxton.io/api/clients/subsidiary
   * ```
   */
  subsidiaryRequest(
    options: CaxtonAddress & { accessToken: string | AccessToken; companyName: string; email: string },
  ): HttpRequest;

  /**
   * The request for a reset of a sub-account's credentials, after which the sub-account registers again ("Reset Client
   * Credentials", "Authentication", dev.caxton.io/docs).
   *
   * Unverified: the vendor's page names the method and the `IdentityNumber`, and neither the path nor where the number
   * goes. Ask Caxton for the path. The number is sent as a header field, as in every other call for a sub-account.
   *
   * @param options.path The path below the base address: letters, digits and `-._~@+` between single slashes. No query,
   * no `..`, no percent sign, nothing that could lead the token to another host.
   * @param options.accessToken The main account's.
   * @param options.identityNumber The sub-account whose credentials are reset.
   * @throws {AuthError} As `bearerHeaders` and `registerRequest`, without `server_only`; `invalid_argument` with
   * `position`: such a path.
   * @example
   * ```js
   * import { caxton } from 'commerce-auth';
   *
   * const request = caxton.resetRequest({
   *   environment: 'sandbox',
   *   path: 'path/that/caxton/told/you',
   *   accessToken: 'my-token',
   *   identityNumber: '12345',
   * });
   * console.log(request.method, request.url); // PUT https://sandbox.caxton.io/api/path/that/caxton/told/you
   * ```
   */
  resetRequest(
    options: CaxtonAddress & { path: string; accessToken: string | AccessToken; identityNumber?: string },
  ): HttpRequest;

  /**
   * Opens the answer to a call with a token ("Authentication", "Webhooks", dev.caxton.io/docs). It succeeded when the
   * `ApiStatus` of its model is one of its `ExpectedResponses`: mostly code 100 and "IsValid", but 314 and "Success" for
   * a new user ("User Accounts"). The token's own answer has no envelope.
   *
   * @param options.now The instant from which a `Retry-After` date counts, in milliseconds since 1970. The runtime's
   * clock where it is left out.
   * @throws {AuthError} `token_invalid`, `forbidden`, `rate_limited`, `http_error`, `redirect_refused` by the HTTP
   * status; `vendor_error` with `vendorCode` (the `ApiStatusCode`) and `vendorMessage`: a status that was not expected;
   * `malformed_response` with `field` or `position`: no envelope.
   * @example
   * ```js
   * import { caxton } from 'commerce-auth';
   *
   * const body =
   *   '{"Content":{"Model":{"ApplicantId":12345,"ApiStatusCode":314,"ApiStatus":"Success"},"ExpectedResponses":["Success"]}}';
   * console.log(caxton.readEnvelope({ status: 200, body }).model.ApplicantId); // 12345
   * ```
   */
  readEnvelope<Model extends object = Readonly<Record<string, unknown>>>(
    response: HttpResponse,
    options?: { now?: number },
  ): CaxtonEnvelope<Model>;

  /**
   * A date and time of Caxton's in milliseconds since 1970, what is finer cut off. The vendor writes seven digits of a
   * second, and often no zone ("Webhooks", dev.caxton.io/docs): such a text is read as UTC, where JavaScript's `Date`
   * would take it for local time. Which zone is meant, no page says.
   *
   * @throws {AuthError} `invalid_argument`: no date and time
   * ([RFC 3339 §5.6](https://www.rfc-editor.org/rfc/rfc3339#section-5.6), the zone being optional).
   * @example
   * ```js
   * import { caxton } from 'commerce-auth';
   *
   * console.log(caxton.parseDateTime('2023-12-01T20:43:29.7267638')); // 1701463409726
   * ```
   */
  parseDateTime(text: string): number;

  /**
   * The form in which the login of a user sends a password: base64 of the 32 lower-case hexadecimal digits of its MD5
   * digest ("User Accounts", section "User Login", dev.caxton.io/docs). It is as good as the password: keep it as you
   * would keep that.
   *
   * Ambiguous: what the page's own code prints for its sample is not known, and base64 of the 16 bytes of the digest is
   * another reading of it. The wording, MD5, then hexadecimal, then base64, fits this one.
   *
   * @throws {AuthError} `invalid_argument` with `position`: an empty password, a control character, half of a surrogate
   * pair.
   * @example
   * ```js
   * import { caxton } from 'commerce-auth';
   *
   * console.log(caxton.userPasswordDigest('Admin@123')); // MGU3NTE3MTQxZmI1M2YyMWVlNDM5YjM1NWI1YTFkMGE=
   * ```
   */
  userPasswordDigest(password: string): string;
};

/** Where Pledg's API is, or a host of one's own: exactly one of the two. */
export type PledgEnvironment =
  | {
      /** The environment by its name. */
      environment: 'staging' | 'production';
      host?: undefined;
    }
  | {
      /** `https://origin[/base]`, or a bare name. */
      host: string;
      environment?: undefined;
    };

/** A postal address, by the names of Pledg's page ("Settings", docs.pledg.co). */
export interface PledgAddress {
  /** Street and number. */
  readonly street?: string;
  /** Town. */
  readonly city?: string;
  /** Postal code. */
  readonly zipcode?: string;
  /** State or province, where there is one. */
  readonly stateProvince?: string;
  /** Country. */
  readonly country?: string;
}

/**
 * Parameters of a purchase, by the names of Pledg's page ("Settings", docs.pledg.co). All others pass as well; which of
 * them a merchant has to send is between Pledg and the merchant, so none is demanded.
 */
export interface PledgPurchaseParameters {
  /** Whose purchase it is, and whose secret signs it; or {@link PledgPurchaseParameters.companyUid}. */
  readonly merchantUid?: string;
  /** The company whose purchase it is, in place of one of its merchants. */
  readonly companyUid?: string;
  /** An integer of cents: what `price * 100` has behind the point loses or wins one. */
  readonly amountCents?: number;
  /** The currency of the amount. */
  readonly currency?: string;
  /** The merchant's own reference of the purchase, which notifications repeat. */
  readonly reference?: string;
  /** What the customer reads above the purchase. */
  readonly title?: string;
  /** What stands below the title. */
  readonly subtitle?: string;
  /** The customer's e-mail address. */
  readonly email?: string;
  /** The customer's first name. */
  readonly firstName?: string;
  /** The customer's last name. */
  readonly lastName?: string;
  /** The customer's telephone number. */
  readonly phoneNumber?: string;
  /** The customer's date of birth. */
  readonly birthDate?: string;
  /** The customer's country. */
  readonly countryCode?: string;
  /** The language of the pages that the customer sees. */
  readonly lang?: string;
  /** An object: only unsigned parameters carry it as text. */
  readonly address?: PledgAddress | (PledgAddress & Readonly<Record<string, unknown>>);
  /** Where the goods go, where that is another address; an object as well. */
  readonly shippingAddress?: PledgAddress | (PledgAddress & Readonly<Record<string, unknown>>);
  /** Whatever the merchant wants to keep with the purchase, as an object. */
  readonly metadata?: object;
  /** Where the customer comes back to. A payment by transfer has neither of the two. */
  readonly redirectUrl?: string;
  /** Where the customer comes back to without having paid. */
  readonly cancelUrl?: string;
  /** Where Pledg posts what `pledg.verifyNotification` reads. */
  readonly paymentNotificationUrl?: string;
  /** Where Pledg posts what failed, which `pledg.verifyNotification` reads as well. */
  readonly errorNotificationUrl?: string;
  readonly [parameter: string]: unknown;
}

/** How a payment link reaches the customer ("Purchase management", docs.pledg.co). The names are the vendor's. */
export interface PledgPurchaseLinkSettings {
  /** Whether Pledg sends it by e-mail. */
  send_email?: boolean;
  /** To which address. */
  email?: string;
  /** Whether Pledg sends it as a text message. */
  send_sms?: boolean;
  /** To which number. */
  phone_number?: string;
}

/** What the signature of a standard notification covers: no amount. A value is what it is in the body. */
export interface PledgBackValues {
  /** When the purchase was made: text, as Pledg wrote it. */
  readonly created_at: string;
  /** Why the purchase failed; empty or null where it did not. */
  readonly error: string | null;
  /** The purchase at Pledg: act once for each. */
  readonly id: string;
  /** Your reference of the purchase. */
  readonly reference: string;
  /** Whether it was a purchase in staging. */
  readonly sandbox: string | boolean;
  /** How the purchase ended: `completed`, or a state of the payment provider. */
  readonly status: string;
}

/** What a notification of a transfer says. */
export interface PledgTransferValues {
  /** Your reference of the purchase. */
  readonly reference: string;
  /** The transfer at Pledg: act once for each. */
  readonly transfer_order_item_uid: string;
  /** What was transferred: an integer of cents. */
  readonly amount_cents: number;
  readonly [member: string]: unknown;
}

/** What a notification of an error says: `purchase_state` by the page, `state` or `acceptance_state` by newer plugins. */
export interface PledgErrorValues {
  /** Your reference of the purchase. */
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

/** What a notification is held to, beside the secret. */
export interface PledgVerification {
  /** The instant of now, in milliseconds since 1970; the runtime's clock where it is left out. */
  now?: number;
  /** What the caller knows of the purchase. Default: nothing is compared. */
  expect?: {
    /** Your reference of the purchase. */
    reference?: string;
    /** An integer of cents. The signature of a standard notification covers no amount: only a transfer confirms one. */
    amountCents?: number;
  };
}

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
   * @param options.email The user's address.
   * @param options.password The clear password.
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
   * The request that asks for an access token, preferred for new integrations ("Authentication", docs.pledg.co). It
   * carries the API secret, so in a browser it throws `server_only`.
   *
   * @param options.key The API key of the dashboard.
   * @param options.secret Its secret, sent as it is and not hashed.
   * @throws {AuthError} `invalid_argument` with `field` and `position`; `insecure_url`; `unknown_option`; `server_only`.
   * @example
   * ```js
   * import { pledg } from 'commerce-auth';
   *
   * const request = pledg.tokenRequest({ environment: 'staging', key: 'your_key', secret: 'your_secret' });
   * console.log(request.headers.Authorization, request.body);
   * // Basic eW91cl9rZXk6eW91cl9zZWNyZXQ= grant_type=client_credentials
   * ```
   */
  tokenRequest(options: PledgEnvironment & { key: string; secret: string }): HttpRequest;

  /**
   * Reads the answer to `tokenRequest` ("Authentication", docs.pledg.co). What the vendor's errors look like is not
   * published; those of [RFC 6749 §5.2](https://www.rfc-editor.org/rfc/rfc6749#section-5.2) are recognised.
   *
   * @param options.now The instant of just before the request, in milliseconds since 1970; the runtime's clock where
   * it is left out.
   * @throws {AuthError} `bad_credentials`, `forbidden`, `rate_limited`, `http_error`, `vendor_error`,
   * `redirect_refused`: what the vendor said; `malformed_response`: no usable token.
   * @example
   * ```js
   * import { pledg } from 'commerce-auth';
   *
   * const body = { access_token: 'my-token', token_type: 'Bearer', expires_in: 600 };
   * console.log(pledg.readTokenResponse({ status: 200, body }, { now: 1_700_000_000_000 }).expiresAt); // 1700000600000
   * ```
   */
  readTokenResponse(response: HttpResponse, options?: { now?: number }): AccessToken;

  /**
   * The header field of a call with an access token ("Authentication", docs.pledg.co).
   *
   * @param options.accessToken What `readTokenResponse` gave, or its text.
   * @throws {AuthError} `invalid_argument`: an empty token, one that begins with `Bearer `; `invalid_header_value`
   * with `position`; `unknown_option`.
   * @example
   * ```js
   * import { pledg } from 'commerce-auth';
   *
   * console.log(pledg.bearerHeaders({ accessToken: 'my-token' }).Authorization); // Bearer my-token
   * ```
   */
  bearerHeaders(options: { accessToken: string | AccessToken }): Record<string, string>;

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
   * @param options.signature What `signPurchase` gave.
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
   * @param options.signature What `signPurchase` gave.
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
   * @param options.signature What `signPurchase` gave.
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
   * mode", docs.pledg.co): the standard notification, and transfers and errors as `{"signature": "<jwt>"}`. `trust` of the
   * outcome is `signed` wherever a secret was given.
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
   * const notification = pledg.verifyNotification(body, {
   *   secret: 'secret',
   *   expect: { reference: 'ref_1', amountCents: 2000 },
   * });
   * if (notification.kind === 'transfer' && notification.trust === 'signed') {
   *   console.log(notification.verified.transfer_order_item_uid); // tri_1
   * }
   * ```
   */
  verifyNotification<Secret extends SecretInput | readonly SecretInput[] | null>(
    body: string | Uint8Array | object,
    options: PledgVerification & { secret: Secret },
  ): Extract<PledgNotification, { trust: Secret extends null ? 'unsigned' : 'signed' }>;
};

// Without this line TypeScript would export the unexported declarations above as well.
export {};

// The one error class. Entries are bundled apart, so each brings its own copy of the class: a registered symbol on
// the prototype makes `instanceof` hold between them, and `isAuthError` across copies of the package.

const BRAND: unique symbol = Symbol.for('commerce-auth.AuthError');

/** What went wrong, as a stable code: branch on this, never on the message. */
export type ErrorCode =
  /**
   * An argument is missing, empty, of the wrong type, or cannot be represented. Correct it: `field` and `position` say
   * where.
   */
  | 'invalid_argument'
  /** An options object has a member that is not an option. Spell it as the message suggests. */
  | 'unknown_option'
  /**
   * No header field can carry the value, often because of a line break from a file. Trim it; `position` is the byte.
   */
  | 'invalid_header_value'
  /**
   * A password is 32 hexadecimal digits. Pass a digest as `passwordMd5`, or set `allowHashLikePassword` if it is the
   * password.
   */
  | 'looks_hashed'
  /** The address is not `https`. Write `https://`; `dangerouslyAllowInsecureHttp` is for tests. */
  | 'insecure_url'
  /**
   * The address is not the vendor's, so nothing was sent. Call it without these credentials, or, if it is the vendor's, list it
   * in `origins`.
   */
  | 'foreign_origin'
  /** The call would ship a secret to a browser. Make it on a server; in Jest's jsdom set `customExportConditions`. */
  | 'server_only'
  /**
   * The connection failed before an answer came; message, `platformCode` and `cause` have the platform's code. Try again where
   * `retryable` says so, or check host, proxy and firewall. A certificate that is not accepted is not retryable, nor is a request
   * that the runtime's `fetch` will not send.
   */
  | 'network'
  /** The deadline passed. Try again; raise `timeoutMs` if the vendor is slow. */
  | 'timeout'
  /** The vendor answered a call that carries credentials with a redirect. Give the address of the API itself as `host`. */
  | 'redirect_refused'
  /**
   * The answer is larger than `maxResponseBytes`, or than the 16 MiB that any function takes. A token never is: check
   * that `host` is the API.
   */
  | 'response_too_large'
  /**
   * The answer is not what the vendor documents: `field` is a JSON pointer to what is wrong. It may come from
   * a proxy or be an HTML page: check `host`.
   */
  | 'malformed_response'
  /**
   * The vendor answered with a status that tells no more than itself. `retryable` and `retryAfterMs` say whether to try
   * again.
   */
  | 'http_error'
  /**
   * The vendor does not accept these credentials. Do not try again: check that they belong together and to this
   * host.
   */
  | 'bad_credentials'
  /** The credentials are right and may not do this. Ask the vendor for access. */
  | 'forbidden'
  /** Too many calls, or tries. Wait for `retryAfterMs` if it is given. */
  | 'rate_limited'
  /** The vendor reported an error of its own: `vendorCode` and `vendorMessage` say which. */
  | 'vendor_error'
  /** The token has expired. An authenticator renews it by itself; otherwise get another one. */
  | 'token_expired'
  /** The token is not accepted, or not valid yet. Get another one, or let the customer log in again. */
  | 'token_invalid'
  /**
   * Caxton's client password has expired. Register again and store the new one, where the function in `credentials` finds it;
   * without such a function make a new authenticator.
   */
  | 'password_expired'
  /** Not a JWT, or one with another algorithm, `crit`, or the same member twice. Do not act on it. */
  | 'malformed_jwt'
  /** The signature does not match this content: another secret, a changed body, or a forgery. Do not act on it. */
  | 'signature_mismatch'
  /** It is unsigned although you have a secret. Do not act on it: anybody can send it. */
  | 'signature_missing'
  /**
   * Signed content is not what you expect: another amount or reference, or not a notification. Do not act on
   * it.
   */
  | 'unexpected_value'
  /** The secret is under 32 bytes, and `strict` was set. Ask the vendor for a longer one. */
  | 'weak_secret'
  /**
   * The function in `credentials` failed, or took longer than `timeoutMs`: `cause` has name and code of what it threw. Try again
   * after `retryAfterMs`.
   */
  | 'credentials_unavailable'
  /** A token store cannot do what it was asked. In events it costs sharing, never a call. */
  | 'store_error'
  /** The authenticator has been closed. Make a new one. */
  | 'closed'
  /** A defect of this package. Please report it with the message; the next call starts afresh. */
  | 'internal';

const FIELDS = [
  'code',
  'vendor',
  'field',
  'position',
  'status',
  'vendorCode',
  'vendorMessage',
  'requestId',
  'platformCode',
  'retryable',
  'retryAfterMs',
] as const;

/** What an error is made of: null, as JSON has it, for what is not there. */
export type AuthErrorFields = {
  readonly [Name in (typeof FIELDS)[number]]?: AuthError[Name] | null | undefined;
} & { readonly code: ErrorCode; readonly message: string };

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
  declare readonly name: 'AuthError';
  /** The stable code. */
  declare readonly code: ErrorCode;
  /** The vendor, where the error is about an answer of one. */
  declare readonly vendor?: string;
  /** The argument or option the error is about; for an answer, a JSON pointer. */
  declare readonly field?: string;
  /** The byte the error is about, counted from 0 in the UTF-8 form of the value. */
  declare readonly position?: number;
  /** The HTTP status of the answer. */
  declare readonly status?: number;
  /** The vendor's own code. */
  declare readonly vendorCode?: string;
  /**
   * The vendor's own words, cut to 200 characters. Authenticators drop them whole if they repeat a credential;
   * a reader such as `capillary.readTokenResponse` is not given the credentials and cannot tell.
   */
  declare readonly vendorMessage?: string;
  /** The vendor's identifier of the exchange, for its support desk. */
  declare readonly requestId?: string;
  /** The platform's own code where no answer came, such as `ENOTFOUND` or `DEPTH_ZERO_SELF_SIGNED_CERT`. */
  declare readonly platformCode?: string;
  /** Whether the same call may well succeed later with nothing changed. */
  declare readonly retryable: boolean;
  /** The wait the vendor asked for, or that is left of a back-off window, in milliseconds. */
  declare readonly retryAfterMs?: number;

  // A bundler may give a class that names itself another name, and platforms print that of the constructor.
  static {
    Object.defineProperty(this, 'name', { value: 'AuthError' });
  }

  private constructor(fields: AuthErrorFields, options?: ErrorOptions) {
    super(fields.message, options);
    for (const name of FIELDS) {
      // Not what somebody has added to all objects.
      if (Object.hasOwn(fields, name) && fields[name] !== undefined && fields[name] !== null)
        (this as unknown as Record<string, unknown>)[name] = fields[name];
    }
    this.retryable = Object.hasOwn(fields, 'retryable') && fields.retryable === true;
  }

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
  toJSON(): Record<string, unknown> {
    const json: Record<string, unknown> = { name: this.name, code: this.code, message: this.message };
    for (const name of FIELDS) {
      if (Object.hasOwn(this, name)) json[name] = this[name];
    }
    return json;
  }

  /** @internal */
  static override [Symbol.hasInstance](value: unknown): boolean {
    return this === AuthError ? isAuthError(value) : Function.prototype[Symbol.hasInstance].call(this, value);
  }
}

Object.defineProperty(AuthError.prototype, 'name', { value: 'AuthError', configurable: true, writable: true });
Object.defineProperty(AuthError.prototype, BRAND, { value: true });

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
export function isAuthError(value: unknown): value is AuthError {
  try {
    return typeof value === 'object' && value !== null && (value as { [BRAND]?: unknown })[BRAND] === true;
  } catch {
    // A proxy can throw at anything.
    return false;
  }
}

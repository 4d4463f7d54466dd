// The state of an end customer. Its tokens do not print themselves, and neither does the session id: for a quarter of an
// hour it is all that somebody needs to guess at the one-time password.

import { AccessToken, type AccessTokenParts } from './access-token.ts';
import { REDACTED } from './redacted.ts';
import type { Inspect } from './inspection.ts';
import { SAMENESS, samenessOf } from './sameness.ts';

/** What every state of an end customer has. */
export interface CustomerSessionDetails {
  /**
   * Gets a mobile app or a second factor more tokens (`regenerateRequest`). Null on the web. Its `expiresAt` is null.
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
   * What comes next: `otpRequest` and `otpValidateRequest`, `passwordValidateRequest`, or the second factor (channel `mfa`,
   * from `tokenRequest` on). Null if the answer does not say, as that of `otpRequest`.
   */
  readonly next: 'otp' | 'password' | 'mfa' | null;
  /** `VIEW` before the login; null where the answer is only a status. */
  readonly role: 'VIEW' | 'USER' | 'MFA_PENDING' | (string & {}) | null;
  /** A token that is no login: of the role `VIEW`, or that of a first factor. */
  readonly token: AccessToken | null;
}

/** The state of an end customer after a call of the auth engine. */
export type CustomerSession = LoggedInCustomer | WaitingCustomer;

/** A session as data: what the core answers. */
export type CustomerSessionParts = Omit<CustomerSession, 'token' | 'key'> & {
  readonly token: AccessTokenParts | null;
  readonly key: AccessTokenParts | null;
};

const tokenOf = (parts: AccessTokenParts | null) => parts && new AccessToken(parts);

/** @internal The class of all states: which one it is, the members that the core answered say. */
export const CustomerSession = class {
  #sessionId: string | null;

  constructor({ token, key, sessionId, ...known }: CustomerSessionParts) {
    this.#sessionId = sessionId;
    Object.assign(this, known, { token: tokenOf(token), key: tokenOf(key) });
    Object.defineProperty(this, SAMENESS, { value: samenessOf([sessionId ?? undefined]), enumerable: true });
    Object.freeze(this);
  }

  get sessionId() {
    return this.#sessionId;
  }

  toJSON() {
    const { [SAMENESS]: _, ...known } = this as { [SAMENESS]?: unknown };
    return { ...known, sessionId: this.#sessionId && REDACTED };
  }

  [Symbol.for('nodejs.util.inspect.custom')](_depth: unknown, options: unknown, inspect: Inspect | undefined) {
    return `CustomerSession ${typeof inspect === 'function' ? inspect(this.toJSON(), options) : REDACTED}`;
  }

  get [Symbol.toStringTag]() {
    return 'CustomerSession';
  }

  // As with tokens: an inspection that is asked to would call the getter.
  static {
    Object.defineProperty(this.prototype, 'constructor', { value: Object });
  }
} as unknown as new (
  parts: CustomerSessionParts,
) => CustomerSession;

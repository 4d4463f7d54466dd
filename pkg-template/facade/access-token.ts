// A token that does not print itself: `value`, `claims` and `refreshToken` are accessors over private fields, so neither
// inspection nor JSON nor string conversion shows them. Claims name whom the token is for, so they stay out of logs as it does.

import type { JwtClaims, JwtProblem } from './decoded-jwt.ts';
import type { Inspect } from './inspection.ts';
import { REDACTED } from './redacted.ts';
import { SAMENESS, samenessOf } from './sameness.ts';

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
  /** The refresh token, if the profile says where to find it. Not enumerable. */
  readonly refreshToken?: string;
  /**
   * What else was kept of the answer, by the names that the profile's `response.keep` gives; only there where it keeps something.
   * The object shows no value: `inspect` and `JSON.stringify` show `«redacted»`.
   */
  readonly kept?: Readonly<Record<string, string>>;
  /** The claims of the token, unverified; null where it is not a readable JWT. Not enumerable. */
  readonly claims: JwtClaims | null;
  /**
   * What is wrong with the token as a JWT; nothing where it is opaque, that is where neither header nor claims can be
   * read. The token is as good as the vendor says it is, whatever stands here.
   */
  readonly problems: readonly JwtProblem[];
}

/** A token as data: what the core answers. */
export type AccessTokenParts = AccessToken;

/** @internal The class: to users there is only what it implements. */
export const AccessToken: new (parts: AccessTokenParts) => AccessToken = class implements AccessToken {
  declare readonly expiresAt: number | null;
  declare readonly obtainedAt: number;
  declare readonly lifetimeSeconds: number | null;
  declare readonly tokenType?: string;
  declare readonly kept?: Readonly<Record<string, string>>;
  declare readonly problems: readonly JwtProblem[];
  #value: string;
  #claims: JwtClaims | null;
  #refreshToken: string | undefined;

  constructor(parts: AccessTokenParts) {
    const { value, claims, refreshToken, ...known } = { refreshToken: undefined, ...parts };
    this.#value = value;
    this.#claims = claims;
    this.#refreshToken = refreshToken;
    Object.assign(this, known);
    // Without it two tokens would be deeply equal whose value nobody sees.
    Object.defineProperty(this, SAMENESS, { value: samenessOf([value, refreshToken]), enumerable: true });
    Object.freeze(this);
  }

  get value() {
    return this.#value;
  }

  get claims() {
    return this.#claims;
  }

  // The member may be missing, so a token that has none gives undefined: an accessor cannot be declared so.
  get refreshToken(): string {
    return this.#refreshToken as string;
  }

  toJSON() {
    const { [SAMENESS]: _, ...known } = this as { [SAMENESS]?: unknown };
    return { value: REDACTED, ...known };
  }

  toString() {
    return REDACTED;
  }

  [Symbol.for('nodejs.util.inspect.custom')](_depth: unknown, options: unknown, inspect: Inspect | undefined) {
    return `AccessToken ${typeof inspect === 'function' ? inspect(this.toJSON(), options) : REDACTED}`;
  }

  get [Symbol.toStringTag]() {
    return 'AccessToken';
  }

  // Where it is asked to, Node's inspection calls the getters that a class of its user's has, but not those of its own.
  static {
    Object.defineProperty(this.prototype, 'constructor', { value: Object });
  }
};

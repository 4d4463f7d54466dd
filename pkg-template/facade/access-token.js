// A token that does not print itself: `value`, `claims` and `refreshToken` are accessors over private fields, so neither
// inspection nor JSON nor string conversion shows them. Claims name whom the token is for, so they stay out of logs as it does.

export const REDACTED = '«redacted»';

export class AccessToken {
  #value;
  #claims;
  #refreshToken;

  constructor({ value, claims, refreshToken, ...known }) {
    this.#value = value;
    this.#claims = claims;
    this.#refreshToken = refreshToken;
    Object.assign(this, known);
    Object.freeze(this);
  }

  get value() {
    return this.#value;
  }

  get claims() {
    return this.#claims;
  }

  get refreshToken() {
    return this.#refreshToken;
  }

  toJSON() {
    return { value: REDACTED, ...this };
  }

  toString() {
    return REDACTED;
  }

  [Symbol.for('nodejs.util.inspect.custom')](depth, options, inspect) {
    return `AccessToken ${typeof inspect === 'function' ? inspect(this.toJSON(), options) : REDACTED}`;
  }

  get [Symbol.toStringTag]() {
    return 'AccessToken';
  }
}

/** The bare text of a token that is given as text or as an `AccessToken` of any copy of the package. */
export function tokenText(token) {
  return typeof token === 'object' && token !== null && typeof token.value === 'string' ? token.value : token;
}

// A token that does not print itself: `value` is an accessor over a private field, so neither inspection nor JSON
// nor string conversion shows it.

const REDACTED = '«redacted»';

export class AccessToken {
  #value;

  constructor({ value, claims, ...known }) {
    this.#value = value;
    Object.assign(this, known);
    // Claims name whom the token is for. They stay out of logs, as the token does.
    Object.defineProperty(this, 'claims', { value: claims, enumerable: false });
    Object.freeze(this);
  }

  get value() {
    return this.#value;
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

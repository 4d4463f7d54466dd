// The state of an end customer. Its tokens do not print themselves, and neither does the session id: for a quarter of an
// hour it is all that somebody needs to guess at the one-time password.

import { AccessToken, REDACTED } from './access-token.js';

const tokenOf = (parts) => parts && new AccessToken(parts);

export class CustomerSession {
  #sessionId;

  constructor({ token, key, sessionId, ...known }) {
    this.#sessionId = sessionId;
    Object.assign(this, known, { token: tokenOf(token), key: tokenOf(key) });
    Object.freeze(this);
  }

  get sessionId() {
    return this.#sessionId;
  }

  toJSON() {
    return { ...this, sessionId: this.#sessionId && REDACTED };
  }

  [Symbol.for('nodejs.util.inspect.custom')](depth, options, inspect) {
    return `CustomerSession ${typeof inspect === 'function' ? inspect({ ...this, sessionId: this.#sessionId && REDACTED }, options) : REDACTED}`;
  }

  get [Symbol.toStringTag]() {
    return 'CustomerSession';
  }
}

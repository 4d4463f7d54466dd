// What a test can do to the tokens of any vendor's part while the emulator runs.

import { inspect } from "node:util";

/** The base of every control. `checkLifetime(where, seconds)` throws where the vendor has no such lifetime. */
export class TokenControl {
  #issuer;
  #checkLifetime;

  constructor(issuer, checkLifetime) {
    this.#issuer = issuer;
    this.#checkLifetime = checkLifetime;
  }

  get tokensIssued() {
    return this.#issuer.issued;
  }

  expireTokens() {
    this.#issuer.expireAll();
  }

  revokeTokens() {
    this.#issuer.revokeAll();
  }

  setLifetime(seconds) {
    this.#checkLifetime("setLifetime", seconds);
    this.#issuer.setLifetime(seconds);
  }

  [inspect.custom](depth, options) {
    const { name } = this.constructor;
    return depth < 0 ? `[${name}]` : `${name} ${inspect(this.toJSON(), options)}`;
  }
}

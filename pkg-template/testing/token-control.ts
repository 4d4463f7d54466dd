// What a test can do to the tokens of any vendor's part while the emulator runs.

import { type InspectOptions, inspect } from 'node:util';

/** Who gives out the tokens of one vendor. */
export interface TokenIssuer {
  readonly issued: number;
  expireAll(): void;
  revokeAll(): void;
  setLifetime(seconds: number): void;
}

export type LifetimeCheck = (where: string, seconds: unknown) => void;

/** The base of every control. `checkLifetime(where, seconds)` throws where the vendor has no such lifetime. */
export abstract class TokenControl {
  #issuer: TokenIssuer;
  #checkLifetime: LifetimeCheck;

  constructor(issuer: TokenIssuer, checkLifetime: LifetimeCheck) {
    this.#issuer = issuer;
    this.#checkLifetime = checkLifetime;
  }

  get tokensIssued(): number {
    return this.#issuer.issued;
  }

  expireTokens(): void {
    this.#issuer.expireAll();
  }

  revokeTokens(): void {
    this.#issuer.revokeAll();
  }

  setLifetime(seconds: number): void {
    this.#checkLifetime('setLifetime', seconds);
    this.#issuer.setLifetime(seconds);
  }

  /** What of it may be printed. */
  abstract toJSON(): object;
}

// Beside the class: declarations cannot say this name within it.
Object.defineProperty(TokenControl.prototype, inspect.custom, {
  value(this: TokenControl, depth: number, options: InspectOptions): string {
    const { name } = this.constructor;
    return depth < 0 ? `[${name}]` : `${name} ${inspect(this.toJSON(), options)}`;
  },
});

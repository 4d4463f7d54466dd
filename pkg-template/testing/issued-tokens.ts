// The tokens a vendor has given out, each with the party it was given to, and when they end.

import type { Now } from './emulator-clock.ts';

/** A token as it is when somebody comes with it. */
export type FoundToken<Holder> =
  | { readonly state: 'unknown'; readonly holder?: undefined; readonly expiresAt?: undefined }
  | { readonly state: 'good' | 'expired'; readonly holder: Holder; readonly expiresAt: number };

/** A party to give tokens to, with the lifetime of its own. */
export interface TokenHolder {
  readonly lifetimeSeconds: number;
}

interface IssuedToken<Holder> {
  readonly holder: Holder;
  readonly serial: number;
  readonly expiresAt: number;
}

export type TokenText<Holder> = (holder: Holder, now: number, lifetimeSeconds: number) => string;

export class IssuedTokens<Holder extends TokenHolder> {
  #textOf: TokenText<Holder>;
  #now: Now;
  #tokens = new Map<string, IssuedToken<Holder>>();
  #expiredThrough = 0;
  #revokedThrough = 0;
  #lifetimeSeconds: number | null = null;
  issued = 0;

  /** `textOf(holder, now, lifetimeSeconds)` makes the text of a token; it must never give one text twice. */
  constructor(textOf: TokenText<Holder>, now: Now) {
    this.#textOf = textOf;
    this.#now = now;
  }

  /** A new token for a holder, with the holder's own lifetime unless a test has set one for all. */
  issue(holder: Holder): { value: string; lifetimeSeconds: number } {
    const lifetimeSeconds = this.#lifetimeSeconds ?? holder.lifetimeSeconds;
    const now = this.#now();
    const value = this.#textOf(holder, now, lifetimeSeconds);
    this.issued += 1;
    this.#tokens.set(value, { holder, serial: this.issued, expiresAt: now + lifetimeSeconds * 1000 });
    return { value, lifetimeSeconds };
  }

  /** `{ state: "good" | "expired" | "unknown", holder?, expiresAt? }` for the text of a header. */
  lookUp(value: string): FoundToken<Holder> {
    const token = this.#tokens.get(value);
    if (!token || token.serial <= this.#revokedThrough) return { state: 'unknown' };
    const now = this.#now();
    if (token.serial <= this.#expiredThrough)
      return { ...token, state: 'expired', expiresAt: Math.min(token.expiresAt, now) };
    return { ...token, state: now >= token.expiresAt ? 'expired' : 'good' };
  }

  /** Makes one token unknown; false if it already was. */
  revoke(value: string): boolean {
    return this.#tokens.delete(value);
  }

  expireAll(): void {
    this.#expiredThrough = this.issued;
  }

  revokeAll(): void {
    this.#revokedThrough = this.issued;
  }

  setLifetime(seconds: number): void {
    this.#lifetimeSeconds = seconds;
  }
}

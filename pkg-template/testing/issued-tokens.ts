// The tokens a vendor has given out, each with the party it was given to, and when they end.

export class IssuedTokens {
  #textOf;
  #tokens = new Map();
  #expiredThrough = 0;
  #revokedThrough = 0;
  #lifetimeSeconds = null;
  issued = 0;

  /** `textOf(holder, now, lifetimeSeconds)` makes the text of a token; it must never give one text twice. */
  constructor(textOf) {
    this.#textOf = textOf;
  }

  /** A new token for a holder, with the holder's own lifetime unless a test has set one for all. */
  issue(holder) {
    const lifetimeSeconds = this.#lifetimeSeconds ?? holder.lifetimeSeconds;
    const now = Date.now();
    const value = this.#textOf(holder, now, lifetimeSeconds);
    this.issued += 1;
    this.#tokens.set(value, { holder, serial: this.issued, expiresAt: now + lifetimeSeconds * 1000 });
    return { value, lifetimeSeconds };
  }

  /** `{ state: "good" | "expired" | "unknown", holder?, expiresAt? }` for the text of a header. */
  lookUp(value) {
    const token = this.#tokens.get(value);
    if (!token || token.serial <= this.#revokedThrough) return { state: "unknown" };
    const now = Date.now();
    if (token.serial <= this.#expiredThrough) return { ...token, state: "expired", expiresAt: Math.min(token.expiresAt, now) };
    return { ...token, state: now >= token.expiresAt ? "expired" : "good" };
  }

  /** Makes one token unknown; false if it already was. */
  revoke(value) {
    return this.#tokens.delete(value);
  }

  expireAll() {
    this.#expiredThrough = this.issued;
  }

  revokeAll() {
    this.#revokedThrough = this.issued;
  }

  setLifetime(seconds) {
    this.#lifetimeSeconds = seconds;
  }
}

// Issues tokens that look like Capillary's and remembers them.

import { randomBytes } from "node:crypto";

const INDIA_OFFSET_MS = 5.5 * 60 * 60 * 1000;

export class TokenIssuer {
  #tokens = new Map();
  #expiredThrough = 0;
  #revokedThrough = 0;
  #lifetimeSeconds = null;
  issued = 0;

  /** A new token for a client, never one given before. */
  issue(client) {
    const lifetimeSeconds = this.#lifetimeSeconds ?? client.lifetimeSeconds;
    const now = Date.now();
    const value = tokenText(client, now, lifetimeSeconds);
    this.issued += 1;
    this.#tokens.set(value, { client, serial: this.issued, expiresAt: now + lifetimeSeconds * 1000 });
    return { value, lifetimeSeconds };
  }

  /** `{ state: "good" | "expired" | "unknown", client?, expiresAt? }` for the text of a header. */
  lookUp(value) {
    const token = this.#tokens.get(value);
    if (!token || token.serial <= this.#revokedThrough) return { state: "unknown" };
    const now = Date.now();
    if (token.serial <= this.#expiredThrough) return { ...token, state: "expired", expiresAt: Math.min(token.expiresAt, now) };
    return { ...token, state: now >= token.expiresAt ? "expired" : "good" };
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

/** An instant as the vendor prints it: `2019-12-02T12:31:15.000+0530`. */
export function vendorInstant(milliseconds) {
  return new Date(milliseconds + INDIA_OFFSET_MS).toISOString().replace("Z", "+0530");
}

// The signature is 256 random bytes: Capillary publishes no key, so nobody can tell, and a real one would only cost time.
function tokenText(client, now, lifetimeSeconds) {
  const header = base64url(JSON.stringify({ kid: "k1", alg: "RS256" }));
  const claims = base64url(JSON.stringify(claimsOf(client, now, lifetimeSeconds)));
  return `${header}.${claims}.${base64url(randomBytes(256))}`;
}

function claimsOf(client, now, lifetimeSeconds) {
  const issuedAt = Math.floor(now / 1000);
  return {
    iss: "Capillary",
    exp: issuedAt + lifetimeSeconds,
    iat: issuedAt,
    jti: base64url(randomBytes(17)).slice(0, 22),
    sub: "commerce auth emulator",
    client_id: 21,
    client_key: client.key,
    org_id: 1115,
    token_use: "token_access",
    default_till: client.defaultTill,
    has_psi_access: false,
    scopes: "[]",
  };
}

function base64url(bytes) {
  return Buffer.from(bytes).toString("base64url");
}

// The tokens of customers: HS256, with the identity in the header where nobody looks for it, and keys that never end.

import { randomBytes } from "node:crypto";

import { signedToken } from "../../hs256.ts";
import { IssuedTokens } from "../../issued-tokens.ts";

// As the vendor's samples have them. Its text says 15 minutes throughout.
const LIFETIMES_SECONDS = {
  mobile: { view: 3_600, login: 3_600, renewal: 3_600 },
  web: { view: 3_600, login: 10_800, renewal: 90 },
  mfa: { view: 900, login: 900, renewal: 900 },
};

const ORG_ID = 1115;

export class CustomerTokens {
  #secret = randomBytes(32);
  #tokens = new IssuedTokens((holder, now, lifetimeSeconds) => this.#text(holder, now, lifetimeSeconds));
  #keys = new Map();
  #lifetimeSeconds;

  constructor({ lifetimeSeconds }) {
    this.#lifetimeSeconds = lifetimeSeconds;
  }

  get issued() {
    return this.#tokens.issued;
  }

  /** The text of a token for `{ user, identity, deviceId, brand, channel, role }`; `occasion`: view, login or renewal. */
  issue(holder, occasion) {
    const lifetimeSeconds = this.#lifetimeSeconds ?? LIFETIMES_SECONDS[holder.channel][occasion];
    return this.#tokens.issue({ ...holder, lifetimeSeconds }).value;
  }

  /** The text of the key with which the same holder gets further tokens. */
  issueKey(holder) {
    const text = this.#text({ ...holder, role: "AUTH" }, Date.now(), null);
    this.#keys.set(text, holder);
    return text;
  }

  /** `{ state, holder? }` of a token. */
  lookUp(text) {
    return this.#tokens.lookUp(text);
  }

  holderOfKey(text) {
    return this.#keys.get(text);
  }

  revoke(text) {
    this.#tokens.revoke(text);
  }

  expireAll() {
    this.#tokens.expireAll();
  }

  revokeAll() {
    this.#tokens.revokeAll();
    this.#keys.clear();
  }

  setLifetime(seconds) {
    this.#lifetimeSeconds = seconds;
  }

  #text({ user, identity, deviceId, brand, channel, role }, now, lifetimeSeconds) {
    const header = { idv: [`${identity.type}|${identity.value}`], dev: deviceId ?? null, org: brand, alg: "HS256" };
    const iat = Math.floor(now / 1000);
    const claims = {
      uid: user?.uid ?? null,
      iss: "CAPILLARY TECHNOLOGIES",
      isc: "false",
      ogc: [`${ORG_ID}|store.server`],
      ...(lifetimeSeconds !== null && { exp: iat + lifetimeSeconds }),
      iat,
      rol: role,
      ...(role === "AUTH" && { mfa: channel === "mfa" }),
      // Not the vendor's: it tells two tokens of one second apart.
      jti: randomBytes(9).toString("base64url"),
    };
    return signedToken(header, claims, this.#secret);
  }
}

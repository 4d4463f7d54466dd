// What a test can ask of the Caxton part, and do to it, while the emulator runs.

import { REDACTED } from "../redaction.ts";
import { TokenControl } from "../token-control.ts";
import { requireLifetime } from "./options.ts";

export class CaxtonControl extends TokenControl {
  #accounts;
  #userApiToken;
  #resetPath;
  #place;

  constructor({ accounts, issuer, userApiToken, resetPath, place }) {
    super(issuer, requireLifetime);
    this.#accounts = accounts;
    this.#userApiToken = userApiToken;
    this.#resetPath = resetPath;
    this.#place = place;
  }

  get url() {
    return this.#place.url;
  }

  get resetPath() {
    return this.#resetPath;
  }

  get registration() {
    const { username, clientname } = this.#accounts.main;
    return { username, clientname };
  }

  get credentials() {
    const { username, password } = this.#accounts.main;
    return { username, clientPassword: password?.value ?? "" };
  }

  get passwordEndsAt() {
    return this.#accounts.main.password?.endsAt ?? null;
  }

  get subAccounts() {
    return this.#accounts.subAccounts.map(({ password, ...account }) => account);
  }

  get userApiToken() {
    return this.#userApiToken;
  }

  get passwordsIssued() {
    return this.#accounts.passwordsIssued;
  }

  expirePassword() {
    const { password } = this.#accounts.main;
    if (password !== null) password.endsAt = Math.min(password.endsAt, Date.now());
  }

  toJSON() {
    const { url, registration, passwordEndsAt, subAccounts, tokensIssued, passwordsIssued } = this;
    const hidden = { clientPassword: REDACTED, userApiToken: REDACTED };
    return { url, registration, ...hidden, passwordEndsAt, subAccounts, tokensIssued, passwordsIssued };
  }
}

// What a test can ask of the customer service, and do to it, while the emulator runs.

import { REDACTED } from "../../redaction.ts";
import { TokenControl } from "../../token-control.ts";
import { requireLifetime, requireOtp } from "./options.ts";

export class CustomerControl extends TokenControl {
  #settings;
  #users;
  #sessions;

  constructor({ settings, users, sessions, tokens }) {
    super(tokens, requireLifetime);
    this.#settings = settings;
    this.#users = users;
    this.#sessions = sessions;
  }

  get brand() {
    return this.#settings.brand;
  }

  get user() {
    const { uid, ...user } = this.#users.first ?? {};
    return user;
  }

  get otp() {
    return this.#settings.otp;
  }

  setOtp(otp) {
    requireOtp("setOtp", otp);
    this.#settings.otp = otp;
  }

  expireSessions() {
    this.#sessions.expireAll();
  }

  toJSON() {
    return { brand: this.brand, user: { ...this.user, password: REDACTED }, otp: REDACTED, tokensIssued: this.tokensIssued };
  }
}

// What a test can ask of the customer service, and do to it, while the emulator runs.

import { inspect } from "node:util";

import { REDACTED } from "../../redaction.js";
import { requireLifetime, requireOtp } from "./options.js";

export class CustomerControl {
  #settings;
  #users;
  #sessions;
  #tokens;

  constructor({ settings, users, sessions, tokens }) {
    this.#settings = settings;
    this.#users = users;
    this.#sessions = sessions;
    this.#tokens = tokens;
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

  get tokensIssued() {
    return this.#tokens.issued;
  }

  setOtp(otp) {
    requireOtp("setOtp", otp);
    this.#settings.otp = otp;
  }

  expireSessions() {
    this.#sessions.expireAll();
  }

  expireTokens() {
    this.#tokens.expireAll();
  }

  revokeTokens() {
    this.#tokens.revokeAll();
  }

  setLifetime(seconds) {
    requireLifetime("setLifetime", seconds);
    this.#tokens.setLifetime(seconds);
  }

  toJSON() {
    return { brand: this.brand, user: { ...this.user, password: REDACTED }, otp: REDACTED, tokensIssued: this.tokensIssued };
  }

  [inspect.custom](depth, options) {
    if (depth < 0) return "[CustomerControl]";
    return `CustomerControl ${inspect(this.toJSON(), options)}`;
  }
}

// What a test can ask of the Capillary part, and do to it, while the emulator runs.

import { inspect } from "node:util";

import { REDACTED } from "../redaction.js";
import { requireLifetime } from "./options.js";

export class CapillaryControl {
  #tills;
  #clients;
  #staff;
  #admins;
  #issuer;

  constructor({ tills, clients, staff, admins, issuer, customer }) {
    this.#tills = tills;
    this.#clients = clients;
    this.#staff = staff;
    this.#admins = admins;
    this.#issuer = issuer;
    this.customer = customer;
  }

  get till() {
    return { ...this.#tills[0] };
  }

  get staff() {
    return { ...this.#staff[0] };
  }

  get admin() {
    return { ...this.#admins[0] };
  }

  get credentials() {
    const { key, secret } = this.#clients[0];
    return { key, secret };
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
    requireLifetime("setLifetime", seconds);
    this.#issuer.setLifetime(seconds);
  }

  toJSON() {
    return {
      till: { username: this.till.username, password: REDACTED },
      credentials: { key: this.credentials.key, secret: REDACTED },
      staff: { username: this.staff.username, password: REDACTED },
      admin: { ...this.admin, password: REDACTED, authKey: REDACTED },
      tokensIssued: this.tokensIssued,
      customer: this.customer.toJSON(),
    };
  }

  [inspect.custom](depth, options) {
    if (depth < 0) return "[CapillaryControl]";
    return `CapillaryControl ${inspect(this.toJSON(), options)}`;
  }
}

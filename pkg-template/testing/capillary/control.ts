// What a test can ask of the Capillary part, and do to it, while the emulator runs.

import { REDACTED } from "../redaction.ts";
import { TokenControl } from "../token-control.ts";
import { requireLifetime } from "./options.ts";

export class CapillaryControl extends TokenControl {
  #tills;
  #clients;
  #staff;
  #admins;

  constructor({ tills, clients, staff, admins, issuer, customer }) {
    super(issuer, requireLifetime);
    this.#tills = tills;
    this.#clients = clients;
    this.#staff = staff;
    this.#admins = admins;
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
}

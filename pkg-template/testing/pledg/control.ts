// What a test can ask of the Pledg part, and do to it, while the emulator runs.

import { REDACTED } from "../redaction.ts";
import { TokenControl } from "../token-control.ts";
import { postNotification } from "./notification-delivery.ts";
import { notificationBody } from "./notification.ts";
import { requireLifetime } from "./options.ts";

export class PledgControl extends TokenControl {
  #clients;
  #users;
  #merchants;
  #purchases;
  #place;

  constructor({ clients, users, merchants, issuer, purchases, place }) {
    super(issuer, requireLifetime);
    this.#clients = clients;
    this.#users = users;
    this.#merchants = merchants;
    this.#purchases = purchases;
    this.#place = place;
  }

  get url() {
    return this.#place.url;
  }

  get credentials() {
    const { key, secret } = this.#clients[0];
    return { key, secret };
  }

  get user() {
    return { ...this.#users[0] };
  }

  get merchant() {
    return { ...this.#merchants[0] };
  }

  get purchases() {
    return this.#purchases;
  }

  notification(options) {
    return notificationBody(options, this.#merchants);
  }

  // Async, so that a wrong argument rejects as a refused connection does.
  async notify(url, notification) {
    return postNotification(url, typeof notification === "string" ? notification : this.notification(notification));
  }

  toJSON() {
    return {
      url: this.url,
      credentials: { key: this.credentials.key, secret: REDACTED },
      user: { email: this.user.email, password: REDACTED },
      merchant: { uid: this.merchant.uid, secret: REDACTED },
      tokensIssued: this.tokensIssued,
      purchases: this.purchases,
    };
  }
}

// Sessions: 15 minutes in which an identity can be proven.

import { randomUUID } from "node:crypto";

export class SessionBook {
  #sessions = new Map();
  #lifetimeMs;

  constructor({ sessionSeconds }) {
    this.#lifetimeMs = sessionSeconds * 1000;
  }

  /** A new session of `{ channel, brand, deviceId, identity, newPassword, passwords }`. */
  open({ passwords, ...subject }) {
    this.#forgetEnded();
    const id = `${passwords ? "P" : "D"}-${randomUUID()}`;
    const progress = { otp: null, proven: false, wrongOtps: 0, wrongPasswords: 0 };
    const session = { ...subject, ...progress, id, endsAt: Date.now() + this.#lifetimeMs };
    this.#sessions.set(id, session);
    return session;
  }

  /** The session of an id while it lasts, or undefined. */
  find(id) {
    const session = this.#sessions.get(id);
    return session && Date.now() < session.endsAt ? session : undefined;
  }

  expireAll() {
    this.#sessions.clear();
  }

  // They end in the order they were opened in. A server that runs for days must not keep them.
  #forgetEnded() {
    for (const [id, { endsAt }] of this.#sessions) {
      if (Date.now() < endsAt) return;
      this.#sessions.delete(id);
    }
  }
}

// Sessions: 15 minutes in which an identity can be proven.

import { randomUUID } from 'node:crypto';
import type { Now } from '../../emulator-clock.ts';
import type { Identity } from './identity.ts';
import type { CustomerSettings } from './options.ts';
import type { Channel } from './service.ts';

interface SessionSubject {
  readonly channel: Channel | null;
  readonly brand: string | undefined;
  readonly deviceId: string | undefined;
  readonly identity: Identity;
  newPassword: string | null;
}

export interface CustomerSession extends SessionSubject {
  readonly id: string;
  readonly endsAt: number;
  otp: string | null;
  proven: boolean;
  wrongOtps: number;
  wrongPasswords: number;
}

export class SessionBook {
  #sessions = new Map<string, CustomerSession>();
  #lifetimeMs: number;
  #now: Now;

  constructor({ sessionSeconds }: CustomerSettings, now: Now) {
    this.#now = now;
    this.#lifetimeMs = sessionSeconds * 1000;
  }

  /** A new session of `{ channel, brand, deviceId, identity, newPassword, passwords }`. */
  open({ passwords, ...subject }: SessionSubject & { readonly passwords: boolean }): CustomerSession {
    this.#forgetEnded();
    const id = `${passwords ? 'P' : 'D'}-${randomUUID()}`;
    const progress = { otp: null, proven: false, wrongOtps: 0, wrongPasswords: 0 };
    const session: CustomerSession = { ...subject, ...progress, id, endsAt: this.#now() + this.#lifetimeMs };
    this.#sessions.set(id, session);
    return session;
  }

  /** The session of an id while it lasts, or undefined. */
  find(id: string | undefined): CustomerSession | undefined {
    const session = this.#sessions.get(id ?? '');
    return session && this.#now() < session.endsAt ? session : undefined;
  }

  expireAll(): void {
    this.#sessions.clear();
  }

  // They end in the order they were opened in. A server that runs for days must not keep them.
  #forgetEnded(): void {
    for (const [id, { endsAt }] of this.#sessions) {
      if (this.#now() < endsAt) return;
      this.#sessions.delete(id);
    }
  }
}

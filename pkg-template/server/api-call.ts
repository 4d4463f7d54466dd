// A call of the API as whoever listens is told of it.

import { type AuthError, isAuthError } from '../facade/auth-error.ts';
import type { CommonOptions } from './authenticator-options.ts';
import type { Clock } from './clock.ts';
import type { Events } from './events.ts';

type Failure = Partial<Pick<AuthError, 'code' | 'platformCode'>>;

type Send = NonNullable<CommonOptions['fetch']>;

export class ApiCall {
  /** Sends a request of it. */
  readonly send: Send;
  #events: Events;
  #clock: Clock;
  #method: string;
  #origin = '';
  #began = 0;
  #attempts = 0;

  constructor(send: Send, events: Events, clock: Clock, method: string) {
    this.send = send;
    this.#events = events;
    this.#clock = clock;
    this.#method = method;
  }

  /** A request of it goes out now. */
  begin({ origin }: URL): void {
    if (this.#attempts === 0) this.#began = this.#clock.monotonic();
    this.#attempts += 1;
    this.#origin = origin;
  }

  answered(status: number): void {
    this.#tell(status, {});
  }

  /** It ends without an answer. What was never sent, for want of a token, is no call of the API. */
  failed(thrown: unknown): void {
    if (this.#attempts === 0) return;
    if (!isAuthError(thrown)) return this.#tell(null, {});
    const { code } = thrown;
    const platformCode = Object.hasOwn(thrown, 'platformCode') && thrown.platformCode;
    this.#tell(null, { code, ...(platformCode && { platformCode }) });
  }

  #tell(status: number | null, failure: Failure): void {
    this.#events.tell('request_completed', () => ({
      method: this.#method,
      origin: this.#origin,
      status,
      durationMs: Math.round(this.#clock.monotonic() - this.#began),
      attempts: this.#attempts,
      ...failure,
    }));
  }
}

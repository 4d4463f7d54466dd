// One renewal: a look into the store, where there is one; then the token request, with the retries that the core asks
// for, all of them within one deadline.

import { deadlineReason, sendUntilAborted } from './call-deadline.ts';
import type { AuthErrorFields } from '../facade/auth-error-class.ts';
import { type Clock, share } from './clock.ts';
import { type Account, Settled } from './core.ts';
import type { Events } from './events.ts';
import type { SharedToken } from './shared-token.ts';
import { type ScrubbedCause, scrubbedCause } from './thrown-cause.ts';
import { Timers } from './timers.ts';
import type { SteadyFetch } from './token-answer.ts';

/** How often a renewal shows that the request it belongs to is alive, in milliseconds. */
const BEAT_MS = 100;

/** What every renewal of an account works with. */
export interface World {
  readonly account: Account;
  readonly clock: Clock;
  readonly events: Events;
  readonly shared: SharedToken | undefined;
  readonly fetch: SteadyFetch;
}

/** Why a renewal brought no token: the fields of an error, and what the platform threw. */
export interface Failure extends AuthErrorFields {
  readonly cause: ScrubbedCause | undefined;
}

/** How one request settled. */
interface Answer {
  readonly settled: Settled;
  readonly failure?: Failure | undefined;
}

/** A lock of the store, taken by one attempt. */
export interface Lock {
  readonly key: string;
  readonly owner: string;
}

/** What events say of a request. */
interface RequestFacts {
  readonly attempt: number;
  readonly durationMs: number;
}

export class Renewal {
  id: number;
  timers: Timers = new Timers();
  // The next two are there from `start` on.
  /** Resolves to nothing, or to the fields of an error. */
  done!: Promise<Failure | undefined>;
  /** Resolves when the store has heard of it as well. */
  over!: Promise<void>;
  isOver = false;
  failure: Failure | undefined;
  /** How often it has shown that the request it belongs to is alive. */
  beats = 0;
  /** The lock of the store, while it may be ours. */
  lock: Lock | undefined;
  storeFailed = false;
  /** Whether its own request brought a token. */
  obtained = false;
  /** The version of what the store had when it was read last: older than any token asked for since. */
  seenVersion: number = -Infinity;
  #world: World;
  #controller = new AbortController();

  constructor(id: number, world: World) {
    this.id = id;
    this.#world = world;
  }

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  abort(reason: unknown): void {
    this.#controller.abort(reason);
  }

  /** Begins; `ended` is called as soon as there is an outcome. */
  start(ended: () => void): void {
    const stopBeating = this.#beat();
    const outcome = this.#make()
      .catch((thrown) => this.#giveUp(thrown))
      .catch(internalFailure);
    this.done = outcome.then((failure) => {
      [this.isOver, this.failure] = [true, failure];
      stopBeating();
      ended();
      return failure;
    });
    this.over = this.done.then((failure) => this.#handOver(failure)).catch(() => {});
  }

  #beat(): () => void {
    return this.timers.repeat(BEAT_MS, () => {
      this.beats += 1;
    });
  }

  async #make(): Promise<Failure | undefined> {
    const { shared } = this.#world;
    if (shared && (await shared.find(this))) return undefined;
    if (this.signal.aborted) return undefined;
    return this.#request();
  }

  async #handOver(failure: Failure | undefined): Promise<void> {
    const { shared } = this.#world;
    if (!shared) return;
    if (this.obtained && failure === undefined) await shared.publish(this);
    await shared.release(this);
  }

  async #request(): Promise<Failure | undefined> {
    const { account } = this.#world;
    const stop = this.timers.start(account.timeout(), () => this.abort(deadlineReason()));
    try {
      for (let attempt = 1; ; attempt += 1) {
        const answer = await this.#send(attempt);
        if (answer.settled !== Settled.Retry) return answer.failure;
        await this.timers.pause(account.retry_delay(), this.signal);
        if (this.#isClosed()) return undefined;
      }
    } finally {
      stop();
    }
  }

  /** One request: how it settled, and the fields of the error. */
  async #send(attempt: number): Promise<Answer> {
    const { account, clock, events, fetch } = this.#world;
    const [asked, began] = [clock.wall(), clock.monotonic()];
    const call = account.token_call(this.id, asked, began);
    events.tell('token_requested', () => ({ attempt }));
    const outcome = await sendUntilAborted(this.signal, call, fetch);
    if (this.#isClosed()) {
      outcome?.free();
      return { settled: Settled.Failed };
    }
    const thrown = outcome?.thrown;
    const [wall, monotonic] = [clock.wall(), clock.monotonic()];
    const settled = outcome
      ? account.settle(outcome, asked, wall, monotonic, share())
      : account.time_out(this.id, wall, monotonic, share());
    // Another renewal has begun meanwhile: whoever waits asks again, and nobody is told of a token that is not used.
    if (settled === Settled.Superseded) return { settled };
    const failure =
      settled === Settled.Obtained
        ? undefined
        : { ...(account.failure() ?? internalFailure()), cause: scrubbedCause(thrown) };
    this.obtained = settled === Settled.Obtained;
    this.#tell(settled, failure, { attempt, durationMs: Math.round(monotonic - began) });
    return { settled, failure };
  }

  #tell(settled: Settled, failure: Failure | undefined, facts: RequestFacts): void {
    const { account, clock, events } = this.#world;
    const status = () => account.status(clock.wall(), clock.monotonic());
    if (settled === Settled.Obtained || failure === undefined) {
      events.tell('token_obtained', () => {
        const { expiresAt, renewalDueAt } = status();
        return { ...facts, expiresAt, renewalDueAt };
      });
      return;
    }
    const known = { ...facts, code: failure.code, status: failure.status ?? null };
    if (settled === Settled.Retry) {
      events.tell('token_request_retried', () => ({ ...known, delayMs: account.retry_delay() }));
    } else {
      events.tell('token_request_failed', () => ({ ...known, nextTryAt: status().nextTryAt }));
    }
  }

  /** Aborted, and not by the deadline: whoever waits hears it from the authenticator. */
  #isClosed(): boolean {
    return this.signal.aborted && this.signal.reason?.name !== 'TimeoutError';
  }

  /** The core failed inside: it is not left waiting for this call. */
  #giveUp(thrown: unknown): Failure {
    const { account, clock } = this.#world;
    account.time_out(this.id, clock.wall(), clock.monotonic(), share());
    return internalFailure(thrown);
  }
}

export function internalFailure(thrown?: unknown): Failure {
  const message = 'commerce-auth failed inside a token call: please report it';
  return { code: 'internal', message, cause: scrubbedCause(thrown) };
}

// One renewal: a look into the store, where there is one; then the token request, with the retries that the core asks
// for, all of them within one deadline.

import type { AuthErrorFields } from '../facade/auth-error-class.ts';
import type { Account, CallId, Generation, Settlement, TokenOutcome } from './account.ts';
import type { Clock } from './clock.ts';
import { deadlineReason, sendUntilAborted } from './call-deadline.ts';
import type { Events } from './events.ts';
import type { SharedToken } from './shared-token.ts';
import { NotSigned, signed } from './signature.ts';
import { type ScrubbedCause, isControlFlow, reasonOf, scrubbedCause } from './thrown-cause.ts';
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

export class RenewalRun {
  id: CallId;
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
  /** What a framework threw for its own control flow, which is for the caller alone in whose context it was thrown. */
  interruption: { readonly thrown: unknown } | undefined;
  /** The token that it brought, by its own request or out of a store; 0 while there is none. */
  generation: Generation = 0;
  /** Whether its own request brought it. */
  obtained = false;
  /** The version of what the store had when it was read last: older than any token asked for since. */
  seenVersion: number = -Infinity;
  #world: World;
  #controller = new AbortController();

  constructor(id: CallId, world: World) {
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
    // Not at once: whoever is called by it may come back here, and finds the renewal begun.
    const outcome = Promise.resolve()
      .then(() => this.#make())
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
    const stop = this.timers.start(this.#world.account.facts.timeoutMs, () => this.abort(deadlineReason()));
    try {
      for (let attempt = 1; ; attempt += 1) {
        const settlement = await this.#send(attempt);
        if (settlement?.kind === 'failed') return failureOf(settlement);
        // Another renewal has begun meanwhile: whoever waits asks again.
        if (settlement?.kind !== 'retry') return undefined;
        await this.timers.pause(settlement.delayMs, this.signal);
        if (this.#isClosed()) return undefined;
      }
    } finally {
      stop();
    }
  }

  /** One request, and what became of it; nothing where the authenticator was closed meanwhile. */
  async #send(attempt: number): Promise<Settlement | undefined> {
    const { account, clock, events, fetch } = this.#world;
    const assertion = account.facts.signs ? await this.#assertion() : undefined;
    const asked = clock.now();
    if (assertion instanceof NotSigned) {
      const settlement = account.giveUp(this.id, assertion.message, asked);
      this.#tell(settlement, { attempt, durationMs: 0 });
      return settlement;
    }
    const outcome = await sendUntilAborted(this.signal, (signal) => {
      const request = account.request(this.id, assertion, asked);
      events.tell('token_requested', () => ({ attempt }));
      return request.send(fetch, signal) as Promise<TokenOutcome>;
    });
    if (this.#isClosed()) {
      outcome?.free();
      return undefined;
    }
    const thrown: unknown = outcome?.thrown;
    if (isControlFlow(thrown)) {
      this.interruption = { thrown };
      outcome?.free();
      account.lose(this.id);
      return undefined;
    }
    const answered = clock.now();
    const settlement = outcome
      ? account.settle(outcome, asked, answered, reasonOf(thrown))
      : account.timeOut(this.id, answered);
    if (settlement.kind === 'obtained') {
      this.obtained = true;
      this.generation = settlement.generation;
    }
    this.#tell(settlement, { attempt, durationMs: Math.round(answered.monotonic - asked.monotonic) });
    return settlement;
  }

  /** What stands in the place of a secret in this request, signed for it; or why there is none. */
  async #assertion(): Promise<string | NotSigned> {
    const { account, clock } = this.#world;
    try {
      return await signed(account.unsigned(clock.now()));
    } catch (thrown) {
      if (thrown instanceof NotSigned) return thrown;
      throw thrown;
    }
  }

  /** Nobody is told of a token that is not used. */
  #tell(settlement: Settlement, facts: RequestFacts): void {
    const { account, clock, events } = this.#world;
    const status = () => account.status(clock.now());
    if (settlement.kind === 'superseded') return;
    if (settlement.kind === 'obtained') {
      events.tell('token_obtained', () => {
        const { expiresAt, renewalDueAt } = status();
        return { ...facts, expiresAt, renewalDueAt };
      });
      return;
    }
    const { code, status: httpStatus, platformCode } = settlement.error;
    const known = { ...facts, code, status: httpStatus ?? null, ...(platformCode && { platformCode }) };
    if (settlement.kind === 'retry') {
      events.tell('token_request_retried', () => ({ ...known, delayMs: settlement.delayMs }));
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
    account.timeOut(this.id, clock.now());
    return internalFailure(thrown);
  }
}

const failureOf = ({ error, thrown }: Settlement & { kind: 'failed' }): Failure => ({
  ...error,
  cause: scrubbedCause(thrown),
});

export function internalFailure(thrown?: unknown): Failure {
  const message = 'commerce-auth failed in a token call: please report it';
  return { code: 'internal', message, cause: scrubbedCause(thrown) };
}

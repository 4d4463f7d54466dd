// One account's token: asks the core what to do, makes the renewals it asks for, lets callers share the one under way.

import type { AccessToken } from '../facade/access-token.ts';
import { AuthError } from '../facade/auth-error.ts';
import type { Account, CallId, Generation } from './account.ts';
import type { Clock } from './clock.ts';
import type { CommonOptions } from './authenticator-options.ts';
import type { Events } from './events.ts';
import { type Failure, RenewalRun, type World, internalFailure } from './renewal-run.ts';
import { SharedToken } from './shared-token.ts';
import type { TokenStore } from './stores/token-store.ts';
import { steady } from './token-answer.ts';
import { waitFor } from './waiting.ts';

/** How often a caller looks after another request's renewal, and after how many looks without a beat that one is given up. */
const LOOK_MS = 20;
const SILENT_LOOKS = 50;

/** What an account's renewals work with. */
export interface Surroundings {
  readonly clock: Clock;
  readonly fetch: NonNullable<CommonOptions['fetch']>;
  readonly events: Events;
  readonly store: TokenStore | undefined;
  readonly waitUntil: CommonOptions['waitUntil'] | undefined;
  readonly sharesCalls: boolean;
}

type Signal = AbortSignal | null | undefined;

/** How to wait for a renewal under way: for nothing, or for why it failed. */
type Outcome = (signal: Signal) => Promise<Failure | undefined>;

/** What is done with the token of a generation, while it is held. */
type Take<Taken> = (generation: Generation) => Taken;

export class TokenKeeper {
  #account: Account;
  #clock: Clock;
  #events: Events;
  #world: World;
  #waitUntil: CommonOptions['waitUntil'] | undefined;
  #sharesCalls: boolean;
  #current: RenewalRun | undefined;
  #underWay = new Set<RenewalRun>();
  /** The newest token that any renewal brought. */
  #newest: Generation = 0;
  #closed = false;

  constructor(account: Account, { clock, fetch, events, store, waitUntil, sharesCalls }: Surroundings) {
    this.#account = account;
    this.#clock = clock;
    this.#events = events;
    const shared = store && new SharedToken(store, account, clock, events);
    this.#world = { account, clock, events, shared, fetch: steady(fetch, account.facts.bodyLimit) };
    this.#waitUntil = waitUntil;
    this.#sharesCalls = sharesCalls;
  }

  /**
   * What `take` returns, or a promise of it: it is called at the very moment when there is a token, before anyone can drop
   * it. Where there is one already, nothing is waited for.
   */
  withToken<Taken>(take: Take<Taken>, signal: Signal): Taken | Promise<Taken> {
    const next = this.#advance();
    return typeof next === 'number' ? take(next) : this.#waitForToken(next, take, signal);
  }

  async #waitForToken<Taken>(first: Outcome, take: Take<Taken>, signal: Signal): Promise<Taken> {
    let next: Outcome | Generation = first;
    while (typeof next !== 'number') {
      const before = this.#newest;
      const failure = await next(signal);
      if (this.#closed) throw closedError();
      // Everyone who waited gets an error object of their own.
      if (failure !== undefined) throw new AuthError(failure, failure.cause && { cause: failure.cause });
      const generation = this.#account.generation();
      if (generation > before) return take(generation);
      // The renewal counted as lost meanwhile, or another caller had its token rejected already: ask again.
      next = this.#advance();
    }
    return take(next);
  }

  /** Takes the step the core asks for: the token to use, or how to wait for the renewal under way. */
  #advance(): Outcome | Generation {
    if (this.#closed) throw closedError();
    const step = this.#account.want(this.#clock.now());
    switch (step.kind) {
      case 'serve':
        return step.generation;
      case 'serveAndCall':
        this.#begin(step.id);
        return this.#account.generation();
      case 'call': {
        const renewal = this.#begin(step.id);
        return async (signal) => {
          const failure = await renewal.timers.holdFor(waitFor(renewal.done, signal));
          if (renewal.interruption !== undefined) throw renewal.interruption.thrown;
          return failure;
        };
      }
      default: {
        // The core counts a call as under way exactly as long as its renewal is here.
        const renewal = this.#current;
        if (renewal === undefined) return async () => internalFailure();
        if (!this.#sharesCalls) return (signal) => this.#lookAfter(renewal, signal);
        return (signal) => renewal.timers.holdFor(waitFor(renewal.done, signal));
      }
    }
  }

  #begin(id: CallId): RenewalRun {
    const renewal = new RenewalRun(id, this.#world);
    this.#current = renewal;
    this.#underWay.add(renewal);
    renewal.start(() => {
      this.#newest = Math.max(this.#newest, renewal.generation);
      if (this.#current === renewal) this.#current = undefined;
    });
    renewal.over.then(() => this.#underWay.delete(renewal));
    this.#keepAlive(renewal.over);
    return renewal;
  }

  /** Where nobody may wait for it, the platform is asked to let it end. */
  #keepAlive(promise: Promise<unknown>): void {
    try {
      this.#waitUntil?.(promise);
    } catch {
      // Outside of a request there is nothing to prolong, and a token that is served is not worth an error.
    }
  }

  /** The outcome of a renewal that another request made: its promise is that request's, its result is everyone's. */
  async #lookAfter(renewal: RenewalRun, signal: Signal): Promise<Failure | undefined> {
    // By looks and not by a clock: while something else holds the event loop, neither looks nor beats take place.
    let [beats, silentLooks] = [renewal.beats, 0];
    for (;;) {
      if (this.#closed || renewal.isOver) return renewal.failure;
      silentLooks = renewal.beats === beats ? silentLooks + 1 : 0;
      beats = renewal.beats;
      if (silentLooks > SILENT_LOOKS) {
        // The platform ended the request that made it.
        this.#account.lose(renewal.id);
        this.#underWay.delete(renewal);
        return undefined;
      }
      await waitFor(new Promise<void>((resolve) => setTimeout(resolve, LOOK_MS)), signal);
    }
  }

  /** The vendor rejected a token: whether the request deserves another try. */
  rejected(generation: Generation): boolean {
    if (this.#closed) return false;
    const replay = this.#account.rejected(generation, this.#clock.now());
    this.#events.tell('token_rejected', () => ({ replay }));
    return replay;
  }

  /** The token that is held. */
  token(): AccessToken {
    return this.#account.token();
  }

  /** Aborts every renewal under way; resolves when none of them needs the account any more. */
  async close(): Promise<void> {
    this.#closed = true;
    for (const renewal of this.#underWay) renewal.abort(closedError());
    // Where calls are not shared, the promises are other requests'.
    if (this.#sharesCalls) await Promise.all([...this.#underWay].map(({ over }) => over));
  }
}

export function closedError(): AuthError {
  return new AuthError({ code: 'closed', message: 'this authenticator has been closed: make a new one' });
}

// The function that gives credentials later: who asks it and when is the core's to say; callers share what it gives.

import * as glue from 'glue:server';
import { AuthError, invalidArgument, isAuthError } from '../facade/auth-error.ts';
import type { AuthErrorFields } from '../facade/auth-error-class.ts';
import { isPlainRecord } from '../facade/plain-record.ts';
import { jitter, type Clock } from './clock.ts';
import { deadlineReason } from './call-deadline.ts';
import { guarded } from './core.ts';
import type { Events } from './events.ts';
import { ownMembers } from './own-members.ts';
import { isControlFlow, reasonOf, type ScrubbedCause, scrubbedCause } from './thrown-cause.ts';
import { Timers } from './timers.ts';
import { waitFor } from './waiting.ts';

/** How often a caller looks after what another request has asked for. */
const LOOK_MS = 20;

/** What the caller of an authenticator could go on with, as `CredentialAsks` has it. */
export const NOTHING = 0;
export const CREDENTIALS = 1;
export const TOKEN = 2;
export type AtHand = typeof NOTHING | typeof CREDENTIALS | typeof TOKEN;

/** Credentials as the function gave them. */
export type Given = Readonly<Record<string, unknown>>;

type Signal = AbortSignal | null | undefined;

/** Why there are no credentials: the fields of an error, and what the function threw. */
interface Failure extends AuthErrorFields {
  readonly cause?: ScrubbedCause | undefined;
}

/** The function was called, and has not answered yet. */
interface Asking {
  readonly timers: Timers;
  /** Resolves to nothing, or to why there are none. */
  readonly done: Promise<Failure | undefined>;
  /** What a framework threw for its own control flow, which is for the caller alone in whose context it was thrown. */
  interruption: { readonly thrown: unknown } | undefined;
}

export interface Source {
  /** The caller's function. */
  readonly give: () => unknown;
  /** Takes what it gave, or throws why that is none. */
  readonly take: (given: Given) => void;
  readonly clock: Clock;
  readonly events: Events;
  readonly timeoutMs: number;
  readonly sharesCalls: boolean;
  readonly waitUntil: ((promise: Promise<unknown>) => void) | undefined;
}

export class CredentialSource {
  #asks: glue.CredentialAsks;
  #source: Source;
  #asking: Asking | undefined;
  #failure: Failure | undefined;
  #isClosed = false;
  /** Let go whoever waits for an answer: nothing is held by what outlives it. */
  #letGo = new Set<() => void>();

  constructor(source: Source) {
    this.#source = source;
    this.#asks = guarded(() => new glue.CredentialAsks(source.timeoutMs));
  }

  /** Why the function gave none last; nothing after it has. */
  get failure(): AuthErrorFields | undefined {
    return this.#failure;
  }

  get isAsking(): boolean {
    const { wall, monotonic } = this.#source.clock.now();
    return !this.#isClosed && guarded(() => this.#asks.is_asking(wall, monotonic));
  }

  get nextTryAt(): number | null {
    return (this.#isClosed ? undefined : guarded(() => this.#asks.next_try_at())) ?? null;
  }

  /** A vendor refused what was given. */
  doubt(): void {
    if (!this.#isClosed) guarded(() => this.#asks.doubted());
  }

  /**
   * Sees to it that there are credentials, by what the core says is to be done, or throws why there are none; nothing is waited for
   * where there are. `atHand` says what there is without.
   */
  ready(atHand: () => AtHand, signal: Signal): Promise<void> | undefined {
    return this.#step(atHand, signal);
  }

  #step(atHand: () => AtHand, signal: Signal): Promise<void> | undefined {
    const has = atHand();
    // Beside a caller only where something keeps the call alive that nobody waits for.
    if (has === TOKEN && !this.#source.sharesCalls && this.#source.waitUntil === undefined) return undefined;
    const { wall, monotonic } = this.#source.clock.now();
    const need = guarded(() => this.#asks.wanted(has, wall, monotonic));
    switch (need) {
      case 0:
        return undefined;
      case 1:
        return this.#own(this.#ask(), atHand, signal);
      case 2:
        this.#ask();
        return undefined;
      case 3:
        return this.#shared(atHand, signal);
      default: {
        const failure = this.#failure as Failure;
        throw errorOf({ ...failure, retryAfterMs: need - 4 });
      }
    }
  }

  async #own(asking: Asking, atHand: () => AtHand, signal: Signal): Promise<void> {
    const failure = await asking.timers.holdFor(waitFor(asking.done, signal));
    if (asking.interruption !== undefined) throw asking.interruption.thrown;
    // What was given before is better than nothing.
    if (failure !== undefined && atHand() === NOTHING) throw errorOf(failure);
    if (!this.#isClosed) await this.#step(atHand, signal);
  }

  async #shared(atHand: () => AtHand, signal: Signal): Promise<void> {
    const asking = this.#asking;
    if (this.#source.sharesCalls && asking !== undefined) await asking.timers.holdFor(waitFor(asking.done, signal));
    // Another request's promise is its own, what comes of it is everyone's.
    else await waitFor(new Promise<void>((resolve) => setTimeout(resolve, LOOK_MS)), signal);
    if (!this.#isClosed) await this.#step(atHand, signal);
  }

  /** Calls the function, in the context of the caller whose need it is. */
  #ask(): Asking {
    const { clock, timeoutMs, give, waitUntil } = this.#source;
    const began = clock.monotonic();
    const timers = new Timers();
    const done = this.#answer(give, timers, timeoutMs).then(
      (given) => this.#answered(asking, given, began),
      (thrown) => this.#threw(asking, thrown, began),
    );
    const asking: Asking = { timers, done, interruption: undefined };
    this.#asking = asking;
    try {
      waitUntil?.(done);
    } catch {
      // Outside of a request there is nothing to prolong.
    }
    return asking;
  }

  /** What the function gives, or nothing where the authenticator is closed meanwhile. */
  #answer(give: () => unknown, timers: Timers, timeoutMs: number): Promise<unknown> {
    let end = () => {};
    const answer = new Promise<unknown>((resolve, reject) => {
      const letGo = () => resolve(undefined);
      const stop = timers.start(timeoutMs, () => reject(deadlineReason()));
      end = () => {
        stop();
        this.#letGo.delete(letGo);
      };
      this.#letGo.add(letGo);
      (async () => give())().then(resolve, reject);
    });
    return answer.finally(end);
  }

  #answered(asking: Asking, given: unknown, began: number): Failure | undefined {
    // Closed, or another has been asked since.
    if (this.#isClosed || this.#asking !== asking) return undefined;
    const { clock, events, take } = this.#source;
    try {
      take(recordOf(given));
    } catch (thrown) {
      return this.#failed(isAuthError(thrown) ? fieldsOf(thrown) : unavailable(thrown), began);
    }
    const { wall, monotonic } = clock.now();
    guarded(() => this.#asks.given(wall, monotonic));
    [this.#failure, this.#asking] = [undefined, undefined];
    events.tell('credentials_given', () => ({ durationMs: Math.round(monotonic - began) }));
    return undefined;
  }

  #threw(asking: Asking, thrown: unknown, began: number): Failure | undefined {
    if (this.#isClosed || this.#asking !== asking) return undefined;
    if (!isControlFlow(thrown)) return this.#failed(unavailable(thrown), began);
    asking.interruption = { thrown };
    this.#asking = undefined;
    guarded(() => this.#asks.lost());
    return undefined;
  }

  #failed(failure: Failure, began: number): Failure {
    const { clock, events } = this.#source;
    const { wall, monotonic } = clock.now();
    guarded(() => this.#asks.failed(wall, monotonic, jitter()));
    [this.#failure, this.#asking] = [failure, undefined];
    events.tell('credentials_failed', () => ({
      durationMs: Math.round(monotonic - began),
      code: failure.code,
      ...(failure.platformCode && { platformCode: failure.platformCode }),
      nextTryAt: this.nextTryAt,
    }));
    return failure;
  }

  /** Whoever waits is let go. */
  close(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.#asking = undefined;
    for (const letGo of this.#letGo) letGo();
    this.#asks.free();
  }
}

/** A copy of what the function gave, which its getters are asked for once. */
function recordOf(given: unknown): Given {
  if (typeof given !== 'object' || given === null || Array.isArray(given)) {
    throw invalidArgument('credentials', 'credentials must give an object with the credentials, or a promise of one');
  }
  if (!isPlainRecord(given)) {
    throw invalidArgument('credentials', 'credentials must give a plain object: spread it: { ...given }');
  }
  return ownMembers(given, 'credentials') as Given;
}

function errorOf(failure: Failure): AuthError {
  const { cause } = ownMembers(failure);
  return new AuthError(failure, cause && { cause });
}

const fieldsOf = (error: AuthError): Failure =>
  ownMembers({ ...error.toJSON(), code: error.code, message: error.message });

/** What the function threw can quote a secret: its name and its code are all that is kept. */
function unavailable(thrown: unknown): Failure {
  const reason = reasonOf(thrown);
  const code = /^[A-Z]/.test(reason) ? reason : undefined;
  const cause = scrubbedCause(thrown);
  const isLate = cause?.name === 'TimeoutError';
  if (cause !== undefined) cause.message = '';
  const what = isLate ? 'took longer than timeoutMs' : `failed${code === undefined ? '' : ` (${code})`}`;
  return {
    code: 'credentials_unavailable',
    message: `the function in credentials ${what}: see its cause, and what it asks`,
    platformCode: code,
    retryable: true,
    cause,
  };
}

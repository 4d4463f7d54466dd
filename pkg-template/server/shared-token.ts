// A token that other processes have as well, in a store of the caller's (G10). Whatever is wrong with the store costs
// sharing, never a call: every operation has a bound of its own, and after the first that fails a renewal does without. A store
// that cannot lock, or answers as no lock does, shares without one.

import { isAuthError } from '../facade/auth-error.ts';
import type { Account } from './account.ts';
import type { Clock } from './clock.ts';
import type { Events } from './events.ts';
import type { RenewalRun } from './renewal-run.ts';
import type { TokenStore } from './stores/token-store.ts';

/** In units of text. A record is a token and what is known of it: no header field could carry one as long. */
const LONGEST_RECORD = 1024 * 1024;
/** The longest wait for one operation of a store, in milliseconds. */
const OPERATION_MS = 2_000;
/**
 * What an answer gets on top when that is over, in milliseconds: it may be here already and wait behind the timer in a
 * process that was busy for so long.
 */
const LAST_LOOK_MS = 20;
/** The first and the longest pause between two looks at a store whose lock another process has, in milliseconds. */
const FIRST_PAUSE_MS = 40;
const LONGEST_PAUSE_MS = 400;

/** What a store is asked for. */
type Operation = 'read' | 'write' | 'remove' | 'lock' | 'unlock';

type Given = { [Name in Operation]: Parameters<Required<TokenStore>[Name]> };

type Answers = { [Name in Operation]: Awaited<ReturnType<Required<TokenStore>[Name]>> };

type Operations = { [Name in Operation]: (...given: Given[Name]) => Promise<Answers[Name]> };

export class SharedToken {
  #store: TokenStore;
  #account: Account;
  #clock: Clock;
  #events: Events;
  /** Whether the store locks; not any more once it has said that it cannot, or answered what says neither yes nor no. */
  #locks: boolean;
  /** Until when a lock may be this one's own that it could not give back, on the monotonic clock. */
  #ownLockUntil = -Infinity;

  constructor(store: TokenStore, account: Account, clock: Clock, events: Events) {
    this.#store = store;
    this.#account = account;
    this.#clock = clock;
    this.#events = events;
    this.#locks = typeof store.lock === 'function';
  }

  /** Whether the store has a token for this renewal, or it was overtaken; if not, it has the lock, or goes alone. */
  async find(renewal: RenewalRun): Promise<boolean> {
    if (await this.#adopt(renewal)) return true;
    if (!this.#locks) return false;
    const giveUpAt = this.#clock.monotonic() + this.#account.facts.leaseMs + this.#account.facts.timeoutMs;
    for (let pause = FIRST_PAUSE_MS; this.#mayGoOn(renewal); pause = Math.min(pause * 1.5, LONGEST_PAUSE_MS)) {
      if (await this.#lock(renewal)) return this.#adopt(renewal);
      if (!this.#locks || !this.#mayGoOn(renewal) || this.#clock.monotonic() >= giveUpAt) return false;
      if (this.#clock.monotonic() < this.#ownLockUntil) return false;
      await renewal.timers.pause(pause * (0.5 + Math.random()), renewal.signal);
      if (this.#mayGoOn(renewal) && (await this.#adopt(renewal))) return true;
    }
    return false;
  }

  /** Hands the token that was obtained on to the others. It begins at once, whoever waits for it. */
  async publish(renewal: RenewalRun): Promise<void> {
    if (renewal.storeFailed) return;
    const held = this.#account.stored(this.#clock.now());
    // The answer came too late, and nothing was taken from it.
    if (held === null) return;
    const { ttlMs, ...token } = held;
    const key = this.#account.facts.cacheKey;
    // A clock that was ahead wrote it. What was there before this token was asked for is older, whatever it says.
    if (renewal.seenVersion > token.version) await this.#ask(renewal, 'remove', [key, renewal.seenVersion]);
    if (renewal.storeFailed) return;
    await this.#ask(renewal, 'write', [key, token, ttlMs]);
  }

  /** Gives the lock back, where the renewal has it. */
  async release(renewal: RenewalRun): Promise<void> {
    const { lock } = renewal;
    if (lock === undefined) return;
    renewal.lock = undefined;
    renewal.storeFailed = false;
    await this.#ask(renewal, 'unlock', [lock.key, lock.owner]);
    // It would be waited for until it ends by itself.
    if (renewal.storeFailed) this.#ownLockUntil = this.#clock.monotonic() + this.#account.facts.leaseMs;
  }

  async #adopt(renewal: RenewalRun): Promise<boolean> {
    const key = this.#account.facts.cacheKey;
    const stored = await this.#ask(renewal, 'read', [key]);
    renewal.seenVersion = -Infinity;
    if (!this.#mayGoOn(renewal) || stored === undefined || stored === null) return false;
    const { value, version } = fieldsOf(stored);
    if (typeof value !== 'string' || value.length > LONGEST_RECORD) return this.#refuse();
    if (typeof version !== 'number' || !Number.isFinite(version)) return this.#refuse();
    renewal.seenVersion = version;
    const adoption = this.#account.adopt(renewal.id, value, this.#clock.now());
    switch (adoption.kind) {
      case 'adopted':
        renewal.generation = adoption.generation;
        this.#events.tell('token_served_from_store', () => ({ obtainedAt: adoption.obtainedAt }));
        return true;
      case 'superseded':
        // Another renewal has begun meanwhile: whoever waits asks again, and none is told of a token that is not used.
        return true;
      case 'malformed':
        return this.#refuse();
      default:
        // Others should not try what the vendor has rejected here.
        if (version === adoption.refusedVersion) await this.#ask(renewal, 'remove', [key, version]);
        return false;
    }
  }

  /** What nobody can read will be replaced. */
  #refuse(): boolean {
    this.#events.tell('store_error', () => ({ operation: 'read', reason: 'malformed' }) as const);
    return false;
  }

  async #lock(renewal: RenewalRun): Promise<boolean> {
    const lock = { key: this.#account.facts.cacheKey, owner: crypto.randomUUID() };
    const leaseMs = this.#account.facts.leaseMs;
    // Should the answer be lost, the lock may be ours all the same: it is given back in any case.
    renewal.lock = lock;
    const answer: unknown = await this.#ask(renewal, 'lock', [lock.key, lock.owner, leaseMs]);
    if (answer === false) renewal.lock = undefined;
    else if (answer !== true && !renewal.storeFailed && this.#locks) this.#doWithoutLocks('malformed');
    return answer === true;
  }

  /** From here on it is shared as with a store that has no locks, which says so once. */
  #doWithoutLocks(reason: 'failed' | 'malformed'): void {
    this.#locks = false;
    this.#events.tell('store_error', () => ({ operation: 'lock', reason }) as const);
  }

  #mayGoOn(renewal: RenewalRun): boolean {
    return !renewal.storeFailed && !renewal.signal.aborted;
  }

  /** What an operation of the store resolves to; nothing where it fails or takes too long. */
  async #ask<Name extends Operation>(
    renewal: RenewalRun,
    operation: Name,
    given: Given[Name],
  ): Promise<Answers[Name] | undefined> {
    let stop = (): void => {};
    const tooLate = new Promise<typeof TOO_LATE>((resolve) => {
      stop = renewal.timers.start(OPERATION_MS, () => {
        stop = renewal.timers.start(LAST_LOOK_MS, () => resolve(TOO_LATE));
      });
    });
    try {
      const answer = await Promise.race([this.#perform(operation, given), tooLate]);
      if (answer !== TOO_LATE) return answer;
      this.#fail(renewal, operation, 'timeout');
    } catch (thrown) {
      // What a store throws can quote an address with a password.
      if (operation === 'lock' && saysItCannot(thrown)) this.#doWithoutLocks('failed');
      else this.#fail(renewal, operation, 'failed');
    } finally {
      stop();
    }
    return undefined;
  }

  async #perform<Name extends Operation>(operation: Name, given: Given[Name]): Promise<Answers[Name]> {
    return (this.#store as Operations)[operation](...given);
  }

  #fail(renewal: RenewalRun, operation: Operation, reason: 'failed' | 'timeout'): void {
    renewal.storeFailed = true;
    this.#events.tell('store_error', () => ({ operation, reason }));
  }
}

/** What a store answered may have getters, and they may throw. */
function fieldsOf(stored: { value?: unknown; version?: unknown }): { value?: unknown; version?: unknown } {
  try {
    const { value, version } = stored;
    return { value, version };
  } catch {
    return {};
  }
}

/** Whether a store says that it never will, and not that it failed this time. */
function saysItCannot(thrown: unknown): boolean {
  return isAuthError(thrown) && thrown.code === 'store_error' && !thrown.retryable;
}

const TOO_LATE: unique symbol = Symbol('too late');

// A token that other processes have as well, in a store of the caller's (G10). Whatever is wrong with the store costs
// sharing, never a call: every operation has a bound of its own, and after the first that fails a renewal does without.

import { invalidArgument } from '../facade/auth-error.js';
import { Adoption } from './core.ts';
import { share } from './clock.ts';

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

export class SharedToken {
  #store;
  #account;
  #clock;
  #events;

  constructor(store, account, clock, events) {
    this.#store = store;
    this.#account = account;
    this.#clock = clock;
    this.#events = events;
  }

  /** Whether the store has a token for this renewal, or it was overtaken; if not, it has the lock, or goes alone. */
  async find(renewal) {
    if (await this.#adopt(renewal)) return true;
    if (typeof this.#store.lock !== 'function') return false;
    const giveUpAt = this.#clock.monotonic() + this.#account.lease() + this.#account.timeout();
    for (let pause = FIRST_PAUSE_MS; this.#mayGoOn(renewal); pause = Math.min(pause * 1.5, LONGEST_PAUSE_MS)) {
      if (await this.#lock(renewal)) return this.#adopt(renewal);
      if (!this.#mayGoOn(renewal) || this.#clock.monotonic() >= giveUpAt) return false;
      await renewal.timers.pause(pause * (0.5 + Math.random()), renewal.signal);
      if (this.#mayGoOn(renewal) && (await this.#adopt(renewal))) return true;
    }
    return false;
  }

  /** Hands the token that was obtained on to the others. It begins at once, whoever waits for it. */
  async publish(renewal) {
    if (renewal.storeFailed) return;
    const token = { value: this.#account.stored_text(), version: this.#account.stored_version() };
    // The answer came too late, and nothing was taken from it.
    if (typeof token.value !== 'string' || !Number.isFinite(token.version)) return;
    const key = this.#account.cache_key();
    // A clock that was ahead wrote it. What was there before this token was asked for is older, whatever it says.
    if (renewal.seenVersion > token.version) await this.#ask(renewal, 'remove', [key, renewal.seenVersion]);
    if (renewal.storeFailed) return;
    const ttlMs = this.#account.stored_ttl(this.#clock.wall(), this.#clock.monotonic());
    await this.#ask(renewal, 'write', [key, token, ttlMs]);
  }

  /** Gives the lock back, where the renewal has it. */
  async release(renewal) {
    const { lock } = renewal;
    if (lock === undefined) return;
    renewal.lock = undefined;
    await this.#ask(renewal, 'unlock', [lock.key, lock.owner]);
  }

  async #adopt(renewal) {
    const key = this.#account.cache_key();
    const stored = await this.#ask(renewal, 'read', [key]);
    renewal.seenVersion = -Infinity;
    if (!this.#mayGoOn(renewal) || stored === undefined || stored === null) return false;
    if (typeof stored.value !== 'string' || !Number.isFinite(stored.version)) return this.#refuse(renewal);
    renewal.seenVersion = stored.version;
    const [wall, monotonic] = [this.#clock.wall(), this.#clock.monotonic()];
    switch (this.#account.adopt(renewal.id, stored.value, wall, monotonic, share())) {
      case Adoption.Adopted:
        this.#events.tell('token_served_from_store', () => ({ obtainedAt: this.#account.stored_version() }));
        return true;
      case Adoption.Superseded:
        // Another renewal has begun meanwhile: whoever waits asks again, and none is told of a token that is not used.
        return true;
      case Adoption.Malformed:
        return this.#refuse(renewal);
      default:
        // Others should not try what the vendor has rejected here.
        if (stored.version === this.#account.refused_version()) await this.#ask(renewal, 'remove', [key, stored.version]);
        return false;
    }
  }

  /** What nobody can read will be replaced. */
  #refuse() {
    this.#events.tell('store_error', () => ({ operation: 'read', reason: 'malformed' }));
    return false;
  }

  async #lock(renewal) {
    const lock = { key: this.#account.cache_key(), owner: crypto.randomUUID() };
    const leaseMs = this.#account.lease();
    // Should the answer be lost, the lock may be ours all the same: it is given back in any case.
    renewal.lock = lock;
    const got = (await this.#ask(renewal, 'lock', [lock.key, lock.owner, leaseMs])) === true;
    if (!got && !renewal.storeFailed) renewal.lock = undefined;
    return got;
  }

  #mayGoOn(renewal) {
    return !renewal.storeFailed && !renewal.signal.aborted;
  }

  /** What an operation of the store resolves to; nothing where it fails or takes too long. */
  async #ask(renewal, operation, given) {
    let stop;
    const tooLate = new Promise((resolve) => {
      stop = renewal.timers.start(OPERATION_MS, () => {
        stop = renewal.timers.start(LAST_LOOK_MS, () => resolve(TOO_LATE));
      });
    });
    try {
      const answer = await Promise.race([this.#perform(operation, given), tooLate]);
      if (answer !== TOO_LATE) return answer;
      this.#fail(renewal, operation, 'timeout');
    } catch {
      // What a store throws can quote an address with a password.
      this.#fail(renewal, operation, 'failed');
    } finally {
      stop();
    }
    return undefined;
  }

  async #perform(operation, given) {
    return this.#store[operation](...given);
  }

  #fail(renewal, operation, reason) {
    renewal.storeFailed = true;
    this.#events.tell('store_error', () => ({ operation, reason }));
  }
}

const TOO_LATE = Symbol('too late');

/** The store among the options, with every operation it has to have. */
export function storeOption(options) {
  const store = options?.store;
  if (store === undefined || store === null) return undefined;
  const has = (name) => typeof store[name] === 'function';
  if (typeof store === 'object' && ['read', 'write', 'remove'].every(has) && has('lock') === has('unlock')) return store;
  throw invalidArgument('store', 'store must be an object with read(), write(), remove(), and both or neither of lock() and unlock()');
}

// A store in the hands of the clauses: every answer is checked for its form, whatever else it is looked at for.

import { randomBytes } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';

import { setTimeout } from './real-timers.ts';

/** What {@link storeConformance} checks: a token store, as `TokenStore` of `commerce-auth/server` describes it. */
export interface CheckedStore {
  read(key: string): Promise<{ readonly value: string; readonly version: number } | null>;
  write(key: string, token: { readonly value: string; readonly version: number }, ttlMs: number): Promise<void>;
  remove(key: string, version: number): Promise<void>;
  lock?(key: string, owner: string, leaseMs: number): Promise<boolean>;
  unlock?(key: string, owner: string): Promise<void>;
  close?(): Promise<void>;
}

/** What a store keeps under a key. */
export interface StoredRecord {
  readonly value: string;
  readonly version: number;
}

/** One clause of the contract. */
export interface Clause {
  readonly name: string;
  readonly check: (store: Handling) => Promise<void>;
}

/** Lifetimes that a clause waits out, and how long it bears with a backend whose clock ticks in seconds. */
export const SHORT_MS: number = 150;
export const LONG_MS: number = 60_000;
const GRACE_MS = 2_500;
const POLL_MS = 25;

export class Handling {
  #store: CheckedStore;

  constructor(store: CheckedStore) {
    if (typeof store !== 'object' || store === null) throw new Error('makeStore gave no store');
    this.#store = store;
  }

  /** A key as authenticators have them, that no other clause uses. */
  newKey(): string {
    return randomBytes(32).toString('hex');
  }

  get hasLocks(): boolean {
    return typeof this.#store.lock === 'function';
  }

  get hasUnlock(): boolean {
    return typeof this.#store.unlock === 'function';
  }

  async read(key: string): Promise<StoredRecord | null> {
    const record = await this.#store.read(key);
    if (record === null) return null;
    if (typeof record?.value !== 'string' || !Number.isSafeInteger(record.version)) {
      throw new Error('read must resolve to null, or to { value: text, version: whole number }');
    }
    return record;
  }

  write(key: string, value: string, version: number, ttlMs: number = LONG_MS): Promise<void> {
    return this.#store.write(key, { value, version }, ttlMs);
  }

  /** Hands over this very object. */
  writeObject(key: string, record: StoredRecord): Promise<void> {
    return this.#store.write(key, record, LONG_MS);
  }

  remove(key: string, version: number): Promise<void> {
    return this.#store.remove(key, version);
  }

  async lock(key: string, owner: string, leaseMs: number = LONG_MS): Promise<boolean> {
    const taken: unknown = await this.#store.lock?.(key, owner, leaseMs);
    if (typeof taken !== 'boolean') throw new Error(`lock must resolve to true or false, not ${typeof taken}`);
    return taken;
  }

  async unlock(key: string, owner: string): Promise<void> {
    return this.#store.unlock?.(key, owner);
  }

  async close(): Promise<void> {
    return this.#store.close?.();
  }

  /** Fails unless `key` holds just this; `null` for nothing. */
  async expect(key: string, value: string | null, version?: number): Promise<void> {
    const record = await this.read(key);
    if (value === null ? record === null : isDeepStrictEqual([record?.value, record?.version], [value, version]))
      return;
    throw new Error(
      `expected ${shown(value, version)}, found ${record ? shown(record.value, record.version) : 'nothing'}`,
    );
  }

  /** Waits until `holds` resolves to true, a little longer than `milliseconds`. */
  async eventually(milliseconds: number, holds: () => Promise<boolean>, otherwise: string): Promise<void> {
    const end = performance.now() + milliseconds + GRACE_MS;
    while (!(await holds())) {
      if (performance.now() > end) throw new Error(otherwise);
      await pause(POLL_MS);
    }
  }
}

export function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

// Nothing a clause writes is a secret, but a broken store may answer with somebody else's record.
function shown(value: string | null, version: number | undefined): string {
  return value === null ? 'nothing' : `a text of ${value.length} characters with version ${version}`;
}

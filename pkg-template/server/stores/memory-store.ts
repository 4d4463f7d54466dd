import { invalidArgument } from '../../facade/auth-error.ts';
import { refuseInBrowser } from '../../facade/browser-guard.ts';
import { wholeMilliseconds } from './lifetime.ts';
import { onlyOption } from './only-option.ts';
import type { LockingTokenStore, StoredToken } from './token-store.ts';

const DEFAULT_MOST_ENTRIES = 1_000;

/** Entries that end. Nothing runs by itself: what has ended is dropped when something is added. */
class EndingEntries<Content> {
  #entries = new Map<string, { content: Content; endsAt: number }>();

  get(key: string): Content | undefined {
    const entry = this.#entries.get(key);
    return entry !== undefined && entry.endsAt > performance.now() ? entry.content : undefined;
  }

  /** Adds as the youngest. */
  set(key: string, content: Content, lifetimeMs: number): void {
    this.#dropEnded();
    this.#entries.delete(key);
    this.#entries.set(key, { content, endsAt: performance.now() + lifetimeMs });
  }

  delete(key: string): void {
    this.#entries.delete(key);
  }

  clear(): void {
    this.#entries.clear();
  }

  dropOldestAbove(most: number): void {
    for (const key of this.#entries.keys()) {
      if (this.#entries.size <= most) return;
      this.#entries.delete(key);
    }
  }

  #dropEnded(): void {
    const now = performance.now();
    for (const [key, { endsAt }] of this.#entries) if (endsAt <= now) this.#entries.delete(key);
  }
}

class MemoryStore implements LockingTokenStore {
  #records = new EndingEntries<StoredToken>();
  #locks = new EndingEntries<string>();
  #mostEntries: number;

  constructor(mostEntries: number) {
    this.#mostEntries = mostEntries;
  }

  async read(key: string): Promise<StoredToken | null> {
    const record = this.#records.get(key);
    return record === undefined ? null : { ...record };
  }

  async write(key: string, { value, version }: StoredToken, ttlMs: number): Promise<void> {
    const lifetime = wholeMilliseconds(ttlMs);
    const kept = this.#records.get(key);
    if (lifetime === 0 || (kept !== undefined && kept.version > version)) return;
    this.#records.set(key, { value, version }, lifetime);
    this.#records.dropOldestAbove(this.#mostEntries);
  }

  async remove(key: string, version: number): Promise<void> {
    if (this.#records.get(key)?.version === version) this.#records.delete(key);
  }

  async lock(key: string, owner: string, leaseMs: number): Promise<boolean> {
    const lease = wholeMilliseconds(leaseMs);
    if (lease === 0 || this.#locks.get(key) !== undefined) return false;
    this.#locks.set(key, owner, lease);
    return true;
  }

  async unlock(key: string, owner: string): Promise<void> {
    if (this.#locks.get(key) === owner) this.#locks.delete(key);
  }

  async close(): Promise<void> {
    this.#records.clear();
    this.#locks.clear();
  }
}

/**
 * A store in memory, for several authenticators of one process. It locks; it needs no timers.
 *
 * @param options.maxEntries How many tokens it keeps; beyond that the oldest written goes. Default 1000.
 * @throws {AuthError} `invalid_argument`, `unknown_option`, `server_only`.
 * @example
 * ```js
 * import { memoryStore } from 'commerce-auth/server';
 *
 * const store = memoryStore({ maxEntries: 100 });
 * await store.write('key', { value: 'newer', version: 2 }, 60_000);
 * await store.write('key', { value: 'older', version: 1 }, 60_000);
 * console.log((await store.read('key'))?.value); // newer
 * ```
 */
export function memoryStore(options?: {
  maxEntries?: number | undefined;
}): LockingTokenStore & { close(): Promise<void> } {
  refuseInBrowser('memoryStore');
  const mostEntries = onlyOption(options, 'maxEntries', 'memoryStore') ?? DEFAULT_MOST_ENTRIES;
  if (!Number.isSafeInteger(mostEntries) || mostEntries < 1) {
    throw invalidArgument('maxEntries', 'maxEntries must be a whole number, at least 1');
  }
  return new MemoryStore(mostEntries);
}

import { invalidArgument } from '../../facade/auth-error.js';
import { refuseInBrowser } from '../../facade/browser-guard.js';
import { wholeMilliseconds } from './lifetime.js';
import { onlyOption } from './only-option.js';

const DEFAULT_MOST_ENTRIES = 1_000;

/** Entries that end. Nothing runs by itself: what has ended is dropped when something is added. */
class EndingEntries {
  #entries = new Map();

  get(key) {
    const entry = this.#entries.get(key);
    return entry !== undefined && entry.endsAt > performance.now() ? entry.content : undefined;
  }

  /** Adds as the youngest. */
  set(key, content, lifetimeMs) {
    this.#dropEnded();
    this.#entries.delete(key);
    this.#entries.set(key, { content, endsAt: performance.now() + lifetimeMs });
  }

  delete(key) {
    this.#entries.delete(key);
  }

  clear() {
    this.#entries.clear();
  }

  dropOldestAbove(most) {
    while (this.#entries.size > most) this.#entries.delete(this.#entries.keys().next().value);
  }

  #dropEnded() {
    const now = performance.now();
    for (const [key, { endsAt }] of this.#entries) if (endsAt <= now) this.#entries.delete(key);
  }
}

class MemoryStore {
  #records = new EndingEntries();
  #locks = new EndingEntries();
  #mostEntries;

  constructor(mostEntries) {
    this.#mostEntries = mostEntries;
  }

  async read(key) {
    const record = this.#records.get(key);
    return record === undefined ? null : { ...record };
  }

  async write(key, { value, version }, ttlMs) {
    const lifetime = wholeMilliseconds(ttlMs);
    if (lifetime === 0 || this.#records.get(key)?.version > version) return;
    this.#records.set(key, { value, version }, lifetime);
    this.#records.dropOldestAbove(this.#mostEntries);
  }

  async remove(key, version) {
    if (this.#records.get(key)?.version === version) this.#records.delete(key);
  }

  async lock(key, owner, leaseMs) {
    const lease = wholeMilliseconds(leaseMs);
    if (lease === 0 || this.#locks.get(key) !== undefined) return false;
    this.#locks.set(key, owner, lease);
    return true;
  }

  async unlock(key, owner) {
    if (this.#locks.get(key) === owner) this.#locks.delete(key);
  }

  async close() {
    this.#records.clear();
    this.#locks.clear();
  }
}

export function memoryStore(options) {
  refuseInBrowser('memoryStore');
  const mostEntries = onlyOption(options, 'maxEntries', 'memoryStore') ?? DEFAULT_MOST_ENTRIES;
  if (!Number.isSafeInteger(mostEntries) || mostEntries < 1) {
    throw invalidArgument('maxEntries', 'maxEntries must be a whole number, at least 1');
  }
  return new MemoryStore(mostEntries);
}

import { invalidArgument } from '../../facade/auth-error.js';
import { refuseInBrowser } from '../../facade/browser-guard.js';
import { onlyOption } from './only-option.js';
import { SealingKey } from './sealing-key.js';

/**
 * Seals what another store keeps. The first key seals and all of them open; each names records in its own way, so a
 * record is looked for under the names of all keys.
 */
class SealedStore {
  #store;
  #keys;
  #onUnreadable;

  constructor(store, keys, onUnreadable) {
    this.#store = store;
    this.#keys = keys;
    this.#onUnreadable = onUnreadable;
  }

  async read(key) {
    const found = await Promise.all(this.#keys.map((sealingKey) => this.#readUnder(sealingKey, key)));
    return found.reduce((latest, record) => (latest === null || record?.version > latest.version ? record : latest));
  }

  async write(key, { value, version }, ttlMs) {
    const [sealingKey] = this.#keys;
    const sealed = await sealingKey.seal(value, contextOf(key, version));
    await this.#store.write(await sealingKey.nameOf(key), { value: sealed, version }, ttlMs);
  }

  async remove(key, version) {
    const names = await namesOf(key, this.#keys);
    await Promise.all(names.map((name) => this.#store.remove(name, version)));
  }

  async close() {
    await this.#store.close?.();
  }

  async #readUnder(sealingKey, key) {
    const name = await sealingKey.nameOf(key);
    const record = await this.#store.read(name);
    if (record === null || record === undefined) return null;
    const { version } = record;
    const { text, reason } = await sealingKey.open(record.value, contextOf(key, version));
    if (reason === undefined) return { value: text, version };
    await this.#giveUp(name, version, reason);
    return null;
  }

  /**
   * Nobody can use such a record, and a later version in it would keep every write away until it ends. Neither the
   * listener nor the store may stop a call that only needs another token.
   */
  async #giveUp(name, version, reason) {
    quietly(() => this.#onUnreadable?.({ reason, version }));
    await quietly(() => this.#store.remove(name, version));
  }
}

/**
 * The same over a store that locks. A lock is taken under the names of all keys, always in one order: so processes
 * exclude each other while some of them have the new key already.
 */
class LockingSealedStore extends SealedStore {
  #store;
  #keys;

  constructor(store, keys, onUnreadable) {
    super(store, keys, onUnreadable);
    this.#store = store;
    this.#keys = keys;
  }

  async lock(key, owner, leaseMs) {
    const names = await namesOf(key, this.#keys);
    let taken = 0;
    try {
      while (taken < names.length && (await this.#store.lock(names[taken], owner, leaseMs))) taken += 1;
    } finally {
      if (taken < names.length) await this.#unlockAll(names.slice(0, taken), owner);
    }
    return taken === names.length;
  }

  async unlock(key, owner) {
    await this.#unlockAll(await namesOf(key, this.#keys), owner);
  }

  async #unlockAll(names, owner) {
    await Promise.all(names.map((name) => this.#store.unlock(name, owner)));
  }
}

export function sealedStore(store, keys, options) {
  refuseInBrowser('sealedStore');
  if (!hasAll(store, ['read', 'write', 'remove'])) {
    throw invalidArgument('store', 'store must be the token store to seal: one with read, write and remove');
  }
  const onUnreadable = onlyOption(options, 'onUnreadable', 'sealedStore');
  if (onUnreadable !== undefined && typeof onUnreadable !== 'function') {
    throw invalidArgument('onUnreadable', 'onUnreadable must be a function');
  }
  const Sealed = hasAll(store, ['lock', 'unlock']) ? LockingSealedStore : SealedStore;
  return new Sealed(store, sealingKeys(keys), onUnreadable);
}

function sealingKeys(keys) {
  if (!Array.isArray(keys)) return [new SealingKey(keys, 'keys')];
  if (keys.length === 0) throw invalidArgument('keys', 'keys must hold at least one key: the first seals, all open');
  return keys.map((key, index) => new SealingKey(key, `keys[${index}]`));
}

/** Without doubles: a key may be listed twice. */
async function namesOf(key, sealingKeys) {
  const names = await Promise.all(sealingKeys.map((sealingKey) => sealingKey.nameOf(key)));
  return [...new Set(names)].sort();
}

/** What a record belongs to: neither under another key nor as another version does it open. */
function contextOf(key, version) {
  return `${version}:${key}`;
}

function hasAll(store, names) {
  return names.every((name) => typeof store?.[name] === 'function');
}

async function quietly(run) {
  try {
    await run();
  } catch {
    // Told to nobody, by intent.
  }
}

import { invalidArgument } from '../../facade/auth-error.ts';
import { refuseInBrowser } from '../../facade/browser-guard.ts';
import { readArgument } from '../../facade/read-argument.ts';
import { cannotLock } from './cannot-lock.ts';
import { onlyOption } from './only-option.ts';
import { SealingKey, type StoreSealingKey } from './sealing-key.ts';
import type { LockingTokenStore, StoredToken, TokenStore } from './token-store.ts';

/** A record that {@link sealedStore} could not open. It is removed and read as null. */
export interface UnreadableRecord {
  /**
   * `not_sealed`: it has another form. `other_key`: a key that is not this one sealed it. `not_authentic`: it was
   * changed, or moved here from another key or version.
   */
  readonly reason: 'not_sealed' | 'other_key' | 'not_authentic';
  /** The version of the record. */
  readonly version: number;
}

type Listener = (record: UnreadableRecord) => void;

type SealingKeys = readonly [SealingKey, ...SealingKey[]];

/**
 * Seals what another store keeps. The first key seals and all of them open; each names records in its own way, so a
 * record is looked for under the names of all keys.
 */
class SealedStore implements TokenStore {
  #store: TokenStore;
  #keys: SealingKeys;
  #onUnreadable: Listener | undefined;

  constructor(store: TokenStore, keys: SealingKeys, onUnreadable: Listener | undefined) {
    this.#store = store;
    this.#keys = keys;
    this.#onUnreadable = onUnreadable;
  }

  async read(key: string): Promise<StoredToken | null> {
    const found = await Promise.all(this.#keys.map((sealingKey) => this.#readUnder(sealingKey, key)));
    return found.reduce((latest, record) =>
      latest === null || (record !== null && record.version > latest.version) ? record : latest,
    );
  }

  async write(key: string, { value, version }: StoredToken, ttlMs: number): Promise<void> {
    const [sealingKey] = this.#keys;
    const sealed = await sealingKey.seal(value, contextOf(key, version));
    await this.#store.write(await sealingKey.nameOf(key), { value: sealed, version }, ttlMs);
  }

  async remove(key: string, version: number): Promise<void> {
    const names = await namesOf(key, this.#keys);
    await Promise.all(names.map((name) => this.#store.remove(name, version)));
  }

  async close(): Promise<void> {
    await this.#store.close?.();
  }

  async #readUnder(sealingKey: SealingKey, key: string): Promise<StoredToken | null> {
    const name = await sealingKey.nameOf(key);
    const record = await this.#store.read(name);
    if (record === null || record === undefined) return null;
    const { version } = record;
    const opened = await sealingKey.open(record.value, contextOf(key, version));
    if (opened.reason === undefined) return { value: opened.text, version };
    await this.#giveUp(name, version, opened.reason);
    return null;
  }

  /**
   * Nobody can use such a record, and a later version in it would keep every write away until it ends. Neither the
   * listener nor the store may stop a call that only needs another token.
   */
  async #giveUp(name: string, version: number, reason: UnreadableRecord['reason']): Promise<void> {
    quietly(() => this.#onUnreadable?.({ reason, version }));
    await quietly(() => this.#store.remove(name, version));
  }
}

/**
 * The same over a store that locks. A lock is taken under the names of all keys, always in one order: so processes
 * exclude each other while some of them have the new key already.
 */
class LockingSealedStore extends SealedStore implements LockingTokenStore {
  #store: LockingTokenStore;
  #keys: SealingKeys;

  constructor(store: LockingTokenStore, keys: SealingKeys, onUnreadable: Listener | undefined) {
    super(store, keys, onUnreadable);
    this.#store = store;
    this.#keys = keys;
  }

  async lock(key: string, owner: string, leaseMs: number): Promise<boolean> {
    const names = await namesOf(key, this.#keys);
    let taken = 0;
    let isWhole = false;
    try {
      for (const name of names) {
        const answer: unknown = await this.#store.lock(name, owner, leaseMs);
        if (answer === false) return false;
        // What says neither may be a lock all the same.
        taken += 1;
        if (answer !== true) throw cannotLock('the store that is sealed answers lock() with neither true nor false');
      }
      isWhole = true;
      return true;
    } finally {
      if (!isWhole) await this.#unlockAll(names.slice(0, taken), owner);
    }
  }

  async unlock(key: string, owner: string): Promise<void> {
    await this.#unlockAll(await namesOf(key, this.#keys), owner);
  }

  async #unlockAll(names: readonly string[], owner: string): Promise<void> {
    await Promise.all(names.map((name) => this.#store.unlock(name, owner)));
  }
}

/**
 * Seals what another store keeps: records with AES-256-GCM, bound to their key and version, and the keys with
 * HMAC-SHA-256. It locks if the other store does.
 *
 * @param keys The first one seals and all of them open. To change keys, give all processes `[old, new]`, then
 * `[new, old]`, and once the last old token has expired `[new]`.
 * @param options.onUnreadable Told of each record that does not open; what it throws is dropped.
 * @throws {AuthError} `invalid_argument` for any other sort of key, `unknown_option`, `server_only`.
 * @example
 * ```js
 * import { memoryStore, sealedStore } from 'commerce-auth/server';
 *
 * const shared = memoryStore();
 * const store = sealedStore(shared, crypto.getRandomValues(new Uint8Array(32)));
 * await store.write('key', { value: 'record', version: 1 }, 60_000);
 * console.log((await store.read('key'))?.value, await shared.read('key')); // record null
 * ```
 */
export function sealedStore<Store extends TokenStore>(
  store: Store,
  keys: StoreSealingKey | readonly StoreSealingKey[],
  options?: { onUnreadable?: ((record: UnreadableRecord) => void) | undefined },
): Store extends LockingTokenStore ? LockingTokenStore : TokenStore {
  refuseInBrowser('sealedStore');
  if (!readArgument('store', () => hasAll(store, ['read', 'write', 'remove']))) {
    throw invalidArgument('store', 'store must be the token store to seal: one with read, write and remove');
  }
  const onUnreadable = onlyOption(options, 'onUnreadable', 'sealedStore');
  if (onUnreadable !== undefined && typeof onUnreadable !== 'function') {
    throw invalidArgument('onUnreadable', 'onUnreadable must be a function');
  }
  const locks = readArgument('store', () => hasAll(store, ['lock', 'unlock']));
  const sealing = readArgument('keys', () => sealingKeys(keys));
  const Sealed = locks ? LockingSealedStore : SealedStore;
  const sealed: TokenStore = new Sealed(store, sealing, onUnreadable);
  return sealed as Store extends LockingTokenStore ? LockingTokenStore : TokenStore;
}

function sealingKeys(keys: StoreSealingKey | readonly StoreSealingKey[]): SealingKeys {
  if (!isList(keys)) return [new SealingKey(keys, 'keys')];
  const [first, ...others] = keys.map((key, index) => new SealingKey(key, `keys[${index}]`));
  if (first === undefined) throw invalidArgument('keys', 'keys must hold at least one key: the first seals, all open');
  return [first, ...others];
}

// `Array.isArray` itself takes no list that is for reading only.
function isList(keys: StoreSealingKey | readonly StoreSealingKey[]): keys is readonly StoreSealingKey[] {
  return Array.isArray(keys);
}

/** Without doubles: a key may be listed twice. */
async function namesOf(key: string, sealingKeys: SealingKeys): Promise<string[]> {
  const names = await Promise.all(sealingKeys.map((sealingKey) => sealingKey.nameOf(key)));
  return [...new Set(names)].sort();
}

/** What a record belongs to: neither under another key nor as another version does it open. */
function contextOf(key: string, version: number): string {
  return `${version}:${key}`;
}

function hasAll<Name extends keyof TokenStore>(
  store: TokenStore,
  names: readonly Name[],
): store is Required<Pick<TokenStore, Name>> & TokenStore {
  return names.every((name) => typeof store?.[name] === 'function');
}

async function quietly(run: () => unknown): Promise<void> {
  try {
    await run();
  } catch {
    // Told to nobody, by intent.
  }
}

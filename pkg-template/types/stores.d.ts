/**
 * Token stores: where authenticators of several processes share a token. For servers; in a browser every call throws
 * `AuthError` with code `server_only`.
 */

/** What a store keeps under a key. */
export interface StoredToken {
  /** A record that only authenticators read. It holds the token: whoever reads the store can call the vendor. */
  readonly value: string;
  /** When the token was obtained, in milliseconds since 1970: a later one is a newer token. */
  readonly version: number;
}

/**
 * A place for tokens. Any object with these methods will do; `storeConformance` of `commerce-auth/testing` checks one.
 *
 * A method that fails rejects, and costs sharing but never a call. Authenticators give each operation two seconds, and
 * never call `close`: that is for whoever made the store.
 */
export interface TokenStore {
  /**
   * What is kept under the key; null where nothing is, or where its lifetime has ended. The answer is the caller's own.
   *
   * @param key 64 hex digits.
   */
  read(key: string): Promise<StoredToken | null>;
  /**
   * Keeps a token, in one step: over an earlier version, never over a later one. A refused write is no error, and
   * leaves everything as it was.
   *
   * @param ttlMs How long to keep it, in milliseconds.
   */
  write(key: string, token: StoredToken, ttlMs: number): Promise<void>;
  /** Removes what is kept, in one step, if it is of this very version. */
  remove(key: string, version: number): Promise<void>;
  /**
   * Takes the lock of a key in one step: true if it was free. While it is held it is refused to everybody, its owner
   * included. Locks and tokens of one key know nothing of each other.
   *
   * @param owner Another text for each attempt.
   * @param leaseMs When the lock ends by itself, in milliseconds from now.
   */
  lock?(key: string, owner: string, leaseMs: number): Promise<boolean>;
  /** Frees the lock in one step, if this is still its owner. A store has both of `lock` and `unlock`, or neither. */
  unlock?(key: string, owner: string): Promise<void>;
  /** Gives back what the store itself has opened. */
  close?(): Promise<void>;
}

/** A store that locks. */
export interface LockingTokenStore extends TokenStore {
  lock(key: string, owner: string, leaseMs: number): Promise<boolean>;
  unlock(key: string, owner: string): Promise<void>;
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
export function memoryStore(options?: { maxEntries?: number }): LockingTokenStore & { close(): Promise<void> };

/** What {@link keyvStore} needs of a Keyv, of version 4 or later. */
export interface KeyvClient {
  get(key: string): Promise<unknown>;
  set(key: string, value: string, ttl?: number): Promise<unknown>;
  delete(key: string): Promise<unknown>;
}

/**
 * A store over Keyv, whatever lies below it. Keyv can share but not lock, and cannot compare and write in one step:
 * two processes may both ask for a token, and of two that write at the same moment the last one stays. Where that
 * matters and Redis is there, use {@link redisStore}.
 *
 * @throws {AuthError} `invalid_argument`, `server_only`.
 * @example
 * ```ts
 * import { keyvStore } from 'commerce-auth/server';
 *
 * const entries = new Map<string, string>();
 * // In place of `new Keyv(…)`.
 * const keyv = {
 *   get: async (key: string) => entries.get(key),
 *   set: async (key: string, value: string) => entries.set(key, value),
 *   delete: async (key: string) => entries.delete(key),
 * };
 * const store = keyvStore(keyv);
 * await store.write('key', { value: 'record', version: 1 }, 60_000);
 * console.log([...entries]); // [ [ 'commerce-auth:key', '1:record' ] ]
 * ```
 */
export function keyvStore(keyv: KeyvClient): TokenStore;

/** What {@link redisStore} needs of node-redis, version 4 or later: a client, a pool, a sentinel or a cluster. */
export interface NodeRedisClient {
  get(key: string): Promise<unknown>;
  set(key: string, value: string, options: { PX: number; NX: true }): Promise<unknown>;
  eval(script: string, options: { keys: string[]; arguments: string[] }): Promise<unknown>;
  EVAL: unknown;
}

/** What {@link redisStore} needs of ioredis: a client or a cluster. */
export interface IoredisClient {
  get(key: string): Promise<unknown>;
  set(key: string, value: string, px: 'PX', milliseconds: number, nx: 'NX'): Promise<unknown>;
  eval(script: string, numberOfKeys: number, ...keysAndArguments: string[]): Promise<unknown>;
  defineCommand: unknown;
}

/**
 * A store in Redis, with a lock: one token request per expiry, however many processes there are. Each operation is one
 * command; comparing is done by scripts (`EVAL`). The client is the caller's: connected, listened to for errors, and
 * closed by the caller.
 *
 * @param options.prefix What the names of its keys begin with. Default `commerce-auth:`.
 * @throws {AuthError} `invalid_argument` for anything but such a client; `unknown_option`, `server_only`.
 * @example
 * ```js
 * import { redisStore } from 'commerce-auth/server';
 *
 * try {
 *   // @ts-expect-error An address is no client: createClient({ url }) of node-redis makes one.
 *   redisStore('redis://127.0.0.1');
 * } catch (error) {
 *   console.log(error instanceof Error && error.message);
 *   // client must be one of node-redis, version 4 or later, or of ioredis
 * }
 * ```
 */
export function redisStore(client: NodeRedisClient | IoredisClient, options?: { prefix?: string }): LockingTokenStore;

/** 32 random bytes, or a key for AES-GCM with 256 bits that encrypts and decrypts. It may be one nobody can export. */
export type StoreSealingKey = Uint8Array | CryptoKey;

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
  options?: { onUnreadable?(record: UnreadableRecord): void },
): Store extends LockingTokenStore ? LockingTokenStore : TokenStore;

// Token stores: where authenticators of several processes share a token. For servers; in a browser every call throws
// `AuthError` with code `server_only`.

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
   * Takes the lock of a key in one step: true if it was free. While it is held it is refused with false to everybody, its
   * owner included. Locks and tokens of one key know nothing of each other.
   *
   * A store that finds out that it cannot lock rejects with an `AuthError` whose code is `store_error` and whose `retryable` is
   * false; it is shared without a lock from then on, as one is that answers with neither true nor false.
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

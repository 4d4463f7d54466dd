import { AuthError, invalidArgument } from '../../facade/auth-error.ts';
import { refuseInBrowser } from '../../facade/browser-guard.ts';
import { readArgument } from '../../facade/read-argument.ts';
import { wholeMilliseconds } from './lifetime.ts';
import { OneAtATime } from './one-at-a-time.ts';
import { recordOfText, textOfRecord } from './record-text.ts';
import type { StoredToken, TokenStore } from './token-store.ts';

/** What {@link keyvStore} needs of a Keyv, of version 4 or later. */
export interface KeyvClient {
  get(key: string): Promise<unknown>;
  set(key: string, value: string, ttl?: number): Promise<unknown>;
  delete(key: string): Promise<unknown>;
}

const PREFIX = 'commerce-auth:';

/** By the Keyv, so that two stores over the same one keep out of each other's way. */
const queues = new WeakMap<KeyvClient, OneAtATime>();

/**
 * Keyv knows no "replace if": comparing and writing are two steps, kept together within this process only. Records are
 * texts, which every serialiser of Keyv's gives back unchanged, none at all included.
 */
class KeyvStore implements TokenStore {
  #keyv: KeyvClient;
  #queue: OneAtATime;

  constructor(keyv: KeyvClient) {
    this.#keyv = keyv;
    this.#queue = queues.get(keyv) ?? new OneAtATime();
    queues.set(keyv, this.#queue);
  }

  async read(key: string): Promise<StoredToken | null> {
    return recordOfText(await this.#keyv.get(PREFIX + key));
  }

  write(key: string, record: StoredToken, ttlMs: number): Promise<void> {
    const lifetime = wholeMilliseconds(ttlMs);
    return this.#queue.run(key, async () => {
      // To Keyv, no lifetime is one without end.
      if (lifetime === 0 || ((await this.read(key))?.version ?? -Infinity) > record.version) return;
      if ((await this.#keyv.set(PREFIX + key, textOfRecord(record), lifetime)) === false) throw notKept();
    });
  }

  remove(key: string, version: number): Promise<void> {
    return this.#queue.run(key, async () => {
      if ((await this.read(key))?.version === version) await this.#keyv.delete(PREFIX + key);
    });
  }
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
export function keyvStore(keyv: KeyvClient): TokenStore {
  refuseInBrowser('keyvStore');
  if (!readArgument('keyv', () => isKeyv(keyv))) {
    throw invalidArgument('keyv', 'keyv must be a Keyv: new Keyv(…) over whatever keeps its entries');
  }
  return new KeyvStore(keyv);
}

function isKeyv(keyv: KeyvClient): boolean {
  const has = (name: keyof KeyvClient) => typeof keyv?.[name] === 'function';
  return !(keyv instanceof Map) && has('get') && has('set') && has('delete');
}

function notKept(): AuthError {
  return new AuthError({
    code: 'store_error',
    message: 'Keyv did not keep the token: listen to the "error" events of the Keyv for the reason',
    retryable: true,
  });
}

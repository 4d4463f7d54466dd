import { AuthError, invalidArgument } from '../../facade/auth-error.js';
import { refuseInBrowser } from '../../facade/browser-guard.js';
import { wholeMilliseconds } from './lifetime.js';
import { OneAtATime } from './one-at-a-time.js';
import { recordOfText, textOfRecord } from './record-text.js';

const PREFIX = 'commerce-auth:';

/** By the Keyv, so that two stores over the same one keep out of each other's way. */
const queues = new WeakMap();

/**
 * Keyv knows no "replace if": comparing and writing are two steps, kept together within this process only. Records are
 * texts, which every serialiser of Keyv's gives back unchanged, none at all included.
 */
class KeyvStore {
  #keyv;
  #queue;

  constructor(keyv) {
    this.#keyv = keyv;
    this.#queue = queues.get(keyv) ?? new OneAtATime();
    queues.set(keyv, this.#queue);
  }

  async read(key) {
    return recordOfText(await this.#keyv.get(PREFIX + key));
  }

  write(key, record, ttlMs) {
    const lifetime = wholeMilliseconds(ttlMs);
    return this.#queue.run(key, async () => {
      // To Keyv, no lifetime is one without end.
      if (lifetime === 0 || (await this.read(key))?.version > record.version) return;
      if ((await this.#keyv.set(PREFIX + key, textOfRecord(record), lifetime)) === false) throw notKept();
    });
  }

  remove(key, version) {
    return this.#queue.run(key, async () => {
      if ((await this.read(key))?.version === version) await this.#keyv.delete(PREFIX + key);
    });
  }
}

export function keyvStore(keyv) {
  refuseInBrowser('keyvStore');
  if (keyv instanceof Map || !['get', 'set', 'delete'].every((name) => typeof keyv?.[name] === 'function')) {
    throw invalidArgument('keyv', 'keyv must be a Keyv: new Keyv(…) over whatever keeps its entries');
  }
  return new KeyvStore(keyv);
}

function notKept() {
  return new AuthError({
    code: 'store_error',
    message: 'Keyv did not keep the token: listen to the "error" events of the Keyv for the reason',
    retryable: true,
  });
}

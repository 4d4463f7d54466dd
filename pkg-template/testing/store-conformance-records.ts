// Clauses about records that one caller sees.

import { type Clause, LONG_MS, SHORT_MS, pause } from './store-conformance-handling.ts';

/** As large as authenticators let an answer be. */
const LARGE = 64 * 1_024;
const ANY_TEXT = 'a:b\u0000\n\r\t"\'\\{}[]%20+/= \u00e9\u4f60\u{1f511}\ufeff\u2028 end ';
/** Milliseconds since 1970, as versions are. */
const VERSION = 1_790_000_000_000;

export const RECORD_CLAUSES: readonly Clause[] = [
  {
    name: 'read: a key that was never written is null',
    check: (store) => store.expect(store.newKey(), null),
  },
  {
    name: 'write: value and version are read back',
    async check(store) {
      const key = store.newKey();
      await store.write(key, 'token', VERSION);
      await store.expect(key, 'token', VERSION);
      await store.expect(key, 'token', VERSION);
    },
  },
  {
    name: 'write: any text is kept as it is, empty, large and beyond ASCII',
    async check(store) {
      for (const value of ['', ANY_TEXT, '\u{1f511}'.repeat(LARGE / 4), JSON.stringify({ value: ANY_TEXT })]) {
        const key = store.newKey();
        await store.write(key, value, VERSION);
        await store.expect(key, value, VERSION);
      }
    },
  },
  {
    name: 'write: keys are apart',
    async check(store) {
      const [one, other] = [store.newKey(), store.newKey()];
      await store.write(one, 'one', VERSION);
      await store.expect(other, null);
      await store.write(other, 'other', VERSION + 1);
      await store.expect(one, 'one', VERSION);
      await store.remove(other, VERSION + 1);
      await store.expect(one, 'one', VERSION);
    },
  },
  {
    name: 'write: a later version replaces an earlier one',
    async check(store) {
      const key = store.newKey();
      await store.write(key, 'earlier', VERSION);
      await store.write(key, 'later', VERSION + 1);
      await store.expect(key, 'later', VERSION + 1);
    },
  },
  {
    name: 'write: an earlier version never replaces a later one',
    async check(store) {
      const key = store.newKey();
      await store.write(key, 'later', VERSION);
      // Fewer digits as well: versions are numbers, and 9 is not later than 10.
      for (const earlier of [VERSION - 1, 999_999_999_999, 0]) {
        await store.write(key, 'earlier', earlier);
        await store.expect(key, 'later', VERSION);
      }
    },
  },
  {
    name: 'write: a refused write does not touch the lifetime',
    async check(store) {
      const key = store.newKey();
      await store.write(key, 'later', VERSION + 1);
      await store.write(key, 'earlier', VERSION, SHORT_MS);
      await pause(3 * SHORT_MS);
      await store.expect(key, 'later', VERSION + 1);
    },
  },
  {
    name: 'write: a later version brings its own lifetime',
    async check(store) {
      const key = store.newKey();
      await store.write(key, 'earlier', VERSION, 2 * SHORT_MS);
      await store.write(key, 'later', VERSION + 1);
      await pause(4 * SHORT_MS);
      await store.expect(key, 'later', VERSION + 1);
    },
  },
  {
    name: 'write: a record ends with its lifetime, which is in milliseconds',
    async check(store) {
      const key = store.newKey();
      await store.write(key, 'token', VERSION, SHORT_MS);
      await store.eventually(SHORT_MS, async () => (await store.read(key)) === null, 'the record is still there');
    },
  },
  {
    name: 'write: a record is there as long as its lifetime',
    async check(store) {
      const key = store.newKey();
      await store.write(key, 'token', VERSION, LONG_MS);
      await pause(3 * SHORT_MS);
      await store.expect(key, 'token', VERSION);
    },
  },
  {
    name: 'write: what has ended keeps no earlier version away',
    async check(store) {
      const key = store.newKey();
      await store.write(key, 'later', VERSION + 1, SHORT_MS);
      await store.eventually(SHORT_MS, async () => (await store.read(key)) === null, 'the record is still there');
      await store.write(key, 'earlier', VERSION);
      await store.expect(key, 'earlier', VERSION);
    },
  },
  {
    name: 'remove: that very version is gone, and another may come',
    async check(store) {
      const key = store.newKey();
      await store.write(key, 'rejected', VERSION);
      await store.remove(key, VERSION);
      await store.expect(key, null);
      await store.write(key, 'new', VERSION + 1);
      await store.expect(key, 'new', VERSION + 1);
    },
  },
  {
    name: 'remove: another version stays, an earlier one and a later one',
    async check(store) {
      const key = store.newKey();
      await store.write(key, 'held', VERSION);
      for (const other of [VERSION - 1, VERSION + 1, 0]) {
        await store.remove(key, other);
        await store.expect(key, 'held', VERSION);
      }
    },
  },
  {
    name: 'remove: a key that was never written is no error',
    async check(store) {
      const key = store.newKey();
      await store.remove(key, VERSION);
      await store.expect(key, null);
    },
  },
  {
    name: "read: what was read or written is the caller's own to change",
    async check(store) {
      const key = store.newKey();
      const written = { value: 'token', version: VERSION };
      await store.writeObject(key, written);
      written.value = 'changed';
      const record = await store.read(key);
      // A frozen record is as good.
      Reflect.set(Object(record), 'version', VERSION + 9);
      await store.expect(key, 'token', VERSION);
    },
  },
  {
    name: 'close: resolves, once more as well',
    async check(store) {
      await store.close();
      await store.close();
    },
  },
];

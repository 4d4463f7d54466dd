// Clauses about callers at the same time.

import type { Clause, Handling } from './store-conformance-handling.ts';

const ROUNDS = 10;
const VERSION = 1_790_000_000_000;

export const RACE_CLAUSES: readonly Clause[] = [
  {
    name: 'write: of many at the same time the latest version stays',
    async check(store) {
      for (let round = 0; round < ROUNDS; round += 1) {
        const key = store.newKey();
        // The latest neither first nor last, each time elsewhere.
        const steps = Array.from({ length: 12 }, (_, index) => (index * 5 + round) % 12);
        await Promise.all(steps.map((step) => store.write(key, `token ${step}`, VERSION + step)));
        await store.expect(key, 'token 11', VERSION + 11);
      }
    },
  },
  {
    name: 'remove: at the same time as a write it takes no later version',
    async check(store) {
      for (let round = 0; round < ROUNDS; round += 1) {
        const key = store.newKey();
        await store.write(key, 'rejected', VERSION);
        const removals = () => Array.from({ length: 3 }, () => store.remove(key, VERSION));
        await Promise.all([...removals(), store.write(key, 'new', VERSION + 1), ...removals()]);
        await store.expect(key, 'new', VERSION + 1);
      }
    },
  },
  {
    name: 'read: at the same time as writes it is always whole',
    async check(store) {
      const key = store.newKey();
      const textOf = (version: number) => `${version}`.repeat(200);
      await store.write(key, textOf(VERSION), VERSION);
      for (let step = 1; step <= ROUNDS; step += 1) {
        const version = VERSION + step;
        await Promise.all([
          readSome(store, key, textOf),
          store.write(key, textOf(version), version),
          readSome(store, key, textOf),
        ]);
      }
    },
  },
];

async function readSome(store: Handling, key: string, textOf: (version: number) => string): Promise<void> {
  for (let count = 0; count < 5; count += 1) {
    const record = await store.read(key);
    if (record === null || record.value !== textOf(record.version))
      throw new Error('a read gave nothing, or parts of two records');
  }
}

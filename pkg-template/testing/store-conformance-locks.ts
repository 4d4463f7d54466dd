// Clauses about locks. They hold for a store that has none.

import { type Clause, type Handling, SHORT_MS } from './store-conformance-handling.ts';

const VERSION = 1_790_000_000_000;
const [OWNER, OTHER, THIRD] = ['owner', 'other', 'third'] as const;

/** Whether the store locks is for `locks` to say, where it is given. */
export function lockForm(locks: boolean | undefined): Clause {
  const name = 'lock: lock and unlock come together, or neither';
  return { name, check: (store) => checkForm(store, locks) };
}

async function checkForm(store: Handling, locks: boolean | undefined): Promise<void> {
  if (store.hasLocks !== store.hasUnlock) throw new Error('one of them is missing');
  if (locks !== undefined && store.hasLocks !== locks) throw new Error(locks ? 'there are none' : 'there are some');
}

const CLAUSES: readonly Clause[] = [
  {
    name: 'lock: of many at the same time one takes it',
    async check(store) {
      const key = store.newKey();
      const answers = await Promise.all(Array.from({ length: 12 }, (_, index) => store.lock(key, `owner ${index}`)));
      const taken = answers.filter(Boolean).length;
      if (taken !== 1) throw new Error(`${taken} of 12 took it`);
    },
  },
  {
    name: 'lock: while it is held nobody takes it, its owner neither',
    async check(store) {
      const key = store.newKey();
      await mustTake(store, key, OWNER);
      await mustNotTake(store, key, OTHER);
      await mustNotTake(store, key, OWNER);
    },
  },
  {
    name: 'lock: keys are apart',
    async check(store) {
      const [one, other] = [store.newKey(), store.newKey()];
      await mustTake(store, one, OWNER);
      await mustTake(store, other, OTHER);
      await store.unlock(other, OTHER);
      await mustNotTake(store, one, OTHER);
    },
  },
  {
    name: 'lock: it ends with its lease, which is in milliseconds',
    async check(store) {
      const key = store.newKey();
      await mustTake(store, key, OWNER, SHORT_MS);
      await store.eventually(SHORT_MS, () => store.lock(key, OTHER), 'the lock is still held');
    },
  },
  {
    name: 'lock: an attempt does not prolong the lease',
    async check(store) {
      const key = store.newKey();
      await mustTake(store, key, OWNER, 2 * SHORT_MS);
      for (const late of [OTHER, OWNER]) if (await store.lock(key, late)) await store.unlock(key, late);
      await store.eventually(2 * SHORT_MS, () => store.lock(key, THIRD), 'the lock is still held');
    },
  },
  {
    name: 'lock: records and locks know nothing of each other',
    async check(store) {
      const key = store.newKey();
      await mustTake(store, key, OWNER);
      await store.expect(key, null);
      await store.write(key, 'token', VERSION);
      await store.remove(key, VERSION);
      await mustNotTake(store, key, OTHER);
      await store.write(key, 'token', VERSION);
      await store.unlock(key, OWNER);
      await store.expect(key, 'token', VERSION);
    },
  },
  {
    name: 'unlock: the owner frees it',
    async check(store) {
      const key = store.newKey();
      await mustTake(store, key, OWNER);
      await store.unlock(key, OWNER);
      await mustTake(store, key, OTHER);
    },
  },
  {
    name: 'unlock: nobody else frees it',
    async check(store) {
      const key = store.newKey();
      await mustTake(store, key, OWNER);
      for (const stranger of [OTHER, '', 'own', 'owner ']) await store.unlock(key, stranger);
      await mustNotTake(store, key, OTHER);
    },
  },
  {
    name: "unlock: an owner whose lease has ended does not free the next one's",
    async check(store) {
      const key = store.newKey();
      await mustTake(store, key, OWNER, SHORT_MS);
      await store.eventually(SHORT_MS, () => store.lock(key, OTHER), 'the lock is still held');
      await store.unlock(key, OWNER);
      await mustNotTake(store, key, THIRD);
    },
  },
  {
    name: 'unlock: a key that was never locked is no error',
    async check(store) {
      const key = store.newKey();
      await store.unlock(key, OWNER);
      await mustTake(store, key, OWNER);
    },
  },
];

export const LOCK_CLAUSES: readonly Clause[] = CLAUSES.map(({ name, check }) => ({
  name,
  check: async (store) => (store.hasLocks ? check(store) : undefined),
}));

async function mustTake(store: Handling, key: string, owner: string, leaseMs?: number): Promise<void> {
  if (!(await store.lock(key, owner, leaseMs))) throw new Error(`${owner} does not get the lock, which is free`);
}

async function mustNotTake(store: Handling, key: string, owner: string): Promise<void> {
  if (await store.lock(key, owner)) throw new Error(`${owner} gets the lock, which is held`);
}

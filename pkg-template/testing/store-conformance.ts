// The contract of token stores as tests, for node:test, Vitest, Jest, or none of them.

import { types } from 'node:util';

import { AssertionError } from './assertion-error.ts';
import { requireNamedFields } from './named-fields.ts';
import { clearTimeout, setTimeout } from './real-timers.ts';
import { type CheckedStore, type Clause, Handling } from './store-conformance-handling.ts';
import { LOCK_CLAUSES, lockForm } from './store-conformance-locks.ts';
import { RACE_CLAUSES } from './store-conformance-races.ts';
import { RECORD_CLAUSES } from './store-conformance-records.ts';

type StoreMaker = () => CheckedStore | Promise<CheckedStore>;

interface ConformanceOptions {
  readonly test?: ((name: string, run: () => Promise<void>) => unknown) | undefined;
  readonly locks?: boolean | undefined;
}

/** Longer than any clause takes with a store that answers. Below the default of Jest and Vitest. */
const LONGEST_MS = 4_800;

/**
 * Makes each clause of the contract of token stores a test of your framework: give it the `test` of node:test, Vitest
 * or Jest. It takes a few seconds, since lifetimes have to end.
 *
 * @param makeStore Called for each clause, which closes the store it is given, where it has a `close`. The stores may
 * lie over one backend: every clause uses keys of its own.
 * @param options.test Registers a test.
 * @param options.locks Whether the store has to lock. Default: as it does.
 * @throws TypeError for an unknown option, by name, or a wrong value.
 * @example
 * ```js
 * import { memoryStore } from "commerce-auth/server";
 * import { storeConformance } from "commerce-auth/testing";
 * import test from "node:test";
 *
 * let clauses = 0;
 * storeConformance(() => memoryStore(), {
 *   locks: true,
 *   test: (name, run) => {
 *     clauses += 1;
 *     return test(name, run);
 *   },
 * });
 * console.log(clauses > 20); // true
 * ```
 */
export function storeConformance(
  makeStore: () => CheckedStore | Promise<CheckedStore>,
  options: { readonly test: (name: string, run: () => Promise<void>) => unknown; readonly locks?: boolean | undefined },
): void;

/**
 * The same without a framework: checks every clause, one after another.
 *
 * @param options.locks Whether the store has to lock. Default: as it does.
 * @throws AssertionError (as a rejection; of `node:assert`, or, in Jest, one that looks the same) with a line for each
 * clause that is broken.
 * @example
 * ```ts
 * import { memoryStore } from "commerce-auth/server";
 * import { storeConformance } from "commerce-auth/testing";
 *
 * const store = memoryStore();
 * const broken = {
 *   read: (key: string) => store.read(key),
 *   write: (key: string, token: { value: string; version: number }, ttlMs: number) => store.write(key, token, ttlMs),
 *   // Whatever is there: a late rejection takes a newer token away.
 *   remove: async (key: string) => store.remove(key, (await store.read(key))?.version ?? 0),
 * };
 * await storeConformance(() => broken).catch((error) => console.log(error.message.split(": ").slice(1, 3).join(": ")));
 * // remove: another version stays, an earlier one and a later one
 * ```
 */
export function storeConformance(
  makeStore: () => CheckedStore | Promise<CheckedStore>,
  options?: { readonly locks?: boolean | undefined },
): Promise<void>;
export function storeConformance(makeStore: StoreMaker, options: ConformanceOptions = {}): Promise<void> | void {
  if (typeof makeStore !== 'function') throw new TypeError('storeConformance: expected a function that makes a store');
  requireNamedFields('storeConformance', options, ['test', 'locks']);
  const { test, locks } = options;
  checkOptions(test, locks);
  const clauses = clausesFor(locks).map(({ name, check }) => ({
    name,
    run: () => checkClause(makeStore, name, check),
  }));
  if (test === undefined) return runAll(clauses);
  // No parameter: Jest would wait for one to be called.
  for (const { name, run } of clauses) test(name, () => run());
  return undefined;
}

function checkOptions(test: unknown, locks: unknown): void {
  if (test !== undefined && typeof test !== 'function')
    throw new TypeError('storeConformance.test: expected a function');
  if (locks !== undefined && typeof locks !== 'boolean')
    throw new TypeError('storeConformance.locks: expected true or false');
}

function clausesFor(locks: boolean | undefined): Clause[] {
  const of = [...RECORD_CLAUSES, ...RACE_CLAUSES, lockForm(locks)];
  return locks === false ? of : [...of, ...LOCK_CLAUSES];
}

async function checkClause(makeStore: StoreMaker, name: string, check: Clause['check']): Promise<void> {
  const store = await makeStore();
  try {
    await within(LONGEST_MS, check(new Handling(store)));
  } catch (cause) {
    throw broken(name, cause);
  } finally {
    // Whether it closes well is a clause of its own.
    await Promise.resolve(store?.close?.()).catch(() => {});
  }
}

function broken(name: string, cause: unknown): Error {
  const said = isError(cause) ? cause.message : 'it threw something that is not an Error';
  return new AssertionError({ message: `store contract broken: ${name}: ${said}`, operator: 'storeConformance' });
}

const isError = (cause: unknown): cause is Error => types.isNativeError(cause) || cause instanceof Error;

/** One after another: clauses wait for lifetimes to end, and a store that is busy would be measured at that. */
async function runAll(clauses: ReadonlyArray<{ readonly run: () => Promise<void> }>): Promise<void> {
  const failures: Error[] = [];
  for (const { run } of clauses) await run().catch((error) => failures.push(error));
  if (failures.length === 1) throw failures[0];
  if (failures.length > 1) throw new AssertionError({ message: failures.map(({ message }) => message).join('\n') });
}

async function within(milliseconds: number, promise: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no end after ${milliseconds / 1_000} s`)), milliseconds);
  });
  try {
    await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}

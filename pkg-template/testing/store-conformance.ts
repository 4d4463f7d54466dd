// The contract of token stores as tests, for node:test, Vitest, Jest, or none of them.

import { types } from "node:util";

import { AssertionError } from "./assertion-error.ts";
import { requireNamedFields } from "./named-fields.ts";
import { clearTimeout, setTimeout } from "./real-timers.ts";
import { Handling } from "./store-conformance-handling.ts";
import { LOCK_CLAUSES, lockForm } from "./store-conformance-locks.ts";
import { RACE_CLAUSES } from "./store-conformance-races.ts";
import { RECORD_CLAUSES } from "./store-conformance-records.ts";

/** Longer than any clause takes with a store that answers. Below the default of Jest and Vitest. */
const LONGEST_MS = 4_800;

/**
 * Checks stores made by `makeStore` against every clause. With `test`, each clause becomes a test of that framework;
 * without, all of them run, and the promise rejects if any is broken. Documented in `types/testing.d.ts`.
 */
export function storeConformance(makeStore, options = {}) {
  if (typeof makeStore !== "function") throw new TypeError("storeConformance: expected a function that makes a store");
  requireNamedFields("storeConformance", options, ["test", "locks"]);
  const { test, locks } = options;
  checkOptions(test, locks);
  const clauses = clausesFor(locks).map(({ name, check }) => ({ name, run: () => checkClause(makeStore, name, check) }));
  if (test === undefined) return runAll(clauses);
  // No parameter: Jest would wait for one to be called.
  for (const { name, run } of clauses) test(name, () => run());
  return undefined;
}

function checkOptions(test, locks) {
  if (test !== undefined && typeof test !== "function") throw new TypeError("storeConformance.test: expected a function");
  if (locks !== undefined && typeof locks !== "boolean") throw new TypeError("storeConformance.locks: expected true or false");
}

function clausesFor(locks) {
  const of = [...RECORD_CLAUSES, ...RACE_CLAUSES, lockForm(locks)];
  return locks === false ? of : [...of, ...LOCK_CLAUSES];
}

async function checkClause(makeStore, name, check) {
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

function broken(name, cause) {
  const said = types.isNativeError(cause) || cause instanceof Error ? cause.message : "it threw something that is not an Error";
  return new AssertionError({ message: `store contract broken: ${name}: ${said}`, operator: "storeConformance" });
}

/** One after another: clauses wait for lifetimes to end, and a store that is busy would be measured at that. */
async function runAll(clauses) {
  const failures = [];
  for (const { run } of clauses) await run().catch((error) => failures.push(error));
  if (failures.length === 1) throw failures[0];
  if (failures.length > 1) throw new AssertionError({ message: failures.map(({ message }) => message).join("\n") });
}

async function within(milliseconds, promise) {
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no end after ${milliseconds / 1_000} s`)), milliseconds);
  });
  try {
    await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}

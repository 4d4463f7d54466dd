// A store in the hands of the clauses: every answer is checked for its form, whatever else it is looked at for.

import { randomBytes } from "node:crypto";
import { isDeepStrictEqual } from "node:util";

import { setTimeout } from "./real-timers.ts";

/** Lifetimes that a clause waits out, and how long it bears with a backend whose clock ticks in seconds. */
export const SHORT_MS = 150;
export const LONG_MS = 60_000;
const GRACE_MS = 2_500;
const POLL_MS = 25;

export class Handling {
  #store;

  constructor(store) {
    if (typeof store !== "object" || store === null) throw new Error("makeStore gave no store");
    this.#store = store;
  }

  /** A key as authenticators have them, that no other clause uses. */
  newKey() {
    return randomBytes(32).toString("hex");
  }

  get hasLocks() {
    return typeof this.#store.lock === "function";
  }

  get hasUnlock() {
    return typeof this.#store.unlock === "function";
  }

  async read(key) {
    const record = await this.#store.read(key);
    if (record === null) return null;
    if (typeof record?.value !== "string" || !Number.isSafeInteger(record.version)) {
      throw new Error("read must resolve to null, or to { value: text, version: whole number }");
    }
    return record;
  }

  write(key, value, version, ttlMs = LONG_MS) {
    return this.#store.write(key, { value, version }, ttlMs);
  }

  /** Hands over this very object. */
  writeObject(key, record) {
    return this.#store.write(key, record, LONG_MS);
  }

  remove(key, version) {
    return this.#store.remove(key, version);
  }

  async lock(key, owner, leaseMs = LONG_MS) {
    const taken = await this.#store.lock(key, owner, leaseMs);
    if (typeof taken !== "boolean") throw new Error(`lock must resolve to true or false, not ${typeof taken}`);
    return taken;
  }

  unlock(key, owner) {
    return this.#store.unlock(key, owner);
  }

  close() {
    return this.#store.close?.();
  }

  /** Fails unless `key` holds just this; `null` for nothing. */
  async expect(key, value, version) {
    const record = await this.read(key);
    const { value: foundValue, version: foundVersion } = record ?? {};
    if (value === null ? record === null : isDeepStrictEqual([foundValue, foundVersion], [value, version])) return;
    throw new Error(`expected ${shown(value, version)}, found ${record ? shown(foundValue, foundVersion) : "nothing"}`);
  }

  /** Waits until `holds` resolves to true, a little longer than `milliseconds`. */
  async eventually(milliseconds, holds, otherwise) {
    const end = performance.now() + milliseconds + GRACE_MS;
    while (!(await holds())) {
      if (performance.now() > end) throw new Error(otherwise);
      await pause(POLL_MS);
    }
  }
}

export function pause(milliseconds) {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

// Nothing a clause writes is a secret, but a broken store may answer with somebody else's record.
function shown(value, version) {
  return value === null ? "nothing" : `a text of ${value.length} characters with version ${version}`;
}

// Calls of two classes measured one by one, in an order drawn by chance, so that whatever drifts drifts for both.

import { randomFillSync } from "node:crypto";

import { welchOfAll } from "./welch.mjs";

/** What the compiler and the caches need to settle is no measurement. */
const SHARE_OF_WARM_UP = 0.1;

/** `pools` are the inputs of both classes; `run` takes one. Gives what `welchOfAll` makes of the nanoseconds of `count` calls. */
export function measureInterleaved({ pools, run, count }) {
  const inputs = pools.flat().map(asBytes);
  const classes = Uint8Array.from(pools.flatMap((pool, which) => pool.map(() => which)));
  const warmUp = Math.ceil(count * SHARE_OF_WARM_UP);
  // Real chance: a generator's next number depends on the one before, as a class must not.
  const order = randomFillSync(new Uint32Array(count + warmUp)).map((number) => number % inputs.length);
  const times = new Float64Array(order.length);
  for (let call = 0; call < times.length; call++) {
    const input = asTexts(inputs[order[call]]);
    const start = performance.now();
    run(input);
    times[call] = (performance.now() - start) * 1e6;
  }
  return welchOfAll(times.subarray(warmUp), order.subarray(warmUp), classes);
}

// Texts are made anew for every call, so that where they lie in memory, and what of them the caches hold, is the same for both
// classes. Texts that stay in their places differ by more than what is looked for.

const asBytes = (value) => deeply(value, (leaf) => (typeof leaf === "string" ? Buffer.from(leaf, "latin1") : leaf));
const asTexts = (value) => deeply(value, (leaf) => (Buffer.isBuffer(leaf) ? leaf.latin1Slice() : leaf));

function deeply(value, change) {
  if (Array.isArray(value)) return value.map((one) => deeply(one, change));
  if (typeof value !== "object" || value === null || Buffer.isBuffer(value)) return change(value);
  const made = {};
  for (const name of Object.keys(value)) made[name] = deeply(value[name], change);
  return made;
}

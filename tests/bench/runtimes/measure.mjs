// Measures every operation that a runtime has, ours and the platform's own in turn, in the process or page that this runs in.

import { pairedAsyncRounds } from "../measuring/paired-rounds.mjs";
import { OPERATIONS } from "./operations.mjs";

/** Long rounds: the clock of a page is coarse. */
export const EFFORTS = {
  full: { rounds: 41, roundMilliseconds: 8, warmUpMilliseconds: 200, longestMilliseconds: 4_000 },
  quick: { rounds: 9, roundMilliseconds: 3, warmUpMilliseconds: 30, longestMilliseconds: 400 },
  trial: { rounds: 3, fewest: 1, roundMilliseconds: 0, warmUpMilliseconds: 0.001, longestMilliseconds: 20 },
};

/**
 * `packages` are what operations are made of, `{ root, secret, authenticator? }`; `byHand` what the platform does by the operation's
 * name, `{ using, call }`; `inputs` lists by the same names. Gives `{ name, ours, theirs, using, ratio }`, times in nanoseconds.
 */
export async function measureOperations({ packages, byHand, inputs, effort }) {
  const has = { server: packages.authenticator !== undefined };
  const outcomes = [];
  for (const operation of OPERATIONS.filter(({ needs }) => needs === undefined || has[needs])) {
    outcomes.push(await measured(operation, operation.ours(packages), byHand[operation.name], inputs[operation.name], EFFORTS[effort]));
  }
  return outcomes;
}

async function measured({ name, size, same, look }, ours, { using, call }, inputs, effort) {
  for (const input of inputs) await assertSame(name, same, await ours(input), await call(input));
  const candidates = [
    { name: "ours", run: throughAll(ours, inputs, look) },
    { name: "theirs", run: throughAll(call, inputs, look) },
  ];
  const times = await pairedAsyncRounds(candidates, size * inputs.length, effort);
  return { name, ours: times.get("ours"), theirs: times.get("theirs"), using, ratio: times.ratio("ours", "theirs") };
}

/** Only what gives promises is awaited: waiting for what is there already would cost it. */
function throughAll(call, inputs, look) {
  const waits = typeof call(inputs[0])?.then === "function";
  if (!waits) return () => inputs.reduce((sum, input) => sum + look(call(input)), 0);
  return async () => {
    let sum = 0;
    for (const input of inputs) sum += look(await call(input));
    return sum;
  };
}

function assertSame(name, same, ours, theirs) {
  const [one, other] = [ours, theirs].map((result) => JSON.stringify(inOrder(same(result))));
  if (one !== other) throw new Error(`${name}: another result than by hand: ${one}, ${other}`);
}

/** Members by their names, since nobody promised an order. */
function inOrder(value) {
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map(inOrder);
  return Object.fromEntries(Object.keys(value).sort().map((name) => [name, inOrder(value[name])]));
}

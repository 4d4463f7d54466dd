// What a text costs, by its length: the core's steps, exact and the same on every machine, and the bytes it moved.

import { takeCount } from "./counted-core.mjs";
import { LINES, PLAIN, shapesInTurn, textOf } from "./shapes.mjs";

/** The lengths of the texts, each a multiple of the one before. */
export const LENGTHS = process.env.COMMERCE_AUTH_LONG === "1" ? [4, 8, 16, 32, 64, 128].map(kilobytes) : [4, 16, 64].map(kilobytes);

/** The most that a text of twice the length may cost (DESIGN.md, budgets: n log n is allowed). */
export const MOST_BY_DOUBLING = 2.5;

/**
 * How many times the steps of honest rows of the same length, read by the same reader, any text may cost. Where the
 * honest text is put aside early, or is read faster than byte by byte, a step a byte is the measure.
 */
export const MOST_OVER_PLAIN = 5;

/** The most bytes that are copied or zeroed for each byte of a text: its way in and out, and buffers that double. */
export const MOST_MOVED = 40;

/** What a call costs that has hardly anything to read, in steps and in bytes; growth is looked for in what is above. */
const SMALL = { steps: 4_000, moved: 65_536 };

/** Steps for each byte that a call is stopped after, so that a test of a careless core ends. */
const ENDLESS = 100;

function kilobytes(count) {
  return count * 1024;
}

/**
 * What a call costs: `{ steps, moved }`. Whatever the text, the call returns or throws an `AuthError`; anything else is
 * `thrown`.
 */
export async function costOf(api, call, text) {
  const length = Buffer.byteLength(text);
  takeCount(ENDLESS * length + 1_000_000);
  const thrown = await foreign(() => call(api, text));
  const cost = takeCount();
  // Stopped by the bound, which is no fault of its own.
  const isEndless = cost.steps > ENDLESS * length;
  return { length, ...cost, ...(thrown && !isEndless && { thrown }) };
}

async function foreign(run) {
  try {
    await run();
  } catch (error) {
    if (error?.name !== "AuthError") return `${error?.name}: ${error?.message}`.slice(0, 200);
    if (error.code === "internal") return "a trap";
  }
  return undefined;
}

/** What is wrong with the costs of one shape, shortest text first, beside those of an honest text: words, or nothing. */
export function faultOf(costs, plain) {
  for (const [index, cost] of costs.entries()) {
    if (cost.thrown) return `threw ${cost.thrown}`;
    const most = MOST_OVER_PLAIN * Math.max(plain[index].steps, cost.length) + SMALL.steps;
    if (cost.steps > most) return `${perByte(cost)} steps a byte at ${cost.length}, honest text ${perByte(plain[index])}`;
    if (cost.moved > MOST_MOVED * cost.length + SMALL.moved) return `${cost.moved} bytes moved at ${cost.length}`;
    const fault = index > 0 && growthFault(costs[index - 1], cost);
    if (fault) return fault;
  }
  return undefined;
}

function growthFault(before, after) {
  const doublings = Math.log2(after.length / before.length);
  for (const what of ["steps", "moved"]) {
    const most = MOST_BY_DOUBLING ** doublings * Math.max(before[what], SMALL[what]);
    if (after[what] > most) return `${what} ${before[what]} at ${before.length}, ${after[what]} at ${after.length}`;
  }
  return undefined;
}

const perByte = ({ steps, length }) => (steps / length).toFixed(1);

/** Every shape of a place that costs too much, with what it costs. `turn` is the number of the place: see shapesInTurn. */
export async function faultsIn(api, { shapes, call }, turn, lengths = LENGTHS) {
  const costs = async (shape) => {
    const all = [];
    for (const length of lengths) all.push(await costOf(api, call, textOf(shape, length)));
    return all;
  };
  const plain = await costs(shapes === LINES ? LINES.letters : PLAIN);
  const faults = [];
  for (const [name, shape] of shapesInTurn(shapes, turn)) {
    const fault = faultOf(await costs(shape), plain);
    if (fault) faults.push(`${name}: ${fault}`);
  }
  return faults;
}

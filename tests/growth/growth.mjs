// What a text costs, by its length: the core's steps, exact and the same on every machine, and the bytes it moved.

import { takeCount } from "./counted-core.mjs";
import { shapesInTurn, textOf } from "./shapes.mjs";

/** The lengths of the texts, each a multiple of the one before. */
export const LENGTHS = process.env.COMMERCE_AUTH_LONG === "1" ? [4, 8, 16, 32, 64, 128].map(kilobytes) : [4, 16, 64].map(kilobytes);

/** The most that a text of twice the length may cost (DESIGN.md, budgets: n log n is allowed). */
export const MOST_BY_DOUBLING = 2.5;

/**
 * The most that a text may cost for each of its bytes, in steps and in bytes that are copied or zeroed (its way in and
 * out, and buffers that double).
 *
 * From outside: five times what `JSON.parse` takes for honest rows as long (DESIGN.md §4 and §7), which is about 5 ns a
 * byte. A step, a turn of a loop or a call, takes 0.3 to 1 ns, and the core's own index of such rows, at two fifths of the
 * time of `JSON.parse`, 2.3 steps a byte: so `JSON.parse` stands for six. Moved bytes take less than a tenth of a step.
 *
 * Arguments are the caller's own words: every check looks at them once, and a
 * row of a batch that is refused is a call of its own, however short it is.
 */
export const JSON_PARSE = { steps: 6, moved: 30 };
const MOST_OVER_JSON_PARSE = 5;
export const MOST = {
  outside: { steps: MOST_OVER_JSON_PARSE * JSON_PARSE.steps, moved: MOST_OVER_JSON_PARSE * JSON_PARSE.moved },
  arguments: { steps: 120, moved: 1_500 },
};

/**
 * What costs less does not count as growth: a call has costs of its own, and what is longer than the buffer that is always
 * there is copied and zeroed once more.
 */
const SMALL = { steps: 4_000, moved: 65_536 };
const SMALL_PER_BYTE = { steps: 2, moved: 20 };

/** Steps for each byte that a call is stopped after, so that a test of a careless core ends. */
const ENDLESS = 250;

function kilobytes(count) {
  return count * 1024;
}

/**
 * What a call costs: `{ length, steps, moved }`, the length in bytes as the text is sent. Whatever the text, the call returns or throws an `AuthError`; anything else is
 * `thrown`.
 */
export async function costOf(api, { call, as = (given) => given }, text) {
  const length = Buffer.byteLength(as(text));
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

/** What is wrong with the costs of one shape, shortest text first: words, or nothing. `most` is one of MOST. */
export function faultOf(costs, most) {
  for (const [index, cost] of costs.entries()) {
    if (cost.thrown) return `threw ${cost.thrown}`;
    for (const what of ["steps", "moved"]) {
      if (cost[what] > most[what] * cost.length + SMALL[what]) return `${what} ${(cost[what] / cost.length).toFixed(1)} a byte at ${cost.length}`;
    }
    const fault = index > 0 && growthFault(costs[index - 1], cost);
    if (fault) return fault;
  }
  return undefined;
}

function growthFault(before, after) {
  const doublings = Math.log2(after.length / before.length);
  for (const what of ["steps", "moved"]) {
    const most = MOST_BY_DOUBLING ** doublings * Math.max(before[what], SMALL[what], SMALL_PER_BYTE[what] * before.length);
    if (after[what] > most) return `${what} ${before[what]} at ${before.length}, ${after[what]} at ${after.length}`;
  }
  return undefined;
}

/** Every shape of a place that costs too much, with what it costs. `turn` is the number of the place: see shapesInTurn. */
export async function faultsIn(api, place, turn) {
  const faults = [];
  for (const [name, shape] of shapesInTurn(place.shapes, turn)) {
    const costs = [];
    for (const length of LENGTHS) costs.push(await costOf(api, place, textOf(shape, length)));
    const fault = faultOf(costs, MOST[place.from]);
    if (fault) faults.push(`${name}: ${fault}`);
  }
  return faults;
}

// Candidates measured side by side in one process: every round times each of them once, in a rotating order, so that
// what else the machine does meets them all alike. Medians over the rounds are what counts, and of two candidates the
// median of what they came to in the same round.

import { elapsedSince, startWatch } from "./watch.mjs";

/** How thorough a measurement is. */
const THOROUGH = { rounds: 61, roundMilliseconds: 3, warmUpMilliseconds: 100, longestMilliseconds: 3_000 };
const QUICK = { rounds: 11, roundMilliseconds: 1, warmUpMilliseconds: 20, longestMilliseconds: 500 };
const FEWEST_ROUNDS = 5;

// A page has no environment.
export const isQuick = globalThis.process?.env.QUICK === "1";
const EFFORT = isQuick ? QUICK : THOROUGH;

/** The nanoseconds of a unit of work, for each candidate and each round. */
export class Rounds {
  #times;

  constructor(times) {
    this.#times = times;
  }

  /** The median nanoseconds of a unit. */
  get(name) {
    return median(this.#times.get(name));
  }

  /** The median of one candidate over another. */
  ratio(name, other) {
    return median(this.#pairs(name, other, (one, two) => one / two));
  }

  /** The median of the nanoseconds that one candidate takes more than another. */
  difference(name, other) {
    return median(this.#pairs(name, other, (one, two) => one - two));
  }

  #pairs(name, other, compare) {
    const others = this.#times.get(other);
    return this.#times.get(name).map((time, round) => compare(time, others[round]));
  }
}

/** `candidates` are `{ name, run }`; one `run` performs `size` units of work. */
export function pairedRounds(candidates, size, effort = EFFORT) {
  const runs = new Map(candidates.map((candidate) => [candidate, warmUp(candidate.run, effort)]));
  const times = emptyTimes(candidates);
  for (let round = 0; round < roundsFor(candidates, runs, effort); round++) {
    for (const candidate of inTurn(candidates, round)) {
      times.get(candidate.name).push(timed(candidate.run, runs.get(candidate).count) / size);
    }
  }
  return new Rounds(times);
}

/** The same for candidates whose `run` is awaited. */
export async function pairedAsyncRounds(candidates, size, effort = EFFORT) {
  const runs = new Map();
  for (const candidate of candidates) runs.set(candidate, await warmUpAsync(candidate.run, effort));
  const times = emptyTimes(candidates);
  for (let round = 0; round < roundsFor(candidates, runs, effort); round++) {
    for (const candidate of inTurn(candidates, round)) {
      times.get(candidate.name).push((await timedAsync(candidate.run, runs.get(candidate).count)) / size);
    }
  }
  return new Rounds(times);
}

const emptyTimes = (candidates) => new Map(candidates.map(({ name }) => [name, []]));

const inTurn = (candidates, round) => candidates.map((_, turn) => candidates[(round + turn) % candidates.length]);

/** Fewer rounds where one takes long, so that no row holds up all others. */
function roundsFor(candidates, runs, { rounds, longestMilliseconds, fewest = FEWEST_ROUNDS }) {
  const milliseconds = candidates.reduce((sum, candidate) => sum + runs.get(candidate).milliseconds * runs.get(candidate).count, 0);
  return Math.max(fewest, Math.min(rounds, Math.floor(longestMilliseconds / milliseconds)));
}

/** Lets the compiler settle, and finds how many runs make a round. */
function warmUp(run, { warmUpMilliseconds, roundMilliseconds }) {
  const start = startWatch();
  let runs = 0;
  let elapsed = 0;
  while (elapsed < warmUpMilliseconds) {
    run();
    runs++;
    elapsed = elapsedSince(start) / 1e6;
  }
  return { count: Math.max(1, Math.round((runs * roundMilliseconds) / elapsed)), milliseconds: elapsed / runs };
}

async function warmUpAsync(run, { warmUpMilliseconds, roundMilliseconds }) {
  const start = startWatch();
  let runs = 0;
  let elapsed = 0;
  while (elapsed < warmUpMilliseconds) {
    await run();
    runs++;
    elapsed = elapsedSince(start) / 1e6;
  }
  return { count: Math.max(1, Math.round((runs * roundMilliseconds) / elapsed)), milliseconds: elapsed / runs };
}

/** Nanoseconds of one run. */
function timed(run, runs) {
  const start = startWatch();
  for (let index = 0; index < runs; index++) run();
  return elapsedSince(start) / runs;
}

async function timedAsync(run, runs) {
  const start = startWatch();
  for (let index = 0; index < runs; index++) await run();
  return elapsedSince(start) / runs;
}

export function median(values) {
  const sorted = [...values].sort((left, right) => left - right);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

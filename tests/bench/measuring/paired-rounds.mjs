// Candidates measured side by side in one process: every round times each of them once, in a rotating order, so that
// what else the machine does meets them all alike. The median over the rounds is what counts.

const ROUNDS = 101;
const ROUND_MILLISECONDS = 5;
const WARM_UP_MILLISECONDS = 300;

/**
 * `candidates` are `{ name, run }`; one `run` performs `size` units of work. Returns the median nanoseconds of a unit
 * for each name.
 */
export function pairedRounds(candidates, size) {
  const runs = new Map(candidates.map((candidate) => [candidate, warmUp(candidate.run)]));
  const measured = new Map(candidates.map(({ name }) => [name, []]));
  for (let round = 0; round < ROUNDS; round++) {
    for (let turn = 0; turn < candidates.length; turn++) {
      const candidate = candidates[(round + turn) % candidates.length];
      measured.get(candidate.name).push(timed(candidate.run, runs.get(candidate)) / size);
    }
  }
  return new Map([...measured].map(([name, times]) => [name, median(times)]));
}

/** Lets the compiler settle, and finds how many runs make a round. */
function warmUp(run) {
  const end = performance.now() + WARM_UP_MILLISECONDS;
  let runs = 0;
  while (performance.now() < end) {
    run();
    runs++;
  }
  return Math.max(1, Math.round((runs * ROUND_MILLISECONDS) / WARM_UP_MILLISECONDS));
}

/** Nanoseconds of one run. */
function timed(run, runs) {
  const start = process.hrtime.bigint();
  for (let index = 0; index < runs; index++) run();
  return Number(process.hrtime.bigint() - start) / runs;
}

export function median(values) {
  const sorted = [...values].sort((left, right) => left - right);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

// Whether two classes of measurements differ in their means: the t of Welch, over all measurements and over those that are left
// when the slowest are cropped, since what else a machine does only makes measurements longer.
//
// Every input is measured many times, and what stands in it makes it a little quicker or slower each time. So the mean of an input is
// what counts as one observation: of single measurements, enough would tell any two sets of inputs apart.

/** Shares of the measurements that are kept, quickest first. */
const KEPT = [1, 0.99, 0.95, 0.9, 0.75, 0.5];
const FEWEST_INPUTS = 30;

/**
 * `times` of measurements, and of which input each was; `classes` says for every input whether it is of class 0 or 1. Gives `{ kept, t,
 * difference, error }` for each share that is kept: how much longer class 1 took, and the standard error of that, in the unit of the
 * times.
 */
export function welchOfAll(times, inputs, classes) {
  const sorted = Float64Array.from(times).sort();
  return KEPT.map((kept) => ({ kept, ...welch(meansOfInputs(times, inputs, classes, sorted[Math.ceil(kept * sorted.length) - 1])) }));
}

/** Of those that took no longer than `longest`; one limit for both classes, or the cropping would make a difference of its own. */
function meansOfInputs(times, inputs, classes, longest) {
  const sums = new Float64Array(classes.length);
  const counts = new Uint32Array(classes.length);
  times.forEach((time, at) => {
    if (time > longest) return;
    sums[inputs[at]] += time;
    counts[inputs[at]] += 1;
  });
  const means = [[], []];
  classes.forEach((which, input) => {
    if (counts[input] > 0) means[which].push(sums[input] / counts[input]);
  });
  return means;
}

function welch(means) {
  const [one, other] = means.map(momentsOf);
  if (Math.min(one.count, other.count) < FEWEST_INPUTS) throw new Error("too few inputs of a class");
  const error = Math.sqrt(one.variance / one.count + other.variance / other.count);
  const difference = other.mean - one.mean;
  return { t: difference === 0 ? 0 : difference / error, difference, error };
}

function momentsOf(values) {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return { count: values.length, mean, variance: squares / (values.length - 1) };
}

/** The share whose t is furthest from nothing. */
export const furthest = (all) => all.reduce((most, one) => (Math.abs(one.t) > Math.abs(most.t) ? one : most));

/** The share that sees the least differences. */
export const sharpest = (all) => all.reduce((least, one) => (one.error < least.error ? one : least));

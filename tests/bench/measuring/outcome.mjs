// What a measured row came to, in numbers: nanoseconds, or bytes.

/**
 * `what` was measured; `ours`, and `theirs` by the platform's own code, `using` which; `bar` is `{ limit, over, value }`:
 * at most so much, of what, and what it came to.
 */
export function outcome({ what, ours, theirs = null, using = null, ratio = null, unit = "ns", bar = null }) {
  return { what, ours, theirs, using, ratio, unit, bar: bar && { ...bar, met: bar.value <= bar.limit } };
}

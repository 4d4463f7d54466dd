// What this version does otherwise than an earlier one, on purpose: how each kind of difference is known, and the reason.
// A difference that no row knows fails the run. A row that nothing came to fails the full run as well, so that rows go when
// the versions that they are about do.

/**
 * Each: `name`, `reason`, and `holds(call, result)` of a call `{ name, given }` and a result
 * `{ earlier, later, difference }`, where an outcome is `{ how: "returned" | "threw", value }`.
 */
export const KNOWN = [];

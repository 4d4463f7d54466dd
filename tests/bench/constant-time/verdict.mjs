// What the figures of a comparison and its control say.

import { furthest, sharpest } from "./welch.mjs";

/** Where dudect draws the line between chance and a difference. */
export const LIMIT = 4.5;
/** A control has to stand out, not to be just there. */
export const CONTROL = 4 * LIMIT;

/** What is wrong with a row, in words; nothing is what it should be. `plain` and `control` are what `welchOfAll` gives. */
export function judged({ what, classes, plain, control }) {
  const about = `${what}, ${classes.join(" or ")}`;
  const [most, found] = [furthest(plain), furthest(control)];
  return [
    ...(Math.abs(most.t) > LIMIT ? [`${about}: the time differs, by ${most.difference.toFixed(1)} ns (t ${most.t.toFixed(1)})`] : []),
    ...(Math.abs(found.t) <= CONTROL ? [`${about}: the control was not found (t ${found.t.toFixed(1)}), so this run proves nothing`] : []),
  ];
}

/** As docs/proof.md shows it: the t that is furthest from nothing; the difference where it is known best, and from where on one would have been found. */
export function table(rows) {
  const head = ["comparison", "of", "t", "difference", "found from", "t of its control"];
  const lines = rows.map(({ what, classes, plain, control }) => [
    what.replace(/^[\w.]+/, (name) => `\`${name}\``),
    classes.join(", "),
    furthest(plain).t.toFixed(1),
    nanoseconds(sharpest(plain).difference),
    nanoseconds(LIMIT * sharpest(plain).error),
    furthest(control).t.toFixed(0),
  ]);
  return [head, head.map((_, column) => (column < 2 ? "---" : "---:")), ...lines].map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}

const nanoseconds = (value) => `${value.toFixed(1)} ns`;

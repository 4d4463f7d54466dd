// One call made on both copies: whether they agree, and what each of them did.

import { callOn } from "../calling.mjs";
import { firstDifference } from "./first-difference.mjs";
import { isAsBefore, snapshot } from "./snapshot.mjs";
import { withoutToldSince } from "./told-since.mjs";

/** Every so many calls, the arguments are compared with what they were before. */
const LOOKED_AT = 8;

/** The outcomes on both copies, and where they differ first; a promise of it for a call of the server's. */
export function compared(copies, call, number = 0) {
  const before = number % LOOKED_AT === 0 ? snapshot(call.given) : undefined;
  const earlier = callOn(copies.earlier, call);
  if (earlier instanceof Promise) return comparedLater(copies, call, earlier);
  if (before !== undefined && !isAsBefore(before, call.given)) return argumentsChanged("earlier", earlier);
  const later = callOn(copies.later, call);
  if (before !== undefined && !isAsBefore(before, call.given)) return argumentsChanged("later", later);
  return { earlier, later, difference: firstDifference(earlier, later) };
}

async function comparedLater(copies, call, pending) {
  const earlier = await pending;
  const later = withoutToldSince(await callOn(copies.later, call), call);
  return { earlier, later, difference: firstDifference(earlier, later) };
}

function argumentsChanged(which, outcome) {
  return { earlier: outcome, later: outcome, difference: { path: "[[Arguments]]", earlier: which === "earlier" ? "changed" : "as before", later: which === "later" ? "changed" : "as before" } };
}

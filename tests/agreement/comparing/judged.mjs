// One call made on both copies, and by which rows the difference is known, if there is one.

import { ASKED_OTHERWISE } from "../asked-otherwise.mjs";
import { callOn } from "../calling.mjs";
import { KNOWN } from "../known-differences.mjs";
import { compared } from "./compared.mjs";
import { firstDifference } from "./first-difference.mjs";

/**
 * What `compared` says, with the names of the rows that know the difference as `known`: none where nobody does. A promise of it
 * for a call of the server's.
 */
export function judged(copies, call, number = 0) {
  const result = compared(copies, call, number);
  if (result instanceof Promise) return result.then((settled) => judge(copies, call, settled));
  return judge(copies, call, result);
}

function judge(copies, call, result) {
  if (result.difference === undefined || result.difference.path === "[[Arguments]]") return { ...result, known: [] };
  const { asked, names } = askedOtherwise(call);
  if (names.length === 0) return { ...result, known: rowsThatKnow(call, result) };
  const earlier = callOn(copies.earlier, asked);
  if (earlier instanceof Promise) return earlier.then((settled) => judgeAsked(call, result, settled, names));
  return judgeAsked(call, result, earlier, names);
}

/** The call as the earlier version has to be asked, and the rows that say so. */
function askedOtherwise(call) {
  const names = [];
  let asked = call;
  for (const row of ASKED_OTHERWISE) {
    const next = row.asked(asked);
    if (next === undefined) continue;
    asked = next;
    names.push(row.name);
  }
  return { asked, names };
}

/** Where both refuse what was asked, they may do it with other words for another question. */
function judgeAsked(call, result, earlier, names) {
  const again = { earlier, later: result.later, difference: firstDifference(earlier, result.later) };
  if (again.difference === undefined) return { ...again, known: names };
  const rows = rowsThatKnow(call, again);
  if (rows.length > 0) return { ...again, known: [...names, ...rows] };
  const refusedBoth = result.earlier.how === "threw" && result.later.how === "threw";
  return { ...again, known: refusedBoth ? rowsThatKnow(call, result) : [] };
}

function rowsThatKnow(call, result) {
  const row = KNOWN.find(({ holds }) => holds(call, result));
  return row === undefined ? [] : [row.name];
}

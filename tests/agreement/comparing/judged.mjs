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
  const rows = ASKED_OTHERWISE.filter((row) => row.asked(call) !== undefined);
  if (rows.length === 0) return { ...result, known: rowsThatKnow(call, result) };
  const earlier = callOn(copies.earlier, askedBy(rows, call));
  if (earlier instanceof Promise) return earlier.then((settled) => judgeAsked(call, result, settled, rows));
  const judgement = judgeAsked(call, result, earlier, rows);
  return judgement.known.length > 0 || result.later.how === "returned" ? judgement : (judgeRefused(copies, call, result, rows) ?? judgement);
}

/** What is refused either way is refused with other words and positions for another question: one of them need not be another. */
function judgeRefused(copies, call, result, rows) {
  const without = rows.map((row) => rows.filter((other) => other !== row));
  const judgements = without.map((some) => (some.length === 0 ? { ...result, known: rowsThatKnow(call, result) } : judgeAsked(call, result, callOn(copies.earlier, askedBy(some, call)), some)));
  return judgements.find(({ known }) => known.length > 0);
}

/** The call as the earlier version has to be asked by these rows. */
const askedBy = (rows, call) => rows.reduce((asked, row) => row.asked(asked) ?? asked, call);

function judgeAsked(call, result, earlier, rows) {
  const again = { earlier, later: result.later, difference: firstDifference(earlier, result.later) };
  const names = rows.map(({ name }) => name);
  if (again.difference === undefined) return { ...again, known: names };
  const others = rowsThatKnow(call, again);
  return { ...again, known: others.length > 0 ? [...names, ...others] : [] };
}

function rowsThatKnow(call, result) {
  const row = KNOWN.find(({ holds }) => holds(call, result));
  return row === undefined ? [] : [row.name];
}

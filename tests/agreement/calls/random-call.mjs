// One random call: which function, and with what.

import { Chance } from "../chance.mjs";
import { FUNCTIONS } from "./functions.mjs";
import { SERVER_FUNCTIONS } from "./server-functions.mjs";

const ALL = { ...FUNCTIONS, ...SERVER_FUNCTIONS };

/** The names drawn from, each as often as its share says. */
const DRAWN = Object.entries(ALL).flatMap(([name, [share]]) => new Array(Math.round(share * 10)).fill(name));

let kept = {};

/** Found out once: a run keeps to the same functions. */
function drawnOf(only) {
  if (kept.only !== only) kept = { only, drawn: DRAWN.filter((name) => only.test(name)) };
  return kept.drawn;
}

/** The call of this number in a run of this seed; `only` keeps to the functions that it matches. */
export function randomCall(seed, number, only) {
  const chance = new Chance(seed, number);
  const drawn = only === undefined ? DRAWN : drawnOf(only);
  const name = chance.of(drawn);
  return { name, given: ALL[name][1](chance) };
}

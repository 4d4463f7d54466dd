// Bytes as printable ASCII without `"` and `\`: no charset, quote or escape can spoil it, and no minifier makes it longer.
//
// A character from FIRST on is a number. Below LEADS it is the first digit of a byte that has two; all others stand for
// one byte each, the frequent ones, by a table.

export const FIRST = 0x23;
export const COUNT = 0x7e - FIRST + 1;
export const LEADS = 3;
const BACKSLASH = 0x5c - FIRST;

/** `{ text, singles }`: the text of some bytes, and its table. */
export function characterCoded(bytes) {
  const singles = singleBytes(bytes);
  return { singles, text: Array.from(bytes, (byte) => characters(byte, singles)).join("") };
}

/** The byte that each number stands for alone; undefined for leads and for the backslash. */
function singleBytes(bytes) {
  const counts = new Array(256).fill(0);
  for (const byte of bytes) counts[byte] += 1;
  // These have no second digit but the backslash.
  const forced = [...counts.keys()].filter((byte) => byte % COUNT === BACKSLASH);
  const places = [...new Array(COUNT).keys()].filter((number) => number >= LEADS && number !== BACKSLASH);
  const byCount = [...counts.keys()].filter((byte) => !forced.includes(byte)).sort((one, other) => counts[other] - counts[one]);
  const chosen = [...forced, ...byCount].slice(0, places.length).sort((one, other) => one - other);
  const singles = new Array(COUNT);
  for (const [index, place] of places.entries()) singles[place] = chosen[index];
  return singles;
}

function characters(byte, singles) {
  const single = singles.indexOf(byte);
  const numbers = single < 0 ? [Math.floor(byte / COUNT), byte % COUNT] : [single];
  return String.fromCharCode(...numbers.map((number) => number + FIRST));
}

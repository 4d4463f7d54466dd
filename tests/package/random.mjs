// Chance that can be repeated: the seed stands in the name of every test that uses it.

export const SEED = Number(process.env.SEED ?? 20_240_601);

/** Marsaglia's xorshift, 32 bits: returns a function that gives a whole number below its argument. */
export function chance(seed = SEED) {
  let state = seed | 1;
  return (below) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) % below;
  };
}

/** A text of this length, or one more, of letters up to this code point, halves of surrogate pairs left out. */
export function randomText(below, length, largest) {
  let text = "";
  while (text.length < length) {
    const point = 0x20 + below(largest - 0x1f);
    if (point < 0xd800 || point > 0xdfff) text += String.fromCodePoint(point);
  }
  return text;
}

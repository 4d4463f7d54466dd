// Numbers that look random and are the same in every run.

/** Marsaglia's generator: reproducible is all it need be. */
export function sequence(seed) {
  let state = seed;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return state >>> 0;
  };
}

const LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";

/** Text of letters and digits. */
export function letters(next, length) {
  return Array.from({ length }, () => LETTERS[next() % LETTERS.length]).join("");
}

// Tills as shops have them: names of 6 to 13 characters, passwords of 8 to 23, different ones each time.

const ALPHABET = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";

/** The same tills in every run. */
export function tills(count) {
  const next = xorshift(20_251_122);
  const text = (length) => Array.from({ length }, () => ALPHABET[next() % ALPHABET.length]).join("");
  return Array.from({ length: count }, () => ({
    username: text(6 + (next() % 8)),
    password: text(8 + (next() % 16)),
  }));
}

/** Marsaglia's generator: reproducible is all it need be. */
function xorshift(seed) {
  let state = seed;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return state >>> 0;
  };
}

// Tills as shops have them: names of 6 to 13 characters, passwords of 8 to 23, different ones each time.

import { letters, sequence } from "./sequence.mjs";

/** The same tills in every run. */
export function tills(count) {
  const next = sequence(20_251_122);
  return Array.from({ length: count }, () => ({
    username: letters(next, 6 + (next() % 8)),
    password: letters(next, 8 + (next() % 16)),
  }));
}

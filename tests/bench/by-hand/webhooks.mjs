// Events that carry no signature, held against the fields that were set with their webhook.

import { timingSafeEqual } from "node:crypto";

const isEqual = (one, other) => {
  const [a, b] = [Buffer.from(one), Buffer.from(other)];
  return a.length === b.length && timingSafeEqual(a, b);
};

/** Whether every expected field came, with one of its values; names of what came are in small letters. */
export function holdsFields(headers, expected) {
  return Object.entries(expected).every(([name, values]) => {
    const came = headers[name.toLowerCase()];
    if (came === undefined) throw new Error("a field is missing");
    return values.some((value) => isEqual(value, came));
  });
}

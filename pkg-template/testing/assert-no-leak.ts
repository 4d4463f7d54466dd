// assertNoLeak: fails when a secret can be read out of a value, however it is printed or walked.

import { inspect, types } from "node:util";

import { AssertionError } from "./assertion-error.ts";
import { SecretSearch } from "./secret-search.ts";
import { leavesOf } from "./value-walk.ts";

/** Throws an AssertionError when `value` shows one of `secrets`. Documented in `types/testing.d.ts`. */
export function assertNoLeak(value, secrets) {
  const search = new SecretSearch(secrets);
  const root = types.isNativeError(value) || value instanceof Error ? "error" : "value";
  const leak = leakInside(search, value, root) ?? leakInPrint(search, value, root);
  if (leak) throw new AssertionError({ message: messageOf(search, leak), operator: "assertNoLeak", stackStartFn: assertNoLeak });
}

function leakInside(search, value, root) {
  for (const { path, text, bytes } of leavesOf(value)) {
    const found = bytes ? search.inBytes(bytes) : search.inText(text);
    if (found) return { ...found, path: [root, ...segmentsOf(path)] };
  }
  return null;
}

function segmentsOf(path) {
  const segments = [];
  for (let step = path; step !== null; step = step.parent) segments.push(step.segment);
  return segments.reverse();
}

const PRINT_EVERYTHING = { depth: Infinity, showHidden: true, maxArrayLength: Infinity, maxStringLength: Infinity };

function leakInPrint(search, value, root) {
  const prints = [
    { place: `util.inspect(${root})`, print: () => inspect(value, PRINT_EVERYTHING) },
    { place: `JSON.stringify(${root})`, print: () => JSON.stringify(value) },
    { place: `String(${root})`, print: () => String(value) },
  ];
  for (const { place, print } of prints) {
    const found = search.inText(printed(print));
    if (found) return { ...found, path: [place] };
  }
  return null;
}

// What cannot be printed at all (a cycle in JSON, a toString that throws) shows nothing.
function printed(print) {
  try {
    return print() ?? "";
  } catch {
    return "";
  }
}

function messageOf(search, { label, encoding, path }) {
  const segments = path.map((segment) => (search.inText(segment) ? "[«redacted»]" : segment));
  const place = segments.join("");
  return `${label} can be read at ${search.inText(place) ? "a path that holds it" : place} (${encoding})`;
}

// assertNoLeak: fails when a secret can be read out of a value, however it is printed or walked.

import { inspect, types } from 'node:util';

import { AssertionError } from './assertion-error.ts';
import { type FoundSecret, SecretSearch } from './secret-search.ts';
import { type ValuePath, leavesOf } from './value-walk.ts';

interface Leak extends FoundSecret {
  readonly path: readonly string[];
}

/**
 * Throws when a secret can be read out of `value`: in any string, number, key or byte array reached from it; in errors with
 * their causes; in maps, sets, `Headers`, `URLSearchParams`; in what own enumerable getters return; and in
 * `util.inspect` (everything hidden included), `JSON.stringify` and `String` of it. Looked for as it is, in base64 and
 * base64url at any alignment, in hex, percent-encoded, form-encoded, JSON-escaped, as a list of bytes, and in these nested.
 *
 * Not looked at: getters that are not enumerable or sit on a prototype, private fields, the source text of functions. So an
 * object may hand out its secret when asked for by name and still pass, if it does not show it.
 *
 * @param secrets - One or more, each of at least 4 characters. Derived secrets count separately: list the MD5 of a
 * password and the base64 of a login yourself.
 * @throws AssertionError (`node:assert`; in Jest, one that looks the same) naming the path and the encoding, never the
 * secret: `the secret can be read at error.cause.message (base64)`.
 * @throws TypeError when `secrets` is empty, not text, or too short to tell from chance.
 * @throws RangeError when more than 200 000 values are reached.
 * @example
 * ```js
 * import { assertNoLeak } from "commerce-auth/testing";
 *
 * const secret = "my-client-secret";
 * assertNoLeak(new Error("the vendor refused the key"), secret);
 * try {
 *   assertNoLeak(new Error(`refused: ${btoa(secret)}`), [secret]);
 * } catch (error) {
 *   console.log(error instanceof Error && error.message); // the secret can be read at error.message (base64)
 * }
 * ```
 */
export function assertNoLeak(value: unknown, secrets: string | readonly string[]): void {
  const search = new SecretSearch(secrets);
  const root = types.isNativeError(value) || value instanceof Error ? 'error' : 'value';
  const leak = leakInside(search, value, root) ?? leakInPrint(search, value, root);
  if (leak)
    throw new AssertionError({
      message: messageOf(search, leak),
      operator: 'assertNoLeak',
      stackStartFn: assertNoLeak,
    });
}

function leakInside(search: SecretSearch, value: unknown, root: string): Leak | null {
  for (const { path, text, bytes } of leavesOf(value)) {
    const found = bytes ? search.inBytes(bytes) : search.inText(text);
    if (found) return { ...found, path: [root, ...segmentsOf(path)] };
  }
  return null;
}

function segmentsOf(path: ValuePath | null): string[] {
  const segments: string[] = [];
  for (let step = path; step !== null; step = step.parent) segments.push(step.segment);
  return segments.reverse();
}

const PRINT_EVERYTHING = { depth: Infinity, showHidden: true, maxArrayLength: Infinity, maxStringLength: Infinity };

function leakInPrint(search: SecretSearch, value: unknown, root: string): Leak | null {
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
function printed(print: () => string | undefined): string {
  try {
    return print() ?? '';
  } catch {
    return '';
  }
}

function messageOf(search: SecretSearch, { label, encoding, path }: Leak): string {
  const segments = path.map((segment) => (search.inText(segment) ? '[«redacted»]' : segment));
  const place = segments.join('');
  return `${label} can be read at ${search.inText(place) ? 'a path that holds it' : place} (${encoding})`;
}

// What a row of the bench is.

import { KINDS_OF_ROWS, SIZES } from "../samples/answers.mjs";

/** What a bar is a multiple of. */
export const BY_HAND = "by hand";
export const ONE_HEADER = "one header";

/** Bars of docs/performance.md: ours may take at most so many times as long. */
export const timesByHand = (limit) => ({ limit, over: BY_HAND });
export const timesOneHeader = (limit) => ({ limit, over: ONE_HEADER });

/**
 * A row: a public function (`call`) with `inputs` of a kind (`about`), beside the platform's own code for the same
 * result (`byHand`, described by `using`). `same` takes out of both results what has to be equal; `look` touches a
 * result, because the engine finishes a text only when somebody looks at it. `bar` is `{ limit, over }`, or missing.
 */
export function row({ call, about, inputs, ours, byHand, using, same = (result) => result, look = lookAtText, bar = null }) {
  return { call, about, inputs, ours, byHand, using, same, look, bar };
}

/** Looking at a character makes the engine finish a text that it has only promised. */
function lookAtText(result) {
  return typeof result === "string" ? result.charCodeAt(result.length - 1) : 0;
}

export const lookAt = (name) => (fields) => fields[name].charCodeAt(7);

/** What a request is worth looking at for: its address, its body, its header with credentials. */
export const lookAtRequest = ({ url, body, headers }) =>
  url.charCodeAt(9) + (body?.charCodeAt(1) ?? 0) + (headers.Authorization?.charCodeAt(7) ?? 0);

/**
 * Rows for a reader of answers, one for each size: `make(bytes, kind, seed)` gives an answer, and `bars` a bar by the
 * name of the size. Each goes through answers of every kind, twice.
 */
export function bySize({ make, bars = {}, about = "", ...rest }) {
  return Object.entries(SIZES).map(([size, bytes]) =>
    row({ ...rest, about: about ? `${size}, ${about}` : size, inputs: ofEveryKind((kind, seed) => make(bytes, kind, seed)), bar: bars[size] ?? null }),
  );
}

export const ofEveryKind = (make) => [1, 2].flatMap((turn) => KINDS_OF_ROWS.map((kind, index) => make(kind, 100 * turn + index + 1)));

// The small checks, as one writes them by hand.

export const isWeak = (secret) => Buffer.byteLength(secret) < 32;

export function parseHost(text) {
  const { origin, pathname } = new URL(text.includes("://") ? text : `https://${text}`);
  return { origin, base: pathname.replace(/\/+$/, "") };
}

/** The distance of Levenshtein to each of the names, the whole matrix of each. */
export function nearestName(name, names) {
  const wanted = name.toLowerCase();
  const near = names.map((known) => ({ known, edits: distance(wanted, known.toLowerCase()) })).filter(({ edits }) => edits <= 3);
  return near.sort((one, other) => one.edits - other.edits)[0]?.known;
}

function distance(one, other) {
  let row = Array.from({ length: other.length + 1 }, (_, column) => column);
  for (let above = 0; above < one.length; above++) {
    const next = [above + 1];
    for (let column = 0; column < other.length; column++) {
      next.push(Math.min(row[column] + (one[above] === other[column] ? 0 : 1), row[column + 1] + 1, next[column] + 1));
    }
    row = next;
  }
  return row.at(-1);
}

// Finds the name a misspelt one was probably meant to be, so that a refusal can suggest it.

const FARTHEST_SUGGESTION = 2;

/** The nearest of `names` within two edits of `misspelt`, or null. */
export function nearestName(misspelt, names) {
  let best = null;
  let bestDistance = FARTHEST_SUGGESTION + 1;
  for (const name of names) {
    const distance = editDistance(misspelt.toLowerCase(), name.toLowerCase());
    if (distance < bestDistance) {
      best = name;
      bestDistance = distance;
    }
  }
  return best;
}

function editDistance(from, to) {
  let row = Array.from({ length: to.length + 1 }, (_, column) => column);
  for (let i = 1; i <= from.length; i += 1) {
    row = nextRow(row, i, from[i - 1], to);
  }
  return row[to.length];
}

function nextRow(previous, first, letter, to) {
  const row = [first];
  for (let j = 1; j <= to.length; j += 1) {
    const replaced = previous[j - 1] + (letter === to[j - 1] ? 0 : 1);
    row.push(Math.min(replaced, previous[j] + 1, row[j - 1] + 1));
  }
  return row;
}

// Finds the name a misspelt one was probably meant to be, so that a refusal can suggest it.

const FARTHEST_SUGGESTION = 2;

/** The nearest of `names` within two edits of `misspelt`, or null. */
export function nearestName(misspelt: string, names: readonly string[]): string | null {
  let best: string | null = null;
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

function editDistance(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, column) => column);
  for (let i = 1; i <= from.length; i += 1) {
    row = nextRow(row, i, from.charAt(i - 1), to);
  }
  return row[to.length] ?? 0;
}

function nextRow(previous: readonly number[], first: number, letter: string, to: string): number[] {
  const row = [first];
  for (let j = 1; j <= to.length; j += 1) {
    const [diagonal = 0, above = 0] = previous.slice(j - 1, j + 1);
    const replaced = diagonal + (letter === to[j - 1] ? 0 : 1);
    row.push(Math.min(replaced, above + 1, (row[j - 1] ?? 0) + 1));
  }
  return row;
}

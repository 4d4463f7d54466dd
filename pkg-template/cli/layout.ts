// Columns and paragraphs.

type Row = readonly [name: string, text: string];

interface ColumnLook {
  readonly indent?: number;
  readonly gap?: number;
  readonly width: number;
  readonly paint?: (text: string) => string;
}

const WIDEST = 100;
const USUAL = 80;

export function widthOf(stream: NodeJS.WriteStream): number {
  return Math.min(stream.columns || USUAL, WIDEST);
}

/** Words broken into lines of at most `width`; a word that is longer stands alone. */
export function wrapped(text: string, width: number): [string, ...string[]] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line !== '' && line.length + 1 + word.length > width) {
      lines.push(line);
      line = word;
    } else {
      line = line === '' ? word : `${line} ${word}`;
    }
  }
  const [first = line, ...rest] = [...lines, line];
  return [first, ...rest];
}

/**
 * Rows of two columns as lines, the second wrapped. The first is as wide as its widest cell, and `paint` is applied after
 * measuring.
 */
export function columns(
  rows: readonly Row[],
  { indent = 2, gap = 2, width, paint = (text) => text }: ColumnLook,
): string[] {
  const first = Math.max(...rows.map(([name]) => name.length));
  const hanging = ' '.repeat(indent + first + gap);
  return rows.flatMap(([name, text]) => {
    const [head, ...rest] = wrapped(text, Math.max(width - hanging.length, 24));
    const padding = ' '.repeat(first - name.length + gap);
    return [`${' '.repeat(indent)}${paint(name)}${padding}${head}`.trimEnd(), ...rest.map((line) => hanging + line)];
  });
}

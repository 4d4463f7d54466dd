// Comma-separated values (RFC 4180) and their relatives with semicolons or tabs, record by record.

const DELIMITERS = [',', ';', '\t'] as const;
const QUOTE = '"';
/** Enough to tell the separator by. */
const LONGEST_HEADING = 64 * 1024;

export interface CsvRecord {
  /** Of its beginning; they count from 1. */
  readonly line: number;
  readonly cells: readonly string[];
}

export class OpenQuote extends Error {
  readonly line: number;

  constructor(line: number) {
    super('a quotation mark is never closed');
    this.line = line;
  }
}

/** Where the reading has come to, beside what it has found. */
interface Place {
  readonly position: number;
  readonly line: number;
}

/** Yields every record that is not empty. */
export function* csvRecords(text: string): Generator<CsvRecord, void> {
  const source = text.startsWith('\ufeff') ? text.slice(1) : text;
  const delimiter = delimiterOf(source);
  let [position, line] = [0, 1];
  while (position < source.length) {
    const record = recordAt(source, { position, line }, delimiter);
    if (record.cells.length > 1 || record.cells[0] !== '') yield { line, cells: record.cells };
    ({ position, line } = record);
  }
}

/** The one that the first line has most of, outside quotation marks. */
function delimiterOf(source: string): string {
  const [first = ''] = source
    .slice(0, LONGEST_HEADING)
    .replace(/"(?:[^"]|"")*"/g, '')
    .split(/[\r\n]/, 1);
  const counted = DELIMITERS.map((delimiter) => ({ delimiter, count: first.split(delimiter).length }));
  return counted.reduce((most, one) => (one.count > most.count ? one : most)).delimiter;
}

function recordAt(source: string, start: Place, delimiter: string): Place & { readonly cells: readonly string[] } {
  const cells: string[] = [];
  let { position, line } = start;
  for (;;) {
    const cell =
      source[position] === QUOTE
        ? quotedCell(source, { position, line }, delimiter)
        : plainCell(source, { position, line }, delimiter);
    cells.push(cell.text);
    ({ position, line } = cell);
    if (source[position] !== delimiter) break;
    position += 1;
  }
  if (source[position] === '\r' && source[position + 1] === '\n') position += 1;
  return { cells, position: position + 1, line: line + 1 };
}

function plainCell(source: string, { position, line }: Place, delimiter: string): Place & { readonly text: string } {
  let end = position;
  while (end < source.length && source[end] !== delimiter && source[end] !== '\n' && source[end] !== '\r') end += 1;
  return { text: source.slice(position, end), position: end, line };
}

/** A doubled quotation mark stands for one; what follows the closing one belongs to the cell as well. */
function quotedCell(source: string, start: Place, delimiter: string): Place & { readonly text: string } {
  // In pieces: a text put together letter by letter takes many times its length of memory.
  const parts: string[] = [];
  for (let from = start.position + 1; ; ) {
    const mark = source.indexOf(QUOTE, from);
    if (mark === -1) throw new OpenQuote(start.line);
    if (source[mark + 1] !== QUOTE) {
      const line = start.line + lineBreaks(source, start.position, mark);
      const rest = plainCell(source, { position: mark + 1, line }, delimiter);
      return { ...rest, text: [...parts, source.slice(from, mark), rest.text].join('') };
    }
    parts.push(source.slice(from, mark + 1));
    from = mark + 2;
  }
}

/** Within the cell alone: `indexOf` would look through the rest of a table that has no line break for every cell of it. */
function lineBreaks(source: string, from: number, to: number): number {
  let count = 0;
  for (let at = from; at < to; at += 1) if (source[at] === '\n') count += 1;
  return count;
}

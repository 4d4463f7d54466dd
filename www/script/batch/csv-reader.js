// Comma-separated values (RFC 4180) and their relatives with semicolons or tabs, record by record.

const DELIMITERS = [',', ';', '\t'];
const QUOTE = '"';
/** Enough to tell the separator by. */
const LONGEST_HEADING = 64 * 1024;

export class OpenQuote extends Error {
  constructor(line) {
    super('a quotation mark is never closed');
    this.line = line;
  }
}

/** Yields `{ line, cells }` for every record that is not empty; lines count from 1. */
export function* csvRecords(text) {
  const source = text.startsWith('\ufeff') ? text.slice(1) : text;
  const delimiter = delimiterOf(source);
  let [position, line] = [0, 1];
  while (position < source.length) {
    const record = recordAt(source, position, line, delimiter);
    if (record.cells.length > 1 || record.cells[0] !== '') yield { line, cells: record.cells };
    ({ position, line } = record);
  }
}

/** The one that the first line has most of, outside quotation marks. */
function delimiterOf(source) {
  const [first] = source.slice(0, LONGEST_HEADING).replace(/"(?:[^"]|"")*"/g, '').split(/[\r\n]/, 1);
  const counts = DELIMITERS.map((delimiter) => first.split(delimiter).length);
  return DELIMITERS[counts.indexOf(Math.max(...counts))];
}

function recordAt(source, start, startLine, delimiter) {
  const cells = [];
  let [position, line] = [start, startLine];
  for (;;) {
    const cell = source[position] === QUOTE ? quotedCell(source, position, delimiter, line) : plainCell(source, position, delimiter, line);
    cells.push(cell.text);
    ({ position, line } = cell);
    if (source[position] !== delimiter) break;
    position += 1;
  }
  if (source[position] === '\r' && source[position + 1] === '\n') position += 1;
  return { cells, position: position + 1, line: line + 1 };
}

function plainCell(source, start, delimiter, line) {
  let end = start;
  while (end < source.length && source[end] !== delimiter && source[end] !== '\n' && source[end] !== '\r') end += 1;
  return { text: source.slice(start, end), position: end, line };
}

/** A doubled quotation mark stands for one; what follows the closing one belongs to the cell as well. */
function quotedCell(source, start, delimiter, startLine) {
  let text = '';
  let position = start + 1;
  for (;;) {
    const end = source.indexOf(QUOTE, position);
    if (end === -1) throw new OpenQuote(startLine);
    text += source.slice(position, end);
    if (source[end + 1] !== QUOTE) {
      const rest = plainCell(source, end + 1, delimiter, startLine + text.split('\n').length - 1);
      return { ...rest, text: text + rest.text };
    }
    text += QUOTE;
    position = end + 2;
  }
}

// CSV by RFC 4180, with what spreadsheets make of it: a byte order mark, semicolons, lone line feeds.

const QUOTE = '"';

/** `[{ line, cells }]`, without empty lines; `line` counts from 1. Null where a quotation mark is never closed. */
export function parseCsv(text, separator = separatorOf(text)) {
  const rows = [];
  const source = text.replace(/^\ufeff/, '');
  let line = 1;
  let at = 0;
  while (at < source.length) {
    const row = readRow(source, at, separator);
    if (row === null) return null;
    if (row.cells.length > 1 || row.cells[0] !== '') rows.push({ line, cells: row.cells });
    line += row.lines;
    at = row.end;
  }
  return rows;
}

/** A semicolon where the first line has one and no comma: half of Europe's spreadsheets write it. */
function separatorOf(text) {
  const [first] = text.split(/\r?\n/, 1);
  return first.includes(';') && !first.includes(',') ? ';' : ',';
}

function readRow(source, start, separator) {
  const cells = [];
  let at = start;
  for (;;) {
    const cell = source[at] === QUOTE ? quotedCell(source, at) : bareCell(source, at, separator);
    if (cell === null) return null;
    cells.push(cell.text);
    at = cell.end;
    if (source[at] !== separator) break;
    at += 1;
  }
  const end = source[at] === '\r' && source[at + 1] === '\n' ? at + 2 : Math.min(at + 1, source.length);
  return { cells, end, lines: source.slice(start, end).split('\n').length - 1 || 1 };
}

function bareCell(source, start, separator) {
  let end = start;
  while (end < source.length && source[end] !== separator && source[end] !== '\n' && source[end] !== '\r') end += 1;
  return { text: source.slice(start, end), end };
}

function quotedCell(source, start) {
  // In pieces: a text put together letter by letter takes many times its length of memory.
  const parts = [];
  for (let from = start + 1; ; ) {
    const mark = source.indexOf(QUOTE, from);
    if (mark === -1) return null;
    const next = source[mark + 1];
    if (next === QUOTE) {
      parts.push(source.slice(from, mark + 1));
      from = mark + 2;
    } else {
      parts.push(source.slice(from, mark));
      return next === undefined || /[,;\r\n\t]/.test(next) ? { text: parts.join(''), end: mark + 1 } : null;
    }
  }
}

/**
 * A cell for output. One that a spreadsheet would take for a formula gets an apostrophe in front (OWASP, "CSV Injection"):
 * a till named `=HYPERLINK(…)` stays text.
 */
export function csvCell(value) {
  const text = /^[=+\-@\t\r\n]/.test(value) ? `'${value}` : value;
  return /[",;\r\n']/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

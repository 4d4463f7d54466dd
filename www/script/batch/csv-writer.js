// Comma-separated values (RFC 4180) that a spreadsheet opens without running any of them.

/** What spreadsheets take for the beginning of a formula. */
const FORMULA = /^[=+\-@\t\r\n]/;
/** Tells Excel that this is UTF-8. */
export const BYTE_ORDER_MARK = '\ufeff';

export function csvLine(cells) {
  return `${cells.map(cell).join(',')}\r\n`;
}

function cell(value) {
  const text = FORMULA.test(value) ? `'${value}` : value;
  return /[",;\t\r\n]/.test(text) || text.trim() !== text ? `"${text.replaceAll('"', '""')}"` : text;
}

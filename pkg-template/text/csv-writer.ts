// Comma-separated values (RFC 4180) that a spreadsheet opens without running any of them.

/**
 * What spreadsheets take for a formula: one of these signs, in any width, or a control character, at the beginning of a
 * cell. Spaces, quotation marks and invisible characters before it do not count, and a program that takes another
 * separator begins a cell behind each of those. What does not count is one class: a byte order mark is white space and a format
 * character, and in two it would be looked at both ways, each time one more stands there.
 */
const FORMULA =
  /^(?=[\t\r\n])|(^|[,;|\t\r\n])((?:(?![\t\r\n])[\s\p{Cf}'"])*)(?=[=+\-@\uff1d\uff0b\uff0d\uff20\u2212])/gu;

/** The cells of a line, without its end. */
export function csvRow(cells: readonly string[]): string {
  return cells.map(cell).join(',');
}

function cell(value: string): string {
  const text = value.replace(
    FORMULA,
    (_found, separator: string = '', between: string = '') => `${separator}'${between}`,
  );
  return /[",;|\t\r\n]/.test(text) || text.trim() !== text ? `"${text.replaceAll('"', '""')}"` : text;
}

// The results as a file.

import { csvRow } from '../../../pkg-template/text/csv-writer.ts';
import { live } from '../../text/en.ts';
import { element } from '../element.ts';
import type { TillRow, TillTable } from './till-rows.ts';

/** Tells Excel that this is UTF-8. */
const BYTE_ORDER_MARK = '\ufeff';
const LINE_END = '\r\n';
const PER_PART = 200;
const LOOKUP_FIELDS = ['X-CAP-API-ATTRIBUTION-LOOKUP-TYPE', 'X-CAP-API-ATTRIBUTION-LOOKUP'];

/** Yields after each part; returns the parts. */
export function* fileParts({ rows, hasLookup }: TillTable): Generator<number, string[]> {
  const fields = hasLookup ? LOOKUP_FIELDS : [];
  const parts = [
    BYTE_ORDER_MARK,
    lineOf(['line', 'username', 'authorization', ...fields.map((name) => name.toLowerCase()), 'error', 'note']),
  ];
  for (let start = 0; start < rows.length; start += PER_PART) {
    parts.push(
      rows
        .slice(start, start + PER_PART)
        .map((row) => lineOf(cellsOf(row, fields)))
        .join(''),
    );
    yield start;
  }
  return parts;
}

const lineOf = (cells: readonly string[]) => csvRow(cells) + LINE_END;

function cellsOf({ line, username, headers, problem, note }: TillRow, fields: readonly string[]): string[] {
  const values = ['Authorization', ...fields].map((name) => headers?.[name] ?? '');
  return [String(line), username, ...values, problem ?? '', note];
}

export function save(parts: string[]): void {
  const link = element('a');
  link.href = URL.createObjectURL(new Blob(parts, { type: 'text/csv;charset=utf-8' }));
  link.download = live.batch.file;
  link.click();
  // The download has begun by then; the browser keeps what it still needs.
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

// From the text of a table to one outcome for each till, piece by piece.

import { type AuthError, type CapillaryBasicHeadersOptions, capillary } from 'commerce-auth';

import { csvRecords } from '../../../pkg-template/text/csv-reader.ts';
import { hasTooManyCells, type SecretColumn, type TillColumns } from '../../../pkg-template/text/till-columns.ts';
import { live } from '../../text/en.ts';
import { wordsFor } from '../field-error.ts';
import { columnsOf, optionsOf, type RowOptions } from './till-columns.ts';

/** Small enough for a slice, large enough that crossing into the core does not count. */
const AT_ONCE = 200;

/** Headers or a problem. */
export interface TillRow {
  readonly line: number;
  readonly username: string;
  readonly headers: Readonly<Record<string, string>> | undefined;
  readonly problem: string | undefined;
  /** Empty where there is nothing to note. */
  readonly note: string;
}

export interface TillTable {
  readonly rows: readonly TillRow[];
  readonly ignored: readonly string[];
  readonly hasLookup: boolean;
  /** Whether the first line names the columns; otherwise it was taken as a till. */
  readonly hasHeading: boolean;
}

interface Waiting {
  readonly line: number;
  readonly options: RowOptions;
  readonly isTooLong: boolean;
}

/** Yields how many rows are done. */
export function* tillRows(text: string, secondColumn: SecretColumn): Generator<number, TillTable> {
  const rows: TillRow[] = [];
  let columns: TillColumns | undefined;
  let waiting: Waiting[] = [];
  for (const { line, cells } of csvRecords(text)) {
    if (columns === undefined) {
      columns = columnsOf(cells, secondColumn);
      if (columns.hasHeading) continue;
    }
    waiting.push({ line, options: optionsOf(cells, columns), isTooLong: hasTooManyCells(cells, columns) });
    if (waiting.length < AT_ONCE) continue;
    rows.push(...outcomes(waiting));
    waiting = [];
    yield rows.length;
  }
  rows.push(...outcomes(waiting));
  return {
    rows,
    ignored: columns?.ignored ?? [],
    hasLookup: columns?.indexes.lookup !== undefined,
    hasHeading: columns?.hasHeading ?? false,
  };
}

function outcomes(waiting: readonly Waiting[]): TillRow[] {
  // It answers for each row, also for one that is not as its type demands.
  const results = capillary.basicHeadersBatch(waiting.map(({ options }) => options as CapillaryBasicHeadersOptions));
  return waiting.map(({ line, options, isTooLong }, index) => ({
    line,
    username: options.username,
    headers: isTooLong ? undefined : results[index]?.headers,
    problem: isTooLong ? live.batch.tooManyCells : problemOf(options, results[index]?.error),
    note: noteOf(options),
  }));
}

function problemOf({ password, passwordMd5 }: RowOptions, error: AuthError | undefined): string | undefined {
  if (error === undefined) return undefined;
  if (password === undefined && passwordMd5 === undefined) return live.batch.noPassword;
  if (password !== undefined && passwordMd5 !== undefined) return live.batch.both;
  return error.code === 'looks_hashed' ? live.batch.looksHashed : wordsFor(error);
}

function noteOf({ username, password = '' }: RowOptions): string {
  const hasEdges = (text: string) => text.trim() !== text;
  return hasEdges(username) || hasEdges(password) ? live.batch.edges : '';
}

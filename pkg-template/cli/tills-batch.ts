// header capillary --csv: the header values of many tills, each row with its own outcome.

import {
  type AuthError,
  type CapillaryBasicHeadersOptions,
  type CapillaryLookupAttribution,
  capillary,
} from 'commerce-auth';

import { type CsvRecord, OpenQuote, csvRecords } from '../text/csv-reader.ts';
import { csvRow } from '../text/csv-writer.ts';
import {
  HeadingLacks,
  type SecretColumn,
  type TillColumn,
  type TillColumns,
  cellOf,
  hasTooManyCells,
  tillColumns,
} from '../text/till-columns.ts';
import { ExitCode } from './exit-codes.ts';
import { Failure } from './failure.ts';
import { messageFor } from './remedies.ts';
import type { Context } from './context.ts';
import type { GivenOptions } from './given-options.ts';
import type { Output } from './output.ts';

const COLUMNS = 'username, and password or password_md5';
const COLUMN_NAMES: readonly TillColumn[] = ['username', 'password', 'passwordMd5', 'lookupType', 'lookup'];
const NOT_WITH_CSV = ['username', 'clear', 'curl', 'secret-file', 'secret-stdin', 'secret-env'] as const;

export async function showTills(context: Context): Promise<ExitCode> {
  const { options, output } = context;
  const unfit = NOT_WITH_CSV.find((name) => options[name] !== undefined);
  const remedy = unfit === 'curl' ? 'it shows one call: give one till by --username' : `the file has it: ${COLUMNS}`;
  if (unfit) throw new Failure(`--${unfit} does not go with --csv`, remedy);
  const text = await context.fileOfSecrets(options.csv ?? '-', '--csv');
  const rows = tillsOf(text, options.md5 ? 'passwordMd5' : 'password');
  const outcomes = outcomesOf(rows, options);
  if (options.json) output.json(outcomes.map(jsonRow));
  else printCsv(output, outcomes);
  // Only the person knows whether names that no column has are names.
  if (rows[0]?.columns.hasHeading === false)
    output.warn(
      'the first line of the --csv file names no column, and was taken as a till',
      `if it is a heading, call its columns ${COLUMNS}`,
    );
  const refused = outcomes.filter(({ error }) => error).length;
  if (refused > 0)
    output.warn(
      `${refused} of ${outcomes.length} rows refused`,
      'see the column error; the other rows are good. Put MD5 digests in the column password_md5',
    );
  return refused > 0 ? ExitCode.refused : ExitCode.done;
}

interface Row extends CsvRecord {
  readonly columns: TillColumns;
}

function recordsOf(text: string): CsvRecord[] {
  try {
    return [...csvRecords(text)];
  } catch (error) {
    if (!(error instanceof OpenQuote)) throw error;
    throw new Failure(
      `the --csv file has a quotation mark in line ${error.line} that is never closed`,
      'write " inside a cell as ""',
    );
  }
}

function tillsOf(text: string, secondColumn: SecretColumn): Row[] {
  const records = recordsOf(text);
  const [head] = records;
  if (!head) throw new Failure('the --csv file is empty', `its first line names the columns: ${COLUMNS}`);
  const columns = columnsOf(head.cells, secondColumn);
  const rows = columns.hasHeading ? records.slice(1) : records;
  if (rows.length === 0) throw new Failure('the --csv file has no row', 'add rows below the names of the columns');
  return rows.map(({ line, cells }) => ({ line, cells, columns }));
}

function columnsOf(cells: readonly string[], secondColumn: SecretColumn): TillColumns {
  try {
    return tillColumns(cells, secondColumn);
  } catch (error) {
    if (!(error instanceof HeadingLacks)) throw error;
    throw new Failure(
      `the first line of the --csv file names no column ${error.column}`,
      `the columns are ${COLUMNS}: add a line that names them`,
    );
  }
}

/** What one row came to: headers or an error. */
interface Outcome {
  readonly line: number;
  readonly username: string;
  readonly headers?: Readonly<Record<string, string>> | undefined;
  readonly error?: RowError | undefined;
}

type RowError = Pick<AuthError, 'code' | 'message'> & {
  readonly field?: string | undefined;
  readonly position?: number | undefined;
};

type Till = { [Name in TillColumn]?: string };

/** The option of the package: both halves, or neither; it refuses the one without the other. */
export function attributionOf({ 'lookup-type': lookupType, lookup }: GivenOptions): {
  attribution?: CapillaryLookupAttribution;
} {
  return lookupType === undefined && lookup === undefined
    ? {}
    : { attribution: { lookupType, lookup } as CapillaryLookupAttribution };
}

function outcomesOf(rows: readonly Row[], given: GivenOptions): Outcome[] {
  const tills = rows.map(tillOf);
  // What a row lacks, the package says.
  const options: readonly unknown[] = tills.map(({ lookupType, lookup, ...till }) => ({
    ...till,
    ...attributionOf({ ...given, ...(lookupType && { 'lookup-type': lookupType }), ...(lookup && { lookup }) }),
  }));
  const outcomes = capillary.basicHeadersBatch(options as readonly CapillaryBasicHeadersOptions[]);
  return rows.map(
    ({ line, cells, columns }, index): Outcome => ({
      line,
      username: tills[index]?.username ?? '',
      ...(hasTooManyCells(cells, columns) ? { error: tooManyCells() } : outcomes[index]),
    }),
  );
}

/** A password that holds a separator and no quotation marks would lose its end without a word. */
const tooManyCells = (): RowError => ({
  code: 'invalid_argument',
  message: 'the row has more cells than there are columns: put a value that holds a separator between quotation marks',
});

/** Empty cells are left out, so that a row may have either form of the password. */
function tillOf({ cells, columns }: Row): Till {
  const till: Till = {};
  for (const name of COLUMN_NAMES) {
    const cell = cellOf(cells, columns, name);
    if (cell !== undefined) till[name] = cell;
  }
  return till;
}

function jsonRow({ line, username, headers, error }: Outcome): object {
  if (!error) return { line, username, headers };
  const { code, field, position } = error;
  return {
    line,
    username,
    error: { code, ...(field && { field }), ...(position !== undefined && { position }), message: messageFor(error) },
  };
}

function printCsv(output: Output, outcomes: readonly Outcome[]): void {
  output.line('line,username,authorization,error');
  for (const { line, username, headers, error } of outcomes) {
    output.line(csvRow([String(line), username, headers?.Authorization ?? '', error ? messageFor(error) : '']));
  }
}

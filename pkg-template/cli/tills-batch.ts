// header capillary --csv: the header values of many tills, each row with its own outcome.

import {
  type AuthError,
  type CapillaryBasicHeadersOptions,
  type CapillaryLookupAttribution,
  capillary,
} from 'commerce-auth';

import { type CsvRecord, OpenQuote, csvRecords } from '../text/csv-reader.ts';
import { csvRow } from '../text/csv-writer.ts';
import { ExitCode } from './exit-codes.ts';
import { Failure } from './failure.ts';
import { messageFor } from './remedies.ts';
import type { Context } from './context.ts';
import type { GivenOptions } from './given-options.ts';
import type { Output } from './output.ts';

const COLUMNS = 'username, and password or password_md5';
/** Columns by the names people give them. */
type Meaning = 'username' | 'password' | 'passwordMd5';

const MEANINGS = new Map<string, Meaning>([
  ['username', 'username'],
  ['till', 'username'],
  ['till_id', 'username'],
  ['password', 'password'],
  ['password_md5', 'passwordMd5'],
  ['passwordmd5', 'passwordMd5'],
  ['md5', 'passwordMd5'],
]);
const NOT_WITH_CSV = ['username', 'md5', 'clear', 'curl', 'secret-file', 'secret-stdin', 'secret-env'] as const;

export async function showTills(context: Context): Promise<ExitCode> {
  const { options, output } = context;
  const unfit = NOT_WITH_CSV.find((name) => options[name] !== undefined);
  if (unfit) throw new Failure(`--${unfit} does not go with --csv`, `the file has it: ${COLUMNS}`);
  const rows = tillsOf(await context.fileOfSecrets(options.csv ?? '-', '--csv'));
  const outcomes = outcomesOf(rows, options);
  if (options.json) output.json(outcomes.map(jsonRow));
  else printCsv(output, outcomes);
  const refused = outcomes.filter(({ error }) => error).length;
  if (refused > 0)
    output.warn(
      `${refused} of ${outcomes.length} rows refused`,
      'see the column error; the other rows are good. Put MD5 digests in the column password_md5',
    );
  return refused > 0 ? ExitCode.refused : ExitCode.done;
}

interface Row extends CsvRecord {
  readonly names: ReadonlyArray<Meaning | undefined>;
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

function tillsOf(text: string): Row[] {
  const [head, ...others] = recordsOf(text);
  if (!head) throw new Failure('the --csv file is empty', `its first line names the columns: ${COLUMNS}`);
  const names = head.cells.map((cell) => MEANINGS.get(cell.trim().toLowerCase().replaceAll(/[ -]/g, '_')));
  if (!names.includes('username') || !(names.includes('password') || names.includes('passwordMd5'))) {
    throw new Failure('the first line of the --csv file does not name the columns', `they are ${COLUMNS}`);
  }
  if (others.length === 0) throw new Failure('the --csv file has no row', 'add rows below the names of the columns');
  return others.map(({ line, cells }) => ({ line, cells, names }));
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

type Till = { [Name in Meaning]?: string };

/** The option of the package: both halves, or neither; it refuses the one without the other. */
export function attributionOf({ 'lookup-type': lookupType, lookup }: GivenOptions): {
  attribution?: CapillaryLookupAttribution;
} {
  return lookupType === undefined && lookup === undefined
    ? {}
    : { attribution: { lookupType, lookup } as CapillaryLookupAttribution };
}

function outcomesOf(rows: readonly Row[], given: GivenOptions): Outcome[] {
  const attribution = attributionOf(given);
  const tills = rows.map(tillOf);
  // What a row lacks, the package says.
  const options: readonly unknown[] = tills.map((till) => ({ ...till, ...attribution }));
  const outcomes = capillary.basicHeadersBatch(options as readonly CapillaryBasicHeadersOptions[]);
  return rows.map(
    (row, index): Outcome => ({
      line: row.line,
      username: tills[index]?.username ?? '',
      ...(row.cells.length > row.names.length ? { error: tooManyCells() } : outcomes[index]),
    }),
  );
}

/** A password that holds a separator and no quotation marks would lose its end without a word. */
const tooManyCells = (): RowError => ({
  code: 'invalid_argument',
  message: 'the row has more cells than there are columns: put a value that holds a separator between quotation marks',
});

/**
 * Empty cells are left out, so that a row may have either form of the password. By the cells of the row and not by the
 * columns of the file: there can be a million columns, and a million rows of two cells.
 */
function tillOf({ cells, names }: Row): Till {
  const till: Till = {};
  cells.forEach((cell, column) => {
    const name = names[column];
    if (name && cell !== '') till[name] = cell;
  });
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

// header capillary --csv: the header values of many tills, each row with its own outcome.

import { capillary } from 'commerce-auth';

import { csvCell, parseCsv } from './csv.ts';
import { ExitCode } from './exit-codes.ts';
import { Failure } from './failure.ts';
import { messageFor } from './remedies.ts';
import type { Context } from './context.ts';
import type { GivenOptions } from './given-options.ts';
import type { Output } from './output.ts';

const COLUMNS = 'username, and password or password_md5';
/** Columns by the names people give them. */
const MEANINGS = new Map([
  ['username', 'username'],
  ['till', 'username'],
  ['till_id', 'username'],
  ['password', 'password'],
  ['password_md5', 'passwordMd5'],
  ['passwordmd5', 'passwordMd5'],
  ['md5', 'passwordMd5'],
]);
const NOT_WITH_CSV = ['username', 'md5', 'clear', 'curl', 'secret-file', 'secret-stdin', 'secret-env'];

export async function showTills(context) {
  const { options, output } = context;
  const unfit = NOT_WITH_CSV.find((name) => options[name] !== undefined);
  if (unfit) throw new Failure(`--${unfit} does not go with --csv`, `the file has it: ${COLUMNS}`);
  const rows = tillsOf(await context.fileOfSecrets(options.csv, '--csv'));
  const outcomes = outcomesOf(rows, options);
  if (options.json) output.json(outcomes.map(jsonRow));
  else printCsv(output, outcomes);
  const refused = outcomes.filter(({ error }) => error).length;
  if (refused > 0) output.warn(`${refused} of ${outcomes.length} rows refused`, 'the column error says why, and the other rows are good; an MD5 digest belongs into the column password_md5');
  return refused > 0 ? ExitCode.refused : ExitCode.done;
}

function tillsOf(text) {
  const rows = parseCsv(text);
  if (rows === null) throw new Failure('the file of --csv has a quotation mark that is never closed, or text behind one', 'write " inside a cell as ""');
  const [head, ...others] = rows;
  if (!head) throw new Failure('the file of --csv is empty', `its first line names the columns: ${COLUMNS}`);
  const names = head.cells.map((cell) => MEANINGS.get(cell.trim().toLowerCase().replaceAll(/[ -]/g, '_')));
  if (!names.includes('username') || !(names.includes('password') || names.includes('passwordMd5'))) {
    throw new Failure('the first line of the file of --csv does not name the columns', `they are ${COLUMNS}`);
  }
  if (others.length === 0) throw new Failure('the file of --csv has no row', 'it has only the names of its columns');
  return others.map(({ line, cells }) => ({ line, cells, names }));
}

function outcomesOf(rows, { 'lookup-type': lookupType, lookup }) {
  const attribution = lookupType === undefined && lookup === undefined ? {} : { attribution: { lookupType, lookup } };
  const tills = rows.map(({ cells, names }) => ({ ...tillOf(cells, names), ...attribution }));
  return capillary.basicHeadersBatch(tills).map((outcome, index) => ({
    line: rows[index].line,
    username: tills[index].username ?? '',
    ...(rows[index].cells.length > rows[index].names.length ? { error: tooManyCells() } : outcome),
  }));
}

/** A password that holds a separator and no quotation marks would lose its end without a word. */
const tooManyCells = () => ({ code: 'invalid_argument', message: 'the row has more cells than there are columns: put a value that holds a separator between quotation marks' });

/**
 * Empty cells are left out, so that a row may have either form of the password. By the cells of the row and not by the
 * columns of the file: there can be a million columns, and a million rows of two cells.
 */
function tillOf(cells, names) {
  const till = {};
  cells.forEach((cell, column) => {
    const name = names[column];
    if (name && cell !== '') till[name] = cell;
  });
  return till;
}

function jsonRow({ line, username, headers, error }) {
  if (!error) return { line, username, headers };
  const { code, field, position } = error;
  return { line, username, error: { code, ...(field && { field }), ...(position !== undefined && { position }), message: messageFor(error) } };
}

function printCsv(output, outcomes) {
  output.line('line,username,authorization,error');
  for (const { line, username, headers, error } of outcomes) {
    output.line([String(line), username, headers?.Authorization ?? '', error ? messageFor(error) : ''].map(csvCell).join(','));
  }
}

// From the text of a table to one outcome for each till, piece by piece.

import { capillary } from 'commerce-auth';

import { csvRecords } from '../../../pkg-template/text/csv-reader.ts';
import { live } from '../../text/en.js';
import { wordsFor } from '../field-error.js';
import { columnsOf, optionsOf } from './till-columns.js';

/** Small enough for a slice, large enough that crossing into the core does not count. */
const AT_ONCE = 200;

/**
 * Yields how many rows are done, and returns `{ rows, ignored, hasLookup }`. A row is
 * `{ line, username, headers, problem, note }`: headers or a problem.
 */
export function* tillRows(text, secondColumn) {
  const rows = [];
  let columns;
  let waiting = [];
  for (const { line, cells } of csvRecords(text)) {
    if (columns === undefined) {
      columns = columnsOf(cells, secondColumn);
      if (columns.hasHeading) continue;
    }
    waiting.push({ line, options: optionsOf(cells, columns) });
    if (waiting.length < AT_ONCE) continue;
    rows.push(...outcomes(waiting));
    waiting = [];
    yield rows.length;
  }
  rows.push(...outcomes(waiting));
  return { rows, ignored: columns?.ignored ?? [], hasLookup: columns?.indexes.lookup !== undefined };
}

function outcomes(waiting) {
  const results = capillary.basicHeadersBatch(waiting.map(({ options }) => options));
  return waiting.map(({ line, options }, index) => ({
    line,
    username: options.username,
    headers: results[index].headers,
    problem: results[index].error && problemOf(options, results[index].error),
    note: noteOf(options),
  }));
}

function problemOf({ password, passwordMd5 }, error) {
  if (password === undefined && passwordMd5 === undefined) return live.batch.noPassword;
  if (password !== undefined && passwordMd5 !== undefined) return live.batch.both;
  return error.code === 'looks_hashed' ? live.batch.looksHashed : wordsFor(error);
}

function noteOf({ username, password = '' }) {
  const hasEdges = (text) => text.trim() !== text;
  return hasEdges(username) || hasEdges(password) ? live.batch.edges : '';
}

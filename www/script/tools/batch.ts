// Headers for many tills: a table in, a table out, and the page answers all the while.

import { OpenQuote } from '../../../pkg-template/text/csv-reader.ts';
import { live } from '../../text/en.ts';
import { announce } from '../announce.ts';
import { fileParts, save } from '../batch/result-file.ts';
import { startResultTable } from '../batch/result-table.ts';
import type { SecretColumn } from '../../../pkg-template/text/till-columns.ts';
import { UnreadableFile, startTableInput } from '../batch/table-input.ts';
import { type TillTable, tillRows } from '../batch/till-rows.ts';
import { onClear } from '../clearing.ts';
import { byId } from '../element.ts';
import { FieldError } from '../field-error.ts';
import { clearErrors, showError, valuesOf } from '../form-tool.ts';
import { reveal } from '../reveal.ts';
import { inSlices } from '../slices.ts';

/** What is done sooner needs no progress bar. */
const SHOW_PROGRESS_AFTER = 300;

type BatchValues = { readonly kind: SecretColumn };

interface Made {
  readonly table: TillTable;
  readonly parts: string[];
}

export function startBatch(): void {
  const form = byId<HTMLFormElement>('batch-form');
  const showRows = startResultTable();
  let running = new AbortController();
  let made: Made | undefined;

  function forget(): void {
    running.abort();
    made = undefined;
    showRows([]);
    clearErrors(form);
    for (const id of ['batch-result', 'batch-outcome', 'batch-running']) byId(id).hidden = true;
    byId('batch-summary').replaceChildren();
  }
  const textNow = startTableInput(form, forget);

  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    forget();
    running = new AbortController();
    const { signal } = running;
    try {
      const outcome = await withProgress(textNow, valuesOf<BatchValues>(form).kind, signal);
      if (outcome === undefined) return;
      made = outcome;
      showRows(outcome.table.rows);
      byId('batch-summary').textContent = summaryOf(outcome.table);
      byId('batch-result').hidden = false;
      byId('batch-outcome').hidden = false;
      announce(byId('batch-summary').textContent);
      reveal(byId('batch-result'));
    } catch (error) {
      if (signal.aborted) return;
      byId('batch-result').hidden = true;
      showError(form, 'input', wordsOf(error))?.focus();
      announce(live.failed(1));
    }
  });
  byId('batch-cancel').addEventListener('click', () => {
    forget();
    announce(live.batch.stopped);
  });
  byId('batch-download').addEventListener('click', () => made && save(made.parts));
  onClear(forget);
}

async function withProgress(
  textNow: () => Promise<string>,
  secondColumn: SecretColumn,
  signal: AbortSignal,
): Promise<Made | undefined> {
  const bar = setTimeout(() => {
    byId('batch-progress').removeAttribute('value');
    byId('batch-running').hidden = false;
    byId('batch-result').hidden = false;
    reveal(byId('batch-result'));
  }, SHOW_PROGRESS_AFTER);
  try {
    const text = await textNow();
    if (text.trim() === '') throw new FieldError('input', live.batch.empty);
    const onSlice = (done: number) => showProgress(done, text);
    const table = await inSlices(tillRows(text, secondColumn), { signal, onSlice });
    const parts = table && (await inSlices(fileParts(table), { signal, onSlice: () => {} }));
    return parts && { table, parts };
  } finally {
    clearTimeout(bar);
    byId('batch-running').hidden = true;
  }
}

/** How many rows there will be is not known before they are read: a usual length of a row tells well enough. */
function showProgress(done: number, text: string): void {
  const progress = byId<HTMLProgressElement>('batch-progress');
  progress.max = Math.max(done, text.length / 24);
  progress.value = done;
  byId('batch-done').textContent = live.batch.progress(done);
}

function summaryOf({ rows, ignored, hasHeading }: TillTable): string {
  const bad = rows.filter(({ problem }) => problem).length;
  const noted = rows.filter(({ note }) => note).length;
  return [
    live.batch.summary(rows.length - bad, bad, noted),
    ...(hasHeading ? [] : [live.batch.noHeading]),
    ...(ignored.length > 0 ? [live.batch.ignored(ignored.join(', '))] : []),
  ].join(' ');
}

function wordsOf(error: unknown): string {
  if (error instanceof OpenQuote) return live.batch.openQuote(error.line);
  if (error instanceof FieldError || error instanceof UnreadableFile) return error.message;
  throw error;
}

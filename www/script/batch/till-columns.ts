// What a record of a table says, as `capillary.basicHeaders` takes it.

import type { CapillaryLookupAttribution } from 'commerce-auth';

import {
  cellOf,
  HeadingLacks,
  type SecretColumn,
  type TillColumns,
  tillColumns,
} from '../../../pkg-template/text/till-columns.ts';
import { live } from '../../text/en.ts';
import { attributionOf } from '../attribution.ts';
import { FieldError } from '../field-error.ts';

/** What a record has: not always what the package asks for, and then it says so. */
export interface RowOptions {
  readonly username: string;
  readonly password?: string | undefined;
  readonly passwordMd5?: string | undefined;
  readonly attribution?: CapillaryLookupAttribution;
}

const SECRET_COLUMNS = ['password', 'passwordMd5'] as const;

export function columnsOf(firstCells: readonly string[], secondColumn: SecretColumn): TillColumns {
  try {
    return tillColumns(firstCells, secondColumn);
  } catch (error) {
    if (!(error instanceof HeadingLacks)) throw error;
    throw new FieldError('input', error.column === 'username' ? live.batch.noUsername : live.batch.noColumn);
  }
}

/** The options of `capillary.basicHeaders` for one record. */
export function optionsOf(cells: readonly string[], columns: TillColumns): RowOptions {
  const at = (column: Parameters<typeof cellOf>[2]) => cellOf(cells, columns, column) ?? '';
  const options: { username: string } & Partial<Record<SecretColumn, string>> = { username: at('username') };
  for (const column of SECRET_COLUMNS) if (at(column) !== '') options[column] = at(column);
  return { ...options, ...attributionOf({ lookupType: at('lookupType'), lookup: at('lookup') }) };
}

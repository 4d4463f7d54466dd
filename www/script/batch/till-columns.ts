// Which column of a table holds what: by its heading, or by position where there is none.

import type { CapillaryLookupAttribution } from 'commerce-auth';

import { live } from '../../text/en.ts';
import { attributionOf } from '../attribution.ts';
import { FieldError } from '../field-error.ts';

export type SecretKind = 'password' | 'passwordMd5';
type Kind = 'username' | SecretKind | 'lookupType' | 'lookup';

export interface Columns {
  readonly hasHeading: boolean;
  /** Where which column stands, counted from 0. */
  readonly indexes: Readonly<Partial<Record<Kind, number>>>;
  /** Names of columns that are not used. */
  readonly ignored: readonly string[];
}

/** What a record has: not always what the package asks for, and then it says so. */
export interface RowOptions {
  readonly username: string;
  readonly password?: string | undefined;
  readonly passwordMd5?: string | undefined;
  readonly attribution?: CapillaryLookupAttribution;
}

const SECRET_KINDS = ['password', 'passwordMd5'] as const;
const NAMES: Readonly<Record<Kind, readonly string[]>> = {
  username: ['username', 'user', 'till', 'tillid', 'tillname', 'tillcode', 'login'],
  password: ['password', 'tillpassword', 'pass', 'pwd'],
  passwordMd5: ['passwordmd5', 'md5', 'md5password', 'digest', 'passworddigest', 'hash', 'passwordhash'],
  lookupType: ['lookuptype', 'attributionlookuptype'],
  lookup: ['lookup', 'lookupvalue', 'attributionlookup'],
};

export function columnsOf(firstCells: readonly string[], secondColumn: SecretKind): Columns {
  const kinds = firstCells.map(kindOf);
  if (!kinds.includes('username') && !isHeading(kinds))
    return { hasHeading: false, indexes: { username: 0, [secondColumn]: 1 }, ignored: [] };
  const indexes: Partial<Record<Kind, number>> = {};
  kinds.forEach((kind, index) => {
    if (kind) indexes[kind] ??= index;
  });
  if (indexes.username === undefined) throw new FieldError('input', live.batch.noUsername);
  if (indexes.password === undefined && indexes.passwordMd5 === undefined)
    throw new FieldError('input', live.batch.noColumn);
  const used: readonly number[] = Object.values(indexes);
  return {
    hasHeading: true,
    indexes,
    ignored: firstCells.filter((name, index) => !used.includes(index) && name.trim() !== ''),
  };
}

/** Without a column of till ids, one name alone may well be a till's; two are a heading that lacks one. */
function isHeading(kinds: readonly (Kind | undefined)[]): boolean {
  return kinds.filter(Boolean).length > 1;
}

function kindOf(name: string): Kind | undefined {
  const plain = name.toLowerCase().replace(/[^a-z0-9]/g, '');
  return (Object.keys(NAMES) as Kind[]).find((kind) => NAMES[kind].includes(plain));
}

/** The options of `capillary.basicHeaders` for one record. */
export function optionsOf(cells: readonly string[], { indexes }: Columns): RowOptions {
  const at = (kind: Kind) => {
    const index = indexes[kind];
    return index === undefined ? '' : (cells[index] ?? '');
  };
  const options: { username: string } & Partial<Record<SecretKind, string>> = { username: at('username') };
  for (const kind of SECRET_KINDS) if (at(kind) !== '') options[kind] = at(kind);
  return { ...options, ...attributionOf({ lookupType: at('lookupType'), lookup: at('lookup') }) };
}

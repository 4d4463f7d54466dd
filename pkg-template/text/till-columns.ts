// Which column of a table of tills holds what: by its heading, or by position where there is none. The command line and the
// page read tables alike.

export type SecretColumn = 'password' | 'passwordMd5';
export type TillColumn = 'username' | SecretColumn | 'lookupType' | 'lookup';

export interface TillColumns {
  readonly hasHeading: boolean;
  /** How many cells a row may have: what stands beyond them would be lost without a word. */
  readonly count: number;
  /** Where which column stands, counted from 0. */
  readonly indexes: Readonly<Partial<Record<TillColumn, number>>>;
  /** Names of columns that are not used. */
  readonly ignored: readonly string[];
}

/** A heading that does not name what is needed. */
export class HeadingLacks extends Error {
  readonly column: 'username' | 'password';

  constructor(column: 'username' | 'password') {
    super(`the heading names no column ${column}`);
    this.column = column;
  }
}

const NAMES: Readonly<Record<TillColumn, readonly string[]>> = {
  username: ['username', 'user', 'till', 'tillid', 'tillname', 'tillcode', 'login'],
  password: ['password', 'tillpassword', 'pass', 'pwd'],
  passwordMd5: ['passwordmd5', 'md5', 'md5password', 'digest', 'passworddigest', 'hash', 'passwordhash'],
  lookupType: ['lookuptype', 'attributionlookuptype'],
  lookup: ['lookup', 'lookupvalue', 'attributionlookup'],
};

/** By the first row, where it is a heading; else the till id comes first, and then what `secondColumn` says. */
export function tillColumns(firstCells: readonly string[], secondColumn: SecretColumn): TillColumns {
  const kinds = firstCells.map(kindOf);
  if (!isHeading(kinds))
    return { hasHeading: false, count: 2, indexes: { username: 0, [secondColumn]: 1 }, ignored: [] };
  const indexes: Partial<Record<TillColumn, number>> = {};
  kinds.forEach((kind, index) => {
    if (kind) indexes[kind] ??= index;
  });
  if (indexes.username === undefined) throw new HeadingLacks('username');
  if (indexes.password === undefined && indexes.passwordMd5 === undefined) throw new HeadingLacks('password');
  const used: readonly number[] = Object.values(indexes);
  return {
    hasHeading: true,
    count: firstCells.length,
    indexes,
    ignored: firstCells.filter((name, index) => !used.includes(index) && name.trim() !== ''),
  };
}

/** The first cell alone may well be a till that is called like a column of secrets; a name behind it is a heading's. */
function isHeading(kinds: readonly (TillColumn | undefined)[]): boolean {
  return kinds[0] === 'username' || kinds.slice(1).some(Boolean);
}

function kindOf(name: string): TillColumn | undefined {
  const plain = name.toLowerCase().replace(/[^a-z0-9]/g, '');
  return (Object.keys(NAMES) as TillColumn[]).find((kind) => NAMES[kind].includes(plain));
}

/** Whether a row has cells that no column takes. Empty ones at its end are a spreadsheet's. */
export function hasTooManyCells(cells: readonly string[], { count }: TillColumns): boolean {
  return cells.some((cell, index) => index >= count && cell !== '');
}

/** What one row says in a column; undefined where it says nothing. */
export function cellOf(cells: readonly string[], { indexes }: TillColumns, column: TillColumn): string | undefined {
  const index = indexes[column];
  return index === undefined ? undefined : cells[index] || undefined;
}

// Which column of a table holds what: by its heading, or by position where there is none.

import { live } from '../../text/en.js';
import { FieldError } from '../field-error.js';

const NAMES = {
  username: ['username', 'user', 'till', 'tillid', 'tillname', 'tillcode', 'login'],
  password: ['password', 'tillpassword', 'pass', 'pwd'],
  passwordMd5: ['passwordmd5', 'md5', 'md5password', 'digest', 'passworddigest', 'hash', 'passwordhash'],
  lookupType: ['lookuptype', 'attributionlookuptype'],
  lookup: ['lookup', 'lookupvalue', 'attributionlookup'],
};

/** `{ hasHeading, indexes: { username: 0, … }, ignored: ['Store'] }` */
export function columnsOf(firstCells, secondColumn) {
  const kinds = firstCells.map(kindOf);
  if (!kinds.includes('username') && !isHeading(kinds)) return { hasHeading: false, indexes: { username: 0, [secondColumn]: 1 }, ignored: [] };
  const indexes = {};
  kinds.forEach((kind, index) => { if (kind) indexes[kind] ??= index; });
  if (indexes.username === undefined) throw new FieldError('input', live.batch.noUsername);
  if (indexes.password === undefined && indexes.passwordMd5 === undefined) throw new FieldError('input', live.batch.noColumn);
  const used = Object.values(indexes);
  return { hasHeading: true, indexes, ignored: firstCells.filter((name, index) => !used.includes(index) && name.trim() !== '') };
}

/** Without a column of till ids, one name alone may well be a till's; two are a heading that lacks one. */
function isHeading(kinds) {
  return kinds.filter(Boolean).length > 1;
}

function kindOf(name) {
  const plain = name.toLowerCase().replace(/[^a-z0-9]/g, '');
  return Object.keys(NAMES).find((kind) => NAMES[kind].includes(plain));
}

/** The options of `capillary.basicHeaders` for one record. */
export function optionsOf(cells, { indexes }) {
  const at = (kind) => cells[indexes[kind]] ?? '';
  const options = { username: at('username') };
  for (const kind of ['password', 'passwordMd5']) if (at(kind) !== '') options[kind] = at(kind);
  const [lookupType, lookup] = [at('lookupType'), at('lookup')];
  if (lookupType !== '' || lookup !== '') options.attribution = { lookupType, lookup };
  return options;
}

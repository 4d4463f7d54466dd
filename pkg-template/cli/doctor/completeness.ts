// Halves of a pair, and two where one belongs.

import { type Finding, mistake, warning } from './finding.ts';
import type { Environment, Get } from './environment.ts';

type Pair = readonly [one: string, other: string, direction?: 'one-way'];

const PAIRS: readonly Pair[] = [
  ['CAP_KEY', 'CAP_SECRET'],
  ['CAP_ENTITY_TYPE', 'CAP_ENTITY_CODE', 'one-way'],
  ['PLEDG_KEY', 'PLEDG_SECRET'],
  ['PLEDG_EMAIL', 'PLEDG_PASSWORD'],
  ['CAXTON_CLIENT_PASSWORD', 'CAXTON_USERNAME'],
  ['CAXTON_CLIENTNAME', 'CAXTON_USERNAME', 'one-way'],
];

/** What can do nothing without an address, and what gives one. */
const ADDRESSES: ReadonlyArray<{ readonly needed: string; readonly by: readonly [choice: string, host: string] }> = [
  { needed: 'CAP_KEY', by: ['CAP_CLUSTER', 'CAP_HOST'] },
  { needed: 'PLEDG_KEY', by: ['PLEDG_ENVIRONMENT', 'PLEDG_HOST'] },
  { needed: 'CAXTON_USERNAME', by: ['CAXTON_ENVIRONMENT', 'CAXTON_HOST'] },
];

export function completenessFindings({ get }: Environment): Finding[] {
  return [...PAIRS.flatMap((pair) => halfPair(get, pair)), ...tillFindings(get), ...addressFindings(get)];
}

function halfPair(get: Get, [one, other, direction]: Pair): Finding[] {
  if (get(one) && !get(other)) return [mistake(other, 'missing', `is not set, but ${one} is`, 'set both, or neither')];
  if (direction !== 'one-way' && get(other) && !get(one) && one !== 'CAXTON_CLIENT_PASSWORD') {
    return [mistake(one, 'missing', `is not set, but ${other} is`, 'set both, or neither')];
  }
  return [];
}

function addressFindings(get: Get): Finding[] {
  return ADDRESSES.flatMap(({ needed, by: [choice, host] }) =>
    get(needed) && !get(choice) && !get(host)
      ? [warning(choice, 'no-address', `is not set, nor is ${host}, but ${needed} is`, `set ${choice} or ${host}`)]
      : [],
  );
}

function tillFindings(get: Get): Finding[] {
  const password = get('CAP_PASSWORD') ? 'CAP_PASSWORD' : get('CAP_PASSWORD_MD5') ? 'CAP_PASSWORD_MD5' : null;
  if (password && !get('CAP_USERNAME'))
    return [mistake('CAP_USERNAME', 'missing', `is not set, but ${password} is`, 'set it to the till id')];
  if (!password && get('CAP_USERNAME'))
    return [warning('CAP_USERNAME', 'missing', 'is set, but no password is', 'set CAP_PASSWORD or CAP_PASSWORD_MD5')];
  return [];
}

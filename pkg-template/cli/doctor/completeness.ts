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
];

export function completenessFindings({ get }: Environment): Finding[] {
  return [...PAIRS.flatMap((pair) => halfPair(get, pair)), ...tillFindings(get)];
}

function halfPair(get: Get, [one, other, direction]: Pair): Finding[] {
  if (get(one) && !get(other)) return [mistake(other, 'missing', `is not set, but ${one} is`, 'set both, or neither')];
  if (direction !== 'one-way' && get(other) && !get(one) && one !== 'CAXTON_CLIENT_PASSWORD') {
    return [mistake(one, 'missing', `is not set, but ${other} is`, 'set both, or neither')];
  }
  return [];
}

function tillFindings(get: Get): Finding[] {
  const password = get('CAP_PASSWORD') ? 'CAP_PASSWORD' : get('CAP_PASSWORD_MD5') ? 'CAP_PASSWORD_MD5' : null;
  if (password && !get('CAP_USERNAME'))
    return [mistake('CAP_USERNAME', 'missing', `is not set, but ${password} is`, 'set it to the till id')];
  if (!password && get('CAP_USERNAME'))
    return [warning('CAP_USERNAME', 'missing', 'is set, but no password is', 'set CAP_PASSWORD or CAP_PASSWORD_MD5')];
  return [];
}

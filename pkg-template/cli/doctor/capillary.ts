// Capillary: hashing, till ids, attribution.

import { type CapillaryEntityAttribution, md5Hex } from 'commerce-auth';

import { isMd5Digest } from '../../text/md5-digest.ts';
import { type Finding, mistake, warning } from './finding.ts';
import type { Environment, Get } from './environment.ts';

/** What the vendor lists; the compiler holds it to the types that the package takes. */
const ENTITY_TYPES: Readonly<Record<NonNullable<CapillaryEntityAttribution['entityType']>, true>> = {
  TILL: true,
  STORE_CODE: true,
  STORE_NAME: true,
  STORE_EXTERNAL_ID: true,
  STORE_EXTERNAL_ID_1: true,
  STORE_EXTERNAL_ID_2: true,
};

export function capillaryFindings({ get }: Environment): Finding[] {
  return [...passwordFindings(get), ...digestFindings(get), ...usernameFindings(get), ...attributionFindings(get)];
}

function passwordFindings(get: Get): Finding[] {
  const password = get('CAP_PASSWORD');
  if (!password) return [];
  if (isMd5Digest(password)) {
    return [
      mistake(
        'CAP_PASSWORD',
        'double-hash',
        'is already an MD5 digest: hashed again, it is refused',
        'move it to CAP_PASSWORD_MD5, or set the clear password',
      ),
    ];
  }
  if (/[^\u0000-\u007f]/.test(password)) {
    return [
      warning(
        'CAP_PASSWORD',
        'not-ascii',
        'holds letters beyond ASCII: it is hashed as UTF-8 here, and differently by integrations that hash ASCII or Latin-1',
        'if the till is refused, change the password to ASCII',
      ),
    ];
  }
  return [];
}

function digestFindings(get: Get): Finding[] {
  const digest = get('CAP_PASSWORD_MD5');
  if (!digest) return [];
  if (!isMd5Digest(digest))
    return [
      mistake(
        'CAP_PASSWORD_MD5',
        'no-digest',
        'is not 32 hexadecimal digits',
        'put a clear password into CAP_PASSWORD instead',
      ),
    ];
  const password = get('CAP_PASSWORD');
  if (!password) return [];
  const right = isWellFormed(password) ? md5Hex(password) : '';
  const given = digest.toLowerCase();
  if (given === md5Hex(right))
    return [
      mistake('CAP_PASSWORD_MD5', 'double-hash', 'is CAP_PASSWORD hashed twice', 'remove it: CAP_PASSWORD is enough'),
    ];
  if (given !== right)
    return [
      mistake('CAP_PASSWORD_MD5', 'contradiction', 'is not the digest of CAP_PASSWORD', 'keep the one that is right'),
    ];
  return [warning('CAP_PASSWORD_MD5', 'twice', 'says the same as CAP_PASSWORD', 'keep one of them')];
}

const isWellFormed = (text: string) => !/\p{Surrogate}/u.test(text);

function usernameFindings(get: Get): Finding[] {
  const username = get('CAP_USERNAME');
  if (!username?.includes(':')) return [];
  return [
    mistake(
      'CAP_USERNAME',
      'colon',
      'holds a colon: the receiver takes what follows it for the password (RFC 7617 §2)',
      'set the till id alone',
    ),
  ];
}

function attributionFindings(get: Get): Finding[] {
  const [entityType, entityCode] = [get('CAP_ENTITY_TYPE'), get('CAP_ENTITY_CODE')];
  if (!entityType || !entityCode) return [];
  if (Object.hasOwn(ENTITY_TYPES, entityType)) return [];
  return [
    mistake(
      'CAP_ENTITY_TYPE',
      'attribution',
      `is none of ${Object.keys(ENTITY_TYPES).join(', ')}`,
      'use one that Capillary knows: it silently takes an unknown type for a till',
    ),
  ];
}

// Pledg: the secret that purchases are signed with.

import { isAuthError, signJwtHs256 } from 'commerce-auth';

import { type Finding, mistake, warning } from './finding.ts';
import type { Environment } from './environment.ts';

export function pledgFindings({ get }: Environment): Finding[] {
  const secret = get('PLEDG_MERCHANT_SECRET');
  if (!secret) return [];
  if (secret === get('PLEDG_SECRET')) {
    return [
      mistake(
        'PLEDG_MERCHANT_SECRET',
        'same-secret',
        'is the API secret: purchases are signed with the secret of the merchant',
        'take the “Secret Key” of the merchant from the dashboard',
      ),
    ];
  }
  return weakness(secret);
}

function weakness(secret: string): Finding[] {
  try {
    signJwtHs256({}, secret, { strict: true });
    return [];
  } catch (error) {
    if (!isAuthError(error)) throw error;
    if (error.code !== 'weak_secret') return [];
    return [
      warning(
        'PLEDG_MERCHANT_SECRET',
        'weak-secret',
        'is shorter than the 32 bytes that HS256 requires (RFC 7518 §3.2): it can be guessed from a single signature',
        'ask Pledg for a longer one',
      ),
    ];
  }
}

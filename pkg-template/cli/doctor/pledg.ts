// Pledg: the secret that purchases are signed with.

import { isWeakSecret } from 'commerce-auth';

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
  // A line break is a mistake of its own, and no part of a secret.
  const line = secret.replaceAll(/[\r\n]/g, '');
  if (line === '' || !isWeakSecret(line)) return [];
  return [
    warning(
      'PLEDG_MERCHANT_SECRET',
      'weak-secret',
      'is shorter than the 32 bytes that HS256 requires (RFC 7518 §3.2): it can be guessed from a single signature',
      'ask Pledg for a longer one',
    ),
  ];
}

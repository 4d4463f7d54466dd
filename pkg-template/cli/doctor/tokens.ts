// Tokens kept in variables: with a prefix, expired, or cut off.

import { decodeJwt } from 'commerce-auth';

import { spanText } from '../durations.ts';
import { instantText } from '../../text/time-span.ts';
import { type Finding, mistake, warning } from './finding.ts';
import type { Environment } from './environment.ts';

/** Only Capillary's are known to be JWTs whose `exp` says something. */
const JWT = ['CAP_TOKEN'];

export function tokenFindings({ known, now }: Environment): Finding[] {
  return known.filter(({ kind }) => kind === 'token').flatMap(({ name, text }) => findingsOf(name, text, now));
}

function findingsOf(name: string, token: string, now: number): Finding[] {
  if (/^Bearer\s/i.test(token)) {
    const why = JWT.includes(name)
      ? 'Capillary wants the bare token, in X-CAP-API-OAUTH-TOKEN'
      : 'it would be sent twice';
    return [mistake(name, 'bearer-prefix', `begins with Bearer: ${why}`, 'keep the token alone')];
  }
  const { claims, problems } = decodeJwt(token);
  const exp = typeof claims?.exp === 'number' ? claims.exp * 1_000 : null;
  if (exp !== null && exp <= now) {
    return [
      mistake(
        name,
        'token-expired',
        `expired ${instantText(exp) ?? 'long ago'}, ${spanText(now - exp)} ago`,
        'ask for a token when it is needed, and keep it as long as its answer says',
      ),
    ];
  }
  const [first] = problems;
  if (JWT.includes(name) && claims === null && first !== undefined) {
    return [
      mistake(
        name,
        'token-broken',
        `is not a complete token: ${first.part}, byte ${first.position}: ${first.message}`,
        'copy it again; npx commerce-auth decode shows where it breaks',
      ),
    ];
  }
  return [
    warning(
      name,
      'token-kept',
      'is a token, which expires in minutes or days',
      'set key and secret instead, and let an authenticator ask for tokens',
    ),
  ];
}

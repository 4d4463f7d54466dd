// Tokens kept in variables: with a prefix, expired, or cut off.

import { decodeJwt } from 'commerce-auth';

import { instantText, spanText } from '../durations.ts';
import { mistake, warning } from './finding.ts';

/** Only Capillary's are known to be JWTs whose `exp` says something. */
const JWT = ['CAP_TOKEN'];

export function tokenFindings({ known, get, now }) {
  return known.filter(({ kind }) => kind === 'token').flatMap(({ name }) => findingsOf(name, get(name), now));
}

function findingsOf(name, token, now) {
  if (/^Bearer\s/i.test(token)) {
    const why = JWT.includes(name) ? 'Capillary wants the bare token, in X-CAP-API-OAUTH-TOKEN' : 'it would be sent twice';
    return [mistake(name, 'bearer-prefix', `begins with Bearer: ${why}`, 'keep the token alone')];
  }
  const { claims, problems } = decodeJwt(token);
  const exp = typeof claims?.exp === 'number' ? claims.exp * 1_000 : null;
  if (exp !== null && exp <= now) {
    return [mistake(name, 'token-expired', `expired ${instantText(exp) ?? 'long ago'}, ${spanText(now - exp)} ago`, 'ask for a token when it is needed, and keep it as long as its answer says')];
  }
  if (JWT.includes(name) && claims === null && problems.length > 0) {
    return [mistake(name, 'token-broken', `is no whole token: ${problems[0].part}, byte ${problems[0].position}: ${problems[0].message}`, 'copy it again; npx commerce-auth decode shows where it breaks')];
  }
  return [warning(name, 'token-kept', 'is a token in a variable, which is dead in minutes or days', 'keep key and secret there, and let an authenticator ask for tokens')];
}

// A JWT taken apart: its claims, its time left, and every problem at its byte.

import { decodeJwt, isAuthError, isWeakSecret, type JwtClaims, type JwtProblem, verifyJwtHs256 } from 'commerce-auth';

import { live } from '../../text/en.ts';
import { onClear } from '../clearing.ts';
import { duration, instant, isNumericDate } from '../duration.ts';
import { byId, element, row } from '../element.ts';
import { wordsFor } from '../field-error.ts';
import { startFormTool } from '../form-tool.ts';
import { excerptOf } from '../jwt-excerpt.ts';
import { showNotes } from '../notes.ts';

const PLACES = ['jwt-problems', 'jwt-claims', 'jwt-header', 'jwt-countdown', 'jwt-verified', 'jwt-notes'];
const TIMES = ['exp', 'iat', 'nbf'];
const EVERY_SECOND = 1_000;
const MEANINGS: Readonly<Record<string, string>> = live.jwt.meanings;

type JwtValues = { readonly token: string; readonly secret: string };
/** What to say, and how good it is. */
type Judgement = readonly [words: string, state: 'good' | 'warn' | 'bad' | 'unknown'];

export function startJwt(): void {
  let claims: JwtClaims | undefined;
  const tick = () => claims && showCountdown(claims);
  setInterval(tick, EVERY_SECOND);
  startFormTool('jwt', {
    required: () => ['token'],
    compute: ({ token: given, secret }: JwtValues) => {
      const token = given.trim();
      return { token, secret, decoded: decodeJwt(token) };
    },
    show: ({ token, secret, decoded }) => {
      claims = decoded.claims ?? {};
      tick();
      showVerified(token, secret);
      byId('jwt-problems').replaceChildren(...problemItems(token, decoded.problems));
      showPart('jwt-claims', decoded.claims);
      showPart('jwt-header', decoded.header);
    },
    forget: () => {
      for (const id of PLACES) byId(id).replaceChildren();
    },
  });
  onClear(() => {
    claims = undefined;
  });
}

function showCountdown({ exp, nbf }: JwtClaims): void {
  const place = byId('jwt-countdown');
  const [words, state] = countdown(exp, nbf, Date.now());
  if (place.textContent !== words) place.textContent = words;
  place.dataset.state = state;
}

function countdown(exp: unknown, nbf: unknown, now: number): Judgement {
  if (isNumericDate(nbf) && now < nbf * 1000) return [live.jwt.notYet(duration(nbf * 1000 - now)), 'bad'];
  if (!isNumericDate(exp)) return [live.jwt.never, 'unknown'];
  const left = exp * 1000 - now;
  return left > 0 ? [live.jwt.expires(duration(left)), 'good'] : [live.jwt.expired(duration(-left)), 'bad'];
}

function showVerified(token: string, secret: string): void {
  const [words, state] = verdict(token, secret);
  const place = byId('jwt-verified');
  place.textContent = words;
  place.className = `verdict ${state}`;
  showNotes('jwt-notes', secret !== '' && isWeakSecret(secret) ? [live.weakSecret] : []);
}

function verdict(token: string, secret: string): Judgement {
  if (secret === '') return [live.jwt.unverified, 'unknown'];
  try {
    verifyJwtHs256(token, secret);
    return [live.jwt.verified, 'good'];
  } catch (error) {
    if (!isAuthError(error)) throw error;
    // The signature is checked before the claims are looked at.
    if (error.code === 'token_expired' || error.code === 'token_invalid') return [live.jwt.verifiedBut, 'warn'];
    return [live.jwt.refused(wordsFor(error)), 'bad'];
  }
}

function problemItems(token: string, problems: readonly JwtProblem[]): HTMLLIElement[] {
  if (problems.length === 0) return [element('li.good', live.jwt.good)];
  return problems.map(({ part, position, message }) => {
    const { before, at, after } = excerptOf(token, part, position);
    const mark = element('mark', at);
    return element(
      'li.bad',
      element('p', `${live.jwt.where[part]}, ${live.jwt.at(position)}: ${message}`),
      element('code.value', before, mark, after),
    );
  });
}

function showPart(id: string, members: Readonly<Record<string, unknown>> | null): void {
  const rows = members === null ? [element('tr', cellOver(live.jwt.noPart))] : Object.entries(members).map(memberRow);
  byId(id).replaceChildren(...rows);
}

function memberRow([name, value]: [string, unknown]): HTMLTableRowElement {
  const meaning = [MEANINGS[name] ?? '', TIMES.includes(name) ? instant(value) : ''].filter(Boolean).join(' ');
  return row(name, element('code', JSON.stringify(value)), meaning);
}

function cellOver(words: string): HTMLTableCellElement {
  const cell = element('td', words);
  cell.colSpan = 3;
  return cell;
}

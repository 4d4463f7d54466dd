// POST /api/token: user name and client password, as a form, for a bearer token. Outside the envelope.

import type { Now } from '../emulator-clock.ts';
import { createHash, randomBytes } from 'node:crypto';

import { type FormFields, formFields, formTypeProblem } from '../form-fields.ts';
import { IssuedTokens } from '../issued-tokens.ts';
import { type Judge, type Judgement, type Refusal, accept, firstRefusal, refuse } from '../judgement.ts';
import { type ReceivedRequest, headerValues } from '../received-request.ts';
import { caseProblem } from '../spelling.ts';
import { refuseInEnvelope } from './envelope.ts';
import type { Account, AccountBook, ClientPassword } from './accounts.ts';
import type { AccountHolder, Logins } from './authentication.ts';
import type { CaxtonSettings } from './options.ts';

type TokenParts = Logins & { readonly now: Now } & Pick<CaxtonSettings, 'lifetimeSeconds' | 'expiredPassword'>;

interface TokenRefusal extends Refusal {
  readonly error: string;
  readonly description?: string;
}

export const TOKEN_PATH: string = '/api/token';

const FIELDS = ['Grant_Type', 'Username', 'Password'];

/** A judge of token requests. */
export function tokenEndpoint({ accounts, issuer, lifetimeSeconds, expiredPassword, now }: TokenParts): Judge {
  return (received) => {
    const refusal = firstRefusal(CHECKS, received);
    if (refusal) return refuseAsOwin(refusal);
    const { account, password, problem } = loginOf(accounts, formFields(received.body));
    if (problem !== undefined) return refuseAsOwin({ ...INVALID_GRANT, reason: problem });
    if (now() >= password.endsAt) return refuseExpired(expiredPassword);
    return accept(() => tokenBody(issuer.issue({ account, lifetimeSeconds })));
  };
}

/** A book of tokens. They are opaque, as OWIN's are. */
export function createTokenIssuer(now: Now): IssuedTokens<AccountHolder> {
  return new IssuedTokens(() => randomBytes(180).toString('base64url'), now);
}

const INVALID_GRANT = { status: 400, error: 'invalid_grant', description: 'The user name or password is incorrect.' };

const CHECKS: ReadonlyArray<(received: ReceivedRequest) => TokenRefusal | null> = [
  checkMethod,
  checkQuery,
  checkLogin,
  checkContentType,
  checkFields,
];

function tokenBody({ value, lifetimeSeconds }: { value: string; lifetimeSeconds: number }): object {
  return { access_token: value, token_type: 'bearer', expires_in: lifetimeSeconds };
}

// `expires_in: 2591999` is the mark of Microsoft's OWIN server, whose errors these are. The vendor publishes none.
function refuseAsOwin({ reason, status, error, description }: TokenRefusal): Judgement {
  return refuse(reason, status, { error, ...(description && { error_description: description }) });
}

function refuseExpired(manner: CaxtonSettings['expiredPassword']): Judgement {
  const reason = "the client password's EndDate has passed; register again";
  if (manner === 'invalid_grant') return refuseAsOwin({ ...INVALID_GRANT, reason });
  return refuseInEnvelope({ reason, status: 200, apiStatusCode: 104, apiStatus: 'PasswordExpired' });
}

type FoundLogin =
  | { readonly account: Account; readonly password: ClientPassword; readonly problem?: undefined }
  | { readonly problem: string; readonly account?: undefined; readonly password?: undefined };

function loginOf(accounts: AccountBook, { fields, raw }: FormFields): FoundLogin {
  const [sent, sentRaw] = [fields?.Password, raw?.Password];
  const account = accounts.find(fields?.Username);
  if (!account) return { problem: 'no account has this Username' };
  const { password } = account;
  if (password === null) return { problem: 'the account has no password: register first' };
  const { value } = password;
  if (sent === value) return { account, password };
  if (sentRaw === value || sent === value.replaceAll('+', ' ')) return { problem: 'Password was not form-encoded' };
  if (isDigestOf(value, sent)) return { problem: 'Password was hashed; a client password is sent in clear' };
  return { problem: 'wrong Password, or one that a later registration has replaced' };
}

function isDigestOf(password: string, sent: string | undefined): boolean {
  const hex = createHash('md5').update(password).digest('hex');
  return [hex, Buffer.from(hex).toString('base64'), Buffer.from(hex, 'hex').toString('base64')].some(
    (digest) => digest === sent,
  );
}

function checkMethod({ method }: ReceivedRequest): TokenRefusal | null {
  return method === 'POST' ? null : badRequest('the token endpoint takes POST', 405);
}

function checkQuery({ query }: ReceivedRequest): TokenRefusal | null {
  return query === '' ? null : badRequest('the token endpoint takes no query');
}

function checkLogin(received: ReceivedRequest): TokenRefusal | null {
  const isSent = headerValues(received, 'Authorization').length > 0;
  return isSent ? badRequest('the token endpoint takes no Authorization header') : null;
}

function checkContentType(received: ReceivedRequest): TokenRefusal | null {
  const problem = formTypeProblem(received);
  return problem ? badRequest(problem, 415) : null;
}

function checkFields({ body }: ReceivedRequest): TokenRefusal | null {
  const { problem, fields } = formFields(body);
  if (problem !== undefined)
    return badRequest(isTakenApart(body) ? 'Password was not form-encoded, or the body is not a form' : problem);
  const reason = caseProblem(Object.keys(fields), FIELDS) ?? namesProblem(fields);
  if (reason) return badRequest(reason);
  return fields.Grant_Type === 'password'
    ? null
    : badRequest('Grant_Type is not password', 400, 'unsupported_grant_type');
}

function namesProblem(fields: Readonly<Record<string, string>>): string | null {
  const missing = FIELDS.find((name) => fields[name] === undefined || fields[name] === '');
  if (missing) return `${missing} is missing`;
  return Object.keys(fields).length === FIELDS.length ? null : `the form has more fields than ${FIELDS.join(', ')}`;
}

// A password with `&` or `%` in it takes the form apart when it is sent as it is.
function isTakenApart(body: string): boolean {
  return (
    /(?:^|&)Password=/.test(body) &&
    body.split('&').some((pair) => !/^[^=]+=/.test(pair) || /%(?![0-9a-f]{2})/i.test(pair))
  );
}

function badRequest(reason: string, status = 400, error = 'invalid_request'): TokenRefusal {
  return { reason, status, error };
}

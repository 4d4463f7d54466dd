// The admin paths ("Custom Fields", docs.capillarytech.com/reference, 2026-07-21): Basic of a user of the vendor's dashboard, or a
// client's token, with a key, an organisation, an entity, or several of them.

import { type Judge, accept, firstRefusal } from '../judgement.ts';
import { acceptsJson } from '../media-type.ts';
import { type ReceivedRequest, headerValues } from '../received-request.ts';
import { type ApiRefusal, judgeOwn, refuseAs } from './api-errors.ts';
import { authenticate } from './authentication.ts';
import { basicProblem, tillOf } from './basic-login.ts';
import type { IssuedTokens } from '../issued-tokens.ts';
import type { OwnRoutes } from '../own-routes.ts';
import type { CapillaryLogin, Client, EmulatedAdmin, Till } from './options.ts';

const METHODS: Readonly<Record<string, string>> = { '/v2/org/customFields': 'GET', '/v2/customFields': 'POST' };

/** Whether a path is one of administrators. */
export const isAdminPath = (path: string): boolean => Object.hasOwn(METHODS, path);

/** An admin as somebody who logs in like a till. */
type AdminLogin = Omit<EmulatedAdmin, 'email'> & Till;

interface Parties {
  readonly logins: readonly AdminLogin[];
  readonly tills: readonly Till[];
  readonly issuer: IssuedTokens<Client>;
}

/** A judge of admin calls. */
export function adminEndpoint({
  admins,
  routes,
  ...others
}: Omit<Parties, 'logins'> & {
  readonly routes: OwnRoutes<CapillaryLogin>;
  readonly admins: readonly EmulatedAdmin[];
}): Judge {
  const logins = admins.map(({ email, ...admin }) => ({ ...admin, username: email }));
  return (received) => {
    const parties = { logins, ...others };
    const own = routes.find(received);
    const refusal = firstRefusal(own ? CREDENTIAL_CHECKS : CHECKS, received, parties);
    if (refusal) return refuseAs('v2', refusal);
    if (own) return judgeOwn(own, received, 'v2');
    const orgId = scopesOf(received, parties)[0]?.orgId;
    return accept(() => ({ entity: [], orgId, warnings: [], errors: [], success: true }));
  };
}

const CREDENTIAL_CHECKS = [checkLogin, checkScope];
const CHECKS = [checkMethod, ...CREDENTIAL_CHECKS, checkAccept];

function adminOf(received: ReceivedRequest, logins: readonly AdminLogin[]): AdminLogin | null {
  return tillOf(logins, headerValues(received, 'Authorization')[0] ?? '');
}

function checkMethod({ method, path }: ReceivedRequest): ApiRefusal | null {
  const known = METHODS[path] ?? '';
  return method === known ? null : problem(405, `this path takes ${known}`);
}

function checkLogin(received: ReceivedRequest, { logins, tills, issuer }: Parties): ApiRefusal | null {
  const sent = headerValues(received, 'Authorization');
  const [login] = sent;
  if (login === undefined) return authenticate({ tills: [], issuer }, received).refusal ?? null;
  if (sent.length > 1) return unauthorized('Authorization was sent twice');
  if (tillOf(tills, login))
    return { ...problem(403, 'a till is no admin'), code: 91_032, message: 'NOT_AN_ADMIN_USER' };
  return tillOf(logins, login) ? null : unauthorized(basicProblem(logins, login, 'admin'));
}

interface ScopeField {
  readonly name: string;
  readonly of: (admin: AdminLogin) => string | undefined;
  readonly what: string;
}

const FIELDS: readonly ScopeField[] = [
  { name: 'X-CAP-API-AUTH-KEY', of: ({ authKey }) => authKey, what: "the admin's key" },
  { name: 'X-CAP-API-AUTH-ORG-ID', of: ({ orgId }) => String(orgId), what: "the admin's organisation" },
  { name: 'X-CAP-API-AUTH-ENTITY-ID', of: ({ entityId }) => entityId?.toString(), what: "the admin's entity" },
];

/** Whom the call can be about: the admin who logs in, or with a token any whose fields they are. */
function scopesOf(received: ReceivedRequest, { logins }: Parties): readonly AdminLogin[] {
  const admin = adminOf(received, logins);
  const fits = (one: AdminLogin) =>
    FIELDS.every(({ name, of }) => headerValues(received, name).every((value) => value === of(one)));
  return (admin ? [admin] : logins).filter(fits);
}

function checkScope(received: ReceivedRequest, { logins }: Parties): ApiRefusal | null {
  const sent = FIELDS.filter(({ name }) => headerValues(received, name).length > 0);
  if (sent.length === 0) return unauthorized('a key, an organisation or an entity is missing');
  const admin = adminOf(received, logins);
  let candidates = admin ? [admin] : logins;
  for (const { name, of, what } of sent) {
    const values = headerValues(received, name);
    if (values.length > 1) return unauthorized(`${name} was sent twice`);
    candidates = candidates.filter((one) => of(one) === values[0]);
    if (candidates.length === 0) return unauthorized(`${name} is not ${what}`);
  }
  return null;
}

function checkAccept(received: ReceivedRequest): ApiRefusal | null {
  return headerValues(received, 'Accept').some(acceptsJson) ? null : problem(400, 'Accept must name application/json');
}

function unauthorized(reason: string): ApiRefusal {
  return { kind: 'unauthorized', reason, status: 401, code: 401, message: 'Unauthorized' };
}

function problem(status: number, reason: string): ApiRefusal {
  return { kind: 'request', reason, status, code: status, message: reason };
}

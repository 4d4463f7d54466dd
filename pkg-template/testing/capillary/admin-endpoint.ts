// An admin path, of the emulator's own choosing: Basic of a user of the vendor's dashboard, with a key and an organisation.

import { type Judge, accept, firstRefusal } from '../judgement.ts';
import { acceptsJson } from '../media-type.ts';
import { type ReceivedRequest, headerValues } from '../received-request.ts';
import { type ApiRefusal, refuseAs } from './api-errors.ts';
import { basicProblem, tillOf } from './basic-login.ts';
import type { EmulatedAdmin, Till } from './options.ts';

export const ADMIN_PATH: string = '/v2/customFields';

const KEY_HEADER = 'X-CAP-API-AUTH-KEY';
const ORG_HEADER = 'X-CAP-API-AUTH-ORG-ID';

/** An admin as somebody who logs in like a till. */
type AdminLogin = Omit<EmulatedAdmin, 'email'> & Till;

interface Parties {
  readonly logins: readonly AdminLogin[];
  readonly tills: readonly Till[];
}

/** A judge of admin calls. */
export function adminEndpoint({
  admins,
  tills,
}: {
  readonly admins: readonly EmulatedAdmin[];
  readonly tills: readonly Till[];
}): Judge {
  const logins = admins.map(({ email, ...admin }) => ({ ...admin, username: email }));
  return (received) => {
    const refusal = firstRefusal(CHECKS, received, { logins, tills });
    if (refusal) return refuseAs('v2', refusal);
    const { orgId } = adminOf(received, logins) ?? {};
    return accept(() => ({ entity: [], orgId, warnings: [], errors: [], success: true }));
  };
}

const CHECKS = [checkMethod, checkLogin, checkScope, checkAccept];

function adminOf(received: ReceivedRequest, logins: readonly AdminLogin[]): AdminLogin | null {
  return tillOf(logins, headerValues(received, 'Authorization')[0] ?? '');
}

function checkMethod({ method }: ReceivedRequest): ApiRefusal | null {
  return method === 'GET' ? null : problem(405, 'this path takes GET');
}

function checkLogin(received: ReceivedRequest, { logins, tills }: Parties): ApiRefusal | null {
  const sent = headerValues(received, 'Authorization');
  const [login] = sent;
  if (login === undefined) return unauthorized('no credential was sent');
  if (sent.length > 1) return unauthorized('Authorization was sent twice');
  if (tillOf(tills, login))
    return { ...problem(403, 'a till is no admin'), code: 91_032, message: 'NOT_AN_ADMIN_USER' };
  return tillOf(logins, login) ? null : unauthorized(basicProblem(logins, login, 'admin'));
}

function checkScope(received: ReceivedRequest, { logins }: Parties): ApiRefusal | null {
  const { authKey, orgId } = adminOf(received, logins) ?? {};
  const keyProblem = scopeProblem(received, KEY_HEADER, authKey, "the admin's key");
  return keyProblem ?? scopeProblem(received, ORG_HEADER, String(orgId), "the admin's organisation");
}

function scopeProblem(
  received: ReceivedRequest,
  name: string,
  expected: string | undefined,
  what: string,
): ApiRefusal | null {
  const values = headerValues(received, name);
  if (values.length !== 1) return unauthorized(`${name} ${values.length === 0 ? 'is missing' : 'was sent twice'}`);
  return values[0] === expected ? null : unauthorized(`${name} is not ${what}`);
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

// POST /api/clients/auth/register: a user name and a client name for a password that lasts 30 days.

import type { Now } from '../emulator-clock.ts';
import { createHash } from 'node:crypto';

import { type Judge, type Refusal, accept, firstRefusal } from '../judgement.ts';
import { type JsonObject, jsonMembers, memberNamesProblem } from '../json-members.ts';
import { acceptsJson, isJsonContentType, isTextJsonContentType } from '../media-type.ts';
import { type ReceivedRequest, headerValues } from '../received-request.ts';
import { caseProblem } from '../spelling.ts';
import { refuseInEnvelope, valid } from './envelope.ts';
import { instantWithZone } from './instants.ts';
import { refuseWithMessage } from './refusal.ts';
import type { AccountBook, ClientPassword } from './accounts.ts';
import type { CaxtonCorners } from './options.ts';

export const REGISTER_PATH: string = '/api/clients/auth/register';

const MEMBERS = ['Username', 'Clientname'];

/** A judge of registrations. */
export function registerEndpoint({
  accounts,
  secondRegistration,
  failureStatus,
  now,
}: CaxtonCorners & { readonly accounts: AccountBook; readonly now: Now }): Judge {
  return (received) => {
    const refusal = firstRefusal(CHECKS, received);
    if (refusal) return refuseWithMessage(refusal);
    const { Username, Clientname } = JSON.parse(received.body);
    const account = accounts.find(Username, Clientname);
    if (!account) return refuseInEnvelope({ ...UNKNOWN, status: failureStatus });
    const { password } = account;
    const isSecond = password !== null && now() < password.endsAt;
    if (isSecond && secondRegistration === 'refused') return refuseInEnvelope({ ...ALREADY, status: failureStatus });
    const keeps = isSecond && secondRegistration === 'repeats';
    return accept(() => valid(passwordModel(keeps ? password : accounts.renewPassword(account))));
  };
}

const UNKNOWN = { reason: 'no account has this Username and Clientname', apiStatusCode: 102, apiStatus: 'IsInvalid' };
const ALREADY = {
  reason: 'the account has a password that is still valid; reset it first',
  apiStatusCode: 103,
  apiStatus: 'AlreadyExists',
};

const CHECKS: ReadonlyArray<(received: ReceivedRequest) => Refusal | null> = [
  checkMethod,
  checkQuery,
  checkLogin,
  checkContentType,
  checkAccept,
  checkMembers,
];

function passwordModel({ value, startsAt, endsAt }: ClientPassword): object {
  return {
    ClientPassword: value,
    StartDate: instantWithZone(startsAt),
    EndDate: instantWithZone(endsAt),
    // What the vendor's is for is not explained anywhere; this one is of no use.
    PublicKey: createHash('sha256').update('a public key of the emulator').digest('base64'),
  };
}

function checkMethod({ method }: ReceivedRequest): Refusal | null {
  return method === 'POST' ? null : { reason: 'registration takes POST', status: 405 };
}

function checkQuery({ query }: ReceivedRequest): Refusal | null {
  return query === '' ? null : { reason: 'registration takes no query', status: 400 };
}

function checkLogin(received: ReceivedRequest): Refusal | null {
  const isSent = headerValues(received, 'Authorization').length > 0;
  return isSent ? { reason: 'registration takes no Authorization header', status: 400 } : null;
}

function checkContentType(received: ReceivedRequest): Refusal | null {
  const types = headerValues(received, 'Content-Type');
  const isRight = types.length === 1 && types.every((type) => isTextJsonContentType(type) || isJsonContentType(type));
  return isRight ? null : { reason: 'Content-Type must be text/json (or application/json), once', status: 415 };
}

function checkAccept(received: ReceivedRequest): Refusal | null {
  const names = headerValues(received, 'Accept').some(acceptsJson);
  return names ? null : { reason: 'Accept must name application/json', status: 400 };
}

function checkMembers(received: ReceivedRequest): Refusal | null {
  const { problem, members } = jsonMembers(received);
  const reason = problem !== undefined ? problem : membersProblem(members);
  return reason ? { reason, status: 400 } : null;
}

function membersProblem(members: JsonObject): string | null {
  return caseProblem(Object.keys(members), MEMBERS) ?? memberNamesProblem(members, MEMBERS) ?? textProblem(members);
}

function textProblem(members: JsonObject): string | null {
  const wrong = MEMBERS.find((name) => typeof members[name] !== 'string' || members[name] === '');
  return wrong ? `${wrong} is not a text of at least one character` : null;
}

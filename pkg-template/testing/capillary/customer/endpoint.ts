// The calls of the auth engine: `/auth/v1/{step}`, `/auth/v1/web/{step}` and `/auth/v1/mfa/{step}`.

import { jsonMembers, jsonTypeProblem, memberNamesProblem } from '../../json-members.ts';
import { ACCOUNT_STEPS } from './account-steps.ts';
import { type CodedRefusal, no, refuseByCode } from './answers.ts';
import { identityMismatch, identityOf } from './identity.ts';
import { LOGIN_STEPS } from './login-steps.ts';
import type { Judge, Refusal } from '../../judgement.ts';
import type { ReceivedRequest } from '../../received-request.ts';
import type { Call, CallMembers, Channel, CustomerService, Step, StepOutcome, SubjectCall } from './service.ts';
import type { CustomerSession } from './sessions.ts';

export const STEPS: Readonly<Record<string, Step>> = { ...LOGIN_STEPS, ...ACCOUNT_STEPS };
export const SUBJECT: readonly string[] = ['identifierType', 'identifierValue', 'mobile', 'email', 'deviceId', 'brand'];
const PATH = /^\/auth\/v1\/(?:(web|mfa)\/)?([a-z]+\/[A-Za-z]+)$/;

/** A judge of calls to the auth engine. */
export function customerEndpoint(service: CustomerService): Judge {
  return (received) => {
    const { step, channel, refusal } = stepOf(received);
    if (refusal) return refuseByCode(no(refusal.status, refusal.reason), refusal.status);
    const { problem, members } = membersOf(received, step);
    if (problem !== undefined) return refuseByCode(no(1519, problem), 400);
    const call: Call = { ...service, channel: step.channels ? channel : null, members };
    const { refusal: refused, judgement } = outcomeOf(received, call, step);
    return refused ? refuseByCode(refused, service.settings.errorStatus) : judgement;
  };
}

function outcomeOf(received: ReceivedRequest, call: Call, step: Step): StepOutcome {
  const refusal = requestRefusal(received, step);
  if (refusal) return { refusal };
  const subject = subjectOf(call);
  if (subject.refusal) return { refusal: subject.refusal };
  if (!step.inSession) return step.run(subject.call);
  const { session, refusal: refused } = sessionOf(subject.call);
  return refused ? { refusal: refused } : step.run({ ...subject.call, session });
}

type FoundStep =
  | { readonly refusal?: undefined; readonly step: Step; readonly channel: Channel }
  | { readonly refusal: Refusal; readonly step?: undefined; readonly channel?: undefined };

function stepOf(received: ReceivedRequest): FoundStep {
  const [, named, name = ''] = PATH.exec(received.path) ?? [];
  const channel: Channel = named === 'web' || named === 'mfa' ? named : 'mobile';
  const step = Object.hasOwn(STEPS, name) ? STEPS[name] : undefined;
  // A step for all channels alike has the path that mobile steps have.
  if (step === undefined || !(step.channels ?? ['mobile']).includes(channel))
    return refusalOf(404, 'this vendor has no such path');
  const { method = 'POST' } = step;
  if (received.method !== method) return refusalOf(405, `this path takes ${method}`);
  const problem = jsonTypeProblem(received);
  return problem !== null ? refusalOf(415, problem) : { step, channel };
}

function refusalOf(status: number, reason: string): FoundStep {
  return { refusal: { status, reason } };
}

type FoundMembers =
  | { readonly problem?: undefined; readonly members: CallMembers }
  | { readonly problem: string; readonly members?: undefined };

function membersOf(received: ReceivedRequest, { needed, optional = [] }: Step): FoundMembers {
  const { problem, members } = jsonMembers(received);
  if (problem !== undefined) return { problem };
  // An OTP may come as a number: its step has a better reason to refuse it.
  const wrong = Object.keys(members).find((name) => typeof members[name] !== 'string' && name !== 'otp');
  if (wrong !== undefined) return { problem: `${JSON.stringify(wrong.slice(0, 40))} is not text` };
  const nameProblem = memberNamesProblem(members, ['brand', ...needed], [...SUBJECT, ...needed, ...optional]);
  return nameProblem !== null ? { problem: nameProblem } : { members: members as CallMembers };
}

function requestRefusal({ query }: ReceivedRequest, step: Step): CodedRefusal | null {
  if (query === '') return null;
  if (!step.query) return no(1519, 'this path takes no query');
  return step.query.test(query) ? null : no(1601, 'the query is not fallbackChannel=SMS');
}

type FoundSubject =
  | { readonly call: SubjectCall; readonly refusal?: undefined }
  | { readonly refusal: CodedRefusal; readonly call?: undefined };

function subjectOf(call: Call): FoundSubject {
  const { settings, members, channel, users } = call;
  if (members.brand !== settings.brand) return { refusal: no(1509, "brand is not the emulator's") };
  if (channel === 'mobile' && !members.deviceId)
    return { refusal: no(1508, 'deviceId is missing; mobile calls need it') };
  const { identity, code, reason } = identityOf(members, channel);
  if (!identity) return { refusal: no(code, reason) };
  return { call: { ...call, identity, user: users.find(identity) } };
}

type FoundSession =
  | { readonly session: CustomerSession; readonly refusal?: undefined }
  | { readonly refusal: CodedRefusal; readonly session?: undefined };

function sessionOf({ sessions, channel, members, identity }: SubjectCall): FoundSession {
  const session = sessions.find(members.sessionId);
  if (!session) return { refusal: no(1505, 'sessionId is unknown, or its 15 minutes are over') };
  if (session.channel !== channel) return { refusal: no(1505, `the session was opened for ${session.channel}`) };
  if (session.deviceId !== members.deviceId)
    return { refusal: no(1508, 'deviceId is not the one the session was opened with') };
  const mismatch = identityMismatch(session.identity, identity, members);
  return mismatch ? { refusal: no(mismatch.code, mismatch.reason) } : { session };
}

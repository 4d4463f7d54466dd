// The calls of the auth engine: `/auth/v1/{step}`, `/auth/v1/web/{step}` and `/auth/v1/mfa/{step}`.

import { jsonMembers, jsonTypeProblem, memberNamesProblem } from "../../json-members.ts";
import { ACCOUNT_STEPS } from "./account-steps.ts";
import { no, refuseByCode } from "./answers.ts";
import { identityMismatch, identityOf } from "./identity.ts";
import { LOGIN_STEPS } from "./login-steps.ts";

const STEPS = { ...LOGIN_STEPS, ...ACCOUNT_STEPS };
const SUBJECT = ["identifierType", "identifierValue", "mobile", "email", "deviceId", "brand"];
const PATH = /^\/auth\/v1\/(?:(web|mfa)\/)?([a-z]+\/[A-Za-z]+)$/;

/** A judge of calls to the auth engine. */
export function customerEndpoint(service) {
  return (received) => {
    const { step, channel, refusal } = stepOf(received);
    if (refusal) return refuseByCode(no(refusal.status, refusal.reason), refusal.status);
    const { problem, members } = membersOf(received, step);
    if (problem) return refuseByCode(no(1519, problem), 400);
    const call = { ...service, channel: step.channels ? channel : null, members };
    const found = requestRefusal(received, step) ?? subjectRefusal(call, step);
    const { refusal: refused, judgement } = found ? { refusal: found } : step.run(withSubject(call, step));
    return refused ? refuseByCode(refused, service.settings.errorStatus) : judgement;
  };
}

function stepOf(received) {
  const [, channel = "mobile", name = ""] = PATH.exec(received.path) ?? [];
  const step = Object.hasOwn(STEPS, name) ? STEPS[name] : null;
  // A step for all channels alike has the path that mobile steps have.
  if (step === null || !(step.channels ?? ["mobile"]).includes(channel)) return refusalOf(404, "this vendor has no such path");
  const { method = "POST" } = step;
  if (received.method !== method) return refusalOf(405, `this path takes ${method}`);
  const problem = jsonTypeProblem(received);
  return problem ? refusalOf(415, problem) : { step, channel };
}

function refusalOf(status, reason) {
  return { refusal: { status, reason } };
}

function membersOf(received, { needed, optional = [] }) {
  const { problem, members } = jsonMembers(received);
  if (problem) return { problem };
  // An OTP may come as a number: its step has a better reason to refuse it.
  const wrong = Object.keys(members).find((name) => typeof members[name] !== "string" && name !== "otp");
  if (wrong !== undefined) return { problem: `${JSON.stringify(wrong.slice(0, 40))} is not text` };
  const nameProblem = memberNamesProblem(members, ["brand", ...needed], [...SUBJECT, ...needed, ...optional]);
  return nameProblem ? { problem: nameProblem } : { members };
}

function requestRefusal({ query }, step) {
  if (query === "") return null;
  if (!step.query) return no(1519, "this path takes no query");
  return step.query.test(query) ? null : no(1601, "the query is not fallbackChannel=SMS");
}

function subjectRefusal(call, step) {
  const { settings, members, channel } = call;
  if (members.brand !== settings.brand) return no(1509, "brand is not the emulator's");
  if (channel === "mobile" && !members.deviceId) return no(1508, "deviceId is missing; mobile calls need it");
  const { identity, code, reason } = identityOf(members, channel);
  if (!identity) return no(code, reason);
  return step.inSession ? sessionRefusal(call, identity) : null;
}

function sessionRefusal({ sessions, channel, members }, identity) {
  const session = sessions.find(members.sessionId);
  if (!session) return no(1505, "sessionId is unknown, or its 15 minutes are over");
  if (session.channel !== channel) return no(1505, `the session was opened for ${session.channel}`);
  if (session.deviceId !== members.deviceId) return no(1508, "deviceId is not the one the session was opened with");
  const mismatch = identityMismatch(session.identity, identity, members);
  return mismatch ? no(mismatch.code, mismatch.reason) : null;
}

function withSubject(call, step) {
  const { identity } = identityOf(call.members, call.channel);
  const session = step.inSession ? call.sessions.find(call.members.sessionId) : null;
  return { ...call, identity, session, user: call.users.find(identity) };
}


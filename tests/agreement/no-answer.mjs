// What is said of a request that got no answer, held against what fetch rejected with: the platform's code is named, a
// certificate is told from a connection, and what is no response is said to be none.

import { firstDifference } from "./comparing/first-difference.mjs";

const IS_CODE = /^[A-Z][A-Z0-9_]{1,63}$/;
const OF_CERTIFICATES = /(^|_)(CERT|CERTIFICATE|CRL)(_|$)|^(UNABLE_TO_VERIFY_LEAF_SIGNATURE|UNABLE_TO_DECODE_ISSUER_PUBLIC_KEY|HOSTNAME_MISMATCH|INVALID_CA|INVALID_PURPOSE|PATH_LENGTH_EXCEEDED)$/;
const NO_RESPONSE = "fetch resolved to no Response: does a mock stand in for it? It must have status, headers and body, as new Response() has";

/** Whether a call differs in nothing but what is said of requests that got no answer, and that is right. */
export function saysWhyNoAnswerCame({ given: [script] }, { earlier, later }) {
  const rejected = [...script.tokens, ...script.apis].filter((answer) => "rejects" in answer).map(({ rejects }) => rejects);
  const resolved = [...script.tokens, ...script.apis].some((answer) => "resolves" in answer);
  if (rejected.length === 0 && !resolved) return false;
  const isRight = (before, after) => isRightError(before, after, rejected, resolved) || isRightEvent(before, after, rejected, resolved) || (resolved && before === "network" && after === "invalid_argument");
  return firstDifference(earlier, later, isRight) === undefined;
}

function isRightError(before, after, rejected, resolved) {
  if (before?.name !== "AuthError" || after?.name !== "AuthError" || before.code !== "network") return false;
  if (after.code === "invalid_argument") return resolved && after.message === NO_RESPONSE && after.field === "fetch" && after.retryable === false && isRest(before, after, ["message", "cause", "code", "field", "retryable"]);
  const { what } = /^(?<what>.*) failed before an answer came/.exec(before.message)?.groups ?? {};
  // Within a window the same is said again, without a cause.
  const code = before.cause === undefined && rejected.some((thrown) => innermostCode({ cause: thrown }) === after.platformCode) ? after.platformCode : innermostCode(before);
  const isOfCertificate = code === undefined ? after.message.includes("certificate") && rejected.some(speaksOfCertificate) : OF_CERTIFICATES.test(code);
  const behind = what === "the registration" && !isOfCertificate ? "; the registration may have succeeded: ask Caxton before registering again" : "";
  const expected = { message: `${messageOf(what, code, isOfCertificate)}${behind}`, platformCode: code, retryable: before.retryable && !isOfCertificate };
  const isSaid = Object.entries(expected).every(([name, value]) => after[name] === value);
  return isSaid && isRest(before, after, ["cause", ...Object.keys(expected)]) && firstDifference(before.cause, after.cause) === undefined;
}

/** Whether all members but these are as before, such as the wait within a window. */
const isRest = (before, after, names) => [...Object.keys(before), ...Object.keys(after)].every((name) => names.includes(name) || before[name] === after[name]);

function isRightEvent(before, after, rejected, resolved) {
  if (typeof before?.type !== "string" || typeof after?.type !== "string" || before.code !== "network") return false;
  const { platformCode, ...others } = after;
  const isKnown = platformCode === undefined || rejected.some((thrown) => innermostCode({ cause: thrown }) === platformCode);
  return isKnown && firstDifference(before, resolved && others.code === "invalid_argument" ? { ...others, code: "network" } : others) === undefined;
}

function messageOf(what, code, isOfCertificate) {
  const named = code === undefined ? "" : ` (${code})`;
  if (!isOfCertificate) return `${what} failed before an answer came${named}: see cause, and check host, network and proxy`;
  return `${what} failed before an answer came, since the certificate of the host is not accepted${named}: check host and the machine's clock, and where a company has an authority of its own, let the runtime know it (NODE_EXTRA_CA_CERTS)`;
}

/** The code of the innermost cause that has one. */
function innermostCode(error) {
  let code;
  for (let cause = error.cause; typeof cause === "object" && cause !== null; cause = cause.cause) {
    if (typeof cause.code === "string" && IS_CODE.test(cause.code)) code = cause.code;
  }
  return code;
}

const speaksOfCertificate = (thrown) => typeof thrown === "object" && thrown !== null && (/\bcertificate\b/i.test(thrown.message) || speaksOfCertificate(thrown.cause));

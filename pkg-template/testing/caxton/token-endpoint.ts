// POST /api/token: user name and client password, as a form, for a bearer token. Outside the envelope.

import { createHash, randomBytes } from "node:crypto";

import { formFields, formTypeProblem } from "../form-fields.ts";
import { IssuedTokens } from "../issued-tokens.ts";
import { accept, firstRefusal, refuse } from "../judgement.ts";
import { headerValues } from "../received-request.ts";
import { caseProblem } from "../spelling.ts";
import { refuseInEnvelope } from "./envelope.ts";

export const TOKEN_PATH = "/api/token";

const FIELDS = ["Grant_Type", "Username", "Password"];

/** A judge of token requests. */
export function tokenEndpoint({ accounts, issuer, lifetimeSeconds, expiredPassword }) {
  return (received) => {
    const refusal = firstRefusal(CHECKS, received);
    if (refusal) return refuseAsOwin(refusal);
    const { fields, raw } = formFields(received.body);
    const account = accounts.find(fields.Username);
    const reason = credentialProblem(account, fields.Password, raw.Password);
    if (reason) return refuseAsOwin({ ...INVALID_GRANT, reason });
    if (Date.now() >= account.password.endsAt) return refuseExpired(expiredPassword);
    return accept(() => tokenBody(issuer.issue({ account, lifetimeSeconds })));
  };
}

/** A book of tokens. They are opaque, as OWIN's are. */
export function createTokenIssuer() {
  return new IssuedTokens(() => randomBytes(180).toString("base64url"));
}

const INVALID_GRANT = { status: 400, error: "invalid_grant", description: "The user name or password is incorrect." };

const CHECKS = [checkMethod, checkQuery, checkLogin, checkContentType, checkFields];

function tokenBody({ value, lifetimeSeconds }) {
  return { access_token: value, token_type: "bearer", expires_in: lifetimeSeconds };
}

// `expires_in: 2591999` is the mark of Microsoft's OWIN server, whose errors these are. The vendor publishes none.
function refuseAsOwin({ reason, status, error, description }) {
  return refuse(reason, status, { error, ...(description && { error_description: description }) });
}

function refuseExpired(manner) {
  const reason = "the client password's EndDate has passed; register again";
  if (manner === "invalid_grant") return refuseAsOwin({ ...INVALID_GRANT, reason });
  return refuseInEnvelope({ reason, status: 200, apiStatusCode: 104, apiStatus: "PasswordExpired" });
}

function credentialProblem(account, sent, sentRaw) {
  if (!account) return "no account has this Username";
  if (account.password === null) return "the account has no password: register first";
  const { value } = account.password;
  if (sent === value) return null;
  if (sentRaw === value || sent === value.replaceAll("+", " ")) return "Password was not form-encoded";
  if (isDigestOf(value, sent)) return "Password was hashed; a client password is sent in clear";
  return "wrong Password, or one that a later registration has replaced";
}

function isDigestOf(password, sent) {
  const hex = createHash("md5").update(password).digest("hex");
  return [hex, Buffer.from(hex).toString("base64"), Buffer.from(hex, "hex").toString("base64")].includes(sent);
}

function checkMethod({ method }) {
  return method === "POST" ? null : badRequest("the token endpoint takes POST", 405);
}

function checkQuery({ query }) {
  return query === "" ? null : badRequest("the token endpoint takes no query");
}

function checkLogin(received) {
  const isSent = headerValues(received, "Authorization").length > 0;
  return isSent ? badRequest("the token endpoint takes no Authorization header") : null;
}

function checkContentType(received) {
  const problem = formTypeProblem(received);
  return problem ? badRequest(problem, 415) : null;
}

function checkFields({ body }) {
  const { problem, fields } = formFields(body);
  if (problem) return badRequest(isTakenApart(body) ? "Password was not form-encoded, or the body is not a form" : problem);
  const reason = caseProblem(Object.keys(fields), FIELDS) ?? namesProblem(fields);
  if (reason) return badRequest(reason);
  return fields.Grant_Type === "password" ? null : badRequest("Grant_Type is not password", 400, "unsupported_grant_type");
}

function namesProblem(fields) {
  const missing = FIELDS.find((name) => fields[name] === undefined || fields[name] === "");
  if (missing) return `${missing} is missing`;
  return Object.keys(fields).length === FIELDS.length ? null : `the form has more fields than ${FIELDS.join(", ")}`;
}

// A password with `&` or `%` in it takes the form apart when it is sent as it is.
function isTakenApart(body) {
  return /(?:^|&)Password=/.test(body) && body.split("&").some((pair) => !/^[^=]+=/.test(pair) || /%(?![0-9a-f]{2})/i.test(pair));
}

function badRequest(reason, status = 400, error = "invalid_request") {
  return { reason, status, error };
}

// An admin path, of the emulator's own choosing: Basic of a user of the vendor's dashboard, with a key and an organisation.

import { accept, firstRefusal } from "../judgement.ts";
import { acceptsJson } from "../media-type.ts";
import { headerValues } from "../received-request.ts";
import { refuseAs } from "./api-errors.ts";
import { basicProblem, tillOf } from "./basic-login.ts";

export const ADMIN_PATH = "/v2/customFields";

const KEY_HEADER = "X-CAP-API-AUTH-KEY";
const ORG_HEADER = "X-CAP-API-AUTH-ORG-ID";

/** A judge of admin calls. */
export function adminEndpoint({ admins, tills }) {
  const logins = admins.map(({ email, ...admin }) => ({ ...admin, username: email }));
  return (received) => {
    const refusal = firstRefusal([checkMethod, checkLogin, checkScope, checkAccept], received, { logins, tills });
    if (refusal) return refuseAs("v2", refusal);
    const { orgId } = adminOf(received, logins);
    return accept(() => ({ entity: [], orgId, warnings: [], errors: [], success: true }));
  };
}

function adminOf(received, logins) {
  return tillOf(logins, headerValues(received, "Authorization")[0]);
}

function checkMethod({ method }) {
  return method === "GET" ? null : problem(405, "this path takes GET");
}

function checkLogin(received, { logins, tills }) {
  const sent = headerValues(received, "Authorization");
  if (sent.length === 0) return unauthorized("no credential was sent");
  if (sent.length > 1) return unauthorized("Authorization was sent twice");
  if (tillOf(tills, sent[0])) return { ...problem(403, "a till is no admin"), code: 91_032, message: "NOT_AN_ADMIN_USER" };
  return tillOf(logins, sent[0]) ? null : unauthorized(basicProblem(logins, sent[0], "admin"));
}

function checkScope(received, { logins }) {
  const { authKey, orgId } = adminOf(received, logins);
  const keyProblem = scopeProblem(received, KEY_HEADER, authKey, "the admin's key");
  return keyProblem ?? scopeProblem(received, ORG_HEADER, String(orgId), "the admin's organisation");
}

function scopeProblem(received, name, expected, what) {
  const values = headerValues(received, name);
  if (values.length !== 1) return unauthorized(`${name} ${values.length === 0 ? "is missing" : "was sent twice"}`);
  return values[0] === expected ? null : unauthorized(`${name} is not ${what}`);
}

function checkAccept(received) {
  return headerValues(received, "Accept").some(acceptsJson) ? null : problem(400, "Accept must name application/json");
}

function unauthorized(reason) {
  return { kind: "unauthorized", reason, status: 401, code: 401, message: "Unauthorized" };
}

function problem(status, reason) {
  return { kind: "request", reason, status, code: status, message: reason };
}

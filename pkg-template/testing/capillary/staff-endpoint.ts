// Staff: a login by Basic for an opaque token, and the end of it.

import { randomBytes } from "node:crypto";

import { accept, firstRefusal } from "../judgement.ts";
import { IssuedTokens } from "../issued-tokens.ts";
import { headerValues } from "../received-request.ts";
import { refuseAs } from "./api-errors.ts";
import { basicProblem, tillOf } from "./basic-login.ts";

const TOKEN_PATH = "/v2/staff/accessToken";
const LOGOUT_PATH = "/v2/staff/logout";
const TOKEN_HEADER = "X-CAP-API-ACCESS-TOKEN";

// No page says how long a staff token lives; longer than any test.
const LIFETIME_SECONDS = 24 * 60 * 60;

/** A judge of staff calls. */
export function staffEndpoint({ staff, issuer }) {
  return (received) => {
    const route = ROUTES[received.path];
    if (!route) return refuseAs("v2", problem(404, "this vendor has no such path"));
    if (received.method !== route.method) return refuseAs("v2", problem(405, `this path takes ${route.method}`));
    const refusal = firstRefusal(route.checks, received, { staff, issuer });
    return refusal ? refuseAs("v2", refusal) : accept(() => success(route.entity({ received, staff, issuer })));
  };
}

/** A book of staff tokens, opaque ones. */
export function createStaffTokenIssuer() {
  return new IssuedTokens(() => randomBytes(24).toString("base64url"));
}

const ROUTES = {
  [TOKEN_PATH]: {
    method: "POST",
    checks: [checkBasic, checkEmptyBody],
    entity: ({ received, staff, issuer }) => {
      const { username } = tillOf(staff, headerValues(received, "Authorization")[0]);
      return issuer.issue({ username, lifetimeSeconds: LIFETIME_SECONDS }).value;
    },
  },
  [LOGOUT_PATH]: {
    method: "GET",
    checks: [checkToken],
    entity: ({ received, issuer }) => issuer.revoke(headerValues(received, TOKEN_HEADER)[0]),
  },
};

function checkBasic(received, { staff }) {
  const logins = headerValues(received, "Authorization");
  if (logins.length === 0) return unauthorized("no credential was sent");
  if (logins.length > 1) return unauthorized("Authorization was sent twice");
  return tillOf(staff, logins[0]) ? null : unauthorized(basicProblem(staff, logins[0], "staff user"));
}

function checkEmptyBody({ bytes }) {
  return bytes.length === 0 ? null : problem(400, "the body must be empty");
}

function checkToken(received, { issuer }) {
  const tokens = headerValues(received, TOKEN_HEADER);
  if (headerValues(received, "Authorization").length > 0) return unauthorized(`${TOKEN_HEADER} takes the place of Authorization`);
  if (tokens.length !== 1) return unauthorized(`${TOKEN_HEADER} ${tokens.length === 0 ? "is missing" : "was sent twice"}`);
  if (/^bearer\b/i.test(tokens[0])) return unauthorized(`${TOKEN_HEADER} takes the bare token, without a Bearer prefix`);
  return issuer.lookUp(tokens[0]).state === "good" ? null : unauthorized("the token is unknown or logged out");
}

function unauthorized(reason) {
  return { kind: "unauthorized", reason, status: 401, code: 401, message: "Unauthorized" };
}

function problem(status, reason) {
  return { kind: "request", reason, status, code: status, message: reason };
}

function success(entity) {
  return { entity, warnings: [], errors: [], success: true };
}

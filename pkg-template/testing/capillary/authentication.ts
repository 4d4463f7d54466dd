// Who is calling an API path: a till by Basic, or a client by its token.

import { headerValues } from "../received-request.ts";
import { basicProblem, tillOf } from "./basic-login.ts";
import { vendorInstant } from "./token-issuer.ts";

const TOKEN_HEADER = "X-CAP-API-OAUTH-TOKEN";

const OTHER_TOKEN_HEADERS = { cap_authorization: "customer", "X-CAP-API-ACCESS-TOKEN": "staff" };

/** Which way of authenticating a request tries. Says nothing about whether it succeeds. */
export function authenticationOf(received) {
  if (headerValues(received, TOKEN_HEADER).length > 0) return "oauth";
  for (const [name, kind] of Object.entries(OTHER_TOKEN_HEADERS)) {
    if (headerValues(received, name).length > 0) return kind;
  }
  const isBasic = headerValues(received, "Authorization").some((value) => /^basic(?: |$)/i.test(value));
  return isBasic ? "basic" : "none";
}

/** `{ caller }` for a good login, `{ refusal }` otherwise. */
export function authenticate({ tills, issuer }, received) {
  const tokens = headerValues(received, TOKEN_HEADER);
  const logins = headerValues(received, "Authorization");
  if (tokens.length > 0 && logins.length > 0) return unauthorized(`${TOKEN_HEADER} and Authorization exclude each other`);
  if (tokens.length > 1 || logins.length > 1) return unauthorized("a credential header was sent twice");
  if (tokens.length === 1) return byToken(issuer, tokens[0]);
  if (logins.length === 1) return byBasic(tills, logins[0]);
  return unauthorized(missingReason(received));
}

function byBasic(tills, header) {
  const till = tillOf(tills, header);
  if (!till) return unauthorized(basicProblem(tills, header));
  return { caller: { authentication: "basic", till: till.username, forbidden: [] } };
}

function byToken(issuer, value) {
  if (/^bearer\b/i.test(value)) return unauthorized(`${TOKEN_HEADER} takes the bare token, without a Bearer prefix`);
  const { state, holder: client, expiresAt } = issuer.lookUp(value);
  if (state === "unknown") return unauthorized("the token is unknown or revoked");
  if (state === "expired") return expired(expiresAt);
  return { caller: { authentication: "oauth", till: client.defaultTill, forbidden: client.forbidden } };
}

function missingReason(received) {
  if (headerValues(received, "CAP-API-ACCESS-TOKEN").length > 0) return `the token belongs in ${TOKEN_HEADER}`;
  return "no credential was sent";
}

function unauthorized(reason) {
  return { refusal: { kind: "unauthorized", reason, status: 401, code: 401, message: "Unauthorized" } };
}

function expired(expiresAt) {
  const message = `Token expired at ${vendorInstant(expiresAt)}`;
  return { refusal: { kind: "expired", reason: "the token has expired", status: 401, code: 498, message } };
}

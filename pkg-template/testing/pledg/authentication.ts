// How a request to Pledg authenticates: by a bearer token, by Basic, or by signed parameters.

import { basicPair } from "../basic-pair.ts";
import { bearerToken } from "../bearer-token.ts";
import { headerValues } from "../received-request.ts";

/** Which way a request tries. Says nothing about whether it succeeds. */
export function authenticationOf(received) {
  const logins = headerValues(received, "Authorization");
  if (logins.some((value) => /^bearer(?: |$)/i.test(value))) return "bearer";
  if (logins.some((value) => /^basic(?: |$)/i.test(value))) return "basic";
  return /(?:^|&)signature=/.test(received.query) ? "signature" : "none";
}

/** The refusal of a request whose bearer token is missing, misshapen, unknown or expired; or null. */
export function bearerRefusal(issuer, received) {
  const { problem, token } = bearerToken(received);
  if (problem) return unauthorized(problem);
  const { state } = issuer.lookUp(token);
  if (state === "expired") return unauthorized("the token has expired");
  return state === "good" ? null : unauthorized("the token is unknown or revoked");
}

/** The refusal of a request that does not log in as one of the users of the dashboard, or null. */
export function userRefusal(users, received) {
  const login = basicLogin(received);
  const problem = login.problem ?? userProblem(users, login);
  return problem ? unauthorized(problem) : null;
}

/** `{ username, password }` of the one Basic login a request needs, or `{ problem }`. */
export function basicLogin(received) {
  const logins = headerValues(received, "Authorization");
  if (logins.length > 1) return { problem: "Authorization was sent twice" };
  return logins.length === 0 ? { problem: "no credential was sent" } : basicPair(logins[0]);
}

function userProblem(users, { username, password }) {
  const user = users.find(({ email }) => email === username);
  if (!user) return "no user has this e-mail address";
  return user.password === password ? null : "wrong password";
}

function unauthorized(reason) {
  return { reason, status: 401, message: "Unauthorized" };
}

// Who is calling: the account of a bearer token, and the sub-account it acts for.

import { bearerToken } from "../bearer-token.ts";
import { headerValues } from "../received-request.ts";

/** Which way a request tries to authenticate. Says nothing about whether it succeeds. */
export function authenticationOf(received) {
  const logins = headerValues(received, "Authorization");
  if (logins.some((value) => /^bearer(?: |$)/i.test(value))) return "bearer";
  return logins.some((value) => /^basic(?: |$)/i.test(value)) ? "basic" : "none";
}

/** `{ account }`, the one the call is for, or `{ refusal }`. */
export function authenticate({ accounts, issuer }, received) {
  const { problem, token } = bearerToken(received);
  if (problem) return { refusal: unauthorized(problem) };
  const { state, holder } = issuer.lookUp(token);
  if (state === "expired") return { refusal: unauthorized("the token has expired") };
  if (state === "unknown") return { refusal: unauthorized("the token is unknown or revoked") };
  return actingFor(accounts, holder.account, received);
}

function actingFor(accounts, caller, received) {
  const numbers = headerValues(received, "IdentityNumber");
  if (numbers.length === 0) return { account: caller };
  if (numbers.length > 1) return forbidden("IdentityNumber was sent twice");
  if (caller !== accounts.main) return forbidden("IdentityNumber is for the main account's token only");
  const account = accounts.withIdentity(numbers[0]);
  return account ? { account } : forbidden("IdentityNumber is no sub-account's");
}

function forbidden(reason) {
  return { refusal: { reason, status: 403 } };
}

function unauthorized(reason) {
  return { reason, status: 401 };
}

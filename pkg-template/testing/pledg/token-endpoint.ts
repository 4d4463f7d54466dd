// POST /api/token: API key and secret by Basic for a bearer token (RFC 6749 §4.4).

import { createHash, randomBytes } from "node:crypto";

import { formTypeProblem } from "../form-fields.ts";
import { signedToken } from "../hs256.ts";
import { IssuedTokens } from "../issued-tokens.ts";
import { accept, firstRefusal, refuse } from "../judgement.ts";
import { basicLogin } from "./authentication.ts";

export const TOKEN_PATH = "/api/token";

/** A judge of token requests. */
export function tokenEndpoint({ clients, issuer }) {
  return (received) => {
    const refusal = firstRefusal(CHECKS, received) ?? clientRefusal(clients, received);
    if (refusal) return refuse(refusal.reason, refusal.status, { error: refusal.error });
    const { username } = basicLogin(received);
    return accept(() => tokenBody(issuer.issue(clients.find(({ key }) => key === username))));
  };
}

/** A book of tokens for API keys: HS256, as the vendor's sample begins; the claims are the emulator's own. */
export function createTokenIssuer() {
  const secret = randomBytes(32);
  return new IssuedTokens(({ key }, now, lifetimeSeconds) => {
    const iat = Math.floor(now / 1000);
    const claims = { iat, exp: iat + lifetimeSeconds, jti: randomBytes(12).toString("base64url"), sub: key };
    return signedToken({ typ: "JWT", alg: "HS256" }, claims, secret);
  });
}

const CHECKS = [checkMethod, checkQuery, checkContentType, checkBody];

function tokenBody({ value, lifetimeSeconds }) {
  return { access_token: value, token_type: "Bearer", expires_in: lifetimeSeconds };
}

function checkMethod({ method }) {
  return method === "POST" ? null : badRequest("the token endpoint takes POST", 405);
}

function checkQuery({ query }) {
  return query === "" ? null : badRequest("the token endpoint takes no query");
}

function checkContentType(received) {
  const problem = formTypeProblem(received);
  return problem ? badRequest(problem, 415) : null;
}

function checkBody({ body }) {
  if (body === "grant_type=client_credentials") return null;
  const reason = "the body must be exactly grant_type=client_credentials";
  const otherGrant = /^grant_type=[a-z_]+$/.test(body);
  return otherGrant ? { reason, status: 400, error: "unsupported_grant_type" } : badRequest(reason);
}

function clientRefusal(clients, received) {
  const login = basicLogin(received);
  const reason = login.problem ?? pairProblem(clients, login);
  return reason ? { reason, status: 401, error: "invalid_client" } : null;
}

function pairProblem(clients, { username, password }) {
  const client = clients.find(({ key }) => key === username);
  if (client) return client.secret === password ? null : secretProblem(client.secret, password);
  const swapped = clients.some(({ key, secret }) => secret.startsWith(username) && password.endsWith(key));
  return swapped ? "key and secret were sent the wrong way round" : "no client has this key";
}

function secretProblem(secret, sent) {
  if (sent === createHash("md5").update(secret).digest("hex")) return "the secret was hashed; it is sent in clear";
  const encoded = [encodeURIComponent(secret), formEncoded(secret)];
  if (encoded.includes(sent)) return "the secret was form-encoded; it is sent as it is";
  return sent.trim() === secret ? "white space around the secret" : "wrong secret";
}

function formEncoded(text) {
  return new URLSearchParams({ a: text }).toString().slice(2);
}

function badRequest(reason, status = 400) {
  return { reason, status, error: "invalid_request" };
}

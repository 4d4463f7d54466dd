// Token answers, as one reads them with JSON.parse: of the answer, and of both parts of its JWT.

import { jsonOf } from "./jwt.mjs";

/** What the bench compares of a token, whoever read it. */
export const tokenParts = ({ value, expiresAt, obtainedAt, lifetimeSeconds, claims }) => ({ value, expiresAt, obtainedAt, lifetimeSeconds, claims });

/** `places` take token and lifetime out of an answer. */
export function readToken({ status, body }, now, places) {
  if (status !== 200) throw new Error(`status ${status}`);
  const answer = typeof body === "string" ? JSON.parse(body) : body;
  const { token, lifetime } = places(answer);
  const segments = token.split(".");
  let claims = null;
  if (segments.length === 3) {
    if (typeof jsonOf(segments[0]).alg !== "string") throw new Error("no algorithm");
    claims = jsonOf(segments[1]);
  }
  const end = lifetime === null ? claims?.exp : undefined;
  return {
    value: token,
    obtainedAt: now,
    expiresAt: lifetime === null ? (end === undefined ? null : end * 1_000) : now + lifetime * 1_000,
    lifetimeSeconds: lifetime,
    claims,
  };
}

export const capillaryPlaces = ({ data }) => ({ token: data.accessToken, lifetime: data.ttlSeconds });
export const rfc6749Places = (answer) => ({ token: answer.access_token, lifetime: answer.expires_in });
export const staffPlaces = ({ entity }) => ({ token: entity, lifetime: null });

// JWTs, as one writes them with Node's own crypto, Buffer and JSON.

import { createHmac, timingSafeEqual } from "node:crypto";

const HEADER = Buffer.from('{"alg":"HS256","typ":"JWT"}').toString("base64url");

export const jsonOf = (segment) => JSON.parse(Buffer.from(segment, "base64url").toString());

export function signHs256(claims, secret) {
  const content = `${HEADER}.${Buffer.from(JSON.stringify(claims)).toString("base64url")}`;
  return `${content}.${createHmac("sha256", secret).update(content).digest("base64url")}`;
}

export function verifyHs256(token, secrets, now) {
  const [header, payload, signature] = token.split(".");
  if (jsonOf(header).alg !== "HS256") throw new Error("another algorithm");
  const given = Buffer.from(signature, "base64url");
  const content = `${header}.${payload}`;
  const fits = (secret) => {
    const expected = createHmac("sha256", secret).update(content).digest();
    return expected.length === given.length && timingSafeEqual(expected, given);
  };
  if (!secrets.some(fits)) throw new Error("another signature");
  const claims = jsonOf(payload);
  if (claims.exp !== undefined && claims.exp * 1_000 <= now) throw new Error("expired");
  return claims;
}

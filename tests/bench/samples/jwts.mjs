// Tokens as the vendors issue them: some 600 to 1,500 characters, with what their claims are known to hold.

import { createHmac } from "node:crypto";

import { flat } from "./flat.mjs";
import { letters, sequence } from "./sequence.mjs";

export const SIGNING_SECRET = "a secret of at least 32 bytes, as RFC 7518 asks";
/** The instant that every call of the bench takes for now, in milliseconds. */
export const NOW = 1_760_000_000_000;

const base64url = (text) => Buffer.from(text).toString("base64url");

/** Claims that make a token of about this length. */
export function claims(length, seed) {
  const next = sequence(seed);
  const all = {
    iss: "https://id.shop.example/realms/commerce",
    sub: letters(next, 24),
    aud: ["loyalty", "payments"],
    iat: NOW / 1_000 - 60,
    exp: NOW / 1_000 + 3_600,
    jti: letters(next, 32),
    orgId: next() % 10_000,
    client: { id: letters(next, 20), name: "Boutique Zoë – London" },
    scope: "customers:read customers:write coupons:issue points:redeem",
    permissions: [],
  };
  // Three characters of text are four of the token, and header and signature take eighty.
  while (((JSON.stringify(all).length + 24) * 4) / 3 + 80 < length) all.permissions.push(`${letters(next, 8)}.${letters(next, 6)}`);
  return all;
}

/** A token signed with HS256. */
export const signed = (payload, secret = SIGNING_SECRET) => signedText(JSON.stringify(payload), secret);

/** The same, of text that need be no JSON. */
export function signedText(payload, secret) {
  const content = `${base64url('{"alg":"HS256","typ":"JWT"}')}.${base64url(payload)}`;
  return flat(`${content}.${createHmac("sha256", secret).update(content).digest("base64url")}`);
}

/** So many tokens of about this length. */
export function jwts(count, length, seed = 7) {
  return Array.from({ length: count }, (_, index) => signed(claims(length, seed + index)));
}

/** Tokens as calls carry them: opaque ones, as Caxton's sample and Capillary's staff have, and JWTs. */
export const CARRIED = {
  "a token of 40 characters": Array.from({ length: 32 }, (_, seed) => letters(sequence(seed + 1), 40)),
  "a JWT of 1,000 characters": jwts(32, 1_000),
};

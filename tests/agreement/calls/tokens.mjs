// JSON Web Tokens: rightly signed ones of odd content, and ones that were changed after it.

import { createHmac } from "node:crypto";

import { damaged, FAITHFUL, heavy, oddNumber, written } from "./json-texts.mjs";
import { found, parsedOrNothing } from "./samples.mjs";
import { changedText } from "./texts.mjs";
import { changed } from "./values.mjs";

export const JWT = /^[\w-]+\.[\w-]+\.[\w-]*$/;

/** What random calls are told as `now`, and what they take the runtime's clock for: milliseconds since 1970. */
export const NOW = 1_700_000_000_000;

const KEPT_SECRETS = ["secret", "SECRET", "a secret of 32 bytes or more ....", "sécret", new Uint8Array([1, 2, 3]), new Uint8Array(32).fill(7), Buffer.from("secret")];

/** A secret that signs what is made here. */
export const anySecret = (chance) => chance.of(KEPT_SECRETS);

/** How a secret is handed over: alone, in a list, or as bytes. */
export function secretGiven(chance, secret) {
  const form = chance.percent(15) && typeof secret === "string" ? new TextEncoder().encode(secret) : secret;
  return chance.weighted([
    [66, form],
    [8, [form]],
    [12, [anySecret(chance), form]],
    [6, [form, "another", new Uint8Array([9])]],
    [4, chance.of(["another", "", "secret\n", new Uint8Array(0), [], ["a", ""], "short", [form, "line\r"]])],
    [4, changed(chance, form)],
  ]);
}

const base64url = (content) => Buffer.from(content).toString("base64url");

export const signature = (signed, secret) => createHmac("sha256", secret).update(signed).digest("base64url");

/** A token of these texts or bytes, signed with the secret. */
export function signed(header, payload, secret) {
  const content = `${base64url(header)}.${base64url(payload)}`;
  return `${content}.${signature(content, secret)}`;
}

const seconds = NOW / 1_000;
const INSTANTS = [seconds + 300, seconds + 3_600, seconds + 1, seconds, seconds - 1, seconds - 300, seconds - 301, seconds + 0.5, seconds - 0.5, NOW + 1, 0, -1, 1e11, 1e11 - 1, 9e15, 1e300, "1700000300", null, true, [], {}];

/** Claims as somebody might make them. */
function claims(chance) {
  const made = chance.weighted([
    [30, { sub: "order-1", iat: seconds - 10, exp: seconds + 300 }],
    [15, { reference: "ref_1", transfer_order_item_uid: "tri_1", amount_cents: 2_000 }],
    [10, { reference: "ref_1", purchase_state: "failed" }],
    [15, { iss: "Capillary", exp: seconds + 300, jti: "x", org_id: 1_115 }],
    [10, { data: { merchantUid: "mer_1", amountCents: 5 } }],
    [10, {}],
    [10, Object.fromEntries(Array.from({ length: chance.below(5) }, () => [chance.of(found.names), chance.of(found.scalars)]))],
  ]);
  const claim = { ...made };
  for (const name of ["exp", "nbf", "iat"]) if (chance.percent(22)) claim[name] = chance.of(INSTANTS);
  return claim;
}

const HEADERS = [{ alg: "HS256", typ: "JWT" }, { alg: "HS256" }, { typ: "JWT", alg: "HS256" }, { alg: "HS256", kid: "k1" }, { alg: "HS256", typ: "at+jwt", kid: "1" }];
const ODD_HEADERS = [{ alg: "none" }, { alg: "HS512" }, { alg: "hs256" }, { alg: "RS256" }, {}, { alg: ["HS256"] }, { alg: "HS256", crit: ["exp"] }, { alg: "HS256", b64: false }, { alg: "HS256", b64: true, crit: ["b64"] }, { alg: null }, { alg: "HS256", typ: 5 }, { alg: "HS256", crit: [] }, [], "HS256", null];

const header = (chance) => (chance.percent(85) ? chance.of(HEADERS) : chance.of(ODD_HEADERS));

/** JSON text of a segment: mostly good, now and then odd, damaged, or not UTF-8. */
function segment(chance, value) {
  switch (chance.below(20)) {
    case 0:
      return damaged(chance, written(chance, value));
    case 1:
      return written(chance, changed(chance, value, true));
    case 2:
      return withOddBytes(chance, JSON.stringify(value));
    case 3:
      return withNumber(chance, JSON.stringify(value));
    case 4:
      return chance.percent(15) ? heavy(chance) : written(chance, value);
    case 5:
    case 6:
    case 7:
    case 8:
    case 9:
      return written(chance, value);
    default:
      return JSON.stringify(value);
  }
}

function withNumber(chance, text) {
  return text.replace(/:-?\d+(\.\d+)?/, () => `:${oddNumber(chance)}`);
}

const ODD_BYTES = [[0xff], [0xc3], [0xc0, 0x80], [0xed, 0xa0, 0x80], [0xf4, 0x90, 0x80, 0x80], [0xe2, 0x82], [0x80], [0xf0, 0x9f, 0x98], [0xef, 0xbb, 0xbf], [0x00], [0x08], [0x1f], [0x7f], [0xc2, 0x85], [0xe2, 0x80, 0xa8]];

/** The bytes of a text with bytes put in that UTF-8 or JSON may not have. */
export function withOddBytes(chance, text) {
  const bytes = Buffer.from(text);
  const at = chance.percent(10) ? 0 : chance.below(bytes.length + 1);
  return Buffer.concat([bytes.subarray(0, at), Buffer.from(chance.of(ODD_BYTES)), bytes.subarray(at + chance.below(2))]);
}

/** A token that is signed with the secret, whatever stands in it. */
export function signedToken(chance, secret, content = claims(chance)) {
  return signed(segment(chance, header(chance)), segment(chance, content), secret);
}

/** A token that verifies, its texts in some other dress. */
export function soundToken(chance, secret) {
  const content = { sub: "order-1", exp: seconds + chance.between(1, 4_000), [chance.of(found.names)]: chance.of(found.scalars), more: chance.of([[1, 2.5, { a: null }], "é", {}, true]) };
  return signed(written(chance, chance.of(HEADERS), chance.of(FAITHFUL)), written(chance, content, chance.of(FAITHFUL)), secret);
}

/** The claims changed, and the signature made again, so that verification comes to look at them. */
export function signedAgain(chance, token, secret) {
  const [head, payload] = token.split(".").map((part) => Buffer.from(part, "base64url").toString());
  const value = parsedOrNothing(payload);
  const content = value === undefined ? damaged(chance, payload) : written(chance, changed(chance, value, true));
  return signed(chance.percent(80) ? head : segment(chance, header(chance)), content, secret);
}

/** A token changed without regard to its signature. */
export function changedToken(chance, token) {
  const parts = token.split(".");
  const at = chance.below(Math.min(parts.length, 2));
  switch (chance.below(8)) {
    case 0:
    case 1: {
      const text = Buffer.from(parts[at], "base64url").toString();
      const value = parsedOrNothing(text);
      return parts.with(at, base64url(value === undefined || chance.percent(40) ? damaged(chance, text) : written(chance, changed(chance, value, true)))).join(".");
    }
    case 2:
      return parts.with(at, base64url(withOddBytes(chance, Buffer.from(parts[at], "base64url").toString()))).join(".");
    case 3:
      return parts.with(at, changedText(chance, parts[at])).join(".");
    case 4:
      return parts.slice(0, chance.below(parts.length + 1)).join(".");
    case 5:
      return chance.of([`${token}.`, `${token}.x`, `.${token}`, `Bearer ${token}`, `${token}\n`, ` ${token}`, `${token}=`, `"${token}"`, token.replaceAll("-", "+").replaceAll("_", "/"), parts.reverse().join(".")]);
    case 6:
      return parts.with(at, `${parts[at]}${chance.of(["A", "AA", "AAA", "=", "==", "-", "_", "B"])}`).join(".");
    default:
      return changedText(chance, token);
  }
}

/** Any token: signed or not, opaque or not, now and then none at all. */
export function anyToken(chance) {
  return chance.weighted([
    [25, () => signedToken(chance, anySecret(chance))],
    [25, () => chance.of(found.tokens)],
    [20, () => changedToken(chance, chance.of(found.tokens))],
    [15, () => changedToken(chance, signedToken(chance, "secret"))],
    [10, () => chance.of(["abc", "mF_9.B5f-4.1JqM", "opaque-token", "6F0-ZTOYwp4P7b6ngXx5", "a.b.c", "e30.e30.", "..", "a=", "«redacted»", "Bearer", "null"])],
    [5, () => changedText(chance, chance.of(found.texts))],
  ])();
}

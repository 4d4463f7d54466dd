// Pledg's signatures made without any code of the package: node:crypto and base64url by the table of RFC 4648 §5, from "Plugin
// integration" (docs.pledg.co). What the page leaves open about values is done as docs/pledg-signatures.md says.

import { createHash, createHmac } from "node:crypto";

const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
const SIGNED = ["created_at", "error", "id", "reference", "sandbox", "status"];

/** Bytes, or text in UTF-8, six bits a letter, with no padding. */
export function base64url(given) {
  const bits = [...Buffer.from(given)].map((byte) => byte.toString(2).padStart(8, "0")).join("");
  const sixes = bits.match(/.{1,6}/g) ?? [];
  return sixes.map((six) => ALPHABET[Number.parseInt(six.padEnd(6, "0"), 2)]).join("");
}

/** The text that base64url stands for. */
function textOf(encoded) {
  const bits = [...encoded].map((letter) => ALPHABET.indexOf(letter).toString(2).padStart(6, "0")).join("");
  const bytes = (bits.match(/.{8}/g) ?? []).map((eight) => Number.parseInt(eight, 2));
  return new TextDecoder("utf-8", { fatal: true }).decode(Uint8Array.from(bytes));
}

const macOf = (signed, secret) => base64url(createHmac("sha256", secret).update(signed).digest());

/** Node's order of the header, and PHP's. */
export const NODE_HEADER = '{"alg":"HS256","typ":"JWT"}';
export const PHP_HEADER = '{"typ":"JWT","alg":"HS256"}';

/** A JWT of a payload that stands as it is. */
export function jwtOf(payload, secret, header = NODE_HEADER) {
  const signed = `${base64url(header)}.${base64url(payload)}`;
  return `${signed}.${macOf(signed, secret)}`;
}

/** What a JWT says, where the secret signed it. */
export function claimsOf(token, secret) {
  const [header, payload, mac] = token.split(".");
  if (mac !== macOf(`${header}.${payload}`, secret)) throw new Error("signed with another secret");
  return JSON.parse(textOf(payload));
}

/** The six values of a standard notification as they are hashed, from its text: a number keeps its digits, which a parser rounds. */
export function hashedValues(body) {
  const parsed = JSON.parse(body);
  return Object.fromEntries(SIGNED.map((name) => [name, printed(parsed[name], name, body)]));
}

function printed(value, name, body) {
  if (value === null) return "";
  if (typeof value !== "number") return String(value);
  const [, digits] = new RegExp(`"${name}"\\s*:\\s*(-?[\\d.eE+-]+)`).exec(body);
  return /^(?!-0$)-?\d+$/.test(digits) ? digits : String(value);
}

/** The signature of a standard notification. */
export function backSignature(values, secret) {
  const pairs = SIGNED.map((name) => `${name}=${values[name]}`);
  return createHash("sha256").update(pairs.join(secret), "utf8").digest("hex").toUpperCase();
}

/** JSON as PHP's json_encode writes it: slashes escaped, and whatever is not ASCII; `1.0e-7` for `1e-7`. */
export const phpJson = (value) => phpJsonWithSlashes(value).replaceAll("/", "\\/");

/** The same with slashes as they are, as firebase/php-jwt 6 has it written. */
export function phpJsonWithSlashes(value) {
  const escaped = (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`;
  const withFraction = (part) => (part.startsWith('"') ? part : part.replace("e", ".0e"));
  const numbered = JSON.stringify(value).replaceAll(/"(?:[^"\\]|\\.)*"|-?\d+e[+-]\d+/g, withFraction);
  return numbered.replaceAll(/[\u0080-\uffff]/g, escaped);
}

// What a call to verify a notification is given, taken apart without any code of the package.

import { backSignature } from "./calls/notifications.mjs";
import { signature } from "./calls/tokens.mjs";
import { membersOf, objectOf, wholeNumberOf } from "./json-members.mjs";

const HASHED = ["created_at", "error", "id", "reference", "sandbox", "status"];

/**
 * The body of the call: `members` of its JSON text, `token` and `claims` (the members of its payload) where it is nothing but a
 * JWT, `isBack` where it has a signature and more, `isSigned`, `form` (the JSON text that a form stands for), `secret` and
 * `secretIndex` of the first secret that signed it. Nothing for what no JSON object can be made of.
 */
export function notificationOf({ given: [body, options] }) {
  const text = textOf(body);
  if (text === undefined) return undefined;
  const form = jsonOfForm(text);
  const members = membersOf(form ?? text);
  // A member that stands twice is refused before anything else.
  if (members === undefined || new Set(members.map(({ name }) => name)).size < members.length) return undefined;
  const signed = members.find(({ name }) => name === "signature");
  const isSigned = signed !== undefined && signed.text !== "null";
  const signatureText = isSigned && signed.text.startsWith('"') ? JSON.parse(signed.text) : undefined;
  const isBack = signatureText !== undefined && members.length > 1;
  const token = signatureText !== undefined && members.length === 1 ? signatureText : undefined;
  const secrets = secretsOf(options?.secret);
  const fits = isBack ? (secret) => fitsBack(members, signatureText, secret) : (secret) => fitsToken(token, secret);
  const secretIndex = secrets.findIndex((secret) => signatureText !== undefined && fits(secret));
  return { members, token, claims: token === undefined ? undefined : claimsOf(token), isBack, isSigned, form, secret: secrets[secretIndex], secretIndex };
}

/** The call with another body, in the form that it had: text, bytes or parsed. */
export function withBody(call, text) {
  const [body] = call.given;
  const other = typeof body === "string" ? text : body instanceof Uint8Array ? new TextEncoder().encode(text) : JSON.parse(text);
  return { ...call, given: call.given.with(0, other) };
}

/** The text of a body, as it came or as it is written by whoever parsed it. */
function textOf(body) {
  if (typeof body === "string") return body;
  try {
    if (body instanceof Uint8Array) return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(body);
    return typeof body === "object" && body !== null ? JSON.stringify(body) : undefined;
  } catch {
    return undefined;
  }
}

const isSecret = (one) => (typeof one === "string" && one !== "") || (one instanceof Uint8Array && one.length > 0);
const secretsOf = (given) => (Array.isArray(given) ? given : [given]).filter(isSecret);

export function claimsOf(token) {
  const bytes = Buffer.from(token.split(".")[1] ?? "", "base64url");
  return membersOf(bytes.toString());
}

function fitsToken(token, secret) {
  const end = token?.lastIndexOf(".") ?? -1;
  return end > 0 && signature(token.slice(0, end), secret) === token.slice(end + 1);
}

function fitsBack(members, text, secret) {
  const values = Object.fromEntries(HASHED.map((name) => [name, hashedOf(members.findLast((one) => one.name === name)?.text)]));
  return backSignature(values, secret) === text;
}

/** A value as it is hashed; nothing for one that has no text. */
export function hashedOf(text) {
  if (text === undefined || text === "null") return "";
  if (text.startsWith('"')) return JSON.parse(text);
  if (/^(true|false|-?\d+)$/.test(text) && text !== "-0") return text;
  return wholeNumberOf(text)?.toString();
}

/** A form (`application/x-www-form-urlencoded`) as JSON text: all of it text but an amount. Nothing for what is no such form. */
function jsonOfForm(text) {
  if (!/^[a-z_]/i.test(text)) return undefined;
  const pairs = pairsOf(text);
  const isToken = (value) => value.split(".").length === 3;
  if (!pairs?.some(([name, value]) => name === "reference" || (name === "signature" && isToken(value)))) return undefined;
  if (new Set(pairs.map(([name]) => name)).size < pairs.length) return undefined;
  return objectOf(pairs.map(([name, value]) => ({ name, text: name === "amount_cents" && wholeNumberOf(value) >= 0n ? value : JSON.stringify(value) })));
}

/** Names and values; nothing where one of them is not UTF-8. */
function pairsOf(text) {
  const decoded = (part) => decodeURIComponent(part.replaceAll("+", " "));
  try {
    return text.split("&").filter(Boolean).map((pair) => [decoded(pair.split("=")[0]), decoded(pair.split("=").slice(1).join("="))]);
  } catch {
    return undefined;
  }
}

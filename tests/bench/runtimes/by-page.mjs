// What one writes by hand in a page: WebCrypto, whose calls are promises, btoa and JSON. There is no MD5 in WebCrypto, so that is a
// package's, `md5Hex`. Base64 is by `Uint8Array.fromBase64` where a browser has it. Signatures are compared by WebCrypto where it
// can, otherwise character by character to the end.

import { EXPIRES_AT, NOW, PLEDG_SECRET } from "./operations.mjs";

const { subtle } = globalThis.crypto ?? {};
const HMAC = { name: "HMAC", hash: "SHA-256" };
const JSON_FIELDS = { "Content-Type": "application/json", Accept: "application/json" };
const SIGNED = ["created_at", "error", "id", "reference", "sandbox", "status"];

const encoder = new TextEncoder();
const decoder = new TextDecoder();

const hasBase64 = typeof Uint8Array.fromBase64 === "function";
const URL_FORM = { alphabet: "base64url", omitPadding: true };

const base64 = (bytes) => (hasBase64 ? bytes.toBase64() : btoa(String.fromCharCode(...bytes)));
const base64url = (bytes) => (hasBase64 ? bytes.toBase64(URL_FORM) : base64(bytes).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", ""));
const bytesOf = (segment) => (hasBase64 ? Uint8Array.fromBase64(segment, URL_FORM) : bytesByAtob(segment));
const jsonOf = (segment) => JSON.parse(decoder.decode(bytesOf(segment)));
const BASE64 = hasBase64 ? "Uint8Array.fromBase64" : "atob";

function bytesByAtob(segment) {
  const text = atob(segment.replaceAll("-", "+").replaceAll("_", "/"));
  const bytes = new Uint8Array(text.length);
  for (let at = 0; at < text.length; at++) bytes[at] = text.charCodeAt(at);
  return bytes;
}

const HEADER = base64url(encoder.encode('{"alg":"HS256","typ":"JWT"}'));

/** By the names of operations: `{ using, call }`. Keys are imported once, as one keeps them. */
export async function byPage({ secret, md5Hex, md5From }) {
  const [key, pledgKey] = await Promise.all([secret, PLEDG_SECRET].map((text) => subtle.importKey("raw", encoder.encode(text), HMAC, false, ["sign", "verify"])));
  const tillHeader = ({ username, password }) => `Basic ${base64(encoder.encode(`${username}:${md5Hex(password)}`))}`;
  const till = `${md5From}, ${BASE64}`;
  return {
    "a till's headers": { using: till, call: (one) => ({ Authorization: tillHeader(one), ...JSON_FIELDS }) },
    "one of a batch of 100": { using: till, call: (tills) => tills.map((one) => ({ headers: { Authorization: tillHeader(one), ...JSON_FIELDS } })) },
    "a client's headers": { using: "a record", call: (accessToken) => ({ "X-CAP-API-OAUTH-TOKEN": accessToken, ...JSON_FIELDS }) },
    "a token's answer, 2 kB": { using: `JSON.parse, ${BASE64}`, call: readToken },
    "a verdict on 12 kB": { using: "JSON.parse", call: classify },
    "a purchase signed": { using: `crypto.subtle, ${BASE64}, JSON.stringify`, call: (purchase) => sign({ data: purchase, exp: Math.floor(EXPIRES_AT / 1_000) }, pledgKey) },
    "a notification, 2 kB": { using: "crypto.subtle, JSON.parse", call: (body) => verifyBack(body, PLEDG_SECRET) },
    "a transfer's notification": {
      using: `crypto.subtle, ${BASE64}, JSON.parse`,
      async call(body) {
        const verified = await verify(JSON.parse(body).signature, pledgKey);
        if (typeof verified.transfer_order_item_uid !== "string") throw new Error("no transfer");
        return { kind: "transfer", trust: "signed", verified, unverified: {} };
      },
    },
    "a JWT verified": { using: `crypto.subtle, ${BASE64}, JSON.parse`, call: (token) => verify(token, key) },
    "a JWT decoded": {
      using: `JSON.parse, ${BASE64}`,
      call(token) {
        const [header, payload] = token.split(".");
        return { header: jsonOf(header), claims: jsonOf(payload) };
      },
    },
  };
}

function readToken({ status, body }) {
  if (status !== 200) throw new Error(`status ${status}`);
  const { accessToken: value, ttlSeconds: lifetimeSeconds } = JSON.parse(body).data;
  const segments = value.split(".");
  let claims = null;
  if (segments.length === 3) {
    if (typeof jsonOf(segments[0]).alg !== "string") throw new Error("no algorithm");
    claims = jsonOf(segments[1]);
  }
  return { value, expiresAt: NOW + lifetimeSeconds * 1_000, lifetimeSeconds, claims };
}

/** As far as answers without errors go, which those of this operation are. */
function classify({ status, body }) {
  const answer = JSON.parse(body);
  if (answer.errors?.[0] || answer.response?.status || answer.status) throw new Error("not written out here");
  return status >= 200 && status < 300 ? "ok" : "error";
}

async function sign(claims, key) {
  const content = `${HEADER}.${base64url(encoder.encode(JSON.stringify(claims)))}`;
  return `${content}.${base64url(new Uint8Array(await subtle.sign("HMAC", key, encoder.encode(content))))}`;
}

async function verify(token, key) {
  const [header, payload, signature] = token.split(".");
  if (jsonOf(header).alg !== "HS256") throw new Error("another algorithm");
  const fits = await subtle.verify("HMAC", key, bytesOf(signature), encoder.encode(`${header}.${payload}`));
  if (!fits) throw new Error("another signature");
  const claims = jsonOf(payload);
  if (claims.exp !== undefined && claims.exp * 1_000 <= NOW) throw new Error("expired");
  return claims;
}

async function verifyBack(body, secret) {
  const { signature, ...members } = JSON.parse(body);
  const text = SIGNED.map((name) => `${name}=${members[name] ?? ""}`).join(secret);
  const digest = new Uint8Array(await subtle.digest("SHA-256", encoder.encode(text)));
  const expected = Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("").toUpperCase();
  let differing = expected.length ^ signature.length;
  for (let at = 0; at < expected.length; at++) differing |= expected.charCodeAt(at) ^ signature.charCodeAt(at);
  if (differing !== 0) throw new Error("another signature");
  const verified = {};
  const unverified = {};
  for (const [name, value] of Object.entries(members)) (SIGNED.includes(name) ? verified : unverified)[name] = value;
  return { kind: "back", trust: "signed", verified, unverified };
}

// Reads the JWT that carries a purchase's parameters: HS256 under the secret of the merchant it names.

import { isObject } from "../json-members.ts";
import { signatureOf } from "../hs256.ts";

/** `{ claims, merchant }` of a token whose signature is right and whose time has not passed, or `{ problem }`. */
export function readSigned(token, merchants, now) {
  const segments = token.split(".");
  if (segments.length !== 3) return { problem: "the signature is not a JWT: three segments with two dots between them" };
  const [header, claims, signature] = segments;
  if (!segments.every(isBase64Url)) return { problem: "a segment of the JWT is not canonical base64url without padding" };
  const problem = headerProblem(jsonOf(header)) ?? wrappingProblem(jsonOf(claims));
  if (problem) return { problem };
  return verified({ content: `${header}.${claims}`, claims: jsonOf(claims), signature, merchants, now });
}

function verified({ content, claims, signature, merchants, now }) {
  const uid = claims.data.merchantUid ?? claims.data.companyUid;
  if (uid === undefined) return { problem: "neither merchantUid nor companyUid is in data" };
  const merchant = merchants.find((one) => one.uid === uid);
  if (!merchant) return { problem: "no merchant has this merchantUid" };
  const problem = signatureProblem({ content, signature, merchant, merchants }) ?? timeProblem(claims, now);
  return problem ? { problem } : { claims, merchant };
}

function isBase64Url(segment) {
  return segment !== "" && Buffer.from(segment, "base64url").toString("base64url") === segment;
}

function jsonOf(segment) {
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(Buffer.from(segment, "base64url")));
  } catch {
    return undefined;
  }
}

function headerProblem(header) {
  if (!isObject(header)) return "the JWT's header is not a JSON object";
  return header.alg === "HS256" ? null : "alg is not HS256";
}

function wrappingProblem(claims) {
  if (!isObject(claims)) return "the JWT's payload is not a JSON object in UTF-8";
  return isObject(claims.data) ? null : "the parameters are not wrapped in a data member";
}

function signatureProblem({ content, signature, merchant, merchants }) {
  const signedWith = (secret) => signatureOf(content, secret) === signature;
  if (signedWith(merchant.secret)) return null;
  for (const encoding of ["base64", "hex"]) {
    const isDecoded = signedWith(Buffer.from(merchant.secret, encoding));
    if (isDecoded) return `wrong signature: the secret was decoded as ${encoding}; its text is the key`;
  }
  const other = merchants.some(({ secret }) => signedWith(secret));
  return other ? "wrong signature: it was made with another merchant's secret" : "wrong signature";
}

// No clock skew is allowed: the vendor states none, and a test on one machine needs none.
function timeProblem({ iat, exp }, now) {
  const problem = instantProblem("iat", iat) ?? instantProblem("exp", exp);
  if (problem) return problem;
  return exp !== undefined && now >= exp * 1000 ? "exp has passed" : null;
}

const LATEST_SECONDS = 100_000_000_000;

function instantProblem(name, value) {
  if (value === undefined) return null;
  if (typeof value !== "number" || !Number.isFinite(value) || value < 0) return `${name} is not a number of seconds`;
  return value < LATEST_SECONDS ? null : `${name} is in milliseconds; JWT counts seconds`;
}

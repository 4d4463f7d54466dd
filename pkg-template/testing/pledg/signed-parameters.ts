// Reads the JWT that carries a purchase's parameters: HS256 under the secret of the merchant it names.

import { type JsonObject, isObject } from '../json-members.ts';
import { signatureOf } from '../hs256.ts';
import type { EmulatedMerchant } from './options.ts';

/** The claims of a purchase: its parameters, and what may stand beside them. */
export type SignedClaims = JsonObject & { readonly data: JsonObject };

type Verified =
  | { readonly claims: SignedClaims; readonly merchant: EmulatedMerchant; readonly problem?: undefined }
  | { readonly problem: string; readonly claims?: undefined; readonly merchant?: undefined };

interface Signed {
  readonly content: string;
  readonly claims: SignedClaims;
  readonly signature: string;
  readonly merchants: readonly EmulatedMerchant[];
  readonly now: number;
}

/** `{ claims, merchant }` of a token whose signature is right and whose time has not passed, or `{ problem }`. */
export function readSigned(token: string, merchants: readonly EmulatedMerchant[], now: number): Verified {
  const segments = token.split('.');
  const [header, claims, signature] = segments;
  if (segments.length !== 3 || header === undefined || claims === undefined || signature === undefined) {
    return { problem: 'the signature is not a JWT: three segments with two dots between them' };
  }
  if (!segments.every(isBase64Url))
    return { problem: 'a segment of the JWT is not canonical base64url without padding' };
  const problem = headerProblem(jsonOf(header)) ?? wrappingProblem(jsonOf(claims));
  if (problem !== null) return { problem };
  return verified({
    content: `${header}.${claims}`,
    claims: jsonOf(claims) as SignedClaims,
    signature,
    merchants,
    now,
  });
}

function verified({ content, claims, signature, merchants, now }: Signed): Verified {
  const uid = claims.data.merchantUid ?? claims.data.companyUid;
  if (uid === undefined) return { problem: 'neither merchantUid nor companyUid is in data' };
  const merchant = merchants.find((one) => one.uid === uid);
  if (!merchant) return { problem: 'no merchant has this merchantUid' };
  const problem = signatureProblem({ content, signature, merchant, merchants }) ?? timeProblem(claims, now);
  return problem !== null ? { problem } : { claims, merchant };
}

function isBase64Url(segment: string): boolean {
  return segment !== '' && Buffer.from(segment, 'base64url').toString('base64url') === segment;
}

function jsonOf(segment: string): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(Buffer.from(segment, 'base64url')));
  } catch {
    return undefined;
  }
}

function headerProblem(header: unknown): string | null {
  if (!isObject(header)) return "the JWT's header is not a JSON object";
  return header.alg === 'HS256' ? null : 'alg is not HS256';
}

function wrappingProblem(claims: unknown): string | null {
  if (!isObject(claims)) return "the JWT's payload is not a JSON object in UTF-8";
  return isObject(claims.data) ? null : 'the parameters are not wrapped in a data member';
}

function signatureProblem({
  content,
  signature,
  merchant,
  merchants,
}: Omit<Signed, 'claims' | 'now'> & { readonly merchant: EmulatedMerchant }): string | null {
  const signedWith = (secret: string | Uint8Array) => signatureOf(content, secret) === signature;
  if (signedWith(merchant.secret)) return null;
  for (const encoding of ['base64', 'hex'] as const) {
    const isDecoded = signedWith(Buffer.from(merchant.secret, encoding));
    if (isDecoded) return `wrong signature: the secret was decoded as ${encoding}; its text is the key`;
  }
  const other = merchants.some(({ secret }) => signedWith(secret));
  return other ? "wrong signature: it was made with another merchant's secret" : 'wrong signature';
}

// No clock skew is allowed: the vendor states none, and a test on one machine needs none.
function timeProblem({ iat, exp }: SignedClaims, now: number): string | null {
  const problem = instantProblem('iat', iat) ?? instantProblem('exp', exp);
  if (problem) return problem;
  return typeof exp === 'number' && now >= exp * 1000 ? 'exp has passed' : null;
}

const LATEST_SECONDS = 100_000_000_000;

function instantProblem(name: string, value: unknown): string | null {
  if (value === undefined) return null;
  if (typeof value !== 'number' || !Number.isFinite(value) || value < 0) return `${name} is not a number of seconds`;
  return value < LATEST_SECONDS ? null : `${name} is in milliseconds; JWT counts seconds`;
}

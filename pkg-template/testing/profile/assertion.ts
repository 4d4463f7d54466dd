// A signed assertion (RFC 7523) as the emulator checks it: its header, its claims, its times, and its signature.

import { constants, createHmac, createPrivateKey, createPublicKey, timingSafeEqual, verify } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';

import { type AssertionShape, keyNameOf } from '../../played/description.ts';
import { type Values, filled } from '../../played/templates.ts';
import { isObject } from '../json-members.ts';
import type { Now } from '../emulator-clock.ts';

/** Says what is wrong with an assertion, or null. It remembers those that it has seen. */
export function assertionJudge(shape: AssertionShape, values: Values, now: Now): (text: string) => string | null {
  const seen = new Set<string>();
  return (text) => {
    const [header, claims, signature, ...more] = text.split('.');
    if (header === undefined || claims === undefined || signature === undefined || more.length > 0)
      return 'the assertion is not a JWT';
    const [top, said] = [parsed(header), parsed(claims)];
    if (top === null || said === null) return 'the assertion is not a JWT';
    const problem =
      memberProblem('header', { alg: shape.algorithm, ...shape.header }, top, values) ??
      memberProblem('claim', shape.claims, said, values) ??
      timesProblem(shape, said, now());
    if (problem) return problem;
    if (seen.has(text)) return 'the assertion was used before';
    seen.add(text);
    const key = values[keyNameOf(shape)] ?? '';
    return isSigned(shape.algorithm, key, `${header}.${claims}`, Buffer.from(signature, 'base64url'))
      ? null
      : 'the signature of the assertion is wrong';
  };
}

function parsed(part: string): Readonly<Record<string, unknown>> | null {
  try {
    const value: unknown = JSON.parse(Buffer.from(part, 'base64url').toString());
    return isObject(value) ? value : null;
  } catch {
    return null;
  }
}

function memberProblem(
  what: string,
  expected: Readonly<Record<string, unknown>>,
  given: Readonly<Record<string, unknown>>,
  values: Values,
): string | null {
  const wrong = Object.keys(expected).find(
    (name) => !isDeepStrictEqual(given[name], filledDeep(expected[name], values)),
  );
  return wrong === undefined ? null : `the ${what} ${wrong} of the assertion is wrong`;
}

/** A template of any shape with its values. */
export function filledDeep(template: unknown, values: Values): unknown {
  if (typeof template === 'string') return filled(template, values);
  if (Array.isArray(template)) return template.map((one) => filledDeep(one, values));
  if (!isObject(template)) return template;
  return Object.fromEntries(Object.entries(template).map(([name, one]) => [name, filledDeep(one, values)]));
}

function timesProblem(
  { claims, lifetimeSeconds }: AssertionShape,
  { iat, exp, jti }: Readonly<Record<string, unknown>>,
  now: number,
): string | null {
  if (!('jti' in claims) && typeof jti !== 'string') return 'the assertion has no jti';
  if ('exp' in claims) return null;
  if (typeof iat !== 'number' || typeof exp !== 'number') return 'the assertion has no iat and exp';
  if (!('iat' in claims) && exp - iat !== lifetimeSeconds)
    return 'the assertion lives for another time than the profile says';
  return exp * 1000 > now ? null : 'the assertion has expired';
}

function isSigned(algorithm: AssertionShape['algorithm'], key: string, text: string, signature: Buffer): boolean {
  const bytes = Buffer.from(text);
  if (algorithm === 'HS256') {
    const expected = createHmac('sha256', key).update(bytes).digest();
    return expected.length === signature.length && timingSafeEqual(expected, signature);
  }
  const secret = key.trimStart().startsWith('{')
    ? createPrivateKey({ key: JSON.parse(key), format: 'jwk' })
    : createPrivateKey(key);
  const open = createPublicKey(secret);
  switch (algorithm) {
    case 'RS256':
      return verify('sha256', bytes, open, signature);
    case 'PS256':
      return verify(
        'sha256',
        bytes,
        { key: open, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 32 },
        signature,
      );
    case 'ES256':
      return verify('sha256', bytes, { key: open, dsaEncoding: 'ieee-p1363' }, signature);
    default:
      return verify(null, bytes, open, signature);
  }
}

// Fake credentials for a profile, and fake values of what its answers keep.

import { generateKeyPairSync } from 'node:crypto';

import { type Description, keptBaseOf, keyNameOf } from './description.ts';
import type { Values } from './templates.ts';

const CURVES = { ES256: 'P-256' } as const;
const RSA_BITS = 2048;

/** A value for each name: a host, an entry of its list, a key that signs, or a text that fits a label and a path. */
export function fakeCredentials(
  { request, hosts = ['host'], oneOf = {} }: Description,
  names: readonly string[],
): Values {
  const assertion = request?.assertion;
  return Object.fromEntries(
    names.map((name) => {
      if (hosts.includes(name)) return [name, `${kebab(name)}.emulated.example`];
      if (assertion && keyNameOf(assertion) === name) return [name, fakeKey(assertion.algorithm)];
      return [name, oneOf[name]?.[0] ?? `fake-${kebab(name)}`];
    }),
  );
}

/** What the answer keeps, by name. */
export function fakeKept(description: Description): Values {
  const base = keptBaseOf(description);
  const [origin = ''] = description.keepOrigins ?? [];
  const names = Object.keys(description.response?.keep ?? {});
  return Object.fromEntries(
    names.map((name) => [name, name === base ? `https://emulated.${origin}` : `fake-${kebab(name)}`]),
  );
}

/** A private key as PKCS#8 in PEM, or a shared secret. */
function fakeKey(algorithm: string): string {
  if (algorithm === 'HS256') return 'fake-shared-secret-of-the-emulator-0001';
  const form = {
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    publicKeyEncoding: { type: 'spki', format: 'pem' },
  } as const;
  if (algorithm === 'EdDSA') return generateKeyPairSync('ed25519', form).privateKey;
  if (algorithm === 'ES256') return generateKeyPairSync('ec', { namedCurve: CURVES[algorithm], ...form }).privateKey;
  return generateKeyPairSync('rsa', { modulusLength: RSA_BITS, ...form }).privateKey;
}

const kebab = (name: string) =>
  name
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1-$2')
    .replaceAll('_', '-')
    .replaceAll(/^-+|-+$/g, '')
    .toLowerCase();

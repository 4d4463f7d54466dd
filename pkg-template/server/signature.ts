// Signs an assertion by WebCrypto (RFC 7515, RFC 7518 §3, RFC 8037). The key is imported anew for each: a token call is rare.

import type { AssertionAlgorithm } from '../facade/token-profile.ts';
import type { Unsigned } from './account.ts';

/** Why there is no signature: text that goes on behind the name of the key. */
export class NotSigned extends Error {}

/** How a key is imported, and how it signs. */
interface Means {
  readonly key: AlgorithmIdentifier | RsaHashedImportParams | EcKeyImportParams | HmacImportParams;
  readonly signature: AlgorithmIdentifier | RsaPssParams | EcdsaParams;
}

const SHA_256 = 'SHA-256';

const MEANS: Readonly<Record<AssertionAlgorithm, Means>> = {
  RS256: { key: { name: 'RSASSA-PKCS1-v1_5', hash: SHA_256 }, signature: { name: 'RSASSA-PKCS1-v1_5' } },
  PS256: { key: { name: 'RSA-PSS', hash: SHA_256 }, signature: { name: 'RSA-PSS', saltLength: 32 } },
  ES256: { key: { name: 'ECDSA', namedCurve: 'P-256' }, signature: { name: 'ECDSA', hash: SHA_256 } },
  EdDSA: { key: { name: 'Ed25519' }, signature: { name: 'Ed25519' } },
  HS256: { key: { name: 'HMAC', hash: SHA_256 }, signature: { name: 'HMAC' } },
};

/** The members of a JWK that are the key. What else it says, such as `alg` and `use`, may be about another time. */
const MEMBERS_OF_KEYS = ['kty', 'crv', 'x', 'y', 'd', 'n', 'e', 'p', 'q', 'dp', 'dq', 'qi', 'k'];

/** The assertion: what was to be signed, and behind it the signature. Rejects with `NotSigned`. */
export async function signed({ algorithm, key, text }: Unsigned): Promise<string> {
  const subtle = globalThis.crypto?.subtle;
  if (subtle === undefined) throw new NotSigned(' cannot sign: this runtime has no WebCrypto (crypto.subtle)');
  const means = MEANS[algorithm];
  const bytes = new TextEncoder().encode(text);
  try {
    const signature = await subtle.sign(means.signature, await imported(subtle, key, means.key, algorithm), bytes);
    return `${text}.${base64url(new Uint8Array(signature))}`;
  } catch {
    // What the platform says can quote the key.
    throw new NotSigned(` cannot sign with ${algorithm}: is it a whole private key, and of that kind?`);
  }
}

function imported(
  subtle: SubtleCrypto,
  text: string,
  means: Means['key'],
  algorithm: AssertionAlgorithm,
): Promise<CryptoKey> {
  if (text.trimStart().startsWith('{')) {
    const jwk = JSON.parse(text) as Record<string, unknown>;
    const key = Object.fromEntries(
      MEMBERS_OF_KEYS.filter((name) => Object.hasOwn(jwk, name)).map((name) => [name, jwk[name]]),
    );
    return subtle.importKey('jwk', key as JsonWebKey, means, false, ['sign']);
  }
  const isShared = algorithm === 'HS256';
  const bytes = isShared ? new TextEncoder().encode(text) : bytesOfPem(text);
  return subtle.importKey(isShared ? 'raw' : 'pkcs8', bytes, means, false, ['sign']);
}

/** The core has seen the lines before and behind. Variables often hold line breaks as `\n`. */
function bytesOfPem(pem: string): Uint8Array<ArrayBuffer> {
  const base64 = pem.replace(/-----[^-]+-----/g, '').replace(/\\[nr]|\s/g, '');
  return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
}

function base64url(bytes: Uint8Array): string {
  const text = btoa(String.fromCharCode(...bytes));
  return text.replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
}

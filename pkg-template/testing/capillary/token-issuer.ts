// Tokens that look like those Capillary gives to API clients.

import { randomBytes } from 'node:crypto';

import { IssuedTokens } from '../issued-tokens.ts';
import type { Now } from '../emulator-clock.ts';
import type { Client } from './options.ts';

const INDIA_OFFSET_MS = 5.5 * 60 * 60 * 1000;

/** A book of tokens for API clients. */
export function createTokenIssuer(now: Now): IssuedTokens<Client> {
  return new IssuedTokens(tokenText, now);
}

/** An instant as the vendor prints it: `2019-12-02T12:31:15.000+0530`. */
export function vendorInstant(milliseconds: number): string {
  return new Date(milliseconds + INDIA_OFFSET_MS).toISOString().replace('Z', '+0530');
}

// The signature is 256 random bytes: Capillary publishes no key, so nobody can tell, and a real one would only cost time.
function tokenText(client: Client, now: number, lifetimeSeconds: number): string {
  const header = base64url(JSON.stringify({ kid: 'k1', alg: 'RS256' }));
  const claims = base64url(JSON.stringify(claimsOf(client, now, lifetimeSeconds)));
  return `${header}.${claims}.${base64url(randomBytes(256))}`;
}

function claimsOf(client: Client, now: number, lifetimeSeconds: number): object {
  const issuedAt = Math.floor(now / 1000);
  return {
    iss: 'Capillary',
    exp: issuedAt + lifetimeSeconds,
    iat: issuedAt,
    jti: base64url(randomBytes(17)).slice(0, 22),
    sub: 'commerce auth emulator',
    client_id: 21,
    client_key: client.key,
    org_id: 1115,
    token_use: 'token_access',
    default_till: client.defaultTill,
    has_psi_access: false,
    scopes: '[]',
  };
}

function base64url(bytes: string | Uint8Array): string {
  return (typeof bytes === 'string' ? Buffer.from(bytes) : Buffer.from(bytes)).toString('base64url');
}

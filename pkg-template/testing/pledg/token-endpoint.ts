// POST /api/token: API key and secret by Basic for a bearer token (RFC 6749 §4.4).

import { createHash, randomBytes } from 'node:crypto';

import { formTypeProblem } from '../form-fields.ts';
import { signedToken } from '../hs256.ts';
import { IssuedTokens } from '../issued-tokens.ts';
import { type Judge, type Refusal, accept, firstRefusal, refuse } from '../judgement.ts';
import { basicLogin } from './authentication.ts';
import type { Now } from '../emulator-clock.ts';
import type { ReceivedRequest } from '../received-request.ts';
import type { PledgClient } from './options.ts';

interface TokenRefusal extends Refusal {
  readonly error: string;
}

export const TOKEN_PATH: string = '/api/token';

/** A judge of token requests. */
export function tokenEndpoint({
  clients,
  issuer,
}: {
  readonly clients: readonly PledgClient[];
  readonly issuer: IssuedTokens<PledgClient>;
}): Judge {
  return (received) => {
    const { client, refusal } = admitted(clients, received);
    if (refusal) return refuse(refusal.reason, refusal.status, { error: refusal.error });
    return accept(() => tokenBody(issuer.issue(client)));
  };
}

/** A book of tokens for API keys: HS256, as the vendor's sample begins; the claims are the emulator's own. */
export function createTokenIssuer(now: Now): IssuedTokens<PledgClient> {
  const secret = randomBytes(32);
  return new IssuedTokens<PledgClient>(({ key }, at, lifetimeSeconds) => {
    const iat = Math.floor(at / 1000);
    const claims = { iat, exp: iat + lifetimeSeconds, jti: randomBytes(12).toString('base64url'), sub: key };
    return signedToken({ typ: 'JWT', alg: 'HS256' }, claims, secret);
  }, now);
}

const CHECKS: ReadonlyArray<(received: ReceivedRequest) => TokenRefusal | null> = [
  checkMethod,
  checkQuery,
  checkContentType,
  checkBody,
];

function tokenBody({ value, lifetimeSeconds }: { value: string; lifetimeSeconds: number }): object {
  return { access_token: value, token_type: 'Bearer', expires_in: lifetimeSeconds };
}

function checkMethod({ method }: ReceivedRequest): TokenRefusal | null {
  return method === 'POST' ? null : badRequest('the token endpoint takes POST', 405);
}

function checkQuery({ query }: ReceivedRequest): TokenRefusal | null {
  return query === '' ? null : badRequest('the token endpoint takes no query');
}

function checkContentType(received: ReceivedRequest): TokenRefusal | null {
  const problem = formTypeProblem(received);
  return problem ? badRequest(problem, 415) : null;
}

function checkBody({ body }: ReceivedRequest): TokenRefusal | null {
  if (body === 'grant_type=client_credentials') return null;
  const reason = 'the body must be exactly grant_type=client_credentials';
  const otherGrant = /^grant_type=[a-z_]+$/.test(body);
  return otherGrant ? { reason, status: 400, error: 'unsupported_grant_type' } : badRequest(reason);
}

type Admission =
  | { readonly client: PledgClient; readonly refusal?: undefined }
  | { readonly refusal: TokenRefusal; readonly client?: undefined };

function admitted(clients: readonly PledgClient[], received: ReceivedRequest): Admission {
  const refusal = firstRefusal(CHECKS, received);
  if (refusal) return { refusal };
  const { problem, username, password } = basicLogin(received);
  if (problem !== undefined) return { refusal: unauthorized(problem) };
  const client = clients.find(({ key }) => key === username);
  if (!client) return { refusal: unauthorized(keyProblem(clients, username, password)) };
  return client.secret === password ? { client } : { refusal: unauthorized(secretProblem(client.secret, password)) };
}

function unauthorized(reason: string): TokenRefusal {
  return { reason, status: 401, error: 'invalid_client' };
}

function keyProblem(clients: readonly PledgClient[], username: string, password: string): string {
  const swapped = clients.some(({ key, secret }) => secret.startsWith(username) && password.endsWith(key));
  return swapped ? 'key and secret were sent the wrong way round' : 'no client has this key';
}

function secretProblem(secret: string, sent: string): string {
  if (sent === createHash('md5').update(secret).digest('hex')) return 'the secret was hashed; it is sent in clear';
  const encoded = [encodeURIComponent(secret), formEncoded(secret)];
  if (encoded.includes(sent)) return 'the secret was form-encoded; it is sent as it is';
  return sent.trim() === secret ? 'white space around the secret' : 'wrong secret';
}

function formEncoded(text: string): string {
  return new URLSearchParams({ a: text }).toString().slice(2);
}

function badRequest(reason: string, status = 400): TokenRefusal {
  return { reason, status, error: 'invalid_request' };
}

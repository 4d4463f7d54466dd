// POST /v3/oauth/token/generate: key and secret for a token. Not RFC 6749: JSON both ways, names of its own.

import { type ReceivedRequest, headerValues } from '../received-request.ts';
import { type Judge, type Refusal, accept, firstRefusal, refuse } from '../judgement.ts';
import { isJsonContentType } from '../media-type.ts';
import type { IssuedTokens } from '../issued-tokens.ts';
import type { Client } from './options.ts';

export const TOKEN_PATH: string = '/v3/oauth/token/generate';

interface TokenParts {
  readonly clients: readonly Client[];
  readonly issuer: IssuedTokens<Client>;
  readonly badCredentialsStatus: number;
}

/** A judge of token requests. */
export function tokenEndpoint({ clients, issuer, badCredentialsStatus }: TokenParts): Judge {
  return (received) => {
    const refusal = firstRefusal(CHECKS, received);
    if (refusal) return refuse(refusal.reason, refusal.status, errorBody(refusal.status, refusal.reason));
    const { key, secret } = JSON.parse(received.body);
    const client = clients.find((one) => one.key === key && one.secret === secret);
    if (!client) return refuse('wrong key or secret', badCredentialsStatus, BAD_CREDENTIALS);
    return accept(() => tokenBody(issuer.issue(client)));
  };
}

const BAD_CREDENTIALS = errorBody(320001, 'Invalid client key and secret');

const CHECKS: ReadonlyArray<(received: ReceivedRequest) => Refusal | null> = [
  checkMethod,
  checkQuery,
  checkNoCredentialHeader,
  checkContentType,
  checkUtf8,
  checkMembers,
];

function tokenBody({ value, lifetimeSeconds }: { value: string; lifetimeSeconds: number }): object {
  return { data: { accessToken: value, ttlSeconds: lifetimeSeconds }, errors: null };
}

function errorBody(code: number, message: string): object {
  return { data: null, errors: [{ code, message }] };
}

function checkMethod({ method }: ReceivedRequest): Refusal | null {
  return method === 'POST' ? null : { status: 405, reason: 'the token endpoint takes POST' };
}

function checkQuery({ query }: ReceivedRequest): Refusal | null {
  return query === '' ? null : { status: 400, reason: 'the token endpoint takes no query' };
}

function checkNoCredentialHeader(received: ReceivedRequest): Refusal | null {
  for (const name of ['Authorization', 'X-CAP-API-OAUTH-TOKEN']) {
    if (headerValues(received, name).length > 0)
      return { status: 400, reason: `the token endpoint takes no ${name} header` };
  }
  return null;
}

function checkContentType(received: ReceivedRequest): Refusal | null {
  const types = headerValues(received, 'Content-Type');
  if (types.length === 1 && types.every(isJsonContentType)) return null;
  return { status: 415, reason: 'the token endpoint needs one Content-Type: application/json' };
}

function checkUtf8({ bytes, body }: ReceivedRequest): Refusal | null {
  return Buffer.from(body).equals(bytes) ? null : { status: 400, reason: 'the body is not UTF-8' };
}

// JSON.parse keeps the last of two equal members and says nothing, so the text is held against the shape first.
const JSON_STRING = String.raw`"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"`;
const MEMBER = String.raw`\s*${JSON_STRING}\s*:\s*${JSON_STRING}\s*`;
const TWO_STRING_MEMBERS = new RegExp(String.raw`^\s*\{${MEMBER},${MEMBER}\}\s*$`);

function checkMembers({ body }: ReceivedRequest): Refusal | null {
  const wrong = { status: 400, reason: 'the body must be JSON with exactly the strings "key" and "secret"' };
  if (!TWO_STRING_MEMBERS.test(body)) return wrong;
  const names = Object.keys(JSON.parse(body)).sort();
  return names.length === 2 && names[0] === 'key' && names[1] === 'secret' ? null : wrong;
}

// What operations give back, made of the slots that src/boundary/results.rs and its neighbours write.

import type { AccessTokenParts } from './access-token.ts';
import type { AuthErrorFields } from './auth-error-class.ts';
import type { CapillaryResponse } from './capillary-response.ts';
import type { CaxtonEnvelope } from './caxton-envelope.ts';
import type { CaxtonRegistration } from './caxton-registration.ts';
import type { CustomerSessionParts } from './customer-session.ts';
import type { DecodedJwt, JwtProblem } from './decoded-jwt.ts';
import type { HttpRequest } from './http-message.ts';
import type { ParsedHost } from './parsed-host.ts';
import type { PledgNotification } from './pledg-notification.ts';
import type { PledgReturn } from './pledg-return.ts';
import type { ProfileCredential } from './profile-credentials.ts';
import type { ResultReader } from './result-reader.ts';

export const text = (result: ResultReader): string => result.text();

export const optionalText = (result: ResultReader): string | undefined => result.optionalText();

export const number = (result: ResultReader): number => result.number();

export const json = (result: ResultReader): unknown => result.json();

export const nothing = (): void => {};

export const flag = (result: ResultReader): boolean => result.flag() === true;

export function names(result: ResultReader): string[] {
  const found: string[] = [];
  while (result.hasMore) found.push(result.text());
  return found;
}

export function host(result: ResultReader): ParsedHost | null {
  const origin = result.optionalText();
  return origin === undefined ? null : { origin, base: result.text() };
}

export function headers(result: ResultReader): Record<string, string> {
  const fields: Record<string, string> = {};
  while (result.hasMore) fields[result.name()] = result.text();
  return fields;
}

export function request(result: ResultReader): HttpRequest {
  const method = result.text() as HttpRequest['method'];
  const url = result.text();
  const body = result.optionalText();
  const fields = headers(result);
  return body === undefined ? { method, url, headers: fields } : { method, url, headers: fields, body };
}

export function token(result: ResultReader): AccessTokenParts {
  return tokenOf(result.text(), result);
}

/** A token and, as data, what was kept beside it. */
export function tokenWithKept(result: ResultReader): { token: AccessTokenParts; kept: Record<string, string> | null } {
  return { token: token(result), kept: result.json() as Record<string, string> | null };
}

function optionalToken(result: ResultReader): AccessTokenParts | null {
  const value = result.optionalText();
  return value === undefined ? null : tokenOf(value, result);
}

function tokenOf(value: string, result: ResultReader): AccessTokenParts {
  const obtainedAt = result.number();
  const expiresAt = result.optionalNumber();
  const lifetimeSeconds = result.optionalNumber();
  const tokenType = result.optionalText();
  const refreshToken = result.optionalText();
  const claims = result.json() as AccessTokenParts['claims'];
  const type = tokenType === undefined ? {} : { tokenType };
  const refresh = refreshToken === undefined ? {} : { refreshToken };
  return { value, obtainedAt, expiresAt, lifetimeSeconds, ...type, ...refresh, claims, problems: problems(result) };
}

export function credentials(result: ResultReader): { username: string; password: string } {
  return { username: result.text(), password: result.text() };
}

export function digestedCredentials(result: ResultReader): { username: string; passwordMd5: string } {
  return { username: result.text(), passwordMd5: result.text() };
}

export function jwt(result: ResultReader): DecodedJwt {
  const header = result.json() as DecodedJwt['header'];
  const claims = result.json() as DecodedJwt['claims'];
  return { header, claims, signature: result.text(), problems: problems(result) };
}

function problems(result: ResultReader): JwtProblem[] {
  const found: JwtProblem[] = [];
  for (let left = result.number(); left > 0; left--) {
    const part = result.text() as JwtProblem['part'];
    found.push({ part, position: result.number(), message: result.text() });
  }
  return found;
}

export function session(result: ResultReader): CustomerSessionParts {
  return {
    loggedIn: result.flag(),
    next: result.optionalText() ?? null,
    role: result.optionalText() ?? null,
    token: optionalToken(result),
    key: optionalToken(result),
    sessionId: result.optionalText() ?? null,
    userRegisteredForPassword: result.flag(),
    appRegistered: result.flag(),
  } as CustomerSessionParts;
}

export function registration(result: ResultReader): CaxtonRegistration {
  return {
    clientPassword: result.text(),
    startsAt: result.number(),
    endsAt: result.number(),
    publicKey: result.optionalText() ?? null,
  };
}

export function envelope(result: ResultReader): CaxtonEnvelope<never> {
  const model = result.json();
  const authorisedClient = result.json();
  const authorisedUser = result.json();
  const client = authorisedClient === null ? {} : { authorisedClient };
  const user = authorisedUser === null ? {} : { authorisedUser };
  return { model, ...client, ...user } as CaxtonEnvelope<never>;
}

export function notification(result: ResultReader): PledgNotification {
  const kind = result.text();
  const trust = result.text();
  const outcome = result.text();
  const sandbox = result.flag();
  const key = result.optionalText() ?? null;
  const secretIndex = result.optionalNumber();
  const verified = result.json();
  const unverified = result.json();
  return { kind, trust, outcome, sandbox, key, secretIndex, verified, unverified } as PledgNotification;
}

export function returned(result: ResultReader): PledgReturn {
  const kind = result.text();
  const trust = result.text();
  const isThere = result.flag();
  const type = result.optionalText() ?? null;
  const message = result.optionalText() ?? null;
  const reference = result.optionalText() ?? null;
  return { kind, trust, error: isThere ? { type, message, reference } : null } as PledgReturn;
}

/** The mistakes of a profile; without one, its credentials. */
export function profileCheck(result: ResultReader): { mistakes: AuthErrorFields[]; credentials: ProfileCredential[] } {
  const mistakes: AuthErrorFields[] = [];
  const credentials: ProfileCredential[] = [];
  for (let left = result.number(); left > 0; left--) mistakes.push(error(result));
  while (result.hasMore) credentials.push({ name: result.text(), kind: result.text() as ProfileCredential['kind'] });
  return { mistakes, credentials };
}

export function saidResponse(result: ResultReader): CapillaryResponse {
  const classification = result.text() as CapillaryResponse['classification'];
  const requestId = result.optionalText() ?? null;
  const retryAfterMs = result.optionalNumber();
  const errors = entries(result);
  return { classification, errors, warnings: entries(result), requestId, retryAfterMs };
}

function entries(result: ResultReader): { code: string; message: string }[] {
  const found: { code: string; message: string }[] = [];
  for (let left = result.number(); left > 0; left--) found.push({ code: result.text(), message: result.text() });
  return found;
}

/** Names and addresses, frozen: everybody is given the same ones. */
export function addresses(result: ResultReader): Readonly<Record<string, string>> {
  return Object.freeze(headers(result));
}

export function addressPairs(
  result: ResultReader,
): Readonly<Record<string, Readonly<{ back: string; front: string }>>> {
  const pairs: Record<string, Readonly<{ back: string; front: string }>> = {};
  while (result.hasMore) pairs[result.text()] = Object.freeze({ back: result.text(), front: result.text() });
  return Object.freeze(pairs);
}

export function error(result: ResultReader): AuthErrorFields {
  return {
    code: result.text() as AuthErrorFields['code'],
    message: result.text(),
    vendor: result.optionalText(),
    field: result.optionalText(),
    position: result.optionalNumber(),
    status: result.optionalNumber(),
    vendorCode: result.optionalText(),
    vendorMessage: result.optionalText(),
    requestId: result.optionalText(),
    retryable: result.flag(),
    retryAfterMs: result.optionalNumber(),
  } as AuthErrorFields;
}

// The header makers of Capillary.

import type { AccessToken } from './access-token.ts';
import { invalidArgument, isAuthError } from './auth-error.ts';
import type { AuthError } from './auth-error-class.ts';
import type { CapillaryEntityAttribution } from './capillary-attribution.ts';
import type { CapillaryBasicHeadersOptions, CapillaryTill } from './capillary-till.ts';
import { fastCapillaryBasic, fastCapillaryBasicBatch, perform } from './core.ts';
import * as operations from './operations.ts';

/** What became of a row of many. */
type RowOutcome = { headers: Record<string, string>; error?: undefined } | { error: AuthError; headers?: undefined };

export function basicAuthorization(username: string, password: string): string {
  return fastCapillaryBasic(username, password) ?? perform(operations.capillaryBasicAuthorization, username, password);
}

export function basicCredentials(username: string, password: string): { username: string; passwordMd5: string } {
  return perform(operations.capillaryBasicCredentials, username, password);
}

export function basicHeaders(options: CapillaryBasicHeadersOptions): Record<string, string> {
  return perform(operations.capillaryBasicHeaders, options);
}

export function basicHeadersBatch(list: readonly CapillaryBasicHeadersOptions[]): RowOutcome[] {
  if (!Array.isArray(list)) throw invalidArgument('list', 'list must be an array of { username, password }');
  const results: (RowOutcome | undefined)[] = new Array(list.length).fill(undefined);
  const usernames: (string | undefined)[] = new Array(list.length).fill(undefined);
  const passwords: (string | undefined)[] = new Array(list.length).fill(undefined);
  // Read before anything is written to where the core reads, since reading may run code of the caller's.
  for (let index = 0; index < list.length; index++) {
    const pair = ordinaryPair(list[index]);
    if (pair === undefined) continue;
    usernames[index] = pair.username;
    passwords[index] = pair.password;
  }
  fastCapillaryBasicBatch(usernames, passwords, (index: number, value: string) => {
    // The fields of `basicHeaders`, written out because copying them from there would double the time of a row.
    results[index] = {
      headers: { Authorization: value, 'Content-Type': 'application/json', Accept: 'application/json' },
    };
  });
  for (let index = 0; index < list.length; index++)
    results[index] ??= headersOrError(list[index] as CapillaryBasicHeadersOptions);
  return results as RowOutcome[];
}

/** The user name and password of a row that has nothing else, each read once. */
function ordinaryPair(row: unknown): { username: string; password: string } | undefined {
  // What a class or a prototype adds has no JSON form, so the general path does not see it either.
  if (typeof row !== 'object' || row === null || Object.getPrototypeOf(row) !== Object.prototype) return undefined;
  for (const name in row) {
    if (name !== 'username' && name !== 'password') return undefined;
  }
  const { username, password } = row as { username?: unknown; password?: unknown };
  return typeof username === 'string' && typeof password === 'string' ? { username, password } : undefined;
}

function headersOrError(row: CapillaryBasicHeadersOptions): RowOutcome {
  try {
    return { headers: basicHeaders(row) };
  } catch (error) {
    if (isAuthError(error)) return { error };
    throw error;
  }
}

export function oauthHeaders(options: {
  accessToken: string | AccessToken;
  attribution?: CapillaryEntityAttribution;
}): Record<string, string> {
  return perform(operations.capillaryOauthHeaders, options);
}

export function staffHeaders(options: { accessToken: string | AccessToken }): Record<string, string> {
  return perform(operations.capillaryStaffHeaders, options);
}

export function adminHeaders(
  options: CapillaryTill & { authKey: string; orgId: string | number; entityId?: string | number },
): Record<string, string> {
  return perform(operations.capillaryAdminHeaders, options);
}

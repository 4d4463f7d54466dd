// The header makers of Capillary.

import type { AccessToken } from './access-token.ts';
import { invalidArgument } from './auth-error.ts';
import type { AuthError } from './auth-error-class.ts';
import type { CapillaryEntityAttribution } from './capillary-attribution.ts';
import type { CapillaryAdministrator, CapillaryBasicHeadersOptions } from './capillary-till.ts';
import { fastCapillaryBasic, fastCapillaryBasicBatch, perform } from './core.ts';
import * as operations from './operations.ts';
import { hasNothingHidden } from './plain-record.ts';
import { readArgument, unreadable } from './read-argument.ts';

/** What became of a row of many. */
type RowOutcome = { headers: Record<string, string>; error?: undefined } | { error: AuthError; headers?: undefined };

export function basicAuthorization(username: string, password: string): string {
  return fastCapillaryBasic(username, password) ?? perform(operations.capillaryBasicAuthorization, username, password);
}

export function basicCredentials(username: string, password: string): { username: string; passwordMd5: string } {
  return perform(operations.capillaryBasicCredentials, username, password);
}

export function basicHeaders(options: CapillaryBasicHeadersOptions): Record<string, string> {
  const pair = ordinaryPair(options);
  if (pair === undefined) return perform(operations.capillaryBasicHeaders, options);
  const value = fastCapillaryBasic(pair.username, pair.password);
  return value === undefined ? perform(operations.capillaryBasicHeaders, pair) : fieldsOf(value);
}

/** The fields of `basicHeaders` without an attribution. */
function fieldsOf(value: string): Record<string, string> {
  return { Authorization: value, 'Content-Type': 'application/json', Accept: 'application/json' };
}

/** The most rows of one batch. */
const MOST_ROWS = 1_000_000;

export function basicHeadersBatch(list: readonly CapillaryBasicHeadersOptions[]): RowOutcome[] {
  const { length } = readArgument('list', () => {
    if (!Array.isArray(list)) throw invalidArgument('list', 'list must be an array of { username, password }');
    return list;
  });
  // A list can claim any length, and each of its rows gets an answer.
  if (length > MOST_ROWS) {
    throw invalidArgument('list', `list has more than ${MOST_ROWS} rows: divide it among several calls`);
  }
  const results: (RowOutcome | undefined)[] = new Array(length).fill(undefined);
  const rows: (CapillaryBasicHeadersOptions | undefined)[] = new Array(length).fill(undefined);
  const usernames: (string | undefined)[] = new Array(length).fill(undefined);
  const passwords: (string | undefined)[] = new Array(length).fill(undefined);
  // Read before anything is written to where the core reads, since reading may run code of the caller's.
  for (let index = 0; index < length; index++) {
    let row: CapillaryBasicHeadersOptions;
    try {
      row = list[index] as CapillaryBasicHeadersOptions;
    } catch (thrown) {
      results[index] = { error: unreadable('list', thrown) };
      continue;
    }
    const pair = ordinaryPair(row);
    rows[index] = pair ?? row;
    if (pair === undefined) continue;
    const { username, password } = pair;
    if (typeof username !== 'string' || typeof password !== 'string') continue;
    usernames[index] = username;
    passwords[index] = password;
  }
  fastCapillaryBasicBatch(usernames, passwords, (index: number, value: string) => {
    results[index] = { headers: fieldsOf(value) };
  });
  for (let index = 0; index < length; index++)
    results[index] ??= headersOrError(rows[index] as CapillaryBasicHeadersOptions);
  return results as RowOutcome[];
}

/**
 * The members of a plain object that has a user name and a password and nothing else. Each is read once: what takes over from
 * the fast path is given what was read.
 */
function ordinaryPair(given: unknown): CapillaryBasicHeadersOptions | undefined {
  try {
    if (typeof given !== 'object' || given === null || Object.getPrototypeOf(given) !== Object.prototype)
      return undefined;
    const names = Object.keys(given);
    if (names.length !== 2 || !isPair(names[0], names[1]) || !hasNothingHidden(given)) return undefined;
    return { username: (given as Pair).username, password: (given as Pair).password };
  } catch {
    // The general path says what is wrong with it.
    return undefined;
  }
}

type Pair = { readonly username: string; readonly password: string };

const isPair = (one: unknown, other: unknown) =>
  (one === 'username' && other === 'password') || (one === 'password' && other === 'username');

function headersOrError(row: CapillaryBasicHeadersOptions): RowOutcome {
  try {
    return { headers: perform(operations.capillaryBasicHeaders, row) };
  } catch (thrown) {
    // One row spoils no other.
    return { error: unreadable('options', thrown) };
  }
}

export function oauthHeaders(options: {
  accessToken: string | AccessToken;
  attribution?: CapillaryEntityAttribution | undefined;
}): Record<string, string> {
  return perform(operations.capillaryOauthHeaders, options);
}

export function staffHeaders(options: { accessToken: string | AccessToken }): Record<string, string> {
  return perform(operations.capillaryStaffHeaders, options);
}

export function adminHeaders(options: CapillaryAdministrator): Record<string, string> {
  return perform(operations.capillaryAdminHeaders, options);
}

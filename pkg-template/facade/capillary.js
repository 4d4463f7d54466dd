import { AccessToken } from './access-token.js';
import { withClock, withTokenText } from './arguments.js';
import { invalidArgument, isAuthError } from './auth-error.js';
import { refuseInBrowser } from './browser-guard.js';
import { customer } from './capillary-customer.js';
import { hosts } from './capillary-hosts.js';
import { recommend, scenarios } from './capillary-scenarios.js';
import { adminHeaders, readStaffTokenResponse, staffHeaders, staffLogoutRequest, staffTokenRequest } from './capillary-staff.js';
import { fastCapillaryBasic, fastCapillaryBasicBatch, perform } from './core.js';
import { performOnResponse } from './http-response.js';

function basicAuthorization(username, password) {
  return fastCapillaryBasic(username, password) ?? perform('capillary.basicAuthorization', username, password);
}

function basicCredentials(username, password) {
  return perform('capillary.basicCredentials', username, password);
}

function basicHeaders(options) {
  return perform('capillary.basicHeaders', options);
}

function basicHeadersBatch(list) {
  if (!Array.isArray(list)) throw invalidArgument('list', 'list must be an array of { username, password }');
  const results = new Array(list.length).fill(undefined);
  const usernames = new Array(list.length).fill(undefined);
  const passwords = new Array(list.length).fill(undefined);
  // Read before anything is written to where the core reads, since reading may run code of the caller's.
  for (let index = 0; index < list.length; index++) {
    const pair = ordinaryPair(list[index]);
    if (pair === undefined) continue;
    usernames[index] = pair.username;
    passwords[index] = pair.password;
  }
  fastCapillaryBasicBatch(
    usernames,
    passwords,
    (index, value) => {
      // The fields of `basicHeaders`, written out because copying them from there would double the time of a row.
      results[index] = {
        headers: { Authorization: value, 'Content-Type': 'application/json', Accept: 'application/json' },
      };
    },
  );
  for (let index = 0; index < list.length; index++) results[index] ??= headersOrError(list[index]);
  return results;
}

/** The user name and password of a row that has nothing else, each read once. */
function ordinaryPair(row) {
  // What a class or a prototype adds has no JSON form, so the general path does not see it either.
  if (typeof row !== 'object' || row === null || Object.getPrototypeOf(row) !== Object.prototype) return undefined;
  for (const name in row) {
    if (name !== 'username' && name !== 'password') return undefined;
  }
  const { username, password } = row;
  return typeof username === 'string' && typeof password === 'string' ? { username, password } : undefined;
}

function headersOrError(row) {
  try {
    return { headers: basicHeaders(row) };
  } catch (error) {
    if (isAuthError(error)) return { error };
    throw error;
  }
}

function oauthHeaders(options) {
  return perform('capillary.oauthHeaders', withTokenText(options));
}

function tokenRequest(options) {
  refuseInBrowser('capillary.tokenRequest');
  return perform('capillary.tokenRequest', options);
}

function readTokenResponse(response, options) {
  return new AccessToken(performOnResponse(response, 'capillary.readTokenResponse', withClock(options)));
}

function classifyResponse(response) {
  return performOnResponse(response, 'capillary.classifyResponse');
}

export const capillary = Object.freeze({
  basicAuthorization,
  basicCredentials,
  basicHeaders,
  basicHeadersBatch,
  oauthHeaders,
  tokenRequest,
  readTokenResponse,
  classifyResponse,
  customer,
  staffTokenRequest,
  readStaffTokenResponse,
  staffHeaders,
  staffLogoutRequest,
  adminHeaders,
  hosts,
  scenarios,
  recommend,
});

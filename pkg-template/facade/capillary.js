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
  fastCapillaryBasicBatch(
    list.length,
    (index) => (isOrdinaryRow(list[index]) ? list[index] : undefined),
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

function isOrdinaryRow(row) {
  if (typeof row?.username !== 'string' || typeof row.password !== 'string') return false;
  // What a class or a prototype adds has no JSON form, so the general path does not see it either.
  if (Object.getPrototypeOf(row) !== Object.prototype) return false;
  for (const name in row) {
    if (name !== 'username' && name !== 'password') return false;
  }
  return true;
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

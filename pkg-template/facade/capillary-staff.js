import { AccessToken } from './access-token.js';
import { withClock, withIdentifierText, withTokenText } from './arguments.js';
import { refuseInBrowser } from './browser-guard.js';
import { perform } from './core.js';
import { performOnResponse } from './http-response.js';

export function staffTokenRequest(options) {
  refuseInBrowser('capillary.staffTokenRequest');
  return perform('capillary.staffTokenRequest', options);
}

export function readStaffTokenResponse(response, options) {
  return new AccessToken(performOnResponse(response, 'capillary.readStaffTokenResponse', withClock(options)));
}

export function staffHeaders(options) {
  return perform('capillary.staffHeaders', withTokenText(options));
}

export function staffLogoutRequest(options) {
  return perform('capillary.staffLogoutRequest', withTokenText(options));
}

export function adminHeaders(options) {
  return perform('capillary.adminHeaders', withIdentifierText(options, ['orgId', 'entityId']));
}

import { AccessToken } from './access-token.js';
import { withClock, withTokenText } from './arguments.js';
import { refuseInBrowser } from './browser-guard.js';
import { perform } from './core.js';
import { performOnResponse } from './http-response.js';

let environments;

function registerRequest(options) {
  refuseInBrowser('caxton.registerRequest');
  return perform('caxton.registerRequest', options);
}

function readRegisterResponse(response, options) {
  return performOnResponse(response, 'caxton.readRegisterResponse', withClock(options));
}

function tokenRequest(options) {
  refuseInBrowser('caxton.tokenRequest');
  return perform('caxton.tokenRequest', options);
}

function readTokenResponse(response, options) {
  return new AccessToken(performOnResponse(response, 'caxton.readTokenResponse', withClock(options)));
}

function bearerHeaders(options) {
  return perform('caxton.bearerHeaders', withTokenText(options));
}

function subsidiaryRequest(options) {
  return perform('caxton.subsidiaryRequest', withTokenText(options));
}

function resetRequest(options) {
  return perform('caxton.resetRequest', withTokenText(options));
}

function readEnvelope(response, options) {
  return performOnResponse(response, 'caxton.readEnvelope', withClock(options));
}

function parseDateTime(text) {
  return perform('caxton.parseDateTime', text);
}

function userPasswordDigest(password) {
  return perform('caxton.userPasswordDigest', password);
}

export const caxton = Object.freeze({
  // Asked for when it is needed: the slim entry has no core yet when it is imported.
  get environments() {
    environments ??= Object.freeze(perform('caxton.environments'));
    return environments;
  },
  registerRequest,
  readRegisterResponse,
  tokenRequest,
  readTokenResponse,
  bearerHeaders,
  subsidiaryRequest,
  resetRequest,
  readEnvelope,
  parseDateTime,
  userPasswordDigest,
});

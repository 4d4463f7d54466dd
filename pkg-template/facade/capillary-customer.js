import { CustomerSession } from './customer-session.js';
import { withClock, withTokenText } from './arguments.js';
import { perform } from './core.js';
import { performOnResponse } from './http-response.js';

/** The options of these calls that may be an `AccessToken`. */
const TOKENS = ['token', 'key', 'expiredToken', 'authorizedToken'];

const call = (name) => (options) => perform(`capillary.customer.${name}`, withTokenText(options, TOKENS));

function readResponse(response, options) {
  return new CustomerSession(performOnResponse(response, 'capillary.customer.readResponse', withClock(options)));
}

export const customer = Object.freeze({
  tokenRequest: call('tokenRequest'),
  otpRequest: call('otpRequest'),
  otpValidateRequest: call('otpValidateRequest'),
  passwordValidateRequest: call('passwordValidateRequest'),
  regenerateRequest: call('regenerateRequest'),
  passwordChangeRequest: call('passwordChangeRequest'),
  passwordForgetRequest: call('passwordForgetRequest'),
  updateIdentifierRequest: call('updateIdentifierRequest'),
  expireRequest: call('expireRequest'),
  readResponse,
  headers: call('headers'),
});

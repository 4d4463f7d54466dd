import { AccessToken } from './access-token.js';
import { withClock, withTokenText } from './arguments.js';
import { invalidArgument } from './auth-error.js';
import { refuseInBrowser } from './browser-guard.js';
import { isBytes } from './bytes.js';
import { perform, performOn, performOnBytes } from './core.js';
import { isPlain, performOnResponse } from './http-response.js';
import { hasOwn, jsonMembers, parsedText, withJsonForm } from './json-form.js';
import { secretInput } from './secret-input.js';

let known;

// Asked for at first use: the slim entry has no core on import.
function environments() {
  known ??= deeplyFrozen(perform('pledg.environments'));
  return known;
}

function deeplyFrozen(value) {
  if (typeof value === 'object') Object.values(value).forEach(deeplyFrozen);
  return Object.freeze(value);
}

function basicHeaders(options) {
  return perform('pledg.basicHeaders', options);
}

function tokenRequest(options) {
  refuseInBrowser('pledg.tokenRequest');
  return perform('pledg.tokenRequest', options);
}

function readTokenResponse(response, options) {
  return new AccessToken(performOnResponse(response, 'pledg.readTokenResponse', withClock(options)));
}

function bearerHeaders(options) {
  return perform('pledg.bearerHeaders', withTokenText(options));
}

function signPurchase(parameters, secret, options = {}) {
  const { members, without } = jsonMembers(parameters, 'parameters');
  const crossing = withJsonForm(options, 'purchaseLinkSettings');
  const dropped = new Set(without);
  const unset = Object.keys(members ?? {}).filter((name) => members[name] === undefined && !dropped.has(name));
  return perform('pledg.signPurchase', members, secretInput(secret), crossing, without, unset);
}

function purchaseUrl(options) {
  return perform('pledg.purchaseUrl', options);
}

function transferUrl(options) {
  return perform('pledg.transferUrl', options);
}

function purchaseLinkRequest(options) {
  return perform('pledg.purchaseLinkRequest', options);
}

function verifyNotification(body, options) {
  // The body first: where both are wrong, it is the one that is named.
  const subject = isBytes(body) ? body : bodyText(body);
  const given = ['pledg.verifyNotification', withClock(crossingOptions(options))];
  return isBytes(subject) ? performOnBytes(subject, 'body', ...given) : performOn(subject, ...given);
}

/** A body as text: as it came, or of what it was parsed to. */
function bodyText(body) {
  if (typeof body === 'string') return body;
  if (typeof body === 'object' && body !== null && isPlain(body)) return parsedText(body, 'body');
  throw invalidArgument('body', 'body must be the text of the notification, its bytes, or the object it was parsed to');
}

function crossingOptions(options) {
  let crossing = options;
  if (hasOwn(crossing, 'secret')) crossing = { ...crossing, secret: secretInput(crossing.secret) };
  if (hasOwn(crossing, 'expect')) crossing = { ...crossing, expect: withNullForUndefined(crossing.expect ?? null) };
  return crossing;
}

// JSON drops what is undefined; the core must see it, and refuses it.
function withNullForUndefined(expect) {
  if (typeof expect !== 'object' || expect === null || Array.isArray(expect)) return expect;
  return Object.fromEntries(Object.entries(expect).map(([name, value]) => [name, value ?? null]));
}

export const pledg = Object.freeze({
  get environments() {
    return environments();
  },
  basicHeaders,
  tokenRequest,
  readTokenResponse,
  bearerHeaders,
  signPurchase,
  purchaseUrl,
  transferUrl,
  purchaseLinkRequest,
  verifyNotification,
});

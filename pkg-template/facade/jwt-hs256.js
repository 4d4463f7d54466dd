import { withClock } from './arguments.js';
import { perform } from './core.js';
import { jsonForm, withJsonForm } from './json-form.js';
import { secretInput } from './secret-input.js';

export function signJwtHs256(claims, secret, options = {}) {
  return perform('signJwtHs256', jsonForm(claims, 'claims'), secretInput(secret), withJsonForm(options, 'header'));
}

export function verifyJwtHs256(token, secret, options) {
  return perform('verifyJwtHs256', token, secretInput(secret), withClock(options));
}

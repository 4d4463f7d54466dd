import { withClock } from './arguments.js';
import { perform, performOn } from './core.js';
import { jsonForm, withJsonForm } from './json-form.js';
import { secretInput } from './secret-input.js';

export function signJwtHs256(claims, secret, options = {}) {
  return perform('signJwtHs256', jsonForm(claims, 'claims'), secretInput(secret), withJsonForm(options, 'header'));
}

export function verifyJwtHs256(token, secret, options) {
  return performOn(token, 'verifyJwtHs256', secretInput(secret), withClock(options));
}

import { tokenText } from './access-token.js';
import { withClock } from './arguments.js';
import { perform } from './core.js';
import { jsonForm } from './json-form.js';
import { secretInput } from './secret-input.js';

export function signJwtHs256(claims, secret, options = {}) {
  const { header } = options ?? {};
  const crossing = header === undefined ? options : { ...options, header: jsonForm(header, 'header') };
  return perform('signJwtHs256', jsonForm(claims, 'claims'), secretInput(secret), crossing);
}

export function verifyJwtHs256(token, secret, options) {
  return perform('verifyJwtHs256', tokenText(token), secretInput(secret), withClock(options));
}

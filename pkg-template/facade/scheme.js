import { tokenText } from './access-token.js';
import { perform, performOn } from './core.js';

export { md5Hex } from './core.js';

export function basicAuthorization(username, password) {
  return perform('basicAuthorization', username, password);
}

export function parseBasicAuthorization(value) {
  return perform('parseBasicAuthorization', value);
}

export function bearerAuthorization(token) {
  return perform('bearerAuthorization', tokenText(token));
}

export function decodeJwt(token) {
  return performOn(tokenText(token), 'decodeJwt');
}

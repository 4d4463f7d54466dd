// Everything pure and synchronous: what `commerce-auth` exports in every runtime.

export { AuthError, isAuthError } from './auth-error.js';
export { capillary } from './capillary.js';
export { defineProfile } from './profile.js';
export { caxton } from './caxton.js';
export { signJwtHs256, verifyJwtHs256 } from './jwt-hs256.js';
export { pledg } from './pledg.js';
export {
  basicAuthorization,
  bearerAuthorization,
  decodeJwt,
  md5Hex,
  parseBasicAuthorization,
} from './scheme.js';

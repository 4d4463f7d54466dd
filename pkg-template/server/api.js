// Everything `commerce-auth/server` exports where it runs.

export {
  capillaryBasic,
  capillaryOAuth,
  caxtonAccount,
  pledgAccessToken,
  pledgBasic,
  profileAuthenticator,
} from './authenticator.js';
export { registerCaxtonClient } from './caxton-registration.js';

// Everything `commerce-auth/server` exports where it runs.

export { capillaryBasic, capillaryOAuth, profileAuthenticator } from './authenticator.js';

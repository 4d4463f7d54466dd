// Everything `commerce-auth/server` exports where it runs.

export { capillaryBasic, capillaryOAuth } from './authenticator.js';

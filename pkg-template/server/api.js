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
export { keyvStore } from './stores/keyv-store.js';
export { memoryStore } from './stores/memory-store.js';
export { redisStore } from './stores/redis-store.js';
export { sealedStore } from './stores/sealed-store.js';

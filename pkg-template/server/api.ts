// Everything `commerce-auth/server` exports where it runs.

export {
  capillaryBasic,
  capillaryOAuth,
  caxtonAccount,
  pledgAccessToken,
  pledgBasic,
  profileAuthenticator,
} from './authenticator.ts';
export { registerCaxtonClient } from './caxton-registration.ts';
export { keyvStore } from './stores/keyv-store.ts';
export { memoryStore } from './stores/memory-store.ts';
export { redisStore } from './stores/redis-store.ts';
export { sealedStore } from './stores/sealed-store.ts';

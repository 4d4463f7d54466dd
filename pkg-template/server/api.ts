// Everything `commerce-auth/server` exports where it runs. In this order its declarations are read.

export type { CommonOptions, FetchedResponse, RetryOptions } from './authenticator-options.ts';
export type { AuthenticatorEvent } from './events.ts';
export type { Authenticator, AuthenticatorStatus, FetchInit, TokenAuthenticator } from './authenticator-contract.ts';
export {
  capillaryBasic,
  type CapillaryBasicOptions,
  capillaryOAuth,
  type CapillaryOAuthOptions,
  caxtonAccount,
  pledgAccessToken,
  pledgBasic,
  profileAuthenticator,
} from './authenticator.ts';
export { checkProfile, defineProfile, type ProfileCheck } from './profile.ts';
export type { LateOrNow, MaybePromise } from './late-credentials.ts';
export { registerCaxtonClient } from './caxton-registration.ts';
export type { LockingTokenStore, StoredToken, TokenStore } from './stores/token-store.ts';
export { memoryStore } from './stores/memory-store.ts';
export { type KeyvClient, keyvStore } from './stores/keyv-store.ts';
export type { IoredisClient, NodeRedisClient } from './stores/redis-commands.ts';
export { redisStore } from './stores/redis-store.ts';
export type { StoreSealingKey } from './stores/sealing-key.ts';
export { sealedStore, type UnreadableRecord } from './stores/sealed-store.ts';

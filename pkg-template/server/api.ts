// Everything `commerce-auth/server` exports where it runs.

export {
  capillaryBasic,
  capillaryOAuth,
  caxtonAccount,
  pledgAccessToken,
  pledgBasic,
  profileAuthenticator,
  type CapillaryBasicOptions,
  type CapillaryOAuthOptions,
} from './authenticator.ts';
export type { Authenticator, AuthenticatorStatus, TokenAuthenticator } from './authenticator-contract.ts';
export { registerCaxtonClient } from './caxton-registration.ts';
export type { CommonOptions, FetchedResponse, RetryOptions } from './common-options.ts';
export type { AuthenticatorEvent } from './events.ts';
export { keyvStore, type KeyvClient } from './stores/keyv-store.ts';
export { memoryStore } from './stores/memory-store.ts';
export type { IoredisClient, NodeRedisClient } from './stores/redis-commands.ts';
export { redisStore } from './stores/redis-store.ts';
export { sealedStore, type UnreadableRecord } from './stores/sealed-store.ts';
export type { StoreSealingKey } from './stores/sealing-key.ts';
export type { LockingTokenStore, StoredToken, TokenStore } from './stores/token-store.ts';

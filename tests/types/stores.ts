// What must and must not compile, for token stores and their conformance kit.

import {
  keyvStore,
  memoryStore,
  redisStore,
  sealedStore,
  type LockingTokenStore,
  type StoredToken,
  type TokenStore,
} from 'commerce-auth/server';
import { storeConformance } from 'commerce-auth/testing';
import type { Equal, Expect } from './equal.js';

const token: StoredToken = { value: 'record', version: 1 };

const own: TokenStore = {
  read: async () => token,
  write: async () => {},
  remove: async () => {},
};
// @ts-expect-error without a way to remove
export const unfinished: TokenStore = { read: async () => null, write: async () => {} };
// @ts-expect-error what is stored is for reading
token.version = 2;

const ioredis = {
  get: async (_key: string) => null,
  set: async (_key: string, _value: string, _px: 'PX', _milliseconds: number, _nx?: 'NX') => 'OK' as const,
  eval: async (_script: string, _keys: number, ..._texts: string[]) => 1,
  defineCommand() {},
};
const nodeRedis = {
  get: async (_key: string) => null,
  set: async (_key: string, _value: string, _options?: { PX?: number; NX?: true }) => null,
  eval: async (_script: string, _options?: { keys?: string[]; arguments?: string[] }) => 1,
  EVAL() {},
};
redisStore(ioredis, { prefix: 'shop:' });
redisStore(nodeRedis);
// @ts-expect-error no client
redisStore({ get: async () => null });
// @ts-expect-error a misspelt option
redisStore(ioredis, { perfix: 'shop:' });

keyvStore({ get: async () => undefined, set: async () => true, delete: async () => true });
// @ts-expect-error a Map knows no lifetimes, and answers at once
keyvStore(new Map<string, string>());

// @ts-expect-error not a number
memoryStore({ maxEntries: '10' });

const key = new Uint8Array(32);
sealedStore(own, [key], { onUnreadable: ({ reason }) => reason satisfies 'not_sealed' | 'other_key' | 'not_authentic' });
// A key of WebCrypto, as the types of Node 20 have it too.
export const byWebCrypto = async () =>
  sealedStore(own, await crypto.subtle.importKey('raw', key, 'AES-GCM', false, ['encrypt', 'decrypt']));
// @ts-expect-error a pair of keys is none
export const byPair = (pair: { publicKey: object; privateKey: object }) => sealedStore(own, pair);
// @ts-expect-error text is no key
sealedStore(own, 'x'.repeat(32));

const sealedWithLock = sealedStore(memoryStore(), key);
const sealedWithout = sealedStore(own, key);
// @ts-expect-error there may be no lock
void sealedWithout.lock('key', 'owner', 1);

storeConformance(() => own, { test: (name, run) => void [name.length, run()], locks: false }) satisfies void;
storeConformance(async () => memoryStore()) satisfies Promise<void>;
// @ts-expect-error a store is made, not given
void storeConformance(own);
// @ts-expect-error a misspelt option
void storeConformance(() => own, { lock: true });

export type Read = Expect<Equal<Awaited<ReturnType<TokenStore['read']>>, StoredToken | null>>;
export type Locks = [
  Expect<Equal<typeof sealedWithLock, LockingTokenStore>>,
  Expect<Equal<typeof sealedWithout, TokenStore>>,
  Expect<Equal<ReturnType<LockingTokenStore['lock']>, Promise<boolean>>>,
];

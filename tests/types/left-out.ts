// Options that a program has or has not: written down and undefined, they count as left out, by their types also under
// exactOptionalPropertyTypes, and when it runs: left-out.test.mjs runs this file.

import { capillary, pledg, type PledgPurchaseParameters, type TokenProfile } from 'commerce-auth';
import {
  capillaryBasic,
  capillaryOAuth,
  caxtonAccount,
  defineProfile,
  memoryStore,
  redisStore,
  sealedStore,
} from 'commerce-auth/server';
import { startEmulator } from 'commerce-auth/testing';

const common = {
  origins: undefined,
  fetch: undefined,
  timeoutMs: undefined,
  store: undefined,
  onEvent: undefined,
  waitUntil: undefined,
  sharePendingCalls: undefined,
  refreshMarginSeconds: undefined,
  maxResponseBytes: undefined,
  now: undefined,
  dangerouslyAllowInsecureHttp: undefined,
};
const retry = { maxRetries: undefined, maxDelayMs: undefined };
const clients = [{ key: 'key', secret: 'secret', lifetimeSeconds: undefined, defaultTill: undefined }];

export async function main(): Promise<void> {
  const emulator = await startEmulator({ port: undefined, capillary: { clients, tills: undefined }, pledg: undefined });
  emulator.fault({ on: 'token', status: 503, body: undefined, headers: undefined, name: undefined, times: undefined });
  const account = { host: emulator.url, key: 'key', secret: 'secret' };
  const api = capillaryOAuth({ ...common, ...account, attribution: undefined, retry, dangerouslyAllowInsecureHttp: 'loopback' });
  await api.headers({ attribution: undefined, signal: undefined });
  await api.token({ signal: undefined });
  await api.fetch('/v2/customers/lookup', { attribution: undefined, replay: undefined });
  await api.close();
  await emulator.close();

  capillaryBasic({ ...common, host: 'x.example', username: 'a', password: 'b', allowHashLikePassword: undefined, retry: undefined });
  caxtonAccount({ ...common, environment: 'sandbox', username: 'u', clientPassword: 'p', passwordEndsAt: undefined });
  sealedStore(memoryStore({ maxEntries: undefined }), crypto.getRandomValues(new Uint8Array(32)), { onUnreadable: undefined });
  const ioredis = { get: async () => null, set: async () => 'OK' as const, eval: async () => 1, defineCommand() {} };
  redisStore(ioredis, { prefix: undefined });

  const profile: TokenProfile = {
    name: 'shop',
    request: { method: undefined, url: 'https://shop.example/token', encoding: undefined, headers: undefined, clientAuthentication: 'body', fields: { s: '{secret}' } },
    response: { token: '/t', lifetimeSeconds: undefined, errors: undefined, defaultLifetimeSeconds: undefined },
    header: undefined,
    rejected: { status: undefined, body: undefined },
  };
  defineProfile({ ...profile, rejected: undefined });

  const purchase: PledgPurchaseParameters = { merchantUid: 'm', amountCents: 5, reference: 'r', title: undefined, address: { street: undefined } };
  const secret = 'a secret of 32 bytes or more ....';
  pledg.signPurchase(purchase, secret, { issuedAt: undefined, now: undefined, incomplete: undefined, others: undefined });
  capillary.basicHeaders({ username: 'a', password: 'b', attribution: undefined });
  capillary.readResponse({ status: 200, headers: undefined, body: '{}' }, { now: undefined });

  // What would be checked or said less by an undefined is refused by both.
  const refused: (() => unknown)[] = [
    // @ts-expect-error a price that is not set is none
    () => pledg.signPurchase({ ...purchase, amountCents: undefined }, secret),
    // @ts-expect-error an end that is not set is none
    () => pledg.signPurchase(purchase, secret, { expiresAt: undefined }),
  ];
  for (const call of refused) {
    let isRefused = false;
    try {
      call();
    } catch {
      isRefused = true;
    }
    if (!isRefused) throw new Error(`taken: ${call}`);
  }
}

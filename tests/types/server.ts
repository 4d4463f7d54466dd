// What must and must not compile, for `commerce-auth/server`, `/testing` and `/slim`.

import type { AccessToken } from 'commerce-auth';
import { capillaryBasic, capillaryOAuth, type Authenticator, type AuthenticatorStatus, type TokenAuthenticator } from 'commerce-auth/server';
import { init, initSync, md5Hex } from 'commerce-auth/slim';
import { assertNoLeak, startEmulator } from 'commerce-auth/testing';
import type { Equal, Expect } from './equal.js';

export async function oauth(): Promise<Response> {
  const vendor = await startEmulator();
  await using api = capillaryOAuth({
    host: vendor.url,
    ...vendor.capillary.credentials,
    attribution: { entityCode: 'till' },
    fetch: (url, options) => fetch(url, options),
    now: () => Date.now(),
    timeoutMs: 1_000,
    dangerouslyAllowInsecureHttp: 'loopback',
  });
  const token = await api.token({ signal: AbortSignal.timeout(5) });
  api.invalidate(token);
  assertNoLeak(api.status(), [token.value]);
  // @ts-expect-error attribution of the other scheme
  await api.headers({ attribution: { lookupType: 'WECHAT', lookup: 'x' } });
  await api.headers({ attribution: null });
  return api.fetch(new URL('https://eu.api.capillarytech.com'), { method: 'POST', body: 'x', attribution: null });
}

export async function basic(): Promise<Record<string, string>> {
  const api = capillaryBasic({ host: 'eu.api.capillarytech.com', username: 'till', password: 'secret' });
  // @ts-expect-error Basic has no token
  await api.token();
  // @ts-expect-error the status is for reading
  api.status().tokenCalls = 0;
  return api.headers();
}

/** Whoever attributes nothing need not say so. */
export function anyOf(till: { username: string; password: string }): readonly Authenticator[] {
  const oauth: TokenAuthenticator = capillaryOAuth({ host: 'h', key: 'key', secret: 'secret' });
  return [oauth, capillaryBasic({ host: 'h', ...till })];
}

// @ts-expect-error the host is missing
capillaryOAuth({ key: 'key', secret: 'secret' });
// @ts-expect-error a misspelt option
capillaryOAuth({ host: 'x', key: 'key', secret: 'secret', timeoutMS: 1 });
// @ts-expect-error not an allowance
capillaryOAuth({ host: 'x', key: 'key', secret: 'secret', dangerouslyAllowInsecureHttp: 'yes' });

initSync(new Uint8Array());
initSync(new ArrayBuffer(0));
void init(fetch('core.wasm'));
md5Hex('x');

type Token = Awaited<ReturnType<ReturnType<typeof capillaryOAuth>['token']>>;
type Status = ReturnType<ReturnType<typeof capillaryBasic>['status']>;
export type Returned = [Expect<Equal<Token, AccessToken>>, Expect<Equal<Status, AuthenticatorStatus>>];

// Credentials that come later: in the place of what they give, and not beside it.
capillaryOAuth({ host: 'x', credentials: () => ({ key: 'key', secret: 'secret' }) });
capillaryOAuth({ host: 'x', credentials: async () => ({ key: 'key', secret: 'secret' }) });
capillaryOAuth({ host: 'x', credentials: undefined, key: 'key', secret: 'secret', name: 'shop' });
capillaryBasic({ host: 'x', credentials: async () => ({ username: 'till', passwordMd5: '0'.repeat(32) }) });
// @ts-expect-error a secret beside the function that gives it
capillaryOAuth({ host: 'x', credentials: () => ({ key: 'key', secret: 'secret' }), secret: 'secret' });
// @ts-expect-error a function that gives half of it
capillaryOAuth({ host: 'x', credentials: () => ({ key: 'key' }) });
// @ts-expect-error neither the secret nor a function
capillaryOAuth({ host: 'x', key: 'key' });
// @ts-expect-error no function
capillaryOAuth({ host: 'x', credentials: { key: 'key', secret: 'secret' } });

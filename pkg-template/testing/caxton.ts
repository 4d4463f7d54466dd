// Caxton, as far as its public pages describe it: registration, the token endpoint, the reset of credentials, sub-accounts
// and two calls that need a token.

import { AccountBook } from './caxton/accounts.ts';
import { apiEndpoint } from './caxton/api-endpoint.ts';
import { authenticationOf } from './caxton/authentication.ts';
import { CaxtonControl } from './caxton/control.ts';
import { type EmulatedCaxtonOptions, checkedCaxtonOptions } from './caxton/options.ts';
import { registerEndpoint, REGISTER_PATH } from './caxton/register-endpoint.ts';
import { resetEndpoint } from './caxton/reset-endpoint.ts';
import { createTokenIssuer, tokenEndpoint, TOKEN_PATH } from './caxton/token-endpoint.ts';
import type { Now } from './emulator-clock.ts';
import type { KnownEndpoint } from './endpoints.ts';
import type { Judge } from './judgement.ts';
import type { RequestHead } from './received-request.ts';
import { type Vendor, type VendorPart, type VendorPlace, judgeOf } from './vendor.ts';

type CaxtonEndpoint = Extract<KnownEndpoint, `caxton.${string}`>;

/** The vendor for the exchange, and the control that the caller of `startEmulator` gets. `place.url` is its address. */
export function createCaxton(
  options: EmulatedCaxtonOptions | undefined,
  place: VendorPlace,
  now: Now,
): VendorPart<CaxtonControl> {
  const settings = checkedCaxtonOptions(options);
  const accounts = new AccountBook(settings, now);
  const issuer = createTokenIssuer(now);
  const parts = { ...settings, accounts, issuer, now };
  const endpoints: Record<CaxtonEndpoint, Judge> = {
    'caxton.register': registerEndpoint(parts),
    'caxton.token': tokenEndpoint(parts),
    'caxton.reset': resetEndpoint(parts),
    'caxton.api': apiEndpoint(parts),
  };
  const endpointOf = (head: RequestHead): CaxtonEndpoint | null => {
    const { path } = head;
    if (path === REGISTER_PATH) return 'caxton.register';
    if (path === TOKEN_PATH) return 'caxton.token';
    if (path === settings.resetPath) return 'caxton.reset';
    return path.startsWith('/api/') || settings.routes.loginAt(head) ? 'caxton.api' : null;
  };
  const vendor: Vendor = {
    name: 'caxton',
    endpointOf,
    authenticationOf,
    judge: (received) => judgeOf(endpoints, endpointOf(received))(received),
    answerHeaders: () => ({}),
  };
  return { vendor, control: new CaxtonControl({ ...parts, place }) };
}

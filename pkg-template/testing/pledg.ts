// Pledg, as far as its public pages and plugins describe it: the token endpoint, two API paths by bearer token, one by
// Basic, three places that take signed purchase parameters, and the notifications it sends.

import { authenticationOf } from './pledg/authentication.ts';
import { apiEndpoint, isApiPath } from './pledg/api-endpoint.ts';
import { PledgControl } from './pledg/control.ts';
import { type EmulatedPledgOptions, checkedPledgOptions } from './pledg/options.ts';
import { isPurchasePath, purchaseEndpoint } from './pledg/purchase-endpoint.ts';
import { createTokenIssuer, tokenEndpoint, TOKEN_PATH } from './pledg/token-endpoint.ts';
import type { EmulatedPurchase } from './pledg/purchase-endpoint.ts';
import { PurchaseLedger } from './pledg/purchase-ledger.ts';
import type { Now } from './emulator-clock.ts';
import type { KnownEndpoint } from './endpoints.ts';
import type { Judge } from './judgement.ts';
import type { RequestHead } from './received-request.ts';
import { type Vendor, type VendorPart, type VendorPlace, judgeOf } from './vendor.ts';

type PledgEndpoint = Extract<KnownEndpoint, `pledg.${string}`>;

/** The vendor for the exchange, and the control that the caller of `startEmulator` gets. `place.url` is its address. */
export function createPledg(
  options: EmulatedPledgOptions | undefined,
  place: VendorPlace,
  now: Now,
): VendorPart<PledgControl> {
  const { clients, users, merchants, purchases: known, routes } = checkedPledgOptions(options);
  const issuer = createTokenIssuer(now);
  const purchases: EmulatedPurchase[] = [];
  const ledger = new PurchaseLedger(known);
  const endpoints: Record<PledgEndpoint, Judge> = {
    'pledg.token': tokenEndpoint({ clients, issuer }),
    'pledg.api': apiEndpoint({ users, issuer, ledger, routes }),
    'pledg.purchase': purchaseEndpoint({ merchants, purchases, place, now, ledger }),
  };
  const endpointOf = (head: RequestHead): PledgEndpoint | null => {
    const { path } = head;
    if (path === TOKEN_PATH) return 'pledg.token';
    if (isPurchasePath(path)) return 'pledg.purchase';
    return isApiPath(path) || routes.loginAt(head) ? 'pledg.api' : null;
  };
  const vendor: Vendor = {
    name: 'pledg',
    endpointOf,
    authenticationOf,
    judge: (received) => judgeOf(endpoints, endpointOf(received))(received),
    answerHeaders: () => ({}),
  };
  return { vendor, control: new PledgControl({ clients, users, merchants, issuer, purchases, place, now }) };
}

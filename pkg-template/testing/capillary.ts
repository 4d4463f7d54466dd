// Capillary Technologies, as far as its public pages describe it: the token endpoint, two v2 paths, one v1.1 path, staff and
// admin calls, and the service for end customers with its gateway.

import { randomUUID } from 'node:crypto';

import { adminEndpoint, isAdminPath } from './capillary/admin-endpoint.ts';
import { apiEndpoint } from './capillary/api-endpoint.ts';
import { authenticationOf } from './capillary/authentication.ts';
import { CapillaryControl } from './capillary/control.ts';
import { createCustomerService } from './capillary/customer.ts';
import { type EmulatedCapillaryOptions, checkedCapillaryOptions } from './capillary/options.ts';
import { createStaffTokenIssuer, staffEndpoint } from './capillary/staff-endpoint.ts';
import { tokenEndpoint, TOKEN_PATH } from './capillary/token-endpoint.ts';
import { createTokenIssuer } from './capillary/token-issuer.ts';
import type { Now } from './emulator-clock.ts';
import type { KnownEndpoint } from './endpoints.ts';
import type { Judge } from './judgement.ts';
import type { RequestHead } from './received-request.ts';
import { type Vendor, type VendorPart, judgeOf } from './vendor.ts';

type CapillaryEndpoint = Extract<KnownEndpoint, 'token' | 'api' | 'customer' | 'gateway' | 'staff' | 'admin'>;

/** The vendor for the exchange, and the control that the caller of `startEmulator` gets. */
export function createCapillary(options: EmulatedCapillaryOptions | undefined, now: Now): VendorPart<CapillaryControl> {
  const { tills, clients, staff, admins, customer, badCredentialsStatus, expiredTokenStatus } =
    checkedCapillaryOptions(options);
  const issuer = createTokenIssuer(now);
  const service = createCustomerService(customer, now);
  const endpoints: Record<CapillaryEndpoint, Judge> = {
    token: tokenEndpoint({ clients, issuer, badCredentialsStatus }),
    api: apiEndpoint({ tills, issuer, expiredTokenStatus }),
    staff: staffEndpoint({ staff, issuer: createStaffTokenIssuer(now) }),
    admin: adminEndpoint({ admins, tills, issuer }),
    ...service.endpoints,
  };
  const vendor: Vendor = {
    name: 'capillary',
    endpointOf,
    authenticationOf,
    judge: (received) => judgeOf(endpoints, endpointOf(received))(received),
    answerHeaders: () => ({ 'X-Cap-Requestid': randomUUID() }),
  };
  return {
    vendor,
    control: new CapillaryControl({ tills, clients, staff, admins, issuer, customer: service.control }),
  };
}

const ENDPOINTS_BY_PATH: ReadonlyArray<readonly [path: RegExp, endpoint: CapillaryEndpoint]> = [
  [/^\/auth\/v1\//, 'customer'],
  [/^\/mobile\/v2\/api\//, 'gateway'],
  [/^\/v2\/staff\//, 'staff'],
  [/^\/v(?:1\.1|2)\//, 'api'],
];

function endpointOf({ path }: RequestHead): CapillaryEndpoint | null {
  if (path === TOKEN_PATH) return 'token';
  if (isAdminPath(path)) return 'admin';
  return ENDPOINTS_BY_PATH.find(([pattern]) => pattern.test(path))?.[1] ?? null;
}

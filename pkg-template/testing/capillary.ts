// Capillary Technologies, as far as its public pages describe it: the token endpoint, two v2 paths, one v1.1 path, staff and
// admin calls, and the service for end customers with its gateway.

import { randomUUID } from 'node:crypto';

import { adminEndpoint } from './capillary/admin-endpoint.ts';
import { apiEndpoint } from './capillary/api-endpoint.ts';
import { authenticationOf } from './capillary/authentication.ts';
import { CapillaryControl } from './capillary/control.ts';
import { createCustomerService } from './capillary/customer.ts';
import { type EmulatedCapillaryOptions, checkedCapillaryOptions } from './capillary/options.ts';
import { type CapillaryEndpoint, endpointOf } from './capillary/paths.ts';
import { createStaffTokenIssuer, staffEndpoint } from './capillary/staff-endpoint.ts';
import { tokenEndpoint } from './capillary/token-endpoint.ts';
import { createTokenIssuer } from './capillary/token-issuer.ts';
import type { Now } from './emulator-clock.ts';
import type { Judge } from './judgement.ts';
import { type Vendor, type VendorPart, judgeOf } from './vendor.ts';

/** The vendor for the exchange, and the control that the caller of `startEmulator` gets. */
export function createCapillary(options: EmulatedCapillaryOptions | undefined, now: Now): VendorPart<CapillaryControl> {
  const { tills, clients, staff, admins, customer, routes, badCredentialsStatus, expiredTokenStatus } =
    checkedCapillaryOptions(options);
  const issuer = createTokenIssuer(now);
  const service = createCustomerService(customer, routes, now);
  const endpoints: Record<CapillaryEndpoint, Judge> = {
    token: tokenEndpoint({ clients, issuer, badCredentialsStatus }),
    api: apiEndpoint({ tills, issuer, routes, expiredTokenStatus }),
    staff: staffEndpoint({ staff, issuer: createStaffTokenIssuer(now) }),
    admin: adminEndpoint({ admins, tills, issuer, routes }),
    ...service.endpoints,
  };
  const vendor: Vendor = {
    name: 'capillary',
    endpointOf: (head) => endpointOf(head, routes),
    authenticationOf,
    judge: (received) => judgeOf(endpoints, endpointOf(received, routes))(received),
    answerHeaders: () => ({ 'X-Cap-Requestid': randomUUID() }),
  };
  return {
    vendor,
    control: new CapillaryControl({ tills, clients, staff, admins, issuer, customer: service.control }),
  };
}

/**
 * Tools to test code that uses `commerce-auth`, for Node 20 and later: a local emulator of the vendors, and an
 * assertion that no secret shows.
 *
 * Nothing here reaches beyond the loopback address, and no credential here is real.
 *
 * @packageDocumentation
 */

export { assertNoLeak } from '../testing/assert-no-leak.ts';
export type { Authentication } from '../testing/authentication.ts';
export type { EmulatedCapillary } from '../testing/capillary/control.ts';
export type { EmulatedCustomerService } from '../testing/capillary/customer/control.ts';
export type { EmulatedCustomer, EmulatedCustomerOptions } from '../testing/capillary/customer/options.ts';
export type {
  EmulatedAdmin,
  EmulatedCapillaryOptions,
  EmulatedClient,
  EmulatedTill,
} from '../testing/capillary/options.ts';
export type { EmulatedCaxton } from '../testing/caxton/control.ts';
export type { EmulatedCaxtonOptions, EmulatedSubAccount } from '../testing/caxton/options.ts';
export { startEmulator } from '../testing/emulator.ts';
export type { Emulator, EmulatorOptions } from '../testing/emulator.ts';
export type { Endpoint, Vendor } from '../testing/endpoints.ts';
export type { FaultDescription, FaultDrip, FaultTarget } from '../testing/fault-description.ts';
export type { FaultHandle, PendingFault } from '../testing/faults.ts';
export type { LoggedRequest } from '../testing/logged-request.ts';
export type { EmulatedAnswer, EmulatedCall, EmulatedRoute } from '../testing/own-routes.ts';
export type { EmulatedPledg } from '../testing/pledg/control.ts';
export type { ExistingPurchase } from '../testing/pledg/purchase-ledger.ts';
export type { NotificationAnswer } from '../testing/pledg/notification-delivery.ts';
export type { NotificationKind, NotificationOptions } from '../testing/pledg/notification.ts';
export type { EmulatedMerchant, EmulatedPledgOptions } from '../testing/pledg/options.ts';
export type { EmulatedPurchase } from '../testing/pledg/purchase-endpoint.ts';
export type { EmulatedProfile } from '../testing/profile/control.ts';
export type { EmulatedProfileOptions } from '../testing/profile/options.ts';
export type { RequestFilter } from '../testing/request-log.ts';
export { serve } from '../testing/serve.ts';
export type { ServeOptions } from '../testing/serve.ts';
export { storeConformance } from '../testing/store-conformance.ts';
export type { CheckedStore } from '../testing/store-conformance-handling.ts';

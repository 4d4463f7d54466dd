// The parts of the vendors by name, as the log calls them and faults aim at them.

/** An emulated vendor. Each has an origin of its own; the API of a profile may have two. */
export type Vendor = 'capillary' | 'pledg' | 'caxton' | 'profile';

/**
 * Which part of a vendor a request was for; the bare names are Capillary's. `unknown`: a path the vendor at that origin does
 * not have.
 *
 * - `token`, `api`: API clients and tills; `customer`: the auth engine for end customers (`/auth/v1/…`); `gateway`: calls with
 *   a customer's token (`/mobile/v2/api/…`); `staff`: `/v2/staff/…`; `admin`: the custom fields
 * - `pledg.token`; `pledg.api`: paths by bearer token or Basic; `pledg.purchase`: the three places of signed parameters
 * - `caxton.register`, `caxton.token`, `caxton.reset`; `caxton.api`: every other path under `/api/`
 * - `profile.token`, the token endpoint of a profile; `profile.api`: every other path
 */
export type Endpoint =
  | 'token'
  | 'api'
  | 'customer'
  | 'gateway'
  | 'staff'
  | 'admin'
  | 'pledg.token'
  | 'pledg.api'
  | 'pledg.purchase'
  | 'caxton.register'
  | 'caxton.token'
  | 'caxton.reset'
  | 'caxton.api'
  | 'profile.token'
  | 'profile.api'
  | 'unknown';

/** A part that a vendor has. */
export type KnownEndpoint = Exclude<Endpoint, 'unknown'>;

/** The vendors, each at an address of its own. */
export const VENDORS: readonly Vendor[] = ['capillary', 'pledg', 'caxton', 'profile'];

/** Capillary's came first and go by their bare names. */
export const ENDPOINTS: readonly KnownEndpoint[] = [
  'token',
  'api',
  'customer',
  'gateway',
  'staff',
  'admin',
  'pledg.token',
  'pledg.api',
  'pledg.purchase',
  'caxton.register',
  'caxton.token',
  'caxton.reset',
  'caxton.api',
  'profile.token',
  'profile.api',
];

/** Those whose bodies hold no credential, in either direction. */
export const ENDPOINTS_WITHOUT_CREDENTIALS: ReadonlySet<Endpoint> = new Set<Endpoint>([
  'api',
  'gateway',
  'admin',
  'pledg.api',
  'caxton.api',
  'profile.api',
]);

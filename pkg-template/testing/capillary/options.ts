// The options of the Capillary part: who may log in, and how the undocumented corners answer.

import { checkedList, requireNamedFields, requireText, requireWholeNumber } from '../named-fields.ts';
import { type EmulatedRoute, OwnRoutes } from '../own-routes.ts';
import { isCredentialPath, loginOfPath } from './paths.ts';
import type { EmulatedCustomerOptions } from './customer/options.ts';

/** A till (terminal) that may log in with HTTP Basic. */
export interface EmulatedTill {
  /** Till id; no colon, which Basic cannot carry (RFC 7617 §2). */
  readonly username: string;
  /** The clear password. Requests carry its MD5 in lower-case hex. */
  readonly password: string;
}

/** An API client that may exchange its key and secret for tokens. */
export interface EmulatedClient {
  /** 25 letters and digits, as the vendor's are. */
  readonly key: string;
  /** 40 letters and digits, as the vendor's are. */
  readonly secret: string;
  /** Lifetime of its tokens in whole seconds, 1 to 2 592 000 (30 days). Default 300. */
  readonly lifetimeSeconds?: number | undefined;
  /** Number of the till it acts for when no attribution header says otherwise. Default 50001. */
  readonly defaultTill?: number | undefined;
  /** API paths its access group does not cover, such as `"/v2/customers"`: they answer "no access". Default none. */
  readonly forbidden?: readonly string[] | undefined;
}

/** A user of Capillary's dashboard, for admin calls. */
export interface EmulatedAdmin {
  /** The user name. */
  readonly email: string;
  /** The clear password. Requests carry its MD5 in lower-case hex, as a till's do. */
  readonly password: string;
  /** What `X-CAP-API-AUTH-KEY` must be. */
  readonly authKey: string;
  /** What `X-CAP-API-AUTH-ORG-ID` must be. */
  readonly orgId: number;
  /** What `X-CAP-API-AUTH-ENTITY-ID` must be where it is sent: a till. Default: none is right. */
  readonly entityId?: number;
}

/** Who may log in to the emulated Capillary, and how its undocumented corners answer. */
export interface EmulatedCapillaryOptions {
  /** Default: `store.server` / `server123`, the sample of the vendor's "Get Started" page. */
  readonly tills?: readonly EmulatedTill[] | undefined;
  /** Default: one fake client, see {@link EmulatedCapillary.credentials}. */
  readonly clients?: readonly EmulatedClient[] | undefined;
  /** Who may ask for a staff token; logs in as a till does. Default: one fake user, see {@link EmulatedCapillary.staff}. */
  readonly staff?: readonly EmulatedTill[] | undefined;
  /** Who may call the admin path. Default: one fake user, see {@link EmulatedCapillary.admin}. */
  readonly admins?: readonly EmulatedAdmin[] | undefined;
  /** The service for end customers. */
  readonly customer?: EmulatedCustomerOptions | undefined;
  /** HTTP status that goes with error 320001 (wrong key or secret). The vendor documents none. Default 200. */
  readonly badCredentialsStatus?: number | undefined;
  /**
   * HTTP status with which v2 paths refuse an expired token: 401, or 200 with code 498 inside the body.
   * The v1.1 path always answers 200 with 498 inside. Default 401.
   */
  readonly expiredTokenStatus?: 200 | 401 | undefined;
  /**
   * Routes of your own. `login` is a till by Basic or a client by its token (`"till"`), a customer through the gateway, or an
   * admin. Default: as the path says, `/mobile/v2/api/…` for customers, the two paths of admins, and tills everywhere else.
   */
  readonly routes?: ReadonlyArray<EmulatedRoute<'till' | 'customer' | 'admin'>> | undefined;
}

/** Who logs in to a call. */
export type CapillaryLogin = 'till' | 'customer' | 'admin';

/** A till as it is once it has been checked; staff log in like one. */
export interface Till {
  readonly username: string;
  readonly password: string;
}

export interface Client {
  readonly key: string;
  readonly secret: string;
  readonly lifetimeSeconds: number;
  readonly defaultTill: number;
  readonly forbidden: readonly string[];
}

export interface CapillarySettings {
  readonly tills: readonly Till[];
  readonly clients: readonly Client[];
  readonly staff: readonly Till[];
  readonly admins: readonly EmulatedAdmin[];
  readonly customer: EmulatedCustomerOptions | undefined;
  readonly routes: OwnRoutes<CapillaryLogin>;
  readonly badCredentialsStatus: number;
  readonly expiredTokenStatus: number;
}

const THIRTY_DAYS_SECONDS = 30 * 24 * 60 * 60;

// The vendor's own sample, on its public page.
const SAMPLE_TILL = { username: 'store.server', password: 'server123' };

const FAKE_CLIENT = {
  key: 'FakeKeyOfTheLocalEmulator',
  secret: 'FakeSecretOfTheLocalEmulatorDoNotUseIt00',
};

const FAKE_STAFF = { username: 'fake.staff', password: 'FakeStaffPassword1' };

const FAKE_ADMIN = {
  email: 'fake.admin@example.com',
  password: 'FakeAdminPassword1',
  authKey: 'fake-admin-key',
  orgId: 1115,
  entityId: 50_001,
};

const OPTIONS = [
  'tills',
  'clients',
  'staff',
  'admins',
  'customer',
  'badCredentialsStatus',
  'expiredTokenStatus',
  'routes',
];

/** Options with every default filled in; refuses what is not one, naming it. */
export function checkedCapillaryOptions(options: EmulatedCapillaryOptions = {}): CapillarySettings {
  const where = 'startEmulator.capillary';
  requireNamedFields(where, options, OPTIONS);
  const { tills = [SAMPLE_TILL], clients = [FAKE_CLIENT], staff = [FAKE_STAFF], admins = [FAKE_ADMIN] } = options;
  const { badCredentialsStatus = 200, expiredTokenStatus = 401 } = options;
  requireWholeNumber(`${where}.badCredentialsStatus`, badCredentialsStatus, 200, 599);
  if (expiredTokenStatus !== 200 && expiredTokenStatus !== 401) {
    throw new TypeError(`${where}.expiredTokenStatus: expected 200 or 401`);
  }
  return {
    tills: checkedList(`${where}.tills`, tills, checkedTill),
    clients: checkedList(`${where}.clients`, clients, checkedClient),
    staff: checkedList(`${where}.staff`, staff, checkedTill),
    admins: checkedList(`${where}.admins`, admins, checkedAdmin),
    customer: options.customer,
    routes: new OwnRoutes(`${where}.routes`, options.routes, {
      logins: ['till', 'customer', 'admin'],
      loginOf: loginOfPath,
      isReserved: isCredentialPath,
    }),
    badCredentialsStatus,
    expiredTokenStatus,
  };
}

/** Refuses a lifetime the vendor could not give: it grants at most 30 days. */
export function requireLifetime(where: string, seconds: unknown): void {
  requireWholeNumber(where, seconds, 1, THIRTY_DAYS_SECONDS);
}

function checkedTill(where: string, till: EmulatedTill): Till {
  requireNamedFields(where, till, ['username', 'password']);
  requireText(`${where}.username`, till.username);
  requireText(`${where}.password`, till.password);
  if (till.username.includes(':')) throw new TypeError(`${where}.username: Basic (RFC 7617) cannot carry a colon`);
  return { username: till.username, password: till.password };
}

function checkedAdmin(where: string, admin: EmulatedAdmin): EmulatedAdmin {
  requireNamedFields(where, admin, ['email', 'password', 'authKey', 'orgId', 'entityId']);
  for (const name of ['email', 'password', 'authKey'] as const) requireText(`${where}.${name}`, admin[name]);
  const { entityId = 0 } = admin;
  for (const [name, value] of Object.entries({ orgId: admin.orgId, entityId }))
    requireWholeNumber(`${where}.${name}`, value, 0, Number.MAX_SAFE_INTEGER);
  if (admin.email.includes(':')) throw new TypeError(`${where}.email: Basic (RFC 7617) cannot carry a colon`);
  return { ...admin };
}

function checkedClient(where: string, client: EmulatedClient): Client {
  requireNamedFields(where, client, ['key', 'secret', 'lifetimeSeconds', 'defaultTill', 'forbidden']);
  const { key, secret, lifetimeSeconds = 300, defaultTill = 50_001, forbidden = [] } = client;
  requireText(`${where}.key`, key);
  requireText(`${where}.secret`, secret);
  requireLifetime(`${where}.lifetimeSeconds`, lifetimeSeconds);
  requireWholeNumber(`${where}.defaultTill`, defaultTill, 1, Number.MAX_SAFE_INTEGER);
  if (!Array.isArray(forbidden)) throw new TypeError(`${where}.forbidden: expected an array of paths`);
  for (const [position, path] of forbidden.entries()) requireText(`${where}.forbidden[${position}]`, path);
  return { key, secret, lifetimeSeconds, defaultTill, forbidden: [...forbidden] };
}

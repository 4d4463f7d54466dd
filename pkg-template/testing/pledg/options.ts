// The options of the Pledg part: who may ask for tokens, log in, and sign.

import { checkedList, requireNamedFields, requireText, requireWholeNumber } from '../named-fields.ts';
import { type EmulatedRoute, OwnRoutes } from '../own-routes.ts';
import { isPurchasePath } from './purchase-endpoint.ts';
import { TOKEN_PATH } from './token-endpoint.ts';
import type { ExistingPurchase } from './purchase-ledger.ts';

/** Who may ask Pledg for tokens, log in, and sign. */
export interface EmulatedPledgOptions {
  /** Port of Pledg's own origin on 127.0.0.1; 0 takes any free one. Default 0. */
  readonly port?: number | undefined;
  /** API keys. Default: one fake key. */
  readonly clients?:
    | ReadonlyArray<{
        /** The API key; no colon, which Basic cannot carry. */
        readonly key: string;
        /** Its secret. */
        readonly secret: string;
        /** Lifetime of its tokens in whole seconds, 1 to 86 400. Default 600. */
        readonly lifetimeSeconds?: number | undefined;
      }>
    | undefined;
  /** Users of the dashboard, for Basic: `email` and clear `password`. Default: one fake user. */
  readonly users?: ReadonlyArray<{ readonly email: string; readonly password: string }> | undefined;
  /** Merchants (or companies) by uid, each with the secret it signs with. Default: one fake merchant. */
  readonly merchants?: readonly EmulatedMerchant[] | undefined;
  /**
   * Purchases that exist from the start, beside those that signed parameters make: what is credited to one, or released, must
   * name one of them, and credits no more than its amount in all. Default: `pur_1`, of 1,000,000.00.
   */
  readonly purchases?: readonly ExistingPurchase[] | undefined;
  /** Routes of your own. `login` is a client by its bearer token (`"client"`, the default) or a user by Basic. */
  readonly routes?: ReadonlyArray<EmulatedRoute<'client' | 'user'>> | undefined;
}

/** Who logs in to a call. */
export type PledgLogin = 'client' | 'user';

/** A merchant of Pledg's. */
export interface EmulatedMerchant {
  /** What `merchantUid` (or `companyUid`) is in signed parameters. */
  readonly uid: string;
  /** The shared secret; its UTF-8 bytes are the key. */
  readonly secret: string;
}

export interface PledgClient {
  readonly key: string;
  readonly secret: string;
  readonly lifetimeSeconds: number;
}

export interface PledgUser {
  readonly email: string;
  readonly password: string;
}

export interface PledgSettings {
  readonly clients: readonly PledgClient[];
  readonly users: readonly PledgUser[];
  readonly merchants: readonly EmulatedMerchant[];
  readonly purchases: readonly ExistingPurchase[];
  readonly routes: OwnRoutes<PledgLogin>;
}

type GivenClient = NonNullable<EmulatedPledgOptions['clients']>[number];

const ONE_DAY_SECONDS = 24 * 60 * 60;

// Colons, percent and plus signs: what a client that encodes carelessly breaks on.
const FAKE_CLIENT = { key: 'fake-pledg-key', secret: 'fake:pledg+secret%of the emulator' };
const FAKE_USER = { email: 'fake.merchant@example.com', password: 'fake-dashboard-password' };
const FAKE_MERCHANT = { uid: 'mer_fake-merchant-of-the-emulator', secret: 'fake-signing-secret-of-the-emulator-0001' };
const FAKE_PURCHASE: ExistingPurchase = { uid: 'pur_1', amountCents: 100_000_000 };

/** Options with every default filled in; refuses what is not one, naming it. */
export function checkedPledgOptions(options: EmulatedPledgOptions = {}): PledgSettings {
  const where = 'startEmulator.pledg';
  requireNamedFields(where, options, ['port', 'clients', 'users', 'merchants', 'purchases', 'routes']);
  const {
    clients = [FAKE_CLIENT],
    users = [FAKE_USER],
    merchants = [FAKE_MERCHANT],
    purchases = [FAKE_PURCHASE],
  } = options;
  return {
    clients: checkedList(`${where}.clients`, clients, checkedClient),
    users: checkedList(`${where}.users`, users, checkedUser),
    merchants: checkedList(`${where}.merchants`, merchants, checkedMerchant),
    purchases: checkedList(`${where}.purchases`, purchases, checkedPurchase),
    routes: new OwnRoutes(`${where}.routes`, options.routes, {
      logins: ['client', 'user'],
      loginOf: () => 'client',
      isReserved: (path) => path === TOKEN_PATH || isPurchasePath(path),
    }),
  };
}

/** Refuses a lifetime no access token of a vendor like this would have. */
export function requireLifetime(where: string, seconds: unknown): void {
  requireWholeNumber(where, seconds, 1, ONE_DAY_SECONDS);
}

function checkedClient(where: string, client: GivenClient): PledgClient {
  requireNamedFields(where, client, ['key', 'secret', 'lifetimeSeconds']);
  const { key, secret, lifetimeSeconds = 600 } = client;
  requireText(`${where}.key`, key);
  requireText(`${where}.secret`, secret);
  requireLifetime(`${where}.lifetimeSeconds`, lifetimeSeconds);
  if (key.includes(':')) throw new TypeError(`${where}.key: Basic (RFC 7617) cannot carry a colon`);
  return { key, secret, lifetimeSeconds };
}

function checkedUser(where: string, user: PledgUser): PledgUser {
  requireNamedFields(where, user, ['email', 'password']);
  requireText(`${where}.email`, user.email);
  requireText(`${where}.password`, user.password);
  if (user.email.includes(':')) throw new TypeError(`${where}.email: Basic (RFC 7617) cannot carry a colon`);
  return { email: user.email, password: user.password };
}

function checkedMerchant(where: string, merchant: EmulatedMerchant): EmulatedMerchant {
  requireNamedFields(where, merchant, ['uid', 'secret']);
  requireText(`${where}.uid`, merchant.uid);
  requireText(`${where}.secret`, merchant.secret);
  return { uid: merchant.uid, secret: merchant.secret };
}

function checkedPurchase(where: string, purchase: ExistingPurchase): ExistingPurchase {
  requireNamedFields(where, purchase, ['uid', 'amountCents']);
  requireText(`${where}.uid`, purchase.uid);
  requireWholeNumber(`${where}.amountCents`, purchase.amountCents, 1, Number.MAX_SAFE_INTEGER);
  return { uid: purchase.uid, amountCents: purchase.amountCents };
}

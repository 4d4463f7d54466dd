// The options of the Caxton part: whose account it is, and how the undocumented corners answer.

import { checkedList, requireNamedFields, requireOneOf, requireText, requireWholeNumber } from '../named-fields.ts';
import { type EmulatedRoute, OwnRoutes } from '../own-routes.ts';
import { REGISTER_PATH } from './register-endpoint.ts';
import { TOKEN_PATH } from './token-endpoint.ts';

/** Whose account it is at Caxton, and how its undocumented corners answer. */
export interface EmulatedCaxtonOptions {
  /** Port of Caxton's own origin on 127.0.0.1; 0 takes any free one. Default 0. */
  readonly port?: number | undefined;
  /**
   * The main account: `username` and `clientname` to register with. Without `clientPassword` it has to register first.
   * Default: a fake one with a password.
   */
  readonly account?:
    | { readonly username: string; readonly clientname: string; readonly clientPassword?: string | undefined }
    | undefined;
  /** Accounts the main one may act for with `IdentityNumber`. Default: one fake sub-account. */
  readonly subAccounts?: readonly EmulatedSubAccount[] | undefined;
  /** What `userapitoken` must be on payments. Default: a fake one. */
  readonly userApiToken?: string | undefined;
  /** Lifetime of tokens in seconds, at most 2 592 000. Default 2 591 999, as in the vendor's sample. */
  readonly lifetimeSeconds?: number | undefined;
  /** Days from a password's `StartDate` to its `EndDate`. Default 30. */
  readonly passwordDays?: number | undefined;
  /**
   * What registering does while a password is valid, which the vendor does not say: a new password voids the first, the same
   * comes again, or it is refused. Default `"rotates"`.
   */
  readonly secondRegistration?: 'rotates' | 'repeats' | 'refused' | undefined;
  /** How the token endpoint refuses a password past its `EndDate`: HTTP 400 or an envelope in a 200. Default `"invalid_grant"`. */
  readonly expiredPassword?: 'invalid_grant' | 'envelope' | undefined;
  /** HTTP status of refusals in an envelope. The vendor documents none. Default 200. */
  readonly failureStatus?: number | undefined;
  /** Path of the PUT that resets credentials, which the vendor's page does not give. Default `/api/clients/auth/reset`. */
  readonly resetPath?: string | undefined;
  /** Routes of your own. `login` is an account by its token (`"account"`, the default), or a user as well, by `userapitoken`. */
  readonly routes?: ReadonlyArray<EmulatedRoute<'account' | 'user'>> | undefined;
}

/** Who logs in to a call. */
export type CaxtonLogin = 'account' | 'user';

/** A sub-account at Caxton. */
export interface EmulatedSubAccount {
  /** The `Username` that its creation answers. */
  readonly username: string;
  /** The `Name` that its creation answers. */
  readonly clientname: string;
  /** What `IdentityNumber` is in calls for it. */
  readonly identityNumber: string;
}

type GivenAccount = NonNullable<EmulatedCaxtonOptions['account']>;

/** The main account; it has no number of its own. */
export type MainAccount = GivenAccount & { readonly identityNumber: null };

export interface CaxtonCorners {
  readonly secondRegistration: 'rotates' | 'repeats' | 'refused';
  readonly expiredPassword: 'invalid_grant' | 'envelope';
  readonly failureStatus: number;
  readonly resetPath: string;
}

export interface CaxtonSettings extends CaxtonCorners {
  readonly account: MainAccount;
  readonly subAccounts: readonly EmulatedSubAccount[];
  readonly userApiToken: string;
  readonly lifetimeSeconds: number;
  readonly passwordDays: number;
  readonly routes: OwnRoutes<CaxtonLogin>;
}

const THIRTY_DAYS_SECONDS = 30 * 24 * 60 * 60;
const LONGEST_PASSWORD_DAYS = 3_650;

// Plus, slash, equals, ampersand and percent: what a client that does not encode its form breaks on.
const FAKE_ACCOUNT = {
  username: 'fake.api.user@example.com',
  clientname: 'fakeclient',
  clientPassword: 'Fake+Password/Of=The&Emulator%20!',
};
const FAKE_SUB_ACCOUNT = {
  username: 'fake.sub.account@example.com',
  clientname: 'fakesub',
  identityNumber: '100200300',
};
const FAKE_USER_TOKEN = 'fake-user-api-token-of-the-emulator';

const OPTIONS = [
  'port',
  'account',
  'subAccounts',
  'userApiToken',
  'lifetimeSeconds',
  'passwordDays',
  'secondRegistration',
  'expiredPassword',
  'failureStatus',
  'resetPath',
  'routes',
];

/** Options with every default filled in; refuses what is not one, naming it. */
export function checkedCaxtonOptions(options: EmulatedCaxtonOptions = {}): CaxtonSettings {
  const where = 'startEmulator.caxton';
  requireNamedFields(where, options, OPTIONS);
  const { userApiToken = FAKE_USER_TOKEN, lifetimeSeconds = THIRTY_DAYS_SECONDS - 1, passwordDays = 30 } = options;
  requireText(`${where}.userApiToken`, userApiToken);
  requireLifetime(`${where}.lifetimeSeconds`, lifetimeSeconds);
  requireWholeNumber(`${where}.passwordDays`, passwordDays, 1, LONGEST_PASSWORD_DAYS);
  const corners = checkedCorners(where, options);
  const reserved = [REGISTER_PATH, TOKEN_PATH, corners.resetPath];
  return {
    account: checkedAccount(`${where}.account`, options.account ?? FAKE_ACCOUNT),
    subAccounts: checkedSubAccounts(`${where}.subAccounts`, options.subAccounts),
    userApiToken,
    lifetimeSeconds,
    passwordDays,
    routes: new OwnRoutes(`${where}.routes`, options.routes, {
      logins: ['account', 'user'],
      loginOf: () => 'account',
      isReserved: (path) => reserved.includes(path),
    }),
    ...corners,
  };
}

/** Refuses a lifetime the vendor could not give: 30 days is the default, and more is not known of. */
export function requireLifetime(where: string, seconds: unknown): void {
  requireWholeNumber(where, seconds, 1, THIRTY_DAYS_SECONDS);
}

function checkedCorners(where: string, options: EmulatedCaxtonOptions): CaxtonCorners {
  const { secondRegistration = 'rotates', expiredPassword = 'invalid_grant', failureStatus = 200 } = options;
  const { resetPath = '/api/clients/auth/reset' } = options;
  requireOneOf(`${where}.secondRegistration`, secondRegistration, ['rotates', 'repeats', 'refused']);
  requireOneOf(`${where}.expiredPassword`, expiredPassword, ['invalid_grant', 'envelope']);
  requireWholeNumber(`${where}.failureStatus`, failureStatus, 200, 599);
  if (typeof resetPath !== 'string' || !/^\/api\/[^?#]+$/.test(resetPath)) {
    throw new TypeError(`${where}.resetPath: expected a path that starts with "/api/" and has no query`);
  }
  return { secondRegistration, expiredPassword, failureStatus, resetPath };
}

function checkedAccount(where: string, account: GivenAccount): MainAccount {
  requireNamedFields(where, account, ['username', 'clientname', 'clientPassword']);
  requireText(`${where}.username`, account.username);
  requireText(`${where}.clientname`, account.clientname);
  // Without a password the account has to register first.
  if (account.clientPassword !== undefined) requireText(`${where}.clientPassword`, account.clientPassword);
  return { ...account, identityNumber: null };
}

function checkedSubAccounts(
  where: string,
  list: readonly EmulatedSubAccount[] = [FAKE_SUB_ACCOUNT],
): EmulatedSubAccount[] {
  if (Array.isArray(list) && list.length === 0) return [];
  return checkedList(where, list, (place, account) => {
    requireNamedFields(place, account, ['username', 'clientname', 'identityNumber']);
    for (const name of ['username', 'clientname', 'identityNumber'] as const)
      requireText(`${place}.${name}`, account[name]);
    return { ...account };
  });
}

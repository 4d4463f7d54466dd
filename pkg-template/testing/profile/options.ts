// The options of a profile's part.

import type { Profile } from '../../facade/profile.ts';
import type { TokenProfile } from '../../facade/token-profile.ts';

import type { EmulatedRoute } from '../own-routes.ts';
import { requireNamedFields, requireText, requireWholeNumber } from '../named-fields.ts';

/** An API described as data, which the emulator plays. */
export interface EmulatedProfileOptions<Description = TokenProfile | Pick<Profile, 'toJSON'>> {
  /** The description: one of `commerce-auth/profiles`, your own, or what `defineProfile` made of it. */
  readonly description: Description;
  /** Credentials in the place of the fake ones, by name; all others stay fake. */
  readonly credentials?: Readonly<Record<string, string>> | undefined;
  /** Lifetime of its tokens in whole seconds, 1 to 2 592 000 (30 days). Default: the description's own default, or 3600. */
  readonly lifetimeSeconds?: number | undefined;
  /** Port on 127.0.0.1 of the origin that calls go to; 0 takes any free one. Default 0. */
  readonly port?: number | undefined;
  /** Routes of your own, by whole paths; with any, the API has no others. Default: every path answers `{}`. */
  readonly routes?: readonly EmulatedRoute[] | undefined;
}

export interface ProfileSettings {
  /** The description as plain data. */
  readonly description: TokenProfile;
  readonly credentials: Readonly<Record<string, string>>;
  readonly lifetimeSeconds: number;
  readonly port: number;
  readonly routes: readonly EmulatedRoute[] | undefined;
}

const WHERE = 'startEmulator.profile';
const THIRTY_DAYS_SECONDS = 30 * 24 * 60 * 60;
const ONE_HOUR_SECONDS = 60 * 60;

/** Options with every default filled in, but for the fake credentials; refuses what is not one, naming it. */
export function checkedProfileOptions(options: EmulatedProfileOptions): ProfileSettings {
  requireNamedFields(WHERE, options, ['description', 'credentials', 'lifetimeSeconds', 'port', 'routes']);
  const { credentials = {}, port = 0 } = options;
  if (typeof options.description !== 'object' || options.description === null)
    throw new TypeError(`${WHERE}.description: expected a profile`);
  const description: TokenProfile = JSON.parse(JSON.stringify(options.description));
  const lifetimeSeconds = options.lifetimeSeconds ?? description.response?.defaultLifetimeSeconds ?? ONE_HOUR_SECONDS;
  requireProfileLifetime(`${WHERE}.lifetimeSeconds`, lifetimeSeconds);
  requireWholeNumber(`${WHERE}.port`, port, 0, 65_535);
  if (typeof credentials !== 'object' || credentials === null)
    throw new TypeError(`${WHERE}.credentials: expected an object`);
  for (const [name, value] of Object.entries(credentials)) requireText(`${WHERE}.credentials.${name}`, value);
  return { description, credentials: { ...credentials }, lifetimeSeconds, port, routes: options.routes };
}

/** Refuses a lifetime that no access token would have. */
export function requireProfileLifetime(where: string, seconds: unknown): void {
  requireWholeNumber(where, seconds, 1, THIRTY_DAYS_SECONDS);
}

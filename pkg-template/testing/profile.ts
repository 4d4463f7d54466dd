// The API of a profile: its token endpoint, and calls with what it gave out, each at the origin that the profile says.

import { randomBytes } from 'node:crypto';

import { IssuedTokens, type TokenHolder } from './issued-tokens.ts';
import { requireNamedFields } from './named-fields.ts';
import { tokenAnswer } from '../played/answers.ts';
import { namesWithPair } from '../played/basic-pairs.ts';
import { profileApiEndpoint } from './profile/api-endpoint.ts';
import { ProfileControl } from './profile/control.ts';
import { type Description, type TokenCall, baseTemplateOf, keptBaseOf } from '../played/description.ts';
import { type EmulatedProfileOptions, type ProfileSettings, checkedProfileOptions } from './profile/options.ts';
import { fakeCredentials, fakeKept } from '../played/stand-ins.ts';
import { type Values, addressOf } from '../played/templates.ts';
import { profileTokenEndpoint } from './profile/token-endpoint.ts';
import { OwnRoutes } from './own-routes.ts';
import { decodedText } from './path-pattern.ts';
import { type RequestHead, headerValues } from './received-request.ts';
import { type Vendor, type VendorPlace, judgeOf } from './vendor.ts';
import type { Authentication } from './authentication.ts';
import type { Now } from './emulator-clock.ts';
import type { KnownEndpoint } from './endpoints.ts';
import type { Judge } from './judgement.ts';

type ProfileEndpoint = Extract<KnownEndpoint, `profile.${string}`>;

/** Where the addresses of a profile lead while it is played. */
export interface ProfilePlaces {
  /** The emulator's own origins. */
  readonly own: () => string[];
  /** The emulator's origin for an address; undefined where the profile has no such host. */
  readonly of: (url: URL) => string | undefined;
  /** The hosts of the profile, as an error lists them. */
  readonly hosts: readonly string[];
}

/** The parts of a profile: one for each origin that it has. */
export interface ProfilePart {
  readonly parts: readonly { readonly vendor: Vendor; readonly place: VendorPlace; readonly port: number }[];
  readonly control: ProfileControl;
  readonly places: ProfilePlaces;
}

/** The package itself checks the profile, and says which credentials it asks for. */
export async function createProfile(options: EmulatedProfileOptions, now: Now): Promise<ProfilePart> {
  const settings = checkedProfileOptions(options);
  const { description, lifetimeSeconds, port } = settings;
  const { defineProfile } = await import('commerce-auth/server');
  const credentials = credentialsOf(settings, defineProfile(description).credentialNames);
  const kept = fakeKept(description);
  const tokens = new IssuedTokens<TokenHolder>(() => `fake-token-${randomBytes(24).toString('base64url')}`, now);
  const addresses = addressesOf(description, credentials, kept);
  const { tokenCall, base, isOneOrigin } = addresses;
  const isTokenPath = (path: string) =>
    tokenCall !== undefined && decodedText(path) === decodedText(tokenCall.pathname);
  const routes = new OwnRoutes<'caller'>('startEmulator.profile.routes', settings.routes, {
    logins: [],
    loginOf: () => 'caller',
    isReserved: (path) => isOneOrigin && isTokenPath(path),
  });
  const api = profileApiEndpoint({ description, credentials, kept, tokens, routes });
  const issue = () => {
    const { value, lifetimeSeconds: lifetime } = tokens.issue({ lifetimeSeconds });
    api.learn(value);
    return tokenAnswer(description, { value, lifetimeSeconds: lifetime, expiresAt: now() + lifetime * 1000, kept });
  };
  const judges: Partial<Record<ProfileEndpoint, Judge>> = {
    'profile.api': api.judge,
    ...(hasRequest(description) && {
      'profile.token': profileTokenEndpoint({ description, credentials, now, issue }),
    }),
  };
  const ofCalls: VendorPlace = { url: null };
  const ofTokens: VendorPlace = isOneOrigin ? ofCalls : { url: null };
  const vendorAt = (place: VendorPlace): Vendor => {
    const endpointOf = ({ path }: RequestHead): ProfileEndpoint | null => {
      if (place === ofTokens && isTokenPath(path)) return 'profile.token';
      return place === ofCalls ? 'profile.api' : null;
    };
    return {
      name: 'profile',
      endpointOf,
      authenticationOf,
      judge: (received) => judgeOf(judges as Record<ProfileEndpoint, Judge>, endpointOf(received))(received),
      answerHeaders: () => ({}),
    };
  };
  const at = (place: VendorPlace, path: string) => `${place.url ?? ''}${path.replace(/\/+$/, '')}`;
  return {
    parts: [
      { vendor: vendorAt(ofCalls), place: ofCalls, port },
      ...(isOneOrigin ? [] : [{ vendor: vendorAt(ofTokens), place: ofTokens, port: 0 }]),
    ],
    control: new ProfileControl({
      issuer: tokens,
      credentials,
      addresses: () => ({
        url: at(ofCalls, base?.pathname ?? ''),
        tokenUrl: tokenCall ? `${ofTokens.url ?? ''}${tokenCall.pathname}` : null,
      }),
    }),
    places: {
      own: () => [ofCalls.url ?? '', ofTokens.url ?? ''],
      of: (url) => {
        if (url.origin === tokenCall?.origin) return ofTokens.url ?? undefined;
        return addresses.isOfCalls(url) ? (ofCalls.url ?? undefined) : undefined;
      },
      hosts: addresses.hosts,
    },
  };
}

const hasRequest = (description: Description): description is Description & { readonly request: TokenCall } =>
  description.request !== undefined;

/** Those that were given, and fake ones for the rest. Of Basic's pairs, the one that was begun. */
function credentialsOf({ description, credentials: given }: ProfileSettings, asked: readonly string[]): Values {
  const isBasic = description.request?.clientAuthentication === 'basic';
  const names = isBasic ? namesWithPair(asked, given) : asked;
  requireNamedFields('startEmulator.profile.credentials', given, names);
  return { ...fakeCredentials(description, names), ...given };
}

interface ProfileAddresses {
  readonly tokenCall: URL | undefined;
  readonly base: URL | undefined;
  readonly isOneOrigin: boolean;
  readonly isOfCalls: (url: URL) => boolean;
  readonly hosts: readonly string[];
}

function addressesOf(description: Description, credentials: Values, kept: Values): ProfileAddresses {
  const { request, keepOrigins = [] } = description;
  const tokenCall = request && addressOf(request.url, credentials);
  const template = baseTemplateOf(description);
  const base = template === undefined ? undefined : addressOf(template, { ...credentials, ...kept });
  // What an answer may give as an address is more than the one that the emulator gives.
  const below = keptBaseOf(description) === undefined ? [] : keepOrigins;
  const isBelow = ({ protocol, host }: URL) =>
    protocol === 'https:' && below.some((origin) => host === origin || host.endsWith(`.${origin}`));
  const hosts = [tokenCall?.host, base?.host].filter((host) => host !== undefined);
  return {
    tokenCall,
    base,
    isOneOrigin: tokenCall === undefined || base === undefined || tokenCall.origin === base.origin,
    isOfCalls: (url) => url.origin === base?.origin || isBelow(url),
    hosts: [...new Set([...hosts, ...below.map((origin) => `*.${origin}`)])],
  };
}

/** Which way a request tries, as far as its `Authorization` says. */
function authenticationOf(received: RequestHead): Authentication {
  const logins = headerValues(received, 'Authorization');
  if (logins.some((value) => /^bearer(?: |$)/i.test(value))) return 'bearer';
  return logins.some((value) => /^basic(?: |$)/i.test(value)) ? 'basic' : 'none';
}

// A fetch for which the vendors live in the emulator: `https` addresses of theirs lead to its origins, and no other address
// leads anywhere.

import { kindOf } from './named-fields.ts';
import type { Vendor } from './endpoints.ts';
import type { ProfilePlaces } from './profile.ts';

/** A vendor whose hosts are known beforehand. */
type KnownVendor = Exclude<Vendor, 'profile'>;
type Origins = Readonly<Record<KnownVendor, string>>;
type FetchInput = string | URL | Request;

/** The names under which each vendor's hosts lie: Capillary's in China and Caxton's production have one of their own. */
const DOMAINS: Readonly<Record<KnownVendor, readonly string[]>> = {
  capillary: ['capillarytech.com', 'capillarytech.cn.com'],
  pledg: ['pledg.co'],
  caxton: ['caxton.io', 'caxtonfx.com'],
};
const KNOWN_VENDORS = Object.keys(DOMAINS) as KnownVendor[];
/** What an error of a token call still shows of the reason: causes are reduced to name and code. */
const REFUSED = 'ERR_EMULATOR_FETCH';

// Of the moment of import: a test may put the emulator's in its place, which would then call itself.
const platformFetch = globalThis.fetch;

/**
 * The fetch of an emulator. `origins` holds the emulator's own by vendor, `places` where those of a profile lead, `isClosed` tells
 * whether it still listens.
 * It is async throughout: whatever is wrong rejects, as with the platform's fetch.
 */
export function vendorFetch(
  origins: Origins,
  places: ProfilePlaces | undefined,
  isClosed: () => boolean,
): (input: FetchInput, init?: RequestInit) => Promise<Response> {
  return async function fetch(input: FetchInput, init?: RequestInit): Promise<Response> {
    const address = emulatedAddress(addressOf(input), origins, places);
    if (isClosed()) throw refused('the emulator is closed');
    // Followed by the platform, a redirect could lead off this machine.
    const redirect = (init?.redirect ?? (input as Partial<Request>).redirect) === 'error' ? 'error' : 'manual';
    return platformFetch(address, { ...(await requestInit(input)), ...init, redirect });
  };
}

function addressOf(input: FetchInput): URL {
  // Of any realm or package: not by its class.
  const { href, url } = Object(input) as { readonly href?: unknown; readonly url?: unknown };
  const text = typeof input === 'string' ? input : (href ?? url);
  if (typeof text !== 'string') throw refused(`expected a URL or a Request, got ${kindOf(input)}`);
  try {
    return new URL(text);
  } catch {
    throw refused('the URL cannot be read: it must be absolute, such as https://eu.api.capillarytech.com/v2/customers');
  }
}

// Never with more of the address than its host: a query may hold a signature.
function emulatedAddress(url: URL, origins: Origins, places: ProfilePlaces | undefined): string {
  if (url.username || url.password) throw refused('the URL holds a user name or password');
  if ([...Object.values(origins), ...(places?.own() ?? [])].includes(url.origin)) return url.href;
  const place = places?.of(url);
  if (place !== undefined) return `${place}${url.pathname}${url.search}`;
  if (url.protocol !== 'https:')
    throw refused(`${url.protocol}//${url.host} is not https, which is all the vendors answer`);
  const vendor = KNOWN_VENDORS.find((name) => DOMAINS[name].some((domain) => isWithin(url.hostname, domain)));
  if (vendor === undefined) {
    const known = Object.values(DOMAINS).flatMap((domains) => domains.map((domain) => `*.${domain}`));
    const all = [...known, ...(places?.hosts ?? [])].join(', ');
    throw refused(`${url.host} is none of the vendors' hosts (${all}); nothing was sent`);
  }
  return `${origins[vendor]}${url.pathname}${url.search}`;
}

function isWithin(host: string, domain: string): boolean {
  return host === domain || host.endsWith(`.${domain}`);
}

/** A Request of any realm or package, as init: only the platform's own class can be sent as it is. */
async function requestInit(input: FetchInput): Promise<RequestInit> {
  if (!isRequest(input)) return {};
  const { method, headers, signal } = input;
  const body = input.body ? { body: new Uint8Array(await input.arrayBuffer()) } : {};
  return { method, headers: [...headers], signal, ...body };
}

const isRequest = (input: FetchInput): input is Request => typeof (input as Partial<Request>).clone === 'function';

function refused(why: string): TypeError {
  return Object.assign(new TypeError(`emulator.fetch: ${why}`), { code: REFUSED });
}

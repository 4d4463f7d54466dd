/// <reference lib="esnext.disposable" preserve="true" />

// startEmulator: the vendors on the loopback address, each with an origin of its own as in the world, so that what goes to the
// wrong one is seen; with one log of what they were sent and one queue of faults.

import { type InspectOptions, inspect } from 'node:util';

import { createCapillary } from './capillary.ts';
import { createCaxton } from './caxton.ts';
import { EmulatorClock } from './emulator-clock.ts';
import { type Exchange, type Report, exchangeWith } from './exchange.ts';
import { FaultQueue } from './faults.ts';
import { type ListeningServer, listenOnLoopback } from './loopback-server.ts';
import { requireNamedFields, requireWholeNumber } from './named-fields.ts';
import { createPledg } from './pledg.ts';
import { type ProfilePart, createProfile } from './profile.ts';
import { RequestLog } from './request-log.ts';
import { vendorFetch } from './vendor-fetch.ts';
import type { CredentialTemplates, ProfileCredentials } from '../facade/profile-credentials.ts';
import type { Profile } from '../facade/profile.ts';
import type { AssertionAlgorithm, ClientAuthentication, TokenProfile } from '../facade/token-profile.ts';
import type { EmulatedCapillary } from './capillary/control.ts';
import type { EmulatedCapillaryOptions } from './capillary/options.ts';
import type { EmulatedCaxton } from './caxton/control.ts';
import type { EmulatedCaxtonOptions } from './caxton/options.ts';
import type { Vendor as VendorName } from './endpoints.ts';
import type { FaultDescription } from './fault-description.ts';
import type { FaultHandle, PendingFault } from './faults.ts';
import type { LoggedRequest } from './logged-request.ts';
import type { EmulatedPledg } from './pledg/control.ts';
import type { EmulatedPledgOptions } from './pledg/options.ts';
import type { EmulatedProfile } from './profile/control.ts';
import type { EmulatedProfileOptions } from './profile/options.ts';
import type { RequestFilter } from './request-log.ts';
import type { Vendor, VendorPart, VendorPlace } from './vendor.ts';

/** Options of {@link startEmulator}. Any other name is refused. */
export interface EmulatorOptions {
  /** Port on 127.0.0.1 of Capillary's origin, {@link Emulator.url}; 0 takes any free one. Default 0. */
  readonly port?: number | undefined;
  /** Capillary's tills, clients, users and corners. Default: one fake of each. */
  readonly capillary?: EmulatedCapillaryOptions | undefined;
  /** Pledg's clients, users and merchants. Default: one fake of each. */
  readonly pledg?: EmulatedPledgOptions | undefined;
  /** Caxton's accounts and corners. Default: a fake account and a sub-account. */
  readonly caxton?: EmulatedCaxtonOptions | undefined;
  /** An API described as data, beside the three. Default: none. */
  readonly profile?: EmulatedProfileOptions | undefined;
  /** The vendors' clock, in milliseconds since the epoch, such as that of a test. Default: `Date.now`. */
  readonly now?: (() => number) | undefined;
}

/**
 * A running emulator.
 *
 * Give `fetch` to an authenticator, with the host of production, or call it with a request that a builder made. It knows every
 * address in `capillary.hosts`, `pledg.environments` and `caxton.environments`, so no credential leaves this machine. It never
 * follows a redirect: the answer is the 3xx itself, and its `url` the address at the emulator. It works without `this`.
 *
 * @example
 * ```js
 * import { startEmulator } from "commerce-auth/testing";
 *
 * const emulator = await startEmulator();
 * emulator.fault({ on: "api", status: 503, times: Infinity });
 * console.log((await fetch(`${emulator.url}/v2/customers/lookup`)).status, emulator.requests.length); // 503 1
 * emulator.clearFaults();
 * emulator.clearRequests();
 * console.log((await fetch(`${emulator.url}/v2/customers/lookup`)).status, emulator.requests.length); // 401 1
 * await emulator.close();
 * ```
 *
 * @example
 * ```js
 * import { caxton } from "commerce-auth";
 * import { capillaryOAuth } from "commerce-auth/server";
 * import { startEmulator } from "commerce-auth/testing";
 *
 * const emulator = await startEmulator();
 * const { key, secret } = emulator.capillary.credentials;
 * const api = capillaryOAuth({ host: "eu.api.capillarytech.com", key, secret, fetch: emulator.fetch });
 * console.log((await api.fetch("/v2/customers/lookup")).status); // 200
 *
 * const request = caxton.registerRequest({ environment: "sandbox", ...emulator.caxton.registration });
 * console.log(request.url, (await emulator.fetch(request.url, request)).status);
 * // https://sandbox.caxton.io/api/clients/auth/register 200
 *
 * const stray = await emulator.fetch("https://api.example.com/").catch((error) => error.message);
 * console.log(stray); // emulator.fetch: api.example.com is none of the vendors' hosts (…); nothing was sent
 * await api.close();
 * await emulator.close();
 * ```
 */
export interface Emulator extends AsyncDisposable {
  /** `http://127.0.0.1:PORT` of Capillary's origin, without a slash at the end. Pledg and Caxton have their own. */
  readonly url: string;
  /** Capillary: who may log in, and its tokens. */
  readonly capillary: EmulatedCapillary;
  /** Pledg: the same, and its notifications. */
  readonly pledg: EmulatedPledg;
  /** Caxton: the same, and its password. */
  readonly caxton: EmulatedCaxton;
  /** The API of the profile that `startEmulator` was given; null without one. */
  readonly profile: EmulatedProfile | null;
  /**
   * Leads the vendors' `https` addresses to the emulator, and rejects for every other address but its own.
   *
   * @throws TypeError as a rejection, before anything is sent; also once the emulator is closed.
   */
  readonly fetch: (input: string | URL | Request, init?: RequestInit) => Promise<Response>;
  /** Every request in order of arrival; the same array all along. */
  readonly requests: readonly LoggedRequest[];
  /** The faults still to happen, in order. */
  readonly faults: readonly PendingFault[];
  /**
   * How many logged requests have every value of the filter; all of them without one.
   *
   * @throws TypeError naming a member that no filter has.
   * @example
   * ```js
   * import { startEmulator } from "commerce-auth/testing";
   *
   * const emulator = await startEmulator();
   * await fetch(`${emulator.url}/v2/customers/lookup`);
   * console.log(emulator.count({ endpoint: "api" }), emulator.count({ verdict: "accepted" })); // 1 0
   * await emulator.close();
   * ```
   */
  count(filter?: RequestFilter): number;
  /** Forgets every logged request, so that {@link Emulator.count} begins at 0. It never fails. */
  clearRequests(): void;
  /**
   * Queues a fault.
   * @throws TypeError naming the field that is wrong, such as `fault.drip.bytes`.
   */
  fault(description: FaultDescription): FaultHandle;
  /** Takes every queued fault back. It never fails. */
  clearFaults(): void;
  /**
   * What time it is for the vendors, in milliseconds since the epoch: tokens, sessions, passwords and `Date` go by it.
   * It works without `this`, so that an authenticator can take it as its own clock. It never fails.
   *
   * @example
   * ```js
   * import { capillaryOAuth } from "commerce-auth/server";
   * import { startEmulator } from "commerce-auth/testing";
   *
   * const emulator = await startEmulator();
   * const { url: host, capillary, now } = emulator;
   * const api = capillaryOAuth({ host, ...capillary.credentials, now, dangerouslyAllowInsecureHttp: "loopback" });
   * await api.token();
   * emulator.advance(3_600_000);
   * console.log((await api.fetch("/v2/customers/lookup")).status, capillary.tokensIssued); // 200 2
   * await api.close();
   * await emulator.close();
   * ```
   */
  readonly now: () => number;
  /**
   * Lets time go by for the vendors, in whole milliseconds.
   *
   * @throws TypeError for anything else.
   * @example
   * ```js
   * import { startEmulator } from "commerce-auth/testing";
   *
   * const emulator = await startEmulator();
   * const began = emulator.now();
   * emulator.advance(60_000);
   * console.log(emulator.now() - began >= 60_000); // true
   * await emulator.close();
   * ```
   */
  advance(milliseconds: number): void;
  /**
   * Ends every connection and stops listening. May be called again, and never fails. Until then the emulator keeps the
   * process alive.
   */
  close(): Promise<void>;
  /**
   * The same as {@link Emulator.close}, for `await using`; only there when the runtime has the symbol. It never fails.
   *
   * @example
   * ```ts
   * import { startEmulator } from "commerce-auth/testing";
   *
   * await using emulator = await startEmulator();
   * console.log(emulator.requests.length, typeof emulator[Symbol.asyncDispose]); // 0 function
   * ```
   */
  [Symbol.asyncDispose](): Promise<void>;
}

const nothing = () => {};

/**
 * Starts the same servers, and beside them the API that a profile describes ([RFC 6749](https://www.rfc-editor.org/rfc/rfc6749),
 * or whatever its vendor made of it).
 *
 * @throws AuthError (as a rejection) with the JSON pointer of a mistake in the profile in `field`; TypeError for an unknown
 * option, by name, or a wrong value.
 * @example
 * ```js
 * import { shopware } from "commerce-auth/profiles";
 * import { startEmulator } from "commerce-auth/testing";
 *
 * const emulator = await startEmulator({ profile: { description: shopware } });
 * console.log(Object.keys(emulator.profile.credentials).join()); // clientId,clientSecret,host
 * await emulator.close();
 * ```
 */
export function startEmulator<
  Template extends string = never,
  Authentication extends ClientAuthentication = 'none',
  CallTemplate extends string = never,
  Kept extends string = never,
  Algorithm extends AssertionAlgorithm = never,
>(
  options: Omit<EmulatorOptions, 'profile'> & {
    /** The API, described as data. */
    readonly profile: EmulatedProfileOptions<
      Profile<Template, Authentication> | TokenProfile<Template, Authentication, CallTemplate, Kept, Algorithm>
    >;
  },
): Promise<
  Emulator & {
    /** The API of the profile. */
    readonly profile: EmulatedProfile<
      ProfileCredentials<CredentialTemplates<Template, CallTemplate, Kept, Algorithm>, Authentication>
    >;
  }
>;
/**
 * Starts servers on 127.0.0.1 that play Capillary, Pledg and Caxton, each at an origin of its own: they check requests as
 * strictly as the vendors' pages describe them, log them and misbehave on demand. Close the emulator when done.
 *
 * Requests it refuses although a vendor may not: a wildcard `Accept`, an unknown attribution type (which the vendor
 * silently takes for a till), attribution headers that do not go with the kind of login. The log's `verdict` says why.
 * The signature of its tokens is 256 random bytes: Capillary publishes no key to verify one with.
 *
 * @throws TypeError (as a rejection) for an unknown option, by name, or a wrong value.
 * @example
 * ```js
 * import { startEmulator } from "commerce-auth/testing";
 *
 * const emulator = await startEmulator();
 * const { key, secret } = emulator.capillary.credentials;
 * const answer = await fetch(`${emulator.url}/v3/oauth/token/generate`, {
 *   method: "POST",
 *   headers: { "Content-Type": "application/json" },
 *   body: JSON.stringify({ key, secret }),
 * });
 * console.log((await answer.json()).data.ttlSeconds); // 300
 * await emulator.close();
 * ```
 */
export function startEmulator(options?: EmulatorOptions): Promise<Emulator>;
export async function startEmulator(options: EmulatorOptions = {}): Promise<Emulator> {
  requireNamedFields('startEmulator', options, ['port', 'capillary', 'pledg', 'caxton', 'profile', 'now']);
  return startReportingEmulator(options, nothing);
}

/** The same, telling `report` of every log entry when its exchange is over. */
export async function startReportingEmulator(
  { port = 0, capillary, pledg, caxton, profile, now }: EmulatorOptions,
  report: Report,
): Promise<Emulator> {
  const ports = { port, 'startEmulator.pledg.port': pledg?.port ?? 0, 'startEmulator.caxton.port': caxton?.port ?? 0 };
  for (const [name, value] of Object.entries(ports)) requireWholeNumber(name, value, 0, 65_535);
  const clock = new EmulatorClock(now);
  const parts = {
    capillary: placed(port, () => createCapillary(capillary, clock.now)),
    pledg: placed(pledg?.port ?? 0, (place) => createPledg(pledg, place, clock.now)),
    caxton: placed(caxton?.port ?? 0, (place) => createCaxton(caxton, place, clock.now)),
  };
  const played = profile === undefined ? undefined : await createProfile(profile, clock.now);
  const log = new RequestLog();
  const faults = new FaultQueue();
  const servers = await startAll([...Object.values(parts), ...(played?.parts ?? [])], {
    log,
    faults,
    report,
    now: clock.now,
  });
  const controls = { capillary: parts.capillary.control, pledg: parts.pledg.control, caxton: parts.caxton.control };
  return new RunningEmulator({ url: parts.capillary.place.url ?? '', servers, log, faults, clock, controls, played });
}

/** A vendor's part with its place, which is known once its server listens, and the port it asks for. */
interface PlacedPart<Control> extends VendorPart<Control> {
  readonly place: VendorPlace;
  readonly port: number;
}

function placed<Control>(port: number, create: (place: VendorPlace) => VendorPart<Control>): PlacedPart<Control> {
  const place: VendorPlace = { url: null };
  return { ...create(place), place, port };
}

type Placed = { readonly vendor: Vendor; readonly place: VendorPlace; readonly port: number };

async function startAll(parts: readonly Placed[], exchange: Exchange): Promise<ListeningServer[]> {
  const servers: ListeningServer[] = [];
  try {
    for (const { vendor, place, port } of parts) {
      const server = await listenOnLoopback(port, exchangeWith({ vendor, ...exchange }));
      servers.push(server);
      place.url = `http://127.0.0.1:${server.port}`;
    }
    return servers;
  } catch (error) {
    await closeAll(servers);
    throw error;
  }
}

function closeAll(servers: readonly ListeningServer[]): Promise<void> {
  return Promise.all(servers.map((server) => server.close())).then(nothing);
}

interface Controls {
  readonly capillary: EmulatedCapillary;
  readonly pledg: EmulatedPledg;
  readonly caxton: EmulatedCaxton;
}

interface EmulatorParts {
  readonly url: string;
  readonly servers: readonly ListeningServer[];
  readonly log: RequestLog;
  readonly faults: FaultQueue;
  readonly clock: EmulatorClock;
  readonly controls: Controls;
  readonly played: ProfilePart | undefined;
}

class RunningEmulator implements Emulator {
  readonly url: string;
  readonly capillary: EmulatedCapillary;
  readonly pledg: EmulatedPledg;
  readonly caxton: EmulatedCaxton;
  readonly profile: EmulatedProfile | null;
  readonly fetch: Emulator['fetch'];
  readonly now: () => number;
  /** Set below, where the runtime has the symbol. */
  declare readonly [Symbol.asyncDispose]: () => Promise<void>;
  #servers: readonly ListeningServer[];
  #log: RequestLog;
  #faults: FaultQueue;
  #clock: EmulatorClock;
  #closing: Promise<void> | null = null;

  constructor({ url, servers, log, faults, clock, controls, played }: EmulatorParts) {
    this.url = url;
    this.capillary = controls.capillary;
    this.pledg = controls.pledg;
    this.caxton = controls.caxton;
    this.profile = played?.control ?? null;
    const origins: Record<Exclude<VendorName, 'profile'>, string> = {
      capillary: url,
      pledg: controls.pledg.url,
      caxton: controls.caxton.url,
    };
    // A function of its own, since it is handed on as an option.
    this.fetch = vendorFetch(origins, played?.places, () => this.#closing !== null);
    this.#servers = servers;
    this.#log = log;
    this.#faults = faults;
    this.#clock = clock;
    this.now = clock.now;
  }

  get requests(): readonly LoggedRequest[] {
    return this.#log.entries;
  }

  get faults(): PendingFault[] {
    return this.#faults.list();
  }

  count(filter?: RequestFilter): number {
    return this.#log.count(filter);
  }

  clearRequests(): void {
    this.#log.clear();
  }

  fault(description: FaultDescription): FaultHandle {
    return this.#faults.add(description);
  }

  clearFaults(): void {
    this.#faults.clear();
  }

  advance(milliseconds: number): void {
    this.#clock.advance(milliseconds);
  }

  close(): Promise<void> {
    this.#closing ??= closeAll(this.#servers);
    return this.#closing;
  }

  toJSON(): object {
    const { url, capillary, pledg, caxton, profile, requests } = this;
    const played = profile && { profile };
    return { url, capillary, pledg, caxton, ...played, requests, faults: this.faults.map(withoutContent) };
  }

  [inspect.custom](depth: number, options: InspectOptions): string {
    if (depth < 0) return '[Emulator]';
    return `Emulator ${inspect(this.toJSON(), options)}`;
  }
}

// A fault may answer with whatever a test planted in it, a credential included.
function withoutContent({ name, on, times, skip }: PendingFault): object {
  return { name, on, times, skip };
}

// A runtime without the symbol has no `await using` either.
if (Symbol.asyncDispose) {
  Object.defineProperty(RunningEmulator.prototype, Symbol.asyncDispose, {
    value(this: RunningEmulator) {
      return this.close();
    },
  });
}

import type { AccessToken } from '../facade/access-token.ts';
import { tokenText } from '../facade/token-text.ts';
import { AuthError, invalidArgument } from '../facade/auth-error.ts';
import type { CapillaryEntityAttribution, CapillaryLookupAttribution } from '../facade/capillary-attribution.ts';
import type { CapillaryTill } from '../facade/capillary-till.ts';
import type { CaxtonAddress } from '../facade/caxton-address.ts';
import { checkedCall } from '../facade/checked-call.ts';
import { jsonText } from '../facade/json-form.ts';
import { plainObject } from '../facade/kinds.ts';
import type { Operation } from '../facade/operation.ts';
import type { PledgEnvironment } from '../facade/pledg-environment.ts';
import type { CredentialTemplates, ProfileCredentials } from '../facade/profile-credentials.ts';
import type { Profile } from '../facade/profile.ts';
import type { AssertionAlgorithm, ClientAuthentication, TokenProfile } from '../facade/token-profile.ts';
import { Account, type CallAddress, type CallAttribution, type Generation } from './account.ts';
import { fieldOf } from './answer-field.ts';
import { type Limits, lookInto } from './api-answer.ts';
import { ApiRequest, checkOrigin } from './api-request.ts';
import type {
  Authenticator as PublicAuthenticator,
  AuthenticatorStatus,
  TokenAuthenticator,
} from './authenticator-contract.ts';
import { callOf, isResponse, secretCallOf } from './caller-fetch.ts';
import { Clock } from './clock.ts';
import type { CommonOptions, FetchedResponse } from './authenticator-options.ts';
import { requestFailure } from './core.ts';
import { Events } from './events.ts';
import * as operations from './operations.ts';
import { keptOf } from './option-kinds.ts';
import { isControlFlow, reasonOf, scrubbedCause } from './thrown-cause.ts';
import { TokenKeeper, closedError } from './token-keeper.ts';
import { VendorOrigins } from './vendor-origins.ts';
import { checkSignal } from './waiting.ts';

/** The methods that write: what only reads is attributed to nobody. */
const ATTRIBUTED_BY_DEFAULT = new Set(['POST', 'PUT', 'PATCH', 'DELETE']);

const METHODS = ['headers', 'fetch', 'token', 'invalidate', 'status', 'close'] as const;

/** An answer of the API, and the number of the token it was asked with. */
interface Answer {
  response: Response;
  readonly generation: Generation;
}

/** The header fields of one token, with the authenticator's own attribution and with none. */
interface Built {
  readonly generation: Generation;
  own?: Record<string, string>;
  none?: Record<string, string>;
  /** Where calls go, where that depends on more than the call. */
  address?: CallAddress;
}

/** What makes an authenticator of a kind, and what its calls may have of their own. */
interface AuthenticatorKind {
  readonly factory: Operation<void>;
  readonly call: Operation<void>;
}

const CAPILLARY_OAUTH: AuthenticatorKind = { factory: operations.capillaryOAuth, call: operations.headersWithEntity };
const CAPILLARY_BASIC: AuthenticatorKind = { factory: operations.capillaryBasic, call: operations.headersWithLookup };
const PLEDG_TOKEN: AuthenticatorKind = { factory: operations.pledgAccessToken, call: operations.headersAlone };
const PLEDG_BASIC: AuthenticatorKind = { factory: operations.pledgBasic, call: operations.headersAlone };
const CAXTON: AuthenticatorKind = { factory: operations.caxtonAccount, call: operations.headersAlone };
const PROFILE: AuthenticatorKind = { factory: operations.profileAuthenticator, call: operations.headersAlone };

type Signal = AbortSignal | null | undefined;

/** Credentials that authenticate calls; those with a token renew it. */
class Authenticator<Named> implements TokenAuthenticator<Named> {
  #account: Account;
  #origins: VendorOrigins;
  #clock: Clock;
  #fetch: NonNullable<CommonOptions['fetch']>;
  #keeper: TokenKeeper | undefined;
  /** What calls may have of their own. */
  #call: Operation<void>;
  #events: Events;
  #makesAddresses: boolean;
  #closed = false;
  #lastStatus: AuthenticatorStatus | undefined;
  #lastType: { type: string | null | undefined; isJson: boolean } = { type: null, isJson: false };
  /** How far answers are looked into; nothing where their status says all there is to know. */
  #limits: Limits | undefined;
  #built: Built | undefined = { generation: -1 };
  /** Only there when the runtime has the symbol. */
  declare [Symbol.asyncDispose]: () => Promise<void>;

  constructor({ factory, call }: AuthenticatorKind, ...given: readonly unknown[]) {
    factory.refuse?.(factory.name);
    // Clients of all kinds take a `fetch` and call it without its owner.
    for (const name of METHODS) {
      Object.defineProperty(this, name, {
        value: (this[name] as (...given: never[]) => unknown).bind(this),
        writable: true,
        configurable: true,
      });
    }
    const options = checkedCall(factory, given);
    const kept = keptOf(options);
    const { store, waitUntil, sharePendingCalls: sharesCalls = true } = kept;
    this.#call = call;
    this.#clock = new Clock(kept.now);
    this.#events = new Events(kept.onEvent, this.#clock);
    this.#fetch = callOf(kept.fetch);
    const secretFetch = secretCallOf(kept.fetch);
    this.#account = new Account(factory, options);
    this.#origins = new VendorOrigins(this.#account);
    const { hasToken, readsBodies, bodyLimit, timeoutMs, makesAddresses } = this.#account.facts;
    this.#makesAddresses = makesAddresses;
    if (!hasToken) return;
    if (readsBodies) this.#limits = { bytes: bodyLimit, patienceMs: timeoutMs };
    const world = { clock: this.#clock, fetch: secretFetch, events: this.#events, store, waitUntil, sharesCalls };
    this.#keeper = new TokenKeeper(this.#account, world);
  }

  async headers(request?: {
    attribution?: Named | null | undefined;
    signal?: AbortSignal | undefined;
  }): Promise<Record<string, string>> {
    const { signal, ...own } = optionsOf(request, 'request', ['attribution', 'signal']);
    const attribution = Object.keys(own).length > 0 ? this.#checked(own) : 'own';
    return this.#authenticated((generation) => ({ ...this.#headersFor(attribution, generation) }), signal);
  }

  async fetch(
    input: string | URL | Request,
    init?: RequestInit & { attribution?: Named | null | undefined; replay?: false | undefined },
  ): Promise<Response> {
    if (this.#closed) throw closedError();
    const request = new ApiRequest(input, init, this.#origins.base);
    await request.ready;
    if (this.#closed) throw closedError();
    // What is relative to an address that comes with a token is looked at when that is known.
    if (request.url !== undefined) checkOrigin(request.url, this.#origins);
    const attribution = this.#attributionOf(request);
    const first = await this.#send(request, attribution);
    if (!(await this.#isRejected(first))) return first.response;
    if (!this.#keeper?.rejected(first.generation) || !request.isReplayable) return first.response;
    // Nobody reads the first answer: its connection is given back.
    first.response.body?.cancel?.().catch(() => {});
    const second = await this.#send(request, attribution);
    this.#events.tell('request_replayed', () => ({ status: second.response.status }));
    if (await this.#isRejected(second)) this.#keeper.rejected(second.generation);
    return second.response;
  }

  async token(options?: { signal?: AbortSignal | undefined }): Promise<AccessToken> {
    const keeper = this.#keeper;
    if (keeper === undefined) {
      throw invalidArgument(
        'token',
        'this authenticator has no token, since its credentials need none: use headers() or fetch()',
      );
    }
    const { signal, ...unknown } = optionsOf(options, 'options', ['signal']);
    const [name] = Object.keys(unknown);
    if (name !== undefined) {
      throw new AuthError({ code: 'unknown_option', field: 'options', message: 'token() has one option, signal' });
    }
    return this.#authenticated(() => keeper.token(), signal);
  }

  invalidate(rejected?: string | AccessToken): void {
    const text = tokenText(rejected);
    if (text !== undefined && typeof text !== 'string') {
      throw invalidArgument('rejected', 'rejected must be the token that was rejected, or nothing for the one held');
    }
    if (this.#closed) return;
    this.#account.invalidate(text);
  }

  status(): AuthenticatorStatus {
    return { ...(this.#lastStatus ?? this.#account.status(this.#clock.now())) };
  }

  async close(): Promise<void> {
    if (!this.#closed) this.#events.tell('closed');
    this.#closed = true;
    await this.#keeper?.close();
    if (this.#lastStatus !== undefined) return;
    this.#lastStatus = { ...this.status(), hasToken: false, calling: false };
    // Zeroes key, secret and token in the memory of the core.
    this.#account.free();
    this.#built = undefined;
  }

  /** What `take` returns, or a promise of it; it is called while there is a token, where the scheme has one. */
  #authenticated<Taken>(take: (generation: Generation) => Taken, signal: Signal): Taken | Promise<Taken> {
    checkSignal(signal);
    if (this.#closed) throw closedError();
    return this.#keeper === undefined ? take(0) : this.#keeper.withToken(take, signal);
  }

  async #send(request: ApiRequest, attribution: CallAttribution): Promise<Answer> {
    const signed = (generation: Generation) => ({
      generation,
      fields: this.#headersFor(attribution, generation),
      address: this.#addressFor(generation),
    });
    const { generation, fields, address } = await this.#authenticated(signed, request.signal);
    const url = address === undefined ? (request.url as URL) : request.urlBelow(address);
    if (url !== request.url) checkOrigin(url, this.#origins);
    let response: FetchedResponse;
    try {
      response = await this.#fetch(url.href, request.initWith(fields));
    } catch (thrown) {
      throw failureOf(thrown, request.signal);
    }
    if (!isResponse(response)) throw requestFailure('no_response');
    if (!response.ok && response.type === 'opaqueredirect') {
      throw new AuthError({
        code: 'redirect_refused',
        message:
          'the vendor answered with a redirect, which is never followed with credentials: request the final address',
      });
    }
    return { response, generation };
  }

  /** Whether an answer rejects the token, or a promise of that: then the answer has another response afterwards, as whole. */
  #isRejected(answer: Answer): boolean | Promise<boolean> {
    if (this.#keeper === undefined || this.#closed) return false;
    const { response } = answer;
    const { status } = response;
    const limits = this.#limits;
    const look = limits !== undefined && this.#saysMore(response) ? lookInto(response, limits) : undefined;
    if (look === undefined) return this.#account.rejects(status);
    return look.then(({ bytes, whole }) => {
      answer.response = whole;
      return !this.#closed && this.#account.rejects(status, bytes);
    });
  }

  /** Whether more is to be known of an answer than its status says, where one is looked into at all. */
  #saysMore({ headers }: Response): boolean {
    return this.#isJson(fieldOf(headers, 'content-type'));
  }

  /** The core says what is JSON; an API says the same of all its answers. */
  #isJson(type: string | undefined): boolean {
    if (this.#lastType.type !== type) this.#lastType = { type, isJson: this.#account.looksInto(type) };
    return this.#lastType.isJson;
  }

  /** Whom a call names, refused where no call can be made so, before a token is asked for. */
  #checked(own: { attribution?: unknown }): CallAttribution {
    if (this.#closed) throw closedError();
    const call = checkedCall(this.#call, [own]);
    if (own.attribution === undefined) return 'own';
    if (own.attribution === null) return 'none';
    return this.#account.checked(call);
  }

  #attributionOf({ attribution, method }: ApiRequest): CallAttribution {
    if (attribution !== undefined) return this.#checked({ attribution });
    return ATTRIBUTED_BY_DEFAULT.has(method) ? 'own' : 'none';
  }

  /** Where calls go, where that depends on more than the call: asked of the core once for each token. */
  #addressFor(generation: Generation): CallAddress | undefined {
    if (!this.#makesAddresses) return undefined;
    if (this.#built?.generation !== generation) this.#built = { generation };
    this.#built.address ??= this.#account.address();
    return this.#built.address;
  }

  /** A record to copy from: built by the core once for each token, unless the call names an attribution. */
  #headersFor(attribution: CallAttribution, generation: Generation): Record<string, string> {
    if (typeof attribution !== 'string') return this.#account.headers(attribution);
    if (this.#built?.generation !== generation) this.#built = { generation };
    const fields = this.#built[attribution] ?? this.#account.headers(attribution);
    this.#built[attribution] = fields;
    return fields;
  }
}

/** The options of a call, a plain object: what came from a class or a prototype would be dropped without a word. */
function optionsOf<Options extends object>(
  given: Options | null | undefined,
  name: string,
  members: readonly (keyof Options & string)[],
): Partial<Options> {
  if (given === undefined || given === null) return {};
  return plainObject(
    given,
    members.map((member) => ({ name: member })),
    name,
  ) as Options;
}

// Node 20 has the symbol; other runtimes may not yet.
if (Symbol.asyncDispose) {
  Object.defineProperty(Authenticator.prototype, Symbol.asyncDispose, {
    value(this: Authenticator<unknown>) {
      return this.close();
    },
    writable: true,
    configurable: true,
  });
}

/** Key and secret of a Capillary API client. */
export interface CapillaryOAuthOptions extends CommonOptions {
  /** The address of the API: `https://origin[/base]`, or a bare name. */
  host: string;
  /** The key of the API client, from InTouch. */
  key: string;
  /** Its secret, which InTouch shows once. */
  secret: string;
  /** The till or store that calls which write act for: those with POST, PUT, PATCH or DELETE. Default: the client's own till. */
  attribution?: CapillaryEntityAttribution | undefined;
}

/**
 * Capillary with an access token ("OAuth2 Client Credentials Flow", docs.capillarytech.com). The token is asked for
 * at the first use.
 *
 * @throws {AuthError} At once for options that cannot work: `invalid_argument`, `unknown_option`, `insecure_url`,
 * `server_only`. Its methods reject with what the token call came to.
 * @example
 * ```js
 * import { startEmulator } from 'commerce-auth/testing';
 * import { capillaryOAuth } from 'commerce-auth/server';
 *
 * const vendor = await startEmulator();
 * const api = capillaryOAuth({ host: vendor.url, ...vendor.capillary.credentials, dangerouslyAllowInsecureHttp: 'loopback' });
 * const headers = await api.headers();
 * console.log(Object.keys(headers)[0]); // X-CAP-API-OAUTH-TOKEN
 * await api.close();
 * await vendor.close();
 * ```
 */
export function capillaryOAuth(options: CapillaryOAuthOptions): TokenAuthenticator<CapillaryEntityAttribution> {
  return new Authenticator(CAPILLARY_OAUTH, options);
}

/** A Capillary till. */
export type CapillaryBasicOptions = CommonOptions &
  CapillaryTill & {
    /** The address of the API: `https://origin[/base]`, or a bare name. */
    host: string;
    /** Whom calls with POST, PUT, PATCH and DELETE act for, in v2 APIs. Default: nobody but the till. */
    attribution?: CapillaryLookupAttribution | undefined;
  };

/**
 * Capillary with Basic ("Basic authentication", docs.capillarytech.com): nothing to obtain or renew, behind the same
 * interface.
 *
 * @throws {AuthError} At once for options that cannot work: `invalid_argument`, `looks_hashed`, `unknown_option`,
 * `insecure_url`, `server_only`.
 * @example
 * ```js
 * import { capillaryBasic } from 'commerce-auth/server';
 *
 * const api = capillaryBasic({ host: 'eu.api.capillarytech.com', username: 'store.server', password: 'server123' });
 * console.log((await api.headers()).Authorization);
 * // Basic c3RvcmUuc2VydmVyOjhhMTZhNmI3MDUwNWViMWYxZmY3Y2RjMGNkNTU1OWE3
 * ```
 */
export function capillaryBasic(options: CapillaryBasicOptions): PublicAuthenticator<CapillaryLookupAttribution> {
  return new Authenticator(CAPILLARY_BASIC, options);
}

/**
 * Pledg with an access token ("Authentication", docs.pledg.co), which lives for ten minutes.
 *
 * @param options.key The API key of the dashboard.
 * @param options.secret Its secret, sent as it is and not hashed.
 * @throws {AuthError} At once for options that cannot work: `invalid_argument`, `unknown_option`, `insecure_url`,
 * `server_only`.
 * @example
 * ```js
 * import { startEmulator } from 'commerce-auth/testing';
 * import { pledgAccessToken } from 'commerce-auth/server';
 *
 * const vendor = await startEmulator();
 * const api = pledgAccessToken({ host: vendor.pledg.url, ...vendor.pledg.credentials, dangerouslyAllowInsecureHttp: 'loopback' });
 * const refund = { method: 'POST', body: JSON.stringify({ amount_cents: 2000 }) };
 * console.log((await api.fetch('/api/purchases/pur_1/credit_by_transfer', refund)).status); // 200
 * await api.close();
 * await vendor.close();
 * ```
 */
export function pledgAccessToken(
  options: CommonOptions & PledgEnvironment & { key: string; secret: string },
): TokenAuthenticator<never> {
  return new Authenticator(PLEDG_TOKEN, options);
}

/**
 * Pledg with the e-mail and password of a dashboard user ("Authentication", docs.pledg.co).
 *
 * @param options.email The user's address.
 * @param options.password The clear password.
 * @throws {AuthError} At once: `invalid_argument`, `unknown_option`, `insecure_url`, `server_only`.
 * @example
 * ```js
 * import { pledgBasic } from 'commerce-auth/server';
 *
 * const api = pledgBasic({ environment: 'staging', email: 'random@domain.com', password: 'john123' });
 * console.log((await api.headers()).Authorization); // Basic cmFuZG9tQGRvbWFpbi5jb206am9objEyMw==
 * ```
 */
export function pledgBasic(
  options: CommonOptions & PledgEnvironment & { email: string; password: string },
): PublicAuthenticator<never> {
  return new Authenticator(PLEDG_BASIC, options);
}

/**
 * A Caxton account with an access token ("Authentication", step 2, dev.caxton.io/docs).
 *
 * An identity number and a user's API token belong to a call, not to the account: pass them as header fields of that call,
 * `fetch(path, { headers: { IdentityNumber: '…', userapitoken: '…' } })`.
 *
 * @param options.username The `Username` that Caxton gave, or that of `caxton.subsidiaryRequest`.
 * @param options.clientPassword The password of {@link registerCaxtonClient}.
 * @param options.passwordEndsAt When that password ends, in milliseconds since 1970: the `endsAt` of the registration.
 * From then on a token that is held is used up, and what needs another fails with `password_expired` at once. Default:
 * unknown, so that the vendor's own refusal tells.
 * @throws {AuthError} At once: `invalid_argument`, `unknown_option`, `insecure_url`, `server_only`.
 * @example
 * ```js
 * import { startEmulator } from 'commerce-auth/testing';
 * import { caxtonAccount } from 'commerce-auth/server';
 *
 * const vendor = await startEmulator();
 * const api = caxtonAccount({
 *   host: vendor.caxton.url,
 *   ...vendor.caxton.credentials,
 *   passwordEndsAt: vendor.caxton.passwordEndsAt ?? undefined,
 *   dangerouslyAllowInsecureHttp: 'loopback',
 * });
 * console.log((await api.fetch('webhooks/endpoints')).status); // 200
 * await api.close();
 * await vendor.close();
 * ```
 */
export function caxtonAccount(
  options: CommonOptions &
    CaxtonAddress & { username: string; clientPassword: string; passwordEndsAt?: number | undefined },
): TokenAuthenticator<never> {
  return new Authenticator(CAXTON, options);
}

/**
 * Any API that is described as data: a token call of RFC 6749, or whatever the vendor made of it; or credentials that need none.
 *
 * Relative URLs of `fetch` resolve below `baseUrl` of the profile; without one, below the host that the token endpoint's address
 * begins with, else from the origin of that. List further origins of the API in `origins`.
 *
 * @param profile A `Profile`, or the data of one.
 * @param credentials Exactly those that the profile names.
 * @throws {AuthError} At once: `invalid_argument`, `unknown_option`, `insecure_url`, `server_only`.
 * @example
 * ```js
 * import { defineProfile, profileAuthenticator } from 'commerce-auth/server';
 * import { startEmulator } from 'commerce-auth/testing';
 *
 * const vendor = await startEmulator();
 * const profile = defineProfile({
 *   name: 'by hand',
 *   request: {
 *     url: '{host}/v3/oauth/token/generate',
 *     encoding: 'json',
 *     clientAuthentication: 'body',
 *     fields: { key: '{key}', secret: '{secret}' },
 *   },
 *   response: { token: '/data/accessToken', lifetimeSeconds: '/data/ttlSeconds' },
 *   header: { name: 'X-CAP-API-OAUTH-TOKEN' },
 * });
 * const credentials = { host: vendor.url, ...vendor.capillary.credentials };
 * const api = profileAuthenticator(profile, credentials, { dangerouslyAllowInsecureHttp: 'loopback' });
 * console.log(Object.keys(await api.headers())); // [ 'X-CAP-API-OAUTH-TOKEN' ]
 * await api.close();
 * await vendor.close();
 * ```
 */
export function profileAuthenticator<
  Template extends string = never,
  Authentication extends ClientAuthentication = 'none',
  CallTemplate extends string = never,
  Kept extends string = never,
  Algorithm extends AssertionAlgorithm = never,
>(
  profile: Profile<Template, Authentication> | TokenProfile<Template, Authentication, CallTemplate, Kept, Algorithm>,
  credentials: ProfileCredentials<CredentialTemplates<Template, CallTemplate, Kept, Algorithm>, Authentication>,
  common?: CommonOptions,
): TokenAuthenticator<never> {
  if (common !== undefined && (typeof common !== 'object' || common === null)) {
    throw invalidArgument('common', 'common must be an object of options');
  }
  return new Authenticator(PROFILE, jsonText(profile, 'profile'), credentials, common ?? {});
}

/** What a call rejects with that got no answer: its caller's own reason where the caller ended it, and a framework's own. */
function failureOf(thrown: unknown, signal: Signal): unknown {
  if (signal?.aborted) return signal.reason;
  return isControlFlow(thrown) ? thrown : requestFailure(reasonOf(thrown), scrubbedCause(thrown));
}

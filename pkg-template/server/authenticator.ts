import type { AccessToken } from '../facade/access-token.ts';
import { AuthError, invalidArgument, isAuthError } from '../facade/auth-error.ts';
import type { CapillaryEntityAttribution, CapillaryLookupAttribution } from '../facade/capillary-attribution.ts';
import type { CapillaryTill } from '../facade/capillary-till.ts';
import type { CaxtonAddress } from '../facade/caxton-address.ts';
import { checkedCall } from '../facade/checked-call.ts';
import { jsonText } from '../facade/json-form.ts';
import { plainObject } from '../facade/kinds.ts';
import { type Field, type Operation, refuseMisplaced } from '../facade/operation.ts';
import type { PledgEnvironment } from '../facade/pledg-environment.ts';
import type { CredentialTemplates, ProfileCredentials } from '../facade/profile-credentials.ts';
import type { Profile } from '../facade/profile.ts';
import { readArgument } from '../facade/read-argument.ts';
import type { AssertionAlgorithm, ClientAuthentication, TokenProfile } from '../facade/token-profile.ts';
import { Account, type CallAddress, type CallAttribution, type Generation } from './account.ts';
import { fieldOf } from './answer-field.ts';
import { type Limits, lookInto } from './api-answer.ts';
import { ApiRequest, checkOrigin } from './api-request.ts';
import type {
  Authenticator as PublicAuthenticator,
  AuthenticatorStatus,
  TokenAuthenticator,
  FetchInit,
} from './authenticator-contract.ts';
import { ApiCall } from './api-call.ts';
import { callOf, isResponse, secretCallOf } from './caller-fetch.ts';
import { Clock } from './clock.ts';
import { copiedOptions } from './copied-options.ts';
import type { CommonOptions, FetchedResponse } from './authenticator-options.ts';
import { performOnProfile, requestFailure } from './core.ts';
import type { Given } from './credential-source.ts';
import { Events } from './events.ts';
import { giveBack } from './given-back.ts';
import { type BySuccessor, LateAuthenticator, takenApart } from './late-authenticator.ts';
import type { LateOrNow, MaybePromise } from './late-credentials.ts';
import * as operations from './operations.ts';
import { keptOf } from './option-kinds.ts';
import { rejectedText } from './rejected-token.ts';
import { THROUGH } from './sending-through.ts';
import { isControlFlow, reasonOf, scrubbedCause, speaksOfIntegrity } from './thrown-cause.ts';
import { TokenKeeper, closedError } from './token-keeper.ts';
import { VendorOrigins } from './vendor-origins.ts';
import { checkSignal } from './waiting.ts';

/** The methods that write: what only reads is attributed to nobody. */
const ATTRIBUTED_BY_DEFAULT = new Set(['POST', 'PUT', 'PATCH', 'DELETE']);

/** How long before its end it is said of a password that it ends, in milliseconds: seven days. */
const TOLD_BEFORE_END_MS = 7 * 86_400_000;

/** The end of a password, and from when on it is to be told of. */
interface EndToTell {
  readonly from: number;
  readonly passwordEndsAt: number;
}

const PASSWORD_HAS_ENDED = {
  attempt: 0,
  durationMs: 0,
  code: 'password_expired',
  status: null,
  nextTryAt: null,
} as const;

const METHODS = ['headers', 'fetch', 'token', 'invalidate', 'status', 'close'] as const;

/** An answer of the API, and the number of the token it was asked with. */
interface Answer {
  response: Response;
  readonly generation: Generation;
}

/** What was built for one token. It has all its members itself: none is ever looked up in a prototype. */
class Built {
  readonly generation: Generation;
  /** The header fields, with the authenticator's own attribution and with none. */
  own: Record<string, string> | undefined = undefined;
  none: Record<string, string> | undefined = undefined;
  /** Where calls go, where that depends on more than the call. */
  address: CallAddress | undefined = undefined;

  constructor(generation: Generation) {
    this.generation = generation;
  }
}

/** What makes an authenticator of a kind, and what its calls may have of their own. */
interface AuthenticatorKind {
  readonly vendor: string;
  readonly factory: Operation<void>;
  readonly call: Operation<void>;
  /** What `credentials` gives: all that there may be, each standing for itself as long as nobody has given it. */
  readonly credentials: Readonly<Record<string, unknown>>;
}

/** What an authenticator is made of whose credentials come later. */
interface LatePlan {
  readonly kind: Omit<AuthenticatorKind, 'credentials'>;
  readonly give: () => unknown;
  readonly names: readonly string[] | undefined;
  /** The arguments of the factory with something in the place of the credentials. */
  readonly standIns: readonly unknown[];
  /** The arguments of the factory with these credentials. */
  readonly given: (credentials: Given, onEvent: NonNullable<CommonOptions['onEvent']>) => readonly unknown[];
}

/** Stands in for a credential that is still to come, so that everything else can be checked before. */
const LATER = 'later';
const DIGEST_LATER = '0'.repeat(32);

const CAPILLARY_OAUTH: AuthenticatorKind = {
  vendor: 'capillary',
  factory: operations.capillaryOAuth,
  call: operations.headersWithEntity,
  credentials: { key: LATER, secret: LATER },
};
const CAPILLARY_BASIC: AuthenticatorKind = {
  vendor: 'capillary',
  factory: operations.capillaryBasic,
  call: operations.headersWithLookup,
  credentials: { username: LATER, password: undefined, passwordMd5: DIGEST_LATER, allowHashLikePassword: undefined },
};
const PLEDG_TOKEN: AuthenticatorKind = {
  vendor: 'pledg',
  factory: operations.pledgAccessToken,
  call: operations.headersAlone,
  credentials: { key: LATER, secret: LATER },
};
const PLEDG_BASIC: AuthenticatorKind = {
  vendor: 'pledg',
  factory: operations.pledgBasic,
  call: operations.headersAlone,
  credentials: { email: LATER, password: LATER },
};
const CAXTON: AuthenticatorKind = {
  vendor: 'caxton',
  factory: operations.caxtonAccount,
  call: operations.headersAlone,
  credentials: { username: LATER, clientPassword: LATER, passwordEndsAt: undefined },
};
const PROFILE = { factory: operations.profileAuthenticator, call: operations.headersAlone };
/** In the place of a profile whose credentials are still to come: with it the other options can be checked before. */
const PROFILE_LATER = JSON.stringify({
  name: LATER,
  request: { url: 'https://credentials.invalid/', clientAuthentication: 'none' },
  response: { token: '/token' },
});

type Signal = AbortSignal | null | undefined;

type Fetch = NonNullable<CommonOptions['fetch']>;

/** Credentials that authenticate calls; those with a token renew it. */
class Authenticator<Named> implements TokenAuthenticator<Named> {
  #account: Account;
  #origins: VendorOrigins;
  #clock: Clock;
  #fetch: Fetch;
  #keeper: TokenKeeper | undefined;
  /** What calls may have of their own. */
  #call: Operation<void>;
  #events: Events;
  #name: string | null;
  #vendor: string;
  /** When to tell of the end of a password, which is told once. */
  #endToTell: EndToTell | undefined;
  #makesAddresses: boolean;
  #closed = false;
  /** Ends the reading of what calls are to send. */
  #closing: AbortController | undefined;
  #lastStatus: AuthenticatorStatus | undefined;
  #lastType: { type: string | null | undefined; isJson: boolean } = { type: null, isJson: false };
  /** How far answers are looked into; nothing where their status says all there is to know. */
  #limits: Limits | undefined;
  #built: Built = new Built(-1);
  /** Where other credentials may take the place of these. */
  #bySuccessor: BySuccessor<Named> | undefined;
  /** Only there when the runtime has the symbol. */
  declare [Symbol.asyncDispose]: () => Promise<void>;

  constructor({ vendor, factory, call }: Omit<AuthenticatorKind, 'credentials'>, ...given: readonly unknown[]) {
    refuseMisplaced(factory, factory.name);
    bindMethods(this);
    const options = checkedCall(factory, given);
    const kept = keptOf(options);
    const { store, waitUntil, sharePendingCalls: sharesCalls = true } = kept;
    this.#call = call;
    this.#clock = new Clock(kept.now);
    this.#name = kept.name ?? null;
    this.#vendor = vendor;
    this.#events = new Events(kept.onEvent, this.#clock, { name: kept.name, vendor });
    this.#fetch = callOf(kept.fetch);
    const secretFetch = secretCallOf(kept.fetch);
    this.#account = new Account(factory, options);
    this.#origins = new VendorOrigins(this.#account);
    const { hasToken, readsBodies, bodyLimit, timeoutMs, makesAddresses } = this.#account.facts;
    this.#makesAddresses = makesAddresses;
    if (!hasToken) return;
    const { passwordEndsAt } = this.#account.status(this.#clock.now());
    if (passwordEndsAt !== null) this.#endToTell = { from: passwordEndsAt - TOLD_BEFORE_END_MS, passwordEndsAt };
    if (readsBodies) this.#limits = { bytes: bodyLimit, patienceMs: timeoutMs };
    const world = { clock: this.#clock, fetch: secretFetch, events: this.#events, store, waitUntil, sharesCalls };
    this.#keeper = new TokenKeeper(this.#account, world);
  }

  async headers(request?: {
    attribution?: Named | null | undefined;
    signal?: AbortSignal | undefined;
  }): Promise<Record<string, string>> {
    const { signal, attribution: named, ...others } = optionsOf(request, 'request', NO_REQUEST);
    const isPlain = named === undefined && Object.keys(others).length === 0;
    const attribution = isPlain ? 'own' : this.#checked({ ...others, attribution: named });
    return this.#authenticated((generation) => ({ ...this.#headersFor(attribution, generation) }), signal);
  }

  async fetch(input: string | URL | Request, init?: FetchInit<Named>): Promise<Response> {
    return this.#fetchBy(this.#fetch, input, init as RequestInit | undefined);
  }

  /** @internal */
  [THROUGH](send: Fetch): (input: string | URL | Request, init?: RequestInit) => Promise<Response> {
    return (input, init) => this.#fetchBy(send, input, init);
  }

  async #fetchBy(send: Fetch, input: string | URL | Request, init: RequestInit | undefined): Promise<Response> {
    if (this.#closed) throw closedError();
    const request = readArgument('input', () => new ApiRequest(input, init, this.#origins.base));
    if (request.isUnread) {
      this.#closing ??= new AbortController();
      await request.read(this.#closing.signal);
    }
    if (this.#closed) throw closedError();
    // What is relative to an address that comes with a token is looked at when that is known.
    if (request.url !== undefined) checkOrigin(request.url, this.#origins);
    const attribution = this.#attributionOf(request);
    const sending = new ApiCall(send, this.#events, this.#clock, request.method);
    try {
      const response = await this.#exchange(request, attribution, sending);
      sending.answered(response.status);
      return response;
    } catch (thrown) {
      sending.failed(thrown);
      throw thrown;
    }
  }

  /** A request, and once more with another token where the first was rejected. */
  async #exchange(request: ApiRequest, attribution: CallAttribution, sending: ApiCall): Promise<Response> {
    // While a body was read, for instance.
    const instead = this.#instead(request, (by) => by.#exchange(request, attribution, sending));
    const response = instead && (await instead);
    if (response !== undefined) return response;
    const first = await this.#send(request, attribution, sending);
    if (!(await this.#isRejected(first))) return first.response;
    if (!this.#keeper?.rejected(first.generation) || !request.isReplayable) return first.response;
    const again = this.#instead(request, (by) => by.#replay(first, request, attribution, sending));
    if (again === undefined) return this.#replay(first, request, attribution, sending);
    // Other credentials that lead elsewhere have nothing to do with this request, and those of this one are not good any more.
    return (await again) ?? first.response;
  }

  /**
   * What is done with a request by the authenticator of other credentials that has taken this one's place, if it is for that;
   * nothing where none has.
   */
  #instead(
    request: ApiRequest,
    use: (successor: Authenticator<Named>) => Promise<Response>,
  ): Promise<Response | undefined> | undefined {
    return this.#bySuccessor?.(async (successor) => {
      const by = successor as Authenticator<Named>;
      return by.#takes(request, this.#origins) ? use(by) : undefined;
    });
  }

  /** Whether a request that was made for these origins goes to the same place here. */
  #takes({ url }: ApiRequest, { base }: VendorOrigins): boolean {
    return base === this.#origins.base && (url === undefined || this.#origins.allows(url));
  }

  async #replay(first: Answer, request: ApiRequest, attribution: CallAttribution, sending: ApiCall): Promise<Response> {
    // Nobody reads the first answer: its connection is given back.
    giveBack(first.response.body);
    const second = await this.#send(request, attribution, sending);
    this.#events.tell('request_replayed', () => ({ status: second.response.status }));
    if (await this.#isRejected(second)) this.#keeper?.rejected(second.generation);
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
    const { signal, ...unknown } = optionsOf(options, 'options', NO_OPTIONS);
    const [name] = Object.keys(unknown);
    if (name !== undefined) {
      throw new AuthError({ code: 'unknown_option', field: 'options', message: 'token() has one option, signal' });
    }
    return this.#authenticated(() => keeper.token(), signal);
  }

  invalidate(rejected?: string | AccessToken): void {
    const text = rejectedText(rejected);
    if (this.#closed) return;
    this.#account.invalidate(text);
  }

  status(): AuthenticatorStatus {
    if (this.#lastStatus !== undefined) return { ...this.#lastStatus };
    return { name: this.#name, vendor: this.#vendor, ...this.#account.status(this.#clock.now()) };
  }

  async close(): Promise<void> {
    if (!this.#closed) this.#events.tell('closed');
    this.#closed = true;
    this.#closing?.abort();
    await this.#keeper?.close();
    if (this.#lastStatus !== undefined) return;
    this.#lastStatus = { ...this.status(), hasToken: false, calling: false };
    // Zeroes key, secret and token in the memory of the core.
    this.#account.free();
    this.#built = new Built(-1);
  }

  /** What `take` returns, or a promise of it; it is called while there is a token, where the scheme has one. */
  #authenticated<Taken>(take: (generation: Generation) => Taken, signal: Signal): Taken | Promise<Taken> {
    checkSignal(signal);
    if (this.#closed) throw closedError();
    if (this.#endToTell !== undefined) this.#tellOfEnd(this.#endToTell);
    return this.#keeper === undefined ? take(0) : this.#keeper.withToken(take, signal);
  }

  async #send(request: ApiRequest, attribution: CallAttribution, sending: ApiCall): Promise<Answer> {
    const signed = (generation: Generation) => ({
      generation,
      fields: this.#headersFor(attribution, generation),
      address: this.#addressFor(generation),
    });
    const { generation, fields, address } = await this.#authenticated(signed, request.signal);
    const url = address === undefined ? (request.url as URL) : request.urlBelow(address);
    if (url !== request.url) checkOrigin(url, this.#origins);
    let response: FetchedResponse;
    sending.begin(url);
    try {
      response = await sending.send(url.href, request.initWith(fields));
    } catch (thrown) {
      throw failureOf(thrown, request);
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
  #checked(own: { attribution: unknown }): CallAttribution {
    if (this.#closed) throw closedError();
    const call = checkedCall(this.#call, [own]);
    const { attribution } = own;
    if (attribution === undefined) return 'own';
    if (attribution === null) return 'none';
    return this.#account.checked(call);
  }

  /** Once before it, and once when it has come: no token is asked for from then on. */
  #tellOfEnd({ from, passwordEndsAt }: EndToTell): void {
    const now = this.#clock.wall();
    if (now < from) return;
    if (now < passwordEndsAt) {
      this.#endToTell = { from: passwordEndsAt, passwordEndsAt };
      return this.#events.tell('password_ends_soon', () => ({ passwordEndsAt }));
    }
    this.#endToTell = undefined;
    this.#events.tell('token_request_failed', () => PASSWORD_HAS_ENDED);
  }

  /** An authenticator whose credentials come later: all that is known of it now is checked now. */
  static later<Named>({ kind, give, names, standIns, given }: LatePlan): TokenAuthenticator<Named> {
    const standIn = new Authenticator<Named>(kind, ...standIns);
    const { onEvent, waitUntil, sharePendingCalls: sharesCalls = true } = keptOf(checkedCall(kind.factory, standIns));
    const late = new LateAuthenticator<Named>({
      give,
      names,
      make: (credentials, hear, bySuccessor) => {
        const made = new Authenticator<Named>(kind, ...given(credentials, hear));
        made.#bySuccessor = bySuccessor;
        return made;
      },
      renews: (made) => #keeper in made && made.#keeper !== undefined,
      servesToken: (made) => #account in made && made.#servesToken(),
      clock: standIn.#clock,
      events: standIn.#events,
      onEvent,
      waitUntil,
      sharesCalls,
      timeoutMs: standIn.#account.facts.timeoutMs,
      status: standIn.status(),
    });
    standIn.#account.free();
    bindMethods(late);
    return late;
  }

  #servesToken(): boolean {
    return !this.#closed && this.#account.serves(this.#clock.now());
  }

  #attributionOf({ attribution, method }: ApiRequest): CallAttribution {
    if (attribution !== undefined) return this.#checked({ attribution });
    return ATTRIBUTED_BY_DEFAULT.has(method) ? 'own' : 'none';
  }

  /** Where calls go, where that depends on more than the call: asked of the core once for each token. */
  #addressFor(generation: Generation): CallAddress | undefined {
    if (!this.#makesAddresses) return undefined;
    if (this.#built.generation !== generation) this.#built = new Built(generation);
    this.#built.address ??= this.#account.address();
    return this.#built.address;
  }

  /** A record to copy from: built by the core once for each token, unless the call names an attribution. */
  #headersFor(attribution: CallAttribution, generation: Generation): Record<string, string> {
    if (typeof attribution !== 'string') return this.#account.headers(attribution);
    if (this.#built.generation !== generation) this.#built = new Built(generation);
    const fields = this.#built[attribution] ?? this.#account.headers(attribution);
    this.#built[attribution] = fields;
    return fields;
  }
}

/** Clients of all kinds take a `fetch` and call it without its owner. */
function bindMethods(authenticator: TokenAuthenticator<never>): void {
  for (const name of METHODS) {
    Object.defineProperty(authenticator, name, {
      value: (authenticator[name] as (...given: never[]) => unknown).bind(authenticator),
      writable: true,
      configurable: true,
    });
  }
}

/** What methods may be given, where none of it is: in these objects nothing is looked up in a prototype. */
const NO_REQUEST: { attribution: unknown; signal: Signal } = { attribution: undefined, signal: undefined };
const NO_OPTIONS: { signal: Signal } = { signal: undefined };

/** The options of a call, a plain object: what came from a class or a prototype would be dropped without a word. */
function optionsOf<Options extends object>(given: object | null | undefined, name: string, none: Options): Options {
  if (given === undefined || given === null) return none;
  const known = Object.keys(none).map((member) => ({ name: member }));
  return readArgument(name, () => ({ ...none, ...plainObject(given, known, name) }));
}

// Node 20 has the symbol; other runtimes may not yet.
if (Symbol.asyncDispose) {
  for (const { prototype } of [Authenticator, LateAuthenticator]) {
    Object.defineProperty(prototype, Symbol.asyncDispose, {
      value(this: TokenAuthenticator<unknown>) {
        return this.close();
      },
      writable: true,
      configurable: true,
    });
  }
}

/** Key and secret of a Capillary API client. */
export type CapillaryOAuthOptions = CommonOptions &
  LateOrNow<{
    /** The key of the API client, from InTouch. */
    key: string;
    /** Its secret, which InTouch shows once. */
    secret: string;
  }> & {
    /** The address of the API: `https://origin[/base]`, or a bare name. */
    host: string;
    /** The till or store that calls which write act for: those with POST, PUT, PATCH or DELETE. Default: the client's own till. */
    attribution?: CapillaryEntityAttribution | undefined;
  };

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
  return authenticatorOf(CAPILLARY_OAUTH, options);
}

/** A Capillary till. */
export type CapillaryBasicOptions = CommonOptions &
  LateOrNow<CapillaryTill> & {
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
  return authenticatorOf(CAPILLARY_BASIC, options);
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
  options: CommonOptions & PledgEnvironment & LateOrNow<{ key: string; secret: string }>,
): TokenAuthenticator<never> {
  return authenticatorOf(PLEDG_TOKEN, options);
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
  options: CommonOptions & PledgEnvironment & LateOrNow<{ email: string; password: string }>,
): PublicAuthenticator<never> {
  return authenticatorOf(PLEDG_BASIC, options);
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
    CaxtonAddress &
    LateOrNow<{ username: string; clientPassword: string; passwordEndsAt?: number | undefined }>,
): TokenAuthenticator<never> {
  return authenticatorOf(CAXTON, options);
}

/**
 * Any API that is described as data: a token call of RFC 6749, or whatever the vendor made of it; or credentials that need none.
 *
 * Relative URLs of `fetch` resolve below `baseUrl` of the profile; without one, below the host that the token endpoint's address
 * begins with, else from the origin of that. List further origins of the API in `origins`.
 *
 * @param profile A `Profile`, or the data of one.
 * @param credentials Exactly those that the profile names, or a function that gives them, or a promise of them, at the first need.
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
  credentials:
    | ProfileCredentials<CredentialTemplates<Template, CallTemplate, Kept, Algorithm>, Authentication>
    | (() => MaybePromise<
        ProfileCredentials<CredentialTemplates<Template, CallTemplate, Kept, Algorithm>, Authentication>
      >),
  common?: CommonOptions,
): TokenAuthenticator<never> {
  if (common !== undefined && (typeof common !== 'object' || common === null)) {
    throw invalidArgument('common', 'common must be an object of options');
  }
  const settings = readArgument('common', () => copiedOptions(common ?? {}, membersOf(PROFILE.factory, 'options')));
  const data = jsonText(profile, 'profile');
  if (typeof credentials !== 'function') {
    return new Authenticator({ ...PROFILE, vendor: vendorIn(data) }, data, credentials, settings);
  }
  refuseMisplaced(PROFILE.factory, PROFILE.factory.name);
  performOnProfile(operations.defineProfile, data);
  return Authenticator.later({
    kind: { ...PROFILE, vendor: vendorIn(data) },
    give: credentials as () => unknown,
    names: undefined,
    standIns: [PROFILE_LATER, {}, settings],
    given: (given, onEvent) => [data, given, { ...settings, onEvent }],
  });
}

/** The members of an argument. */
function membersOf({ takes }: Operation<void>, argument: string): readonly Field[] {
  return takes.find(({ name }) => name === argument)?.members ?? [];
}

/** The name in the data of a profile, which the core is still to check. */
function vendorIn(data: string | undefined): string {
  const name = (JSON.parse(data ?? 'null') as { name?: unknown } | null)?.name;
  return typeof name === 'string' ? name : '';
}

/** The authenticator of these options, whose credentials are among them or come later. */
function authenticatorOf<Named>(kind: AuthenticatorKind, options: object): TokenAuthenticator<Named> {
  const names = Object.keys(kind.credentials);
  const fields = membersOf(kind.factory, 'options');
  const apart = readArgument('options', () => takenApart(options, names, fields));
  const { give, rest } = apart ?? { give: undefined, rest: options };
  if (give === undefined) return new Authenticator(kind, rest);
  return Authenticator.later({
    kind,
    give,
    names,
    standIns: [{ ...rest, ...kind.credentials }],
    given: (given, onEvent) => [{ ...rest, ...given, onEvent }],
  });
}

/** What a call rejects with that got no answer: its caller's own reason where the caller ended it, and a framework's own. */
function failureOf(thrown: unknown, { signal, hasIntegrity }: ApiRequest): unknown {
  if (signal?.aborted) return signal.reason;
  // An adapter, or another authenticator, has said what it is.
  if (isControlFlow(thrown) || isAuthError(thrown)) return thrown;
  const cause = scrubbedCause(thrown);
  if (!hasIntegrity || !speaksOfIntegrity(thrown)) return requestFailure(reasonOf(thrown), cause);
  const message = 'the answer is not what integrity says: it came, and nothing of it was read';
  return new AuthError({ code: 'unexpected_value', field: 'integrity', message }, cause && { cause });
}

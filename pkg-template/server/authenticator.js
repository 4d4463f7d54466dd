import { tokenText } from '../facade/access-token.js';
import { AuthError, invalidArgument } from '../facade/auth-error.js';
import { refuseInBrowser } from '../facade/browser-guard.js';
import { lookInto } from './api-answer.js';
import { ApiRequest, checkOrigin } from './api-request.js';
import { Clock } from './clock.js';
import { openAccount } from './core.js';
import { Events } from './events.js';
import { callOf, checkedResponse, functionOption, jsonText, optionsText } from './options.js';
import { mayShareCalls } from './runtime.js';
import { storeOption } from './shared-token.js';
import { scrubbedCause } from './thrown-cause.js';
import { TokenRenewal, closedError } from './token-renewal.js';
import { VendorOrigins } from './vendor-origins.js';
import { checkSignal } from './waiting.js';

const ATTRIBUTED_BY_DEFAULT = new Set(['POST', 'PUT']);
const NOTHING = new Uint8Array(0);
const WITHOUT_ATTRIBUTION = '{"attribution":null}';

const METHODS = ['headers', 'fetch', 'token', 'invalidate', 'status', 'close'];

/** Credentials that authenticate calls; those with a token renew it. */
class Authenticator {
  #account;
  #origins;
  #clock;
  #fetch;
  #renewal;
  #events;
  #closed = false;
  #lastStatus;
  #lastType = { type: null, isJson: false };
  /** How far answers are looked into; nothing where their status says all there is to know. */
  #limits;
  #built = { generation: -1 };

  constructor(kind, options) {
    refuseInBrowser(kind);
    // Clients of all kinds take a `fetch` and call it without its owner.
    for (const name of METHODS) {
      Object.defineProperty(this, name, { value: this[name].bind(this), writable: true, configurable: true });
    }
    this.#clock = new Clock(functionOption(options, 'now'));
    this.#events = new Events(functionOption(options, 'onEvent'), this.#clock);
    this.#fetch = callOf(functionOption(options, 'fetch'));
    const waitUntil = functionOption(options, 'waitUntil');
    const store = storeOption(options);
    const sharesCalls = options?.sharePendingCalls ?? mayShareCalls();
    this.#account = openAccount(kind, optionsText(options, { store: store && true, sharePendingCalls: sharesCalls }));
    this.#origins = new VendorOrigins(this.#account);
    if (!this.#account.has_tokens()) return;
    if (this.#account.reads_bodies()) this.#limits = { bytes: this.#account.body_limit(), patienceMs: this.#account.timeout() };
    const world = { clock: this.#clock, fetch: this.#fetch, events: this.#events, store, waitUntil, sharesCalls };
    this.#renewal = new TokenRenewal(this.#account, world);
  }

  async headers(request) {
    const { signal, ...own } = { ...request };
    const attribution = Object.keys(own).length > 0 ? jsonText(own) : undefined;
    this.#check(attribution);
    return this.#authenticated(() => ({ ...this.#headersFor(attribution) }), signal);
  }

  async fetch(input, init) {
    if (this.#closed) throw closedError();
    const request = new ApiRequest(input, init, this.#origins.base, this.#account);
    await request.ready;
    if (this.#closed) throw closedError();
    checkOrigin(request.url, this.#origins);
    if (request.attribution !== undefined) this.#check(attributionFor(request));
    const first = await this.#send(request);
    if (!(await this.#isRejected(first))) return first.response;
    if (!this.#renewal.rejected(first.generation) || !request.isReplayable) return first.response;
    // Nobody reads the first answer: its connection is given back.
    first.response.body?.cancel?.().catch(() => {});
    const second = await this.#send(request);
    this.#events.tell('request_replayed', () => ({ status: second.response.status }));
    if (await this.#isRejected(second)) this.#renewal.rejected(second.generation);
    return second.response;
  }

  async token(options) {
    if (this.#renewal === undefined) {
      throw invalidArgument('token', 'an authenticator with Basic has no token: use headers() or fetch()');
    }
    const { signal, ...unknown } = { ...options };
    const [name] = Object.keys(unknown);
    if (name !== undefined) {
      throw new AuthError({ code: 'unknown_option', field: 'options', message: 'token() has one option, signal' });
    }
    return this.#authenticated(() => this.#renewal.token(), signal);
  }

  invalidate(rejected) {
    const text = tokenText(rejected);
    if (text !== undefined && typeof text !== 'string') {
      throw invalidArgument('rejected', 'rejected must be the token that was rejected, or nothing for the one held');
    }
    if (this.#closed) return;
    const generation = this.#account.generation();
    if (text === undefined || this.#account.holds(text)) this.#account.invalidate(generation);
  }

  status() {
    return { ...(this.#lastStatus ?? this.#account.status(this.#clock.wall(), this.#clock.monotonic())) };
  }

  async close() {
    if (!this.#closed) this.#events.tell('closed');
    this.#closed = true;
    await this.#renewal?.close();
    if (this.#lastStatus !== undefined) return;
    this.#lastStatus = { ...this.status(), hasToken: false, calling: false };
    // Zeroes key, secret and token in the memory of the core.
    this.#account.free();
    this.#built = undefined;
  }

  /** What `take` returns, or a promise of it; it is called while there is a token, where the scheme has one. */
  #authenticated(take, signal) {
    checkSignal(signal);
    if (this.#closed) throw closedError();
    return this.#renewal === undefined ? take() : this.#renewal.withToken(take, signal);
  }

  async #send(request) {
    const attribution = attributionFor(request);
    const signed = () => ({ generation: this.#account.generation(), fields: this.#headersFor(attribution) });
    const { generation, fields } = await this.#authenticated(signed, request.signal);
    let response;
    try {
      response = checkedResponse(await this.#fetch(request.url.href, request.initWith(fields)));
    } catch (thrown) {
      throw failureOf(thrown, request.signal);
    }
    if (!response.ok && response.type === 'opaqueredirect') {
      throw new AuthError({
        code: 'redirect_refused',
        message: 'the vendor answered with a redirect, which credentials never follow: request the final address',
      });
    }
    return { response, generation };
  }

  /** Whether an answer rejects the token, or a promise of that: then the answer has another response afterwards, as whole. */
  #isRejected(answer) {
    if (this.#renewal === undefined || this.#closed) return false;
    const { response } = answer;
    const { status } = response;
    const look = this.#saysMore(response) ? lookInto(response, this.#limits) : undefined;
    if (look === undefined) return this.#account.rejects(status, NOTHING);
    return look.then(({ bytes, whole }) => {
      answer.response = whole;
      return !this.#closed && this.#account.rejects(status, bytes);
    });
  }

  /** Whether more is to be known of an answer than its status says. */
  #saysMore({ headers }) {
    return this.#limits !== undefined && this.#isJson(headers.get('content-type') ?? undefined);
  }

  /** The core says what is JSON; an API says the same of all its answers. */
  #isJson(type) {
    if (this.#lastType.type !== type) this.#lastType = { type, isJson: this.#account.looks_into(type) };
    return this.#lastType.isJson;
  }

  /** Refuses what a call cannot be made with, before a token is asked for. */
  #check(attribution) {
    if (this.#closed || attribution === undefined) return;
    this.#account.check(attribution);
  }

  /** A record to copy from: built by the core once for each token, unless the call names an attribution. */
  #headersFor(attribution) {
    const isUsual = attribution === undefined || attribution === WITHOUT_ATTRIBUTION;
    if (!isUsual) return JSON.parse(this.#account.headers(attribution));
    const generation = this.#account.generation();
    if (this.#built.generation !== generation) this.#built = { generation };
    const name = attribution === undefined ? 'usual' : 'bare';
    this.#built[name] ??= JSON.parse(this.#account.headers(attribution));
    return this.#built[name];
  }
}

// Node 20 has the symbol; other runtimes may not yet.
if (Symbol.asyncDispose) {
  Object.defineProperty(Authenticator.prototype, Symbol.asyncDispose, {
    value() {
      return this.close();
    },
    writable: true,
    configurable: true,
  });
}

export function capillaryOAuth(options) {
  return new Authenticator('capillaryOAuth', options);
}

export function capillaryBasic(options) {
  return new Authenticator('capillaryBasic', options);
}

export function pledgAccessToken(options) {
  return new Authenticator('pledgAccessToken', options);
}

export function pledgBasic(options) {
  return new Authenticator('pledgBasic', options);
}

export function caxtonAccount(options) {
  return new Authenticator('caxtonAccount', options);
}

/** A vendor described as data: `profile` is a `Profile` or the data of one. */
export function profileAuthenticator(profile, credentials, common) {
  if (common !== undefined && (typeof common !== 'object' || common === null)) {
    throw invalidArgument('common', 'common must be an object of options');
  }
  return new Authenticator('profileAuthenticator', { ...common, profile, credentials });
}

/** What a call rejects with that got no answer: its caller's own reason where the caller ended it. */
function failureOf(thrown, signal) {
  if (signal?.aborted) return signal.reason;
  return new AuthError(
    {
      code: 'network',
      message: 'the request failed before an answer came: see cause, and check address, network and proxy',
      retryable: true,
    },
    { cause: scrubbedCause(thrown) },
  );
}

function attributionFor(request) {
  if (request.attribution !== undefined) return jsonText({ attribution: request.attribution });
  return ATTRIBUTED_BY_DEFAULT.has(request.method) ? undefined : WITHOUT_ATTRIBUTION;
}

import { tokenText } from '../facade/access-token.js';
import { AuthError, invalidArgument } from '../facade/auth-error.js';
import { refuseInBrowser } from '../facade/browser-guard.js';
import { classifyAnswer } from './api-answer.js';
import { ApiRequest, checkOrigin } from './api-request.js';
import { Clock } from './clock.js';
import { guarded, openAccount } from './core.js';
import { TokenRenewal, closedError } from './token-renewal.js';

const ATTRIBUTED_BY_DEFAULT = new Set(['POST', 'PUT']);
const WITHOUT_ATTRIBUTION = '{"attribution":null}';

/** Credentials that authenticate calls; those with a token renew it. */
class Authenticator {
  #account;
  #clock;
  #fetch;
  #renewal;
  #closed = false;
  #defaultHeaders = { generation: -1, fields: undefined };

  constructor(kind, options) {
    refuseInBrowser(kind);
    this.#account = openAccount(kind, optionsText(options));
    this.#clock = new Clock(functionOption(options, 'now'));
    this.#fetch = responseOf(functionOption(options, 'fetch') ?? globalThis.fetch);
    this.#renewal = this.#account.has_tokens()
      ? new TokenRenewal(this.#account, this.#clock, this.#fetch)
      : undefined;
  }

  async headers(request) {
    await this.#ready(request?.signal);
    return this.#headersFor(attributionText(request));
  }

  async fetch(input, init) {
    const request = await ApiRequest.read(input, init, this.#account.address());
    checkOrigin(request.url, this.#account);
    const first = await this.#send(request);
    if (!(await this.#isRejected(first))) return first.response;
    if (!this.#renewal.rejected(first.generation) || !request.isReplayable) return first.response;
    const second = await this.#send(request);
    // Nobody reads the first answer: its connection is given back.
    first.response.body?.cancel().catch(() => {});
    if (await this.#isRejected(second)) this.#renewal.rejected(second.generation);
    return second.response;
  }

  async token(options) {
    await this.#ready(options?.signal);
    if (this.#renewal === undefined) {
      throw invalidArgument('token', 'an authenticator with Basic has no token: use headers() or fetch()');
    }
    return this.#renewal.token();
  }

  invalidate(rejected) {
    const generation = this.#account.generation();
    const text = tokenText(rejected);
    if (text !== undefined && typeof text !== 'string') {
      throw invalidArgument('rejected', 'rejected must be the token that was rejected, or nothing for the one held');
    }
    if (generation > 0 && (text === undefined || this.#account.holds(text))) this.#renewal?.rejected(generation);
  }

  status() {
    return this.#account.status(this.#clock.wall(), this.#clock.monotonic());
  }

  async close() {
    this.#closed = true;
    this.#renewal?.close();
  }

  async #ready(signal) {
    signal?.throwIfAborted();
    if (this.#closed) throw closedError();
    await this.#renewal?.ready(signal);
  }

  async #send(request) {
    await this.#ready(request.signal);
    const generation = this.#account.generation();
    const fields = this.#headersFor(attributionFor(request));
    const response = await this.#fetch(request.url.href, request.initWith(fields));
    if (response.type === 'opaqueredirect') {
      throw new AuthError({
        code: 'redirect_refused',
        message: 'the vendor answered with a redirect, which credentials never follow: request the final address',
      });
    }
    return { response, generation };
  }

  async #isRejected({ response }) {
    if (this.#renewal === undefined) return false;
    const meaning = await classifyAnswer(this.#account, response);
    return meaning === 'token_expired' || meaning === 'token_invalid';
  }

  /** A record of the caller's own; built by the core once for each token, unless the call has an attribution. */
  #headersFor(attribution) {
    if (attribution !== undefined) return JSON.parse(guarded(() => this.#account.headers(attribution)));
    const generation = this.#account.generation();
    if (this.#defaultHeaders.generation !== generation) {
      this.#defaultHeaders = { generation, fields: JSON.parse(guarded(() => this.#account.headers(undefined))) };
    }
    return { ...this.#defaultHeaders.fields };
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

/** Options as JSON text. A function becomes `true`, so that one under a wrong name is refused by that name. */
function optionsText(options) {
  try {
    return JSON.stringify(options, (_, value) => (typeof value === 'function' ? true : value)) ?? 'null';
  } catch {
    throw invalidArgument('options', 'options holds a cycle or a BigInt, which has no JSON form');
  }
}

function functionOption(options, name) {
  const value = options[name];
  if (value !== undefined && typeof value !== 'function') throw invalidArgument(name, `${name} must be a function`);
  return value;
}

/** Calls a fetch as the platform wants it called, and lets nothing through that is not a response. */
function responseOf(fetch) {
  return async (url, init) => {
    const response = await fetch.call(globalThis, url, init);
    if (typeof response?.status !== 'number' || typeof response.headers?.get !== 'function') {
      throw new TypeError('fetch resolved to something that is not a Response');
    }
    return response;
  };
}

function attributionText(request) {
  if (request === undefined || request === null || request.attribution === undefined) return undefined;
  return JSON.stringify({ attribution: request.attribution });
}

function attributionFor(request) {
  if (request.hasAttribution) return attributionText(request);
  return ATTRIBUTED_BY_DEFAULT.has(request.method) ? undefined : WITHOUT_ATTRIBUTION;
}

import { AuthError } from '../facade/auth-error.ts';
import type { Authenticator } from '../server/authenticator-contract.ts';
import { answerResponse, hasBody } from './answer-response.ts';
import { type AdapterOptions, callOptions } from './call-options.ts';
import { throughOf } from './through.ts';
import { scrubbedCause } from '../server/thrown-cause.ts';

/** An answer of Playwright's, as far as it is read here. */
export interface PlaywrightAnswer {
  status(): number;
  statusText(): string;
  headersArray(): readonly { name: string; value: string }[];
  body(): Promise<Uint8Array>;
}

/** What of Playwright's options says what is sent. */
interface CallOptions {
  method?: string;
  headers?: Record<string, string>;
  data?: unknown;
  multipart?: unknown;
  params?: unknown;
  failOnStatusCode?: boolean;
}

/** What {@link playwrightRequest} takes: Playwright's `APIRequestContext`. */
export interface PlaywrightRequest {
  // Methods: Playwright types their parameters more narrowly.
  fetch(url: string, options?: object): Promise<PlaywrightAnswer>;
}

const METHODS = ['get', 'head', 'post', 'put', 'patch', 'delete'];

/**
 * Playwright's `request` with an authenticator's credentials: the same object with the same methods. Relative addresses resolve below
 * the authenticator's `host`, and redirects are never followed. A rejected token is renewed and the request sent once more, unless
 * its `multipart` holds a stream.
 *
 * @param authenticator What `capillaryOAuth` or another factory of `commerce-auth/server` returned.
 * @param request An `APIRequestContext`: the fixture `request`, `page.request`, or that of `request.newContext()`.
 * @param options.attribution For all calls of what is returned.
 * @throws {AuthError} `invalid_argument`, `unknown_option`, `server_only`.
 * @example
 * ```js
 * import { request } from 'playwright-core';
 * import { playwrightRequest } from 'commerce-auth/adapters';
 * import { capillaryOAuth } from 'commerce-auth/server';
 * import { startEmulator } from 'commerce-auth/testing';
 *
 * const vendor = await startEmulator();
 * const api = capillaryOAuth({ host: vendor.url, ...vendor.capillary.credentials, dangerouslyAllowInsecureHttp: 'loopback' });
 * const context = await request.newContext();
 * const response = await playwrightRequest(api, context).post('/v2/customers', { data: { name: 'Zoë' } });
 * console.log(response.status()); // 200
 * await context.dispose();
 * await api.close();
 * await vendor.close();
 * ```
 */
export function playwrightRequest<Request extends PlaywrightRequest, Attribution>(
  authenticator: Authenticator<Attribution>,
  request: Request,
  options?: AdapterOptions<NoInfer<Attribution>>,
): Request {
  const call = callOptions(authenticator, options);
  const through = throughOf(authenticator);
  const fetch = async (url: string, given: CallOptions = {}): Promise<PlaywrightAnswer> => {
    let answer: PlaywrightAnswer | undefined;
    const send = async (address: string, { method, headers }: RequestInit): Promise<Response> => {
      answer = await request
        .fetch(address, {
          ...given,
          // It stands in the address already, which the authenticator has looked at.
          params: undefined,
          method,
          headers: withoutType(headers as Record<string, string>, given),
          maxRedirects: 0,
          // What a status means is looked at first.
          ...(given.failOnStatusCode === true && { failOnStatusCode: false }),
        })
        .catch((error: unknown) => {
          throw error instanceof Error && error.name === 'TimeoutError' ? tooLate(error) : error;
        });
      const status = answer.status();
      const body = hasBody(status) ? new Uint8Array(await answer.body()) : null;
      return answerResponse(status, fieldsOf(answer), body);
    };
    await through(send)(withParams(url, given.params), {
      ...(given.method !== undefined && { method: given.method }),
      ...(given.headers && { headers: given.headers }),
      ...(holdsStream(given.multipart) && { replay: false }),
      ...call,
    });
    return successOf(answer as PlaywrightAnswer, given);
  };
  const own: Record<string, unknown> = { fetch };
  for (const method of METHODS) {
    own[method] = (url: string, given?: CallOptions) => fetch(url, { ...given, method: method.toUpperCase() });
  }
  return new Proxy(request, {
    get(target, name) {
      if (typeof name === 'string' && Object.hasOwn(own, name)) return own[name];
      const value: unknown = Reflect.get(target, name);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
}

const fieldsOf = (answer: PlaywrightAnswer): [string, string][] =>
  answer.headersArray().map(({ name, value }) => [name, value]);

/** What Playwright says of it quotes the request. */
function tooLate(error: Error): AuthError {
  const message = "the request took longer than Playwright's timeout, and may have been carried out";
  return new AuthError({ code: 'timeout', message, retryable: true }, { cause: scrubbedCause(error) });
}

/** An address with `params` behind its own, as Playwright puts them there. */
function withParams(url: string, params: unknown): string {
  const added = new URLSearchParams();
  if (typeof params === 'object' && params !== null && !isSearchParams(params))
    for (const [name, value] of Object.entries(params)) if (value !== undefined) added.append(name, String(value));
  const text = typeof params === 'string' || isSearchParams(params) ? String(params).replace(/^\?/, '') : String(added);
  if (text === '') return url;
  const [address = '', ...fragment] = url.split(/(?=#)/);
  const mark = address.endsWith('?') ? '' : address.includes('?') ? '&' : '?';
  return `${address}${mark}${text}${fragment.join('')}`;
}

/** Of any realm. */
const isSearchParams = (value: unknown): boolean =>
  typeof (value as Partial<URLSearchParams> | null | undefined)?.append === 'function';

/** Fails as Playwright does where somebody asked it to. */
function successOf(answer: PlaywrightAnswer, { failOnStatusCode }: CallOptions): PlaywrightAnswer {
  const status = answer.status();
  if (failOnStatusCode !== true || (status >= 200 && status < 400)) return answer;
  throw new Error(`${status} ${answer.statusText()}`);
}

/** Playwright knows the type of what it writes, but for text, which every vendor's API takes for JSON. */
function withoutType(
  headers: Record<string, string>,
  { headers: theirs = {}, data }: CallOptions,
): Record<string, string> {
  const isGiven = Object.keys(theirs).some((name) => name.toLowerCase() === 'content-type');
  if (isGiven || typeof data === 'string') return headers;
  return Object.fromEntries(Object.entries(headers).filter(([name]) => name.toLowerCase() !== 'content-type'));
}

function holdsStream(multipart: unknown): boolean {
  if (typeof multipart !== 'object' || multipart === null) return false;
  return Object.values(multipart).some((part) => typeof (part as { pipe?: unknown } | null)?.pipe === 'function');
}

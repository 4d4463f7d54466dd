import type { Authenticator } from '../server/authenticator-contract.ts';
import { type AdapterOptions, callOptions } from './call-options.ts';
import { throughOf } from './through.ts';

/** A request as undici's dispatchers have it, as far as it is read here. */
interface UndiciRequest {
  origin?: string | URL;
  path: string;
  method: string;
  headers?: unknown;
  body?: unknown;
}

/** Header fields as undici gives them. */
type UndiciFields = Record<string, string | string[] | undefined>;

/** What a handler steers a request with. */
interface UndiciController {
  readonly aborted: boolean;
  readonly paused: boolean;
  readonly reason: Error | null;
  abort(reason: Error): void;
  pause(): void;
  resume(): void;
}

/** What hears of an answer, as undici 7 has it. */
interface UndiciHandler {
  onRequestStart?(controller: UndiciController, context: unknown): void;
  onResponseStart?(controller: UndiciController, status: number, headers: UndiciFields, statusMessage?: string): void;
  onResponseData?(controller: UndiciController, chunk: Uint8Array): void;
  onResponseEnd?(controller: UndiciController, trailers: UndiciFields): void;
  onResponseError?(controller: UndiciController, error: Error): void;
}

/** What sends. */
type Dispatch = (request: UndiciRequest, handler: UndiciHandler) => boolean;

/** A status with which a `Response` has no body. */
const WITHOUT_BODY = [204, 205, 304];

/**
 * An interceptor for undici 7 and later, for `dispatcher.compose`. Requests go through the dispatcher that it is composed with, so
 * its proxy and its pools are used.
 *
 * @param authenticator What `capillaryOAuth` or another factory of `commerce-auth/server` returned.
 * @param options.attribution For all requests of the dispatcher.
 * @throws {AuthError} `invalid_argument`, `unknown_option`, `server_only`.
 * @example
 * ```js
 * import { Agent, request } from 'undici';
 * import { undiciInterceptor } from 'commerce-auth/adapters';
 * import { capillaryOAuth } from 'commerce-auth/server';
 * import { startEmulator } from 'commerce-auth/testing';
 *
 * const vendor = await startEmulator();
 * const api = capillaryOAuth({ host: vendor.url, ...vendor.capillary.credentials, dangerouslyAllowInsecureHttp: 'loopback' });
 * const dispatcher = new Agent().compose(undiciInterceptor(api));
 * const { statusCode } = await request(`${vendor.url}/v2/customers/lookup`, { dispatcher });
 * console.log(statusCode); // 200
 * await api.close();
 * await dispatcher.destroy();
 * await vendor.close();
 * ```
 */
export function undiciInterceptor<Attribution>(
  authenticator: Authenticator<Attribution>,
  options?: AdapterOptions<NoInfer<Attribution>>,
): <UndiciDispatch extends (...given: never[]) => boolean>(dispatch: UndiciDispatch) => UndiciDispatch {
  const call = callOptions(authenticator, options);
  const through = throughOf(authenticator);
  const intercepted =
    (dispatch: Dispatch): Dispatch =>
    (request, handler) => {
      const steering = new Steering();
      // What a caller aborts at once is not sent.
      handler.onRequestStart?.(steering, null);
      const { method, body, path, origin } = request;
      const fetch = through((_, init) => answerOf(dispatch, request, init));
      const init = { method, headers: fieldsOf(request.headers), signal: steering.signal, ...call };
      fetch(new URL(path, origin), body === null || body === undefined ? init : { ...init, body: body as BodyInit })
        .then((response) => handOn(response, handler, steering))
        .catch((error: Error) => handler.onResponseError?.(steering, error));
      return true;
    };
  // undici types its own more narrowly: what goes in comes out.
  return intercepted as unknown as ReturnType<typeof undiciInterceptor<Attribution>>;
}

/** What a handler steers with, between it and the answer that is handed on. */
class Steering implements UndiciController {
  #controller = new AbortController();
  #resume: (() => void) | undefined;
  #resumed: Promise<void> | undefined;

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  get aborted(): boolean {
    return this.signal.aborted;
  }

  get reason(): Error | null {
    return this.signal.reason ?? null;
  }

  get paused(): boolean {
    return this.#resumed !== undefined;
  }

  abort(reason: Error): void {
    this.#controller.abort(reason);
    this.resume();
  }

  pause(): void {
    this.#resumed ??= new Promise((resolve) => {
      this.#resume = resolve;
    });
  }

  resume(): void {
    this.#resume?.();
    [this.#resume, this.#resumed] = [undefined, undefined];
  }

  /** Resolves when the handler takes more. */
  async goOn(): Promise<void> {
    await this.#resumed;
    this.signal.throwIfAborted();
  }
}

/** Sends by undici, with the header fields of the authenticator. */
function answerOf(
  dispatch: Dispatch,
  request: UndiciRequest,
  { headers, body, signal }: RequestInit,
): Promise<Response> {
  return new Promise((resolve, reject) => {
    let stream: ReadableStreamDefaultController<Uint8Array> | undefined;
    const fail = (error: Error) => (stream === undefined ? reject(error) : stream.error(error));
    dispatch(
      { ...request, headers, body: body ?? null },
      {
        onRequestStart(controller) {
          if (signal?.aborted) controller.abort(signal.reason);
          signal?.addEventListener('abort', () => controller.abort(signal.reason), { once: true });
        },
        onResponseStart(controller, status, fields) {
          if (status < 200) return;
          const content = new ReadableStream<Uint8Array>({
            start: (started) => {
              stream = started;
            },
            pull: () => controller.resume(),
            cancel: (reason) => controller.abort(reason instanceof Error ? reason : new Error('cancelled')),
          });
          resolve(new Response(WITHOUT_BODY.includes(status) ? null : content, { status, headers: fieldsOf(fields) }));
        },
        onResponseData(controller, chunk) {
          // undici uses its memory again.
          stream?.enqueue(new Uint8Array(chunk));
          if ((stream?.desiredSize ?? 1) <= 0) controller.pause();
        },
        onResponseEnd: () => stream?.close(),
        onResponseError: (_, error) => fail(error),
      },
    );
  });
}

async function handOn(response: Response, handler: UndiciHandler, steering: Steering): Promise<void> {
  const fields: UndiciFields = Object.fromEntries(response.headers);
  const cookies = response.headers.getSetCookie();
  if (cookies.length > 0) fields['set-cookie'] = cookies;
  handler.onResponseStart?.(steering, response.status, fields, response.statusText);
  const reader = response.body?.getReader();
  while (reader !== undefined) {
    await steering.goOn();
    const { done, value } = await reader.read();
    if (done) break;
    handler.onResponseData?.(steering, Buffer.from(value.buffer, value.byteOffset, value.byteLength));
  }
  await steering.goOn();
  handler.onResponseEnd?.(steering, {});
}

/** Header fields as undici takes and gives them: a record, pairs, or names and values in turn. */
function fieldsOf(given: unknown): Headers {
  const headers = new Headers();
  const add = (name: unknown, value: unknown) => {
    if (value === undefined || value === null) return;
    for (const each of Array.isArray(value) ? value : [value]) headers.append(String(name), String(each));
  };
  if (typeof given !== 'object' || given === null) return headers;
  if (Array.isArray(given) && given.every((each) => !Array.isArray(each))) {
    for (let index = 0; index + 1 < given.length; index += 2) add(given[index], given[index + 1]);
    return headers;
  }
  const pairs = Symbol.iterator in given ? (given as Iterable<[unknown, unknown]>) : Object.entries(given);
  for (const [name, value] of pairs) add(name, value);
  return headers;
}

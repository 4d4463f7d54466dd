import { invalidArgument } from '../facade/auth-error.ts';
import type { Authenticator } from '../server/authenticator-contract.ts';
import { answerResponse, hasBody } from './answer-response.ts';
import { type AdapterOptions, callOptions } from './call-options.ts';
import { headerFields } from './header-fields.ts';
import { throughOf } from './through.ts';
import { addressOf, type UndiciAddress } from './undici-address.ts';

/** A request as undici's dispatchers have it, as far as it is read here. */
interface UndiciRequest extends UndiciAddress {
  method: string;
  headers?: unknown;
  body?: unknown;
  maxRedirections?: number;
}

/** Header fields as undici gives them. */
type UndiciFields = Record<string, string | string[] | undefined>;

/** What a handler steers a request with. */
interface UndiciController {
  readonly aborted: boolean;
  readonly paused: boolean;
  readonly reason: Error | null;
  readonly rawHeaders?: unknown;
  readonly rawTrailers?: unknown;
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

/** What undici got for an answer, which is what its handler hears of. */
interface Answer {
  readonly status: number;
  readonly fields: UndiciFields;
  readonly statusMessage: string | undefined;
  readonly controller: UndiciController;
  trailers: UndiciFields;
}

/** What an authenticator takes for a redirect that it has to refuse. */
const FOLLOWED = { status: 0, ok: false, type: 'opaqueredirect', headers: new Map() } as unknown as Response;

/**
 * An interceptor for undici 7 and later, for `dispatcher.compose`. Requests go through the dispatcher that it is composed with, so
 * its proxy and its pools are used, and no redirect is followed. They must name their `origin`: compose an `Agent`, since a `Client`
 * and a `Pool` send everything to the one they were made for.
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
      refuseOldHandler(handler);
      const steering = new Steering();
      sent(dispatch, request, handler, steering).catch((error: Error) => {
        // Whatever is still on its way is for nobody.
        steering.breakOff(error);
        handler.onResponseError?.(steering, error);
      });
      return true;
    };
  const sent = async (dispatch: Dispatch, request: UndiciRequest, handler: UndiciHandler, steering: Steering) => {
    // What a caller aborts at once is not sent.
    handler.onRequestStart?.(steering, null);
    const { method, body } = request;
    const init = { method, headers: fieldsOf(request.headers), signal: steering.signal, ...call };
    let answer: Answer | undefined;
    const keep = (came: Answer): void => {
      answer = came;
    };
    const fetch = through((address, { headers, body, signal }) => {
      const { origin, pathname, search } = new URL(address);
      // A redirect that is followed below would carry the credentials with it.
      const sending = { ...request, origin, path: pathname + search, headers, body: body ?? null, maxRedirections: 0 };
      delete sending.query;
      return answerOf(dispatch, sending, signal, keep);
    });
    const hasNone = body === null || body === undefined;
    const response = await fetch(addressOf(request), hasNone ? init : { ...init, body: body as BodyInit });
    await handOn(response, answer as Answer, handler, steering);
  };
  // undici types its own more narrowly: what goes in comes out.
  return intercepted as unknown as ReturnType<typeof undiciInterceptor<Attribution>>;
}

/** Up to undici 6 handlers hear of answers by other names: one of those would wait for ever. */
function refuseOldHandler({ onRequestStart, onConnect }: UndiciHandler & { readonly onConnect?: unknown }): void {
  if (typeof onRequestStart === 'function' || typeof onConnect !== 'function') return;
  throw invalidArgument(
    'dispatcher',
    'the dispatcher is one of undici 6 or earlier: compose an Agent of undici 7 or later, which also serves the fetch of Node 20',
  );
}

/** What a handler steers with, between it and the answer that is handed on. */
class Steering implements UndiciController {
  rawHeaders: unknown = null;
  rawTrailers: unknown = null;
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
    this.breakOff(reason);
  }

  /** Handlers put an `abort` of their own in the place of the other. */
  breakOff(reason: Error): void {
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

/** Sends by undici; an answer is kept as it came, and looked into as a `Response`. */
function answerOf(
  dispatch: Dispatch,
  request: UndiciRequest,
  signal: AbortSignal | null | undefined,
  keep: (answer: Answer) => void,
): Promise<Response> {
  return new Promise((resolve, reject) => {
    let answer: Answer | undefined;
    let stream: ReadableStreamDefaultController<Uint8Array> | undefined;
    dispatch(request, {
      onRequestStart(controller, context) {
        if (signal?.aborted) return controller.abort(signal.reason);
        signal?.addEventListener('abort', () => controller.abort(signal.reason), { once: true });
        if (!isFollowing(context)) return undefined;
        resolve(FOLLOWED);
        return controller.abort(new Error('redirect'));
      },
      onResponseStart(controller, status, fields, statusMessage) {
        if (status < 200) return;
        const content = new ReadableStream<Uint8Array>({
          start: (started) => {
            if (hasBody(status)) stream = started;
          },
          pull: () => controller.resume(),
          cancel: (reason) => {
            stream = undefined;
            controller.abort(reason instanceof Error ? reason : new Error('cancelled'));
          },
        });
        answer = { status, fields, statusMessage, controller, trailers: {} };
        keep(answer);
        resolve(answerResponse(status, Object.entries(fields), content));
      },
      onResponseData(controller, chunk) {
        // undici hands over nothing whenever it is told to go on: a stream that has it would ask again, and again.
        if (stream === undefined || chunk.length === 0) return;
        // undici uses its memory again.
        stream.enqueue(new Uint8Array(chunk));
        if ((stream.desiredSize ?? 1) <= 0) controller.pause();
      },
      onResponseEnd(_, trailers) {
        if (answer !== undefined) answer.trailers = trailers;
        stream?.close();
        stream = undefined;
      },
      onResponseError(_, error) {
        reject(error);
        stream?.error(error);
        stream = undefined;
      },
    });
  });
}

/** Whether undici is about to follow a redirect: then it tells where it has been. */
function isFollowing(context: unknown): boolean {
  const history: unknown = (context as { history?: unknown } | null | undefined)?.history;
  return Array.isArray(history) && history.length > 0;
}

async function handOn(response: Response, answer: Answer, handler: UndiciHandler, steering: Steering): Promise<void> {
  const { status, fields, statusMessage, controller } = answer;
  steering.rawHeaders = controller.rawHeaders;
  await steering.goOn();
  handler.onResponseStart?.(steering, status, fields, statusMessage);
  const reader = response.body?.getReader();
  while (reader !== undefined) {
    await steering.goOn();
    const { done, value } = await reader.read();
    if (done) break;
    await steering.goOn();
    handler.onResponseData?.(steering, Buffer.from(value.buffer, value.byteOffset, value.byteLength));
  }
  await steering.goOn();
  steering.rawTrailers = controller.rawTrailers;
  handler.onResponseEnd?.(steering, answer.trailers);
}

/** Header fields as undici takes them: a record, pairs, or names and values in turn. */
function fieldsOf(given: unknown): Headers {
  if (typeof given !== 'object' || given === null) return headerFields([]);
  if (Array.isArray(given) && !Array.isArray(given[0])) return headerFields(pairsOf(given));
  return headerFields(Symbol.iterator in given ? (given as Iterable<[unknown, unknown]>) : Object.entries(given));
}

function* pairsOf(inTurn: readonly unknown[]): Iterable<[unknown, unknown]> {
  for (let index = 0; index + 1 < inTurn.length; index += 2) yield [inTurn[index], inTurn[index + 1]];
}

import type { Readable } from 'node:stream';
import type { Authenticator } from '../server/authenticator-contract.ts';
import { type AdapterOptions, callOptions } from './call-options.ts';

/** A request as got's hooks have it, as far as it is read here. */
export interface GotRequest {
  url?: string | URL | undefined;
  method: string;
  headers: Record<string, string | string[] | undefined>;
  body?: unknown;
  signal?: AbortSignal | undefined;
  context: Record<string, unknown>;
}

/** What {@link gotOptions} returns. */
export interface GotOptions {
  followRedirect: false;
  context: { commerceAuth: { attribution?: unknown } };
  hooks: { beforeRequest: ((request: GotRequest) => Promise<never>)[] };
}

/**
 * Options for got, for `got.extend` or for one call. The request goes out by `fetch`, so got's agents have no effect: give the
 * authenticator a `fetch` with such an agent. What the authenticator refuses is the `cause` of got's `RequestError`. A body that
 * is a stream, which is how got writes a form with files, is sent once; one that is piped into `got.stream` is not sent at all.
 *
 * @param authenticator What `capillaryOAuth` or another factory of `commerce-auth/server` returned.
 * @param options.attribution For the calls that these options are for, all of them where they make an instance.
 * @throws {AuthError} `invalid_argument`, `unknown_option`, `server_only`.
 * @example
 * ```js
 * import got from 'got';
 * import { gotOptions } from 'commerce-auth/adapters';
 * import { capillaryOAuth } from 'commerce-auth/server';
 * import { startEmulator } from 'commerce-auth/testing';
 *
 * const vendor = await startEmulator();
 * const api = capillaryOAuth({ host: vendor.url, ...vendor.capillary.credentials, dangerouslyAllowInsecureHttp: 'loopback' });
 * const client = got.extend({ prefixUrl: vendor.url, ...gotOptions(api) });
 * const { statusCode } = await client.post('v2/customers', { json: { name: 'Zoë' } });
 * console.log(statusCode); // 200
 * await api.close();
 * await vendor.close();
 * ```
 */
export function gotOptions<Attribution>(
  authenticator: Authenticator<Attribution>,
  options?: AdapterOptions<NoInfer<Attribution>>,
): GotOptions {
  const call = callOptions(authenticator, options);
  const send = async ({ url, method, headers, body, signal, context }: GotRequest): Promise<never> => {
    const response = await authenticator.fetch(url as URL, {
      method,
      headers: fieldsOf(headers),
      ...(body !== undefined && { body: body as BodyInit }),
      ...(signal && { signal }),
      ...(context.commerceAuth as { attribution?: Attribution }),
    });
    return (await answerOf(response)) as never;
  };
  return { followRedirect: false, context: { commerceAuth: { ...call } }, hooks: { beforeRequest: [send] } };
}

function fieldsOf(given: GotRequest['headers']): Headers {
  const headers = new Headers();
  for (const [name, value] of Object.entries(given)) {
    // The length is that of what fetch writes.
    if (value === undefined || name.toLowerCase() === 'content-length') continue;
    for (const each of Array.isArray(value) ? value : [value]) headers.append(name, each);
  }
  return headers;
}

/** An answer as got takes it in the place of a request: a stream of Node's with status and fields. */
async function answerOf(response: Response): Promise<Readable> {
  // got is for Node; this entry is not.
  const { Readable } = await import('node:stream');
  const { status, statusText, headers, body, url } = response;
  const fields: Record<string, string | string[]> = Object.fromEntries(headers);
  const cookies = headers.getSetCookie();
  if (cookies.length > 0) fields['set-cookie'] = cookies;
  // fetch has unpacked the body.
  if (headers.has('content-encoding')) for (const name of ['content-encoding', 'content-length']) delete fields[name];
  const stream = body === null ? Readable.from([]) : Readable.fromWeb(body as import('node:stream/web').ReadableStream);
  return Object.assign(stream, {
    statusCode: status,
    statusMessage: statusText,
    headers: fields,
    trailers: {},
    url,
    complete: true,
  });
}

import { invalidArgument } from '../facade/auth-error.ts';
import type { Authenticator } from '../server/authenticator-contract.ts';
import { type AdapterOptions, callOptions } from './call-options.ts';
import { requestOverFetch } from './got-request.ts';
import { headerFields } from './header-fields.ts';

/** A request as got's hooks have it, as far as it is read here. */
export interface GotRequest {
  url?: string | URL | undefined;
  method: string;
  headers: Record<string, string | string[] | undefined>;
  body?: unknown;
  isStream?: boolean;
  context: Record<string, unknown>;
  timeout?: Readonly<Record<string, number | undefined>>;
}

/** What {@link gotOptions} returns. */
export interface GotOptions {
  followRedirect: false;
  context: { commerceAuth: { attribution?: unknown } };
  hooks: { beforeRequest: ((request: GotRequest) => Promise<never>)[] };
}

/** Methods with which got sends no body. */
const WITHOUT_BODY = new Set(['GET', 'HEAD']);

/**
 * Options for got, for `got.extend` or for one call. The request goes out by `fetch`, so got's agents have no effect: give the
 * authenticator a `fetch` with such an agent. What the authenticator refuses is the `cause` of got's `RequestError`. A body that
 * is a stream, which is how got writes a form with files, is sent once; so is one that is piped into `got.stream`.
 *
 * Of got's timeouts, `request`, `response`, `read` and `socket` end the call. `lookup`, `connect`, `secureConnect` and `send` are
 * about got's own connections, and refused: give them to the agent of the authenticator's `fetch`.
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
  const send = async ({ url, method, headers, body, isStream, context, timeout }: GotRequest): Promise<never> => {
    refuseOwnTimeouts(timeout);
    const fields = fieldsOf(headers);
    const request = await requestOverFetch(
      (sent, signal) =>
        authenticator.fetch(url as URL, {
          method,
          headers: fields,
          ...(sent !== undefined && { body: sent }),
          signal,
          ...(context.commerceAuth as { attribution?: Attribution }),
        }),
      { body, isToCome: body === undefined && isStream === true && !WITHOUT_BODY.has(method) },
    );
    return request as never;
  };
  return { followRedirect: false, context: { commerceAuth: { ...call } }, hooks: { beforeRequest: [send] } };
}

/** What limits got's connections, which this call does not use. */
const OF_CONNECTIONS = ['lookup', 'connect', 'secureConnect', 'send'];

/** A limit that nobody keeps would be missed when it is needed. */
function refuseOwnTimeouts(timeout: GotRequest['timeout'] = {}): void {
  const name = OF_CONNECTIONS.find((one) => timeout[one] !== undefined);
  if (name === undefined) return;
  throw invalidArgument(
    'timeout',
    `got's timeout ${name} is about its own connections, and this call goes by fetch: use request or response, or give the authenticator a fetch whose agent has it`,
  );
}

/** The length is that of what fetch writes. */
function fieldsOf(given: GotRequest['headers']): Headers {
  return headerFields(Object.entries(given).filter(([name]) => name.toLowerCase() !== 'content-length'));
}

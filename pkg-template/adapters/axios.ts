import { invalidArgument } from '../facade/auth-error.ts';
import type { Authenticator } from '../server/authenticator-contract.ts';
import { type AdapterOptions, callOptions } from './call-options.ts';

/** What {@link axiosOptions} returns. */
export interface AxiosOptions {
  /** The adapter of axios that calls `fetch`. */
  adapter: 'fetch';
  /** What that adapter works with: `fetch` is the authenticator's, `FormData` the global one. */
  env: { fetch(input: string | URL | Request, init?: RequestInit): Promise<Response>; FormData: typeof FormData };
  /** 0: redirects come back as they are. */
  maxRedirects: number;
  /** Where the attribution of a call travels. */
  fetchOptions?: Record<string, unknown>;
}

/** One function for each authenticator: axios keeps what it makes from a `fetch` for as long as the process lives. */
const FETCHES = new WeakMap<Authenticator<never>, AxiosOptions['env']['fetch']>();

/**
 * Options for axios 1.12 or later, for `axios.create` or for one call. They choose the fetch adapter of axios, so that
 * proxies and agents are those of the authenticator's own `fetch`.
 *
 * What axios throws is an `AxiosError` as ever; where `commerce-auth` refused or failed, its `code` is that of the
 * `AuthError`, which is its `cause`. Neither holds the credentials, since axios never sees them. A body that is a
 * stream is sent once only; a form is the global `FormData`, not one of the package form-data.
 *
 * @param authenticator What `capillaryOAuth` or another factory of `commerce-auth/server` returned.
 * @param options.attribution For the calls that these options are for, all of them where they make an instance.
 * @throws {AuthError} `invalid_argument`, `unknown_option`, `server_only`.
 * @example
 * ```js
 * import axios from 'axios';
 * import { axiosOptions } from 'commerce-auth/adapters';
 * import { capillaryOAuth } from 'commerce-auth/server';
 * import { startEmulator } from 'commerce-auth/testing';
 *
 * const vendor = await startEmulator();
 * const api = capillaryOAuth({ host: vendor.url, ...vendor.capillary.credentials, dangerouslyAllowInsecureHttp: 'loopback' });
 * const client = axios.create({ baseURL: vendor.url, ...axiosOptions(api) });
 * const { status } = await client.get('/v2/customers/lookup', { params: { source: 'INSTORE' } });
 * console.log(status); // 200
 * await api.close();
 * await vendor.close();
 * ```
 */
export function axiosOptions<Attribution>(
  authenticator: Authenticator<Attribution>,
  options?: AdapterOptions<NoInfer<Attribution>>,
): AxiosOptions {
  const call = callOptions(authenticator, options);
  // Without a Request of its own axios hands over the body as it is: one can tell whether it can be sent again.
  // Of its two kinds of FormData, fetch can send the platform's only.
  const env = { fetch: fetchOf(authenticator), Request: null, FormData: globalThis.FormData };
  return {
    adapter: 'fetch',
    env,
    maxRedirects: 0,
    ...(call && { fetchOptions: { attribution: call.attribution && new WholeAttribution(call.attribution) } }),
  };
}

/** axios merges the plain objects of an instance and of a call member by member; this one replaces the other. */
class WholeAttribution {
  readonly given: object;

  constructor(given: object) {
    this.given = given;
  }
}

/** What the authenticator takes: the attribution as it was given, which is no object of a class. */
function taken(init: WithAttribution): WithAttribution {
  const { attribution } = init;
  return attribution instanceof WholeAttribution ? { ...init, attribution: attribution.given } : init;
}

type WithAttribution = RequestInit & { attribution?: object | null };

function fetchOf(authenticator: Authenticator<never>): AxiosOptions['env']['fetch'] {
  let fetch = FETCHES.get(authenticator);
  if (fetch === undefined) {
    fetch = async (url, init) =>
      authenticator.fetch(url, init && (taken(isForm(init.body) ? formInit(init) : init) as RequestInit));
    FETCHES.set(authenticator, fetch);
  }
  return fetch;
}

const isForm = (body: unknown): boolean => Object.prototype.toString.call(body) === '[object FormData]';

/** axios says a form is URL-encoded where nobody says otherwise; only fetch knows the boundary it will write. */
function formInit(init: RequestInit): RequestInit {
  if (typeof (init.body as { getHeaders?: unknown }).getHeaders === 'function') {
    throw invalidArgument(
      'data',
      'data is a FormData of the package form-data, which fetch cannot send: use the global FormData',
    );
  }
  const fields = Object.entries(init.headers ?? {}).filter(([name]) => name.toLowerCase() !== 'content-type');
  return { ...init, headers: Object.fromEntries(fields) };
}

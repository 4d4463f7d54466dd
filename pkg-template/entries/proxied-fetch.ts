// A fetch that goes by a proxy. Node's own does from 22.21 on, and only where a variable says so before it starts.

// Of undici, what this needs: its index holds twice as much.
import api from 'undici/lib/api/index.js';
import Dispatcher from 'undici/lib/dispatcher/dispatcher.js';
import EnvHttpProxyAgent from 'undici/lib/dispatcher/env-http-proxy-agent.js';
import { fetch } from 'undici/lib/web/fetch/index.js';

// Its index does so too: a tunnel is asked for by `connect`, which is one of them.
Object.assign(Dispatcher.prototype, api);

/** Addresses of proxies; an empty text is none. */
export interface Proxies {
  readonly https: string;
  readonly http: string;
  readonly none: string;
}

/** A `fetch` that goes by them. What it leaves open ends with the program. */
export function proxiedFetch({ https, http, none }: Proxies): typeof globalThis.fetch {
  const dispatcher = new EnvHttpProxyAgent({ httpsProxy: https, httpProxy: http, noProxy: none });
  return (input, init) => fetch(input, { ...init, dispatcher });
}

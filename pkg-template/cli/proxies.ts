// Calls by a proxy, where the usual variables name one.

import { Failure } from './failure.ts';
import { isLoopbackHost } from '../text/loopback-host.ts';
import type { Context } from './context.ts';

type Fetch = typeof globalThis.fetch;

/** A variable as it was found. */
export interface ProxyVariable {
  readonly name: string;
  readonly text: string;
}

/** `https_proxy` goes before `HTTPS_PROXY`, as with curl. */
export function proxyVariable(name: string, get: (name: string) => string | undefined): ProxyVariable | undefined {
  for (const found of [name.toLowerCase(), name]) {
    const text = get(found)?.trim();
    if (text) return { name: found, text };
  }
  return undefined;
}

/** The address of a proxy; without a scheme it is one of http. Null for what is none, or of a kind that is not known here. */
export function proxyAddress(text: string): URL | null {
  const whole = /^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `http://${text}`;
  const url = URL.canParse(whole) ? new URL(whole) : null;
  return url !== null && /^https?:$/.test(url.protocol) && url.hostname !== '' && isEncoded(url) ? url : null;
}

/** A `%` of a name or password that is not written as `%25` is no part of an address. */
const isEncoded = ({ username, password }: URL) => isUtf8(username + password);

function isUtf8(encoded: string): boolean {
  try {
    decodeURIComponent(encoded);
    return true;
  } catch {
    return false;
  }
}

/** The `fetch` of an authenticator, where it is not the platform's. */
export async function proxyOptions(context: Context): Promise<{ fetch?: Fetch }> {
  const get = (name: string) => context.namedVariable(name);
  const https = addressOf(proxyVariable('HTTPS_PROXY', get));
  const http = addressOf(proxyVariable('HTTP_PROXY', get));
  if (https === '' && http === '') return {};
  const { proxiedFetch } = await import('#proxied-fetch');
  const proxied = proxiedFetch({ https, http, none: proxyVariable('NO_PROXY', get)?.text ?? '' });
  return { fetch: (input, init) => (isOfThisMachine(input) ? fetch(input, init) : proxied(input, init)) };
}

function addressOf(variable: ProxyVariable | undefined): string {
  if (variable === undefined) return '';
  const address = proxyAddress(variable.text);
  // What it holds is not repeated: it may be a password.
  if (address === null)
    throw new Failure(
      `${variable.name} is not the address of a proxy`,
      'write http://HOST:PORT, with %25 for a % in a password, or remove it',
    );
  return address.href;
}

/** A proxy knows no emulator here, and a call to one by `http` must not leave this machine. */
const isOfThisMachine = (input: Parameters<Fetch>[0]) =>
  isLoopbackHost(new URL(input instanceof Request ? input.url : input).hostname);

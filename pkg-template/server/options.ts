// Options in the form in which they cross to the core, and those that stay here: functions.

import { invalidArgument } from '../facade/auth-error.ts';
import type { CommonOptions, FetchedResponse } from './authenticator-options.ts';
import { sentOnce } from './sent-once.ts';

type Fetch = NonNullable<CommonOptions['fetch']>;

/** The options that are functions. */
type Functions = Required<Pick<CommonOptions, 'fetch' | 'now' | 'onEvent' | 'waitUntil'>>;

/**
 * Options as JSON text, some of them replaced by `facts`. A function becomes `true`, so that one under a wrong name is
 * refused by that name.
 */
export function optionsText(options: unknown, facts: object): string {
  const isObject = typeof options === 'object' && options !== null && !Array.isArray(options);
  const known = isObject ? { ...options, ...facts } : options;
  return jsonText(known, (_, value) => (typeof value === 'function' ? true : value)) ?? 'null';
}

export function jsonText(value: unknown, replacer?: (name: string, value: unknown) => unknown): string | undefined {
  try {
    return JSON.stringify(value, replacer);
  } catch {
    throw invalidArgument('options', 'options holds a cycle or a BigInt, which has no JSON form');
  }
}

export function functionOption<Name extends keyof Functions>(
  options: Partial<Functions> | undefined,
  name: Name,
): Functions[Name] | undefined {
  const value: Functions[Name] | undefined = options?.[name];
  if (value !== undefined && typeof value !== 'function') throw invalidArgument(name, `${name} must be a function`);
  return value;
}

/** Calls the caller's fetch, or the global one of that moment. */
export function callOf(fetch: Fetch | undefined): Fetch {
  return (url, init) =>
    (fetch ?? (globalThis.fetch as Fetch)).call(globalThis, url, isPlatforms(fetch) ? sentOnce(init) : init);
}

/** Lets nothing through that is not a response. Of another class than the platform's it may lack what else a `Response` has. */
export function checkedResponse(response: FetchedResponse): Response {
  if (typeof response?.status !== 'number' || typeof response.headers?.get !== 'function') {
    throw new TypeError('fetch resolved to something that is not a Response');
  }
  return response as Response;
}

/** What another fetch makes of a request is its own affair. */
const isPlatforms = (fetch: Fetch | undefined): boolean => fetch === undefined || fetch === globalThis.fetch;

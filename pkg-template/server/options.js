// Options in the form in which they cross to the core, and those that stay here: functions.

import { invalidArgument } from '../facade/auth-error.js';
import { sentOnce } from './sent-once.js';

/**
 * Options as JSON text, some of them replaced by `facts`. A function becomes `true`, so that one under a wrong name is
 * refused by that name.
 */
export function optionsText(options, facts) {
  const isObject = typeof options === 'object' && options !== null && !Array.isArray(options);
  const known = isObject ? { ...options, ...facts } : options;
  return jsonText(known, (_, value) => (typeof value === 'function' ? true : value)) ?? 'null';
}

export function jsonText(value, replacer) {
  try {
    return JSON.stringify(value, replacer);
  } catch {
    throw invalidArgument('options', 'options holds a cycle or a BigInt, which has no JSON form');
  }
}

export function functionOption(options, name) {
  const value = options?.[name];
  if (value !== undefined && typeof value !== 'function') throw invalidArgument(name, `${name} must be a function`);
  return value;
}

/** Calls the caller's fetch, or the global one of that moment. */
export function callOf(fetch) {
  return (url, init) => (fetch ?? globalThis.fetch).call(globalThis, url, isPlatforms(fetch) ? sentOnce(init) : init);
}

/** Lets nothing through that is not a response. */
export function checkedResponse(response) {
  if (typeof response?.status !== 'number' || typeof response.headers?.get !== 'function') {
    throw new TypeError('fetch resolved to something that is not a Response');
  }
  return response;
}

/** What another fetch makes of a request is its own affair. */
const isPlatforms = (fetch) => fetch === undefined || fetch === globalThis.fetch;

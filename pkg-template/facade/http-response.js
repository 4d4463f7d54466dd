import { invalidArgument } from './auth-error.js';

/** The parts of an answer in a form that crosses: header fields as a plain record, the body as text or as a value. */
export function plainResponse(response) {
  if (typeof response !== 'object' || response === null || Array.isArray(response)) {
    throw invalidArgument('response', 'response must be an object with status, headers and body');
  }
  const { status, headers, body } = response;
  if (typeof body === 'object' && body !== null && !isPlain(body)) {
    throw invalidArgument('response.body', 'response.body must be text or a parsed value: pass await response.text() as body');
  }
  const parts = { status, headers: plainHeaders(headers), body };
  // The core refuses other members by name, since without its `body` an answer would pass for a good one.
  for (const name of Object.keys(response)) {
    if (!Object.hasOwn(parts, name)) parts[name] = true;
  }
  return parts;
}

function plainHeaders(headers) {
  // Headers of any realm, and a Map, go through their entries.
  return typeof headers?.entries === 'function' ? Object.fromEntries(headers.entries()) : headers;
}

/** Whether a value is one that JSON has: an array, or an object of no class. */
export function isPlain(value) {
  if (Array.isArray(value)) return true;
  const prototype = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

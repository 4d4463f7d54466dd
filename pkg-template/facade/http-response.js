import { invalidArgument } from './auth-error.js';

/** The parts of an answer in a form that crosses: header fields as a plain record, the body as text or as a value. */
export function plainResponse(response) {
  if (typeof response !== 'object' || response === null) {
    throw invalidArgument('response', 'response must be an object with status, headers and body');
  }
  const { status, headers, body } = response;
  if (typeof body === 'object' && body !== null && !isPlain(body)) {
    throw invalidArgument('response.body', 'response.body must be text or a parsed value: pass await response.text() as body');
  }
  return { status, headers: plainHeaders(headers), body };
}

function plainHeaders(headers) {
  // Headers of any realm, and a Map, go through their entries.
  return typeof headers?.entries === 'function' ? Object.fromEntries(headers.entries()) : headers;
}

function isPlain(value) {
  if (Array.isArray(value)) return true;
  const prototype = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

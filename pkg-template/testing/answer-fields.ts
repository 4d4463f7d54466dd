// The fields of an answer that somebody else gives: a fault, or a route of one's own. Messages name the field.

import { validateHeaderName, validateHeaderValue } from 'node:http';
import { types } from 'node:util';

import { kindOf, requireWholeNumber } from './named-fields.ts';

/** Refuses a status that no answer ends with. */
export function requireStatus(where: string, status: unknown): asserts status is number {
  requireWholeNumber(where, status, 200, 599);
}

/** Refuses headers that HTTP cannot carry; null takes one out. */
export function requireHeaders(
  where: string,
  headers: unknown,
): asserts headers is Readonly<Record<string, string | null>> {
  if (typeof headers !== 'object' || headers === null || Array.isArray(headers)) {
    throw new TypeError(`${where}: expected an object, got ${kindOf(headers)}`);
  }
  for (const [name, value] of Object.entries(headers)) requireHeader(`${where}[${JSON.stringify(name)}]`, name, value);
}

function requireHeader(where: string, name: string, value: unknown): void {
  if (value === null) return;
  if (typeof value !== 'string') throw new TypeError(`${where}: expected a string, or null to leave it out`);
  try {
    validateHeaderName(name);
    validateHeaderValue(name, value);
  } catch {
    throw new TypeError(`${where}: not a header HTTP can carry`);
  }
}

/** Refuses anything but text, bytes, and an object that JSON can hold. */
export function requireBody(where: string, body: unknown): asserts body is string | Uint8Array | object {
  if (typeof body === 'string' || types.isUint8Array(body)) return;
  if (typeof body !== 'object' || body === null) {
    throw new TypeError(`${where}: expected a string, bytes or an object to send as JSON, got ${kindOf(body)}`);
  }
  if (jsonOf(where, body) === undefined) throw new TypeError(`${where}: an object that JSON cannot hold`);
}

function jsonOf(where: string, body: object): string | undefined {
  try {
    // Typed as if it always were text: one whose `toJSON` gives nothing is not.
    return JSON.stringify(body) as string | undefined;
  } catch (cause) {
    throw new TypeError(`${where}: an object that JSON cannot hold`, { cause });
  }
}

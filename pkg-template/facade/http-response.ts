// The answer of a server, as callers have it, in the slots of a call.

import { AuthError, invalidArgument } from './auth-error.ts';
import { type Call, LEFT_OUT } from './call.ts';
import { numberOf } from './checked-number.ts';
import { checkedText } from './checked-text.ts';
import { NO_JSON_FORM } from './json-form.ts';
import { FIELDS_READ } from './fields-read.ts';
import { isWellFormed } from './text-codec.ts';
import { refuseUnknown } from './unknown-name.ts';

const LENGTHS_READ = new Set(Array.from(FIELDS_READ, (name) => name.length));
const MEMBERS = ['status', 'headers', 'body'];

/** Status, form of the body, the fields that the core reads; and the body as it came. */
export function writeResponse(call: Call, response: unknown): void {
  if (typeof response !== 'object' || response === null || Array.isArray(response)) {
    throw invalidArgument('response', 'response must be an object with status, headers and body');
  }
  const { status, headers, body } = membersOf(response);
  // Without its `body` an answer would pass for a good one, so other members are refused by name.
  for (const name of Object.keys(response)) {
    if (!MEMBERS.includes(name)) refuseUnknown(name, 'response', MEMBERS);
  }
  call.number(status === undefined ? 0 : numberOf(status, 'response.status'));
  const text = typeof body === 'string' ? checkedText(body, 'response.body') : parsedText(body);
  // Says that the text is ours: what is wrong with it was wrong with the value.
  call.number(typeof body === 'string' || text === undefined ? 0 : 1);
  writeFields(call, headers);
  call.from(text ?? '', 'response.body');
}

interface Members {
  readonly status?: unknown;
  readonly headers?: unknown;
  readonly body?: unknown;
}

/** Of an object of no class only its own count; a class has them as it likes. */
function membersOf(response: Members): Members {
  if (!isPlain(response)) return response;
  const own = (name: keyof Members) => (Object.hasOwn(response, name) ? response[name] : undefined);
  return { status: own('status'), headers: own('headers'), body: own('body') };
}

function writeFields(call: Call, headers: unknown): void {
  const read = fieldsRead(headers);
  for (const value of read) {
    if (value === undefined) call.number(LEFT_OUT);
    else call.text(value, 'response.headers');
  }
}

/** The values of the fields that the core reads, the first of each. No other crosses: an answer can have dozens. */
function fieldsRead(headers: unknown): readonly (string | undefined)[] {
  const read: (string | undefined)[] = new Array(FIELDS_READ.length).fill(undefined);
  const plain = plainHeaders(headers);
  if (plain === undefined || plain === null) return read;
  if (typeof plain !== 'object' || plain instanceof String) throw wrongHeaders();
  // Clients have classes of their own for them; one that shows no field hides them.
  if (!isPlain(plain) && Object.keys(plain).length === 0) throw wrongHeaders();
  for (const name of Object.keys(plain)) {
    const value = firstOf((plain as Readonly<Record<string, unknown>>)[name], Array.isArray(plain));
    if (value === undefined) continue;
    if (!isWellFormed(name)) throw wrongHeaders();
    const index = LENGTHS_READ.has(name.length) ? FIELDS_READ.indexOf(name.toLowerCase()) : -1;
    if (index >= 0) read[index] ??= value;
  }
  return read;
}

/** A field that came several times is a list in Node and in its clients: cookies nearly always are. None in a list of fields. */
function firstOf(value: unknown, isInList: boolean): string | undefined {
  if (value === undefined) return undefined;
  const values: readonly unknown[] = Array.isArray(value) && !isInList ? value : [value];
  for (let index = 0; index < values.length; index++) {
    const one = values[index];
    if (typeof one !== 'string' || !isWellFormed(one)) throw wrongHeaders();
  }
  return values[0] as string | undefined;
}

function wrongHeaders(): AuthError {
  return invalidArgument('response.headers', 'response.headers must be a Headers object or a record of strings');
}

function plainHeaders(headers: unknown): unknown {
  // Headers of any realm, and a Map, go through their entries; those of axios say themselves what they are.
  const given = headers as (Partial<Map<string, unknown>> & { toJSON?: unknown }) | null | undefined;
  try {
    // A list can claim any length, which its entries would be.
    if (Array.isArray(headers)) return headers;
    if (typeof given?.entries === 'function') return Object.fromEntries(given.entries());
    return typeof given?.toJSON === 'function' ? (given.toJSON() ?? 0) : headers;
  } catch (thrown) {
    // What has such a member without being a map.
    if (thrown instanceof TypeError) throw wrongHeaders();
    throw thrown;
  }
}

/** The text of a body that was parsed already; nothing of what JSON has no form for. */
function parsedText(body: unknown): string | undefined {
  if (typeof body === 'object' && body !== null && !isPlain(body)) {
    throw invalidArgument(
      'response.body',
      'response.body must be text or a parsed value: pass await response.text() as body',
    );
  }
  try {
    const text = JSON.stringify(body);
    return text === 'null' ? undefined : text;
  } catch (thrown) {
    if (thrown instanceof RangeError) {
      throw new AuthError({
        code: 'malformed_response',
        field: 'response.body',
        message: 'response.body is nested too deeply',
      });
    }
    // Cycles and BigInts. What the platform says of them can quote values, so it is not passed on.
    if (thrown instanceof TypeError) throw invalidArgument('response.body', `response.body ${NO_JSON_FORM}`);
    throw thrown;
  }
}

/** Whether a value is one that JSON has: an array, or an object of no class. */
export function isPlain(value: object): boolean {
  if (Array.isArray(value)) return true;
  const prototype = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

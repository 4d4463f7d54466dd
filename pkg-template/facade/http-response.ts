import { AuthError, invalidArgument } from './auth-error.ts';
import { perform, performOn } from './core.ts';
import { NO_JSON_FORM } from './json-form.ts';
import { isWellFormed } from './text-codec.ts';

/** The header fields that the core reads, in lower case. No other crosses: an answer can have dozens. */
const FIELDS_READ = new Set(['content-type', 'retry-after', 'date', 'x-cap-requestid']);
const LENGTHS_READ = new Set(Array.from(FIELDS_READ, (name) => name.length));

/** Performs an operation on an answer, whose body crosses as it came. */
export function performOnResponse<Answer>(response: unknown, name: string, ...given: readonly unknown[]): Answer {
  const { parts, body } = crossingResponse(response);
  return body === undefined ? perform(name, parts, ...given) : performOn(body, name, parts, ...given);
}

/** An answer as it crosses: its parts in JSON form, and beside them the body as it came. */
function crossingResponse(response: unknown): { parts: Record<string, unknown>; body?: string } {
  if (typeof response !== 'object' || response === null || Array.isArray(response)) {
    throw invalidArgument('response', 'response must be an object with status, headers and body');
  }
  const { status, headers, body } = response as { status?: unknown; headers?: unknown; body?: unknown };
  const parts: Record<string, unknown> = { status, headers: fieldsRead(headers) };
  // The core refuses other members by name, since without its `body` an answer would pass for a good one.
  for (const name of Object.keys(response)) {
    if (name !== 'body' && !Object.hasOwn(parts, name)) parts[name] = true;
  }
  if (typeof body === 'string') {
    if (isWellFormed(body)) return { parts, body };
    parts.body = body;
    return { parts };
  }
  const text = parsedText(body);
  if (text === undefined) return { parts };
  // Says that the text is ours: what is wrong with it was wrong with the value.
  parts.body = true;
  return { parts, body: text };
}

/** The fields that the core reads; all of them where one is not as it should be, so that it is refused. */
function fieldsRead(headers: unknown): unknown {
  const plain = plainHeaders(headers);
  // Of another kind or class, it is refused as it is.
  if (typeof plain !== 'object' || plain === null || !isPlain(plain) || Array.isArray(plain)) return plain;
  const read: Record<string, string> = {};
  for (const name of Object.keys(plain)) {
    const value = (plain as Readonly<Record<string, unknown>>)[name];
    if (typeof value !== 'string' || !isWellFormed(value) || !isWellFormed(name)) return plain;
    if (LENGTHS_READ.has(name.length) && FIELDS_READ.has(name.toLowerCase())) read[name] = value;
  }
  return read;
}

function plainHeaders(headers: unknown): unknown {
  // Headers of any realm, and a Map, go through their entries.
  const given = headers as Partial<Map<string, unknown>> | null | undefined;
  return typeof given?.entries === 'function' ? Object.fromEntries(given.entries()) : headers;
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

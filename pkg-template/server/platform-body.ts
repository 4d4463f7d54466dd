// What the platform's fetch takes for a body. Of any other object it sends the name: the package form-data arrives as
// "[object FormData]", and nobody hears of it.

import { holderOf } from './request-body.ts';

const CLASSES = ['ReadableStream', 'FormData', 'Blob', 'URLSearchParams', 'ArrayBuffer'] as const;

const TEXT_TYPE = 'text/plain;charset=utf-8';
/** What the platform calls what it has understood. */
const TYPES = { form: 'multipart/form-data', parameters: 'application/x-www-form-urlencoded' };

/** Whether the platform sends a body as what it is. */
export function isSentAsItIs(body: BodyInit | null | undefined): boolean {
  if (typeof body !== 'object' || body === null || ArrayBuffer.isView(body)) return true;
  if (CLASSES.some((name) => isOne(globalThis[name], body))) return true;
  const isIterable = typeof (body as Partial<AsyncIterable<unknown>>)[Symbol.asyncIterator] === 'function';
  const type = typeOf(isIterable ? (NO_PARTS as unknown as BodyInit) : body);
  if (type === undefined) return true;
  const holder = holderOf(body);
  // Deno takes a form of another class for a list of parts, and fails at the first.
  if (holder === 'form' || holder === 'parameters') return type.startsWith(TYPES[holder]);
  // Bun has no type for what it takes for text without being told so, and none for streams.
  return type !== TEXT_TYPE && (type !== '' || isIterable || typeOf({} as BodyInit) !== '');
}

/** Stands in for the caller's own, which is not begun. */
const NO_PARTS: AsyncIterable<Uint8Array> = {
  [Symbol.asyncIterator]: () => ({ next: async () => ({ done: true, value: undefined }) }),
};

const isOne = (kind: unknown, body: object): boolean => typeof kind === 'function' && body instanceof kind;

/** A response says of its body what a request would; nothing is to be known where there is no such class. */
function typeOf(body: BodyInit): string | undefined {
  const { Response } = globalThis;
  if (typeof Response !== 'function') return undefined;
  try {
    return new Response(body).headers.get('content-type')?.toLowerCase() ?? '';
  } catch {
    return TEXT_TYPE;
  }
}

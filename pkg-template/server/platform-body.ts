// What the platform's fetch takes for a body. Of any other object it sends the name: the package form-data arrives as
// "[object FormData]", and nobody hears of it.

const CLASSES = ['ReadableStream', 'FormData', 'Blob', 'URLSearchParams', 'ArrayBuffer'] as const;

const TEXT_TYPE = 'text/plain;charset=utf-8';

/** Whether the platform sends a body as what it is. */
export function isSentAsItIs(body: BodyInit | null | undefined): boolean {
  if (typeof body !== 'object' || body === null || ArrayBuffer.isView(body)) return true;
  if (CLASSES.some((name) => isOne(globalThis[name], body))) return true;
  const isIterable = typeof (body as Partial<AsyncIterable<unknown>>)[Symbol.asyncIterator] === 'function';
  return !isTakenForText(isIterable ? (NO_PARTS as unknown as BodyInit) : body);
}

/** Stands in for the caller's own, which is not begun. */
const NO_PARTS: AsyncIterable<Uint8Array> = {
  [Symbol.asyncIterator]: () => ({ next: async () => ({ done: true, value: undefined }) }),
};

const isOne = (kind: unknown, body: object): boolean => typeof kind === 'function' && body instanceof kind;

/** A response says of its body what a request would: text has a type of its own. */
function isTakenForText(body: BodyInit): boolean {
  const { Response } = globalThis;
  if (typeof Response !== 'function') return false;
  try {
    return new Response(body).headers.get('content-type')?.toLowerCase() === TEXT_TYPE;
  } catch {
    return true;
  }
}

// What the body of a caller's request is: whether anybody sends it as it is meant, and whether it can be sent again. Every other
// object is sent by its name, as "[object Map]".

import { invalidArgument, isAuthError } from '../facade/auth-error.ts';

type Body = BodyInit | null | undefined;

/** A body that is read part by part: of the web, of Node, of Node before it had async iterators, or an iterator itself. */
interface Streamed {
  readonly getReader?: unknown;
  readonly locked?: unknown;
  readonly pipe?: unknown;
  readonly destroyed?: unknown;
  readonly next?: unknown;
  readonly [Symbol.asyncIterator]?: unknown;
  readonly [Symbol.iterator]?: unknown;
}

/** What holds all of a body. */
export type Holder = 'parameters' | 'form' | 'blob';

/** By what they can do, since classes of other realms and packages are others, and some say nothing of what they are. */
const HOLDERS: readonly (readonly [Holder, readonly string[]])[] = [
  ['parameters', ['append', 'getAll', 'sort']],
  ['form', ['append', 'getAll']],
  ['blob', ['slice', 'arrayBuffer']],
];

const ADVICE = 'pass JSON.stringify(body), or bytes, URLSearchParams, FormData, a Blob or a stream';

/** Whether there is a body: an empty text is one. */
export const hasBody = (body: Body): body is BodyInit => body !== undefined && body !== null;

/** Whether a body is what fetch takes for a stream. */
export function isStream(body: Body): boolean {
  if (typeof body !== 'object' || body === null) return false;
  const { getReader, [Symbol.asyncIterator]: iterate } = body as Streamed;
  return typeof getReader === 'function' || typeof iterate === 'function';
}

/** Whether all of a body is there however often it is sent. What is not known to be so can be read once only. */
export function isWhole(body: Body): boolean {
  return !hasBody(body) || typeof body === 'string' || isBuffer(body) || holderOf(body) !== undefined;
}

/** Refuses what nobody sends as it is meant, and what cannot be read any more. */
export function checkBody(body: Body): void {
  if (!hasBody(body) || typeof body === 'string') return;
  try {
    if (isBuffer(body)) checkAttached(body);
    else if (isReadOnce(body)) checkUnread(body);
    else if (holderOf(body) === undefined) throw invalidArgument('body', `${whatItIs(body)}: ${ADVICE}`);
  } catch (thrown) {
    // A proxy can throw at every question.
    throw isAuthError(thrown) ? thrown : invalidArgument('body', `body cannot be read: ${ADVICE}`);
  }
}

function isReadOnce(body: BodyInit): boolean {
  if (isStream(body)) return true;
  if (typeof body !== 'object') return false;
  const { pipe, next, [Symbol.iterator]: iterate } = body as Streamed;
  // Maps, sets and arrays can be iterated too, and are no iterators.
  return typeof pipe === 'function' || (typeof iterate === 'function' && typeof next === 'function');
}

function isBuffer(body: BodyInit): body is ArrayBuffer | ArrayBufferView<ArrayBuffer> {
  return ArrayBuffer.isView(body) || nameOf(body) === 'ArrayBuffer';
}

/** What of these a body is, of whatever class; nothing where it is none. */
export function holderOf(body: BodyInit): Holder | undefined {
  // The streams of the package form-data call themselves FormData.
  if (typeof body !== 'object' || isMethod(body, 'pipe')) return undefined;
  return HOLDERS.find(([, methods]) => methods.every((name) => isMethod(body, name)))?.[0];
}

const isMethod = (body: object, name: string): boolean =>
  typeof (body as unknown as Record<string, unknown>)[name] === 'function';

const nameOf = (body: unknown): string => Object.prototype.toString.call(body).slice('[object '.length, -1);

const whatItIs = (body: unknown): string =>
  typeof body === 'object'
    ? 'body is an object, which would be sent as "[object Object]" or the like'
    : `body is a ${typeof body}, and must be text`;

/** An empty view says itself that it is none only where its buffer is asked. */
function checkAttached(body: ArrayBuffer | ArrayBufferView<ArrayBuffer>): void {
  try {
    new Uint8Array(ArrayBuffer.isView(body) ? body.buffer : body);
  } catch {
    throw invalidArgument('body', 'body is bytes whose buffer was detached, to a worker for one: they are gone');
  }
}

function checkUnread(body: BodyInit): void {
  const { locked, destroyed } = body as Streamed;
  if (locked !== true && destroyed !== true) return;
  throw invalidArgument('body', 'body is a stream that somebody else reads, or that was read already: pass a new one');
}

// An answer of the token endpoint in a form that never throws at the core: what throws while a future of the core runs
// would end a Node process. A caller's fetch can resolve to anything, a response that was read before among them.

import { onAbort } from './abort-listeners.ts';
import { fieldOf } from './answer-field.ts';
import {
  EmptyParts,
  abandon,
  isBytes,
  readerOf,
  type BodyReader,
  type NodeStream,
  type WebStream,
} from './body-reader.ts';
import type { CommonOptions } from './authenticator-options.ts';
import { isResponse } from './caller-fetch.ts';
import { NoResponse } from './thrown-cause.ts';

type Fetch = NonNullable<CommonOptions['fetch']>;

type Bytes = Uint8Array<ArrayBuffer>;

const NOTHING: Bytes = new Uint8Array(0);

/** A fetch as the core calls it. */
export type SteadyFetch = (url: string, init: RequestInit & { signal: AbortSignal }) => Promise<SteadyAnswer>;

/** What the core reads of an answer, whose body is here by then: what of it is longer than may be is left out. */
interface SteadyAnswer {
  readonly type: 'default' | 'opaqueredirect';
  readonly status: number;
  readonly headers: { get(name: string): string | undefined };
  arrayBuffer(): Promise<ArrayBuffer>;
}

/** The same fetch, whose answers have exactly what the core reads; of a body it reads one byte more than `limit` at most. */
export function steady(fetch: Fetch, limit: number): SteadyFetch {
  return async (url, init) => {
    const response = await fetch(url, init);
    if (!isResponse(response)) throw new NoResponse();
    const { type, status, headers, body } = response;
    const redirected = type === 'opaqueredirect';
    if (!redirected && !(Number.isInteger(status) && status >= 100 && status <= 599)) {
      drop(body);
      throw new TypeError('fetch resolved to something without an HTTP status');
    }
    const isRead = !redirected && body !== null && body !== undefined;
    const whole = isRead ? await bytesOf(body, limit, init.signal) : NOTHING;
    return {
      type: redirected ? type : 'default',
      status,
      headers: { get: (name) => fieldOf(headers, name) },
      arrayBuffer: async () => whole.buffer,
    };
  };
}

/** A body that nobody is going to read: the connection would wait for that as long as the process lives. */
function drop(body: WebStream | NodeStream | null | undefined): void {
  try {
    if (body) void abandon(readerOf(body));
  } catch {
    // What is no body holds no connection.
  }
}

/** A body in memory of its own, so that nobody can take it away or write into it while the core reads. */
async function bytesOf(body: WebStream | NodeStream, limit: number, signal: AbortSignal): Promise<Bytes> {
  const source = readerOf(body);
  const cancel = () => abandon(source);
  // A fetch that ignores its signal would go on receiving, and hold the process.
  if (signal.aborted) cancel();
  const stopListening = signal.aborted ? undefined : onAbort(signal, cancel);
  try {
    return await partsOf(source, limit, signal);
  } catch (thrown) {
    cancel();
    throw thrown;
  } finally {
    stopListening?.();
  }
}

async function partsOf(source: BodyReader, limit: number, signal: AbortSignal): Promise<Bytes> {
  const emptyParts = new EmptyParts();
  const parts: Bytes[] = [];
  let length = 0;
  while (length <= limit) {
    const { done, value } = await source.read();
    if (done) return joined(parts, length);
    if (!isBytes(value)) throw new TypeError('the body holds something that is not bytes');
    // A Buffer of Node's may lie in memory that others have as well, and its `slice` is no copy.
    if (value.length > 0) parts.push(new Uint8Array(value.subarray(0, limit + 1 - length)));
    length += value.length;
    if (value.length > 0) continue;
    await emptyParts.after(0);
    signal.throwIfAborted();
  }
  // Nobody waits for the rest.
  abandon(source);
  return joined(parts, limit + 1);
}
function joined(parts: readonly Bytes[], length: number): Bytes {
  const [only = NOTHING] = parts;
  if (parts.length < 2) return only;
  const bytes = new Uint8Array(length);
  let offset = 0;
  for (const part of parts) {
    bytes.set(part, offset);
    offset += part.length;
  }
  return bytes;
}

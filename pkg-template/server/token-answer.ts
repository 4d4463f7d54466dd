// An answer of the token endpoint in a form that never throws at the core: what throws while a future of the core runs
// would end a Node process. A caller's fetch can resolve to anything, a response that was read before among them.

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
import { checkedResponse } from './options.ts';

type Fetch = NonNullable<CommonOptions['fetch']>;

/** A fetch as the core calls it. */
export type SteadyFetch = (url: string, init: RequestInit & { signal: AbortSignal }) => Promise<SteadyAnswer>;

/** What the core reads of an answer. */
interface SteadyAnswer {
  readonly type: 'default' | 'opaqueredirect';
  readonly status: number;
  readonly headers: { get(name: string): string | undefined };
  readonly body: { getReader(): SteadyReader } | null;
}

interface SteadyReader {
  read(): Promise<{ done: true } | { done: false; value: Uint8Array }>;
  cancel(): Promise<unknown>;
}

/** The same fetch, whose answers have exactly what the core reads. */
export function steady(fetch: Fetch): SteadyFetch {
  return async (url, init) => {
    const { type, status, headers, body } = checkedResponse(await fetch(url, init));
    const redirected = type === 'opaqueredirect';
    if (!redirected && !(Number.isInteger(status) && status >= 100 && status <= 599)) {
      throw new TypeError('fetch resolved to something without an HTTP status');
    }
    return {
      type: redirected ? type : 'default',
      status,
      headers: { get: (name) => fieldOf(headers, name) },
      body: body === null || body === undefined ? null : streamOf(body, init.signal),
    };
  };
}

function fieldOf(headers: Headers, name: string): string | undefined {
  try {
    const value = headers.get(name);
    return typeof value === 'string' ? value : undefined;
  } catch {
    return undefined;
  }
}

function streamOf(body: WebStream | NodeStream, signal: AbortSignal): { getReader(): SteadyReader } {
  const source = readerOf(body);
  const cancel = () => abandon(source);
  // A fetch that ignores its signal would go on receiving, and hold the process.
  if (signal.aborted) cancel();
  else signal.addEventListener('abort', cancel, { once: true });
  const emptyParts = new EmptyParts();
  return { getReader: () => ({ read: () => readBytes(source, emptyParts, signal), cancel }) };
}

/** The next part in memory of its own, so that nobody can take it away or write into it while the core reads. */
async function readBytes(
  source: BodyReader,
  emptyParts: EmptyParts,
  signal: AbortSignal,
): ReturnType<SteadyReader['read']> {
  for (;;) {
    const { done, value } = await source.read();
    if (done) return { done: true };
    if (!isBytes(value)) throw new TypeError('the body holds something that is not bytes');
    if (value.length > 0) return { done: false, value: new Uint8Array(value) };
    await emptyParts.after(0);
    signal.throwIfAborted();
  }
}

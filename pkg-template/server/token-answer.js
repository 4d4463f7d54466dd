// An answer of the token endpoint in a form that never throws at the core: what throws while a future of the core runs
// would end a Node process. A caller's fetch can resolve to anything, a response that was read before among them.

import { EmptyParts, abandon, isBytes, readerOf } from './body-reader.js';
import { checkedResponse } from './options.js';

/** The same fetch, whose answers have exactly what the core reads. */
export function steady(fetch) {
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

function fieldOf(headers, name) {
  try {
    const value = headers.get(name);
    return typeof value === 'string' ? value : undefined;
  } catch {
    return undefined;
  }
}

function streamOf(body, signal) {
  const source = readerOf(body);
  const cancel = () => abandon(source);
  // A fetch that ignores its signal would go on receiving, and hold the process.
  if (signal.aborted) cancel();
  else signal.addEventListener('abort', cancel, { once: true });
  const emptyParts = new EmptyParts();
  return { getReader: () => ({ read: () => readBytes(source, emptyParts, signal), cancel }) };
}

/** The next part in memory of its own, so that nobody can take it away or write into it while the core reads. */
async function readBytes(source, emptyParts, signal) {
  for (;;) {
    const { done, value } = await source.read();
    if (done) return { done };
    if (!isBytes(value)) throw new TypeError('the body holds something that is not bytes');
    if (value.length > 0) return { done, value: new Uint8Array(value) };
    await emptyParts.after(0);
    signal.throwIfAborted();
  }
}

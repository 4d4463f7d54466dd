// Bodies read part by part, whatever they turn out to hold.

/** After how many parts of nothing in a row everything else gets its turn: a body may have no end of them. */
const EMPTY_PARTS = 100;

/** A reader over the body of any response: a stream of the web, or one of Node, as node-fetch has it. */
export function readerOf(body) {
  return typeof body.getReader === 'function' ? body.getReader() : readerOfNodeStream(body);
}

function readerOfNodeStream(stream) {
  const chunks = stream[Symbol.asyncIterator]();
  return { read: () => chunks.next(), cancel: () => chunks.return() };
}

/** Whether a part of a body is what the standard says it is: it can be another view, or have been detached. */
export function isBytes(part) {
  if (!ArrayBuffer.isView(part) || part[Symbol.toStringTag] !== 'Uint8Array') return false;
  return part.length > 0 || !isDetached(part);
}

// Not every runtime says so itself.
function isDetached(part) {
  try {
    return new Uint8Array(part).length !== part.length;
  } catch {
    return true;
  }
}

/**
 * Waits for the next turn of the event loop after so many empty parts of a body: reads that settle at once leave no room for
 * timers otherwise, and a deadline would never come.
 */
export class EmptyParts {
  #count = 0;

  /** Counts a part of this length; gives a promise where it is time to wait. */
  after(length) {
    this.#count = length === 0 ? this.#count + 1 : 0;
    if (this.#count < EMPTY_PARTS) return undefined;
    this.#count = 0;
    return new Promise((resolve) => setTimeout(resolve));
  }
}

/** Gives up on a body. Nobody waits for it, so nobody hears of what goes wrong in doing so. */
export function abandon(reader) {
  return Promise.resolve()
    .then(() => reader.cancel())
    .catch(() => {});
}

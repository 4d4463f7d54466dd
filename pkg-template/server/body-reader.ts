// Bodies read part by part, whatever they turn out to hold.

/** After how many parts of nothing in a row everything else gets its turn: a body may have no end of them. */
const EMPTY_PARTS = 100;

/** What is asked of a reader: the platform's own, or what is made of a stream of Node. */
export interface BodyReader {
  read(): Promise<{ done?: boolean; value?: unknown }>;
  cancel(reason?: unknown): Promise<unknown>;
}

/** A stream of the web, of any class. */
export interface WebStream {
  getReader(): BodyReader;
}

/** A stream of Node. */
export interface NodeStream {
  [Symbol.asyncIterator](): { next(): Promise<{ done?: boolean; value?: unknown }>; return?(): Promise<unknown> };
  destroy?(): unknown;
}

/** A reader over the body of any response: a stream of the web, or one of Node, as node-fetch has it. */
export function readerOf(body: WebStream | NodeStream): BodyReader {
  return isWebStream(body) ? body.getReader() : readerOfNodeStream(body);
}

function isWebStream(body: WebStream | NodeStream): body is WebStream {
  return typeof (body as Partial<WebStream>).getReader === 'function';
}

function readerOfNodeStream(stream: NodeStream): BodyReader {
  const chunks = stream[Symbol.asyncIterator]();
  // To end its iterator would wait for the next part, which may never come.
  const cancel = async (): Promise<unknown> => (stream.destroy === undefined ? chunks.return?.() : stream.destroy());
  return { read: () => chunks.next(), cancel };
}

/** Whether a part of a body is what the standard says it is: it can be another view, or have been detached. */
export function isBytes(part: unknown): part is Uint8Array<ArrayBuffer> {
  if (!isUint8Array(part)) return false;
  return part.length > 0 || !isDetached(part);
}

// Of any realm.
function isUint8Array(part: unknown): part is Uint8Array {
  return ArrayBuffer.isView(part) && (part as Partial<Uint8Array>)[Symbol.toStringTag] === 'Uint8Array';
}

// Not every runtime says so itself.
function isDetached(part: Uint8Array): boolean {
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
  after(length: number): Promise<void> | undefined {
    this.#count = length === 0 ? this.#count + 1 : 0;
    if (this.#count < EMPTY_PARTS) return undefined;
    this.#count = 0;
    return new Promise<void>((resolve) => setTimeout(resolve));
  }
}

/** Gives up on a body. Nobody waits for it, so nobody hears of what goes wrong in doing so. */
export function abandon(reader: Pick<BodyReader, 'cancel'>): Promise<unknown> {
  return Promise.resolve()
    .then(() => reader.cancel())
    .catch(() => {});
}

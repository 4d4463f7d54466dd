// An answer that nobody reads gives its connection back.

/** A body of any class: of the web, or a stream of Node, as node-fetch has it. */
type AnyBody = Partial<Pick<ReadableStream, 'cancel'>> & Partial<NodeReadable>;

interface NodeReadable {
  on(event: string, listen: (part: { readonly length: number }) => void): unknown;
  resume(): unknown;
  destroy(): unknown;
}

/** What of a stream of Node is read to its end, so that its connection serves the next call: in bytes and in milliseconds. */
const MOST_READ = 64 * 1024;
const LONGEST_WAIT_MS = 1_000;

/** Gives up on the body of a response. Nobody waits for it, so nobody hears of what goes wrong in doing so. */
export function giveBack(body: unknown): void {
  const { cancel, destroy, resume } = (body ?? {}) as AnyBody;
  try {
    if (typeof cancel === 'function') Promise.resolve(cancel.call(body)).catch(() => {});
    else if (typeof destroy === 'function' && typeof resume === 'function') drain(body as NodeReadable);
  } catch {
    // It is no concern of the caller's, who has another answer.
  }
}

/** Read out where that is short. To destroy it at once would leave the stream behind it waiting, where it was piped (node-fetch 2). */
function drain(body: NodeReadable): void {
  let left = MOST_READ;
  const timer = setTimeout(() => body.destroy(), LONGEST_WAIT_MS);
  timer.unref?.();
  body.on('error', () => {});
  body.on('close', () => clearTimeout(timer));
  body.on('end', () => clearTimeout(timer));
  body.on('data', ({ length }) => {
    left -= length;
    if (left < 0) body.destroy();
  });
  body.resume();
}

// A call by `fetch` as got has one that it makes itself: a stream that the body is written to, which tells of the answer. So
// got's timeouts, its `signal`, and whoever cancels or destroys what got returned, end the call.

import type { Readable, Writable } from 'node:stream';

type Send = (body: BodyInit | undefined, signal: AbortSignal) => Promise<Response>;

/** A body that got has; one that somebody is to pipe into it is to come. */
interface GotBody {
  readonly body: unknown;
  readonly isToCome: boolean;
}

export async function requestOverFetch(send: Send, { body, isToCome }: GotBody): Promise<Writable> {
  // got is for Node; this entry is not.
  const { PassThrough, Readable, Writable } = await import('node:stream');
  const isStreamed = isToCome || !(body === undefined || typeof body === 'string' || ArrayBuffer.isView(body));
  // got writes every body to the request; one that can be sent again is taken whole.
  const written = isStreamed ? new PassThrough() : undefined;
  const controller = new AbortController();
  let response: Readable | undefined;
  const idle = new IdleTimer();

  class GotRequest extends Writable {
    #hasBegun = false;

    override _write(chunk: unknown, encoding: BufferEncoding, done: (error?: Error | null) => void): void {
      this.#begin();
      if (written === undefined) done();
      else written.write(chunk, encoding, done);
    }

    override _final(done: (error?: Error | null) => void): void {
      this.#begin();
      written?.end();
      done();
    }

    override _destroy(error: Error | null, done: (error?: Error | null) => void): void {
      idle.stop();
      controller.abort(error ?? undefined);
      written?.destroy();
      response?.destroy();
      done(error);
    }

    /** After so long without a byte, as a socket does it. */
    setTimeout(milliseconds: number, run: () => void): this {
      idle.start(milliseconds, run);
      return this;
    }

    /** As a request of Node's does: with the first byte of the body, or the end of none. By then got listens. */
    async #begin(): Promise<void> {
      if (this.#hasBegun) return;
      this.#hasBegun = true;
      const sent = written === undefined ? body : Readable.toWeb(written);
      try {
        const answer = await send(sent as BodyInit | undefined, controller.signal);
        response = streamOf(answer, Readable);
        if (this.destroyed) return void response.on('error', () => {}).destroy();
        idle.watch(response);
        this.emit('response', response);
      } catch (error) {
        this.destroy(error as Error);
      }
    }
  }

  // It ends when its answer has ended.
  return new GotRequest({ autoDestroy: false });
}

/** An answer as got takes it: a stream of Node's with status and fields. */
function streamOf(answer: Response, Streams: typeof Readable): Readable {
  const { status, statusText, headers, url } = answer;
  const body: ReadableStream | Readable | null = answer.body;
  const fields: Record<string, string | string[]> = Object.fromEntries(headers);
  // Of a `fetch` of the caller's own, as node-fetch, an answer is of a class that may have no list of them, and a stream of Node.
  const cookies = typeof headers.getSetCookie === 'function' ? headers.getSetCookie() : [];
  if (cookies.length > 0) fields['set-cookie'] = cookies;
  // fetch has unpacked the body.
  if (headers.has('content-encoding')) for (const name of ['content-encoding', 'content-length']) delete fields[name];
  const stream = body === null ? Streams.from([]) : isOfWeb(body) ? Streams.fromWeb(body as never) : body;
  return Object.assign(stream, {
    statusCode: status,
    statusMessage: statusText,
    headers: fields,
    trailers: {},
    url,
    complete: true,
  });
}

const isOfWeb = (body: ReadableStream | Readable): body is ReadableStream =>
  typeof (body as Partial<ReadableStream>).getReader === 'function';

class IdleTimer {
  #timer: ReturnType<typeof setTimeout> | undefined;

  start(milliseconds: number, run: () => void): void {
    this.#timer = setTimeout(run, milliseconds);
    (this.#timer as Partial<NodeJS.Timeout>).unref?.();
  }

  /** Bytes of a stream begin it anew, and its end ends it. */
  watch(stream: Readable): void {
    const timer = this.#timer as Partial<NodeJS.Timeout> | undefined;
    if (timer === undefined) return;
    timer.refresh?.();
    const { push } = stream;
    stream.push = (chunk: unknown, ...more) => {
      if (chunk === null) this.stop();
      else timer.refresh?.();
      return push.call(stream, chunk, ...more);
    };
  }

  stop(): void {
    clearTimeout(this.#timer);
  }
}

// The body of a Request, read whole: only so can it be sent more than once.

import { AuthError, invalidArgument, isAuthError } from '../facade/auth-error.ts';
import { type BodyReader, EmptyParts, abandon, isBytes, readerOf } from './body-reader.ts';
import { isControlFlow, scrubbedCause } from './thrown-cause.ts';
import { checkSignal, waitFor } from './waiting.ts';

type Bytes = Uint8Array<ArrayBuffer>;

/** The body of a request of any class: node-fetch has a stream of Node there, or the bytes themselves. */
type AnyBody = Partial<ReadableStream> & { destroy?(): unknown; readonly [Symbol.asyncIterator]?: unknown };

/** Reads the body of a Request. Its caller's signal and the other one end that, each with its own reason. */
export async function bytesOf(request: Request, signal: AbortSignal | undefined, closing: AbortSignal): Promise<Bytes> {
  checkSignal(signal);
  const body = request.body as AnyBody;
  if (request.bodyUsed || body.locked === true) {
    throw invalidArgument(
      'body',
      'the body of the Request has been read already, or somebody reads it: pass a new one',
    );
  }
  const reader = readerFor(request, body);
  try {
    return await waitFor(waitFor(allOf(reader), signal), closing);
  } catch (thrown) {
    abandon({ cancel: () => reader.cancel(signal?.aborted ? signal.reason : undefined) });
    throw signal?.aborted || closing.aborted ? thrown : failureOf(thrown);
  }
}

function readerFor(request: Request, body: AnyBody): BodyReader {
  if (typeof body.getReader === 'function' || typeof body[Symbol.asyncIterator] === 'function') {
    return readerOf(body as Parameters<typeof readerOf>[0]);
  }
  let done = false;
  const read = async () => {
    if (done) return { done };
    done = true;
    return { value: new Uint8Array(await request.arrayBuffer()) };
  };
  return { read, cancel: async () => body.destroy?.() };
}

async function allOf(reader: BodyReader): Promise<Bytes> {
  const emptyParts = new EmptyParts();
  const parts: Bytes[] = [];
  let length = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    if (!isBytes(value)) {
      throw invalidArgument(
        'body',
        'the body of the Request gives parts that are no bytes: encode text, by new TextEncoderStream() for one',
      );
    }
    parts.push(value);
    length += value.length;
    await emptyParts.after(value.length);
  }
  const bytes = new Uint8Array(length);
  let offset = 0;
  for (const part of parts) {
    bytes.set(part, offset);
    offset += part.length;
  }
  return bytes;
}

/** What a stream of the caller's throws can quote what it was made of. */
function failureOf(thrown: unknown): unknown {
  if (isAuthError(thrown) || isControlFlow(thrown)) return thrown;
  const cause = scrubbedCause(thrown);
  const message = 'the body of the Request failed while it was read, so nothing was sent: see cause';
  return new AuthError({ code: 'invalid_argument', field: 'body', message }, cause && { cause });
}

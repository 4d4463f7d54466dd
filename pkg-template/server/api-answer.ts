// What an answer says, found out without taking anything of it from the caller.

import { fieldOf } from './answer-field.ts';
import { EmptyParts, abandon, isBytes, type BodyReader } from './body-reader.ts';
import { canBeRebuilt, rebuilt } from './rebuilt-response.ts';

const NOTHING = new Uint8Array(0);

/** What is looked into at most, in bytes: no error of a vendor is longer. */
const LONGEST_ERROR = 64 * 1024;

/** For how long the body of an answer of success is waited for, in milliseconds, and in how many looks. */
const PATIENCE_MS = 250;
const LOOKS = 10;

/** How far answers are looked into. */
export interface Limits {
  readonly bytes: number;
  readonly patienceMs: number;
}

/** What was found: the bytes of a body, as far as they are known, and the response to hand on. */
export interface LookedInto {
  readonly bytes: Uint8Array;
  readonly whole: Response;
}

type Bytes = Uint8Array<ArrayBuffer>;

/** The next part of a body, on its way. */
type Part = ReturnType<BodyReader['read']>;

/** What was read of a body: all of it, or the parts of it and the promise of what comes after them. */
interface Read {
  readonly bytes: Bytes | undefined;
  readonly parts: readonly Bytes[];
  readonly next: Part | undefined;
}

/**
 * Looks into an answer: a promise of the bytes of its body and of the response to hand on, or nothing where it is not looked
 * into. There are no bytes of a body that is longer than the limit, nor of one that is slow: after a quarter of a second an
 * answer of success, which a vendor may write as it finds its rows, is the caller's as it is; any other after `patienceMs`.
 */
export function lookInto(response: Response, { bytes, patienceMs }: Limits): Promise<LookedInto> | undefined {
  const limit = Math.min(bytes, LONGEST_ERROR);
  if (Number(fieldOf(response.headers, 'content-length')) > limit) return undefined;
  const patience = isSuccess(response) ? Math.min(PATIENCE_MS, patienceMs) : patienceMs;
  const isTakenOff = canBeRebuilt(response);
  const reader = readerOver(isTakenOff ? response : copyOf(response));
  if (reader === undefined) return undefined;
  return lookAt(reader, limit, patience).then(({ bytes: read, parts, next }) => {
    const found = read ?? NOTHING;
    if (isTakenOff)
      return { bytes: found, whole: rebuilt(response, read, read ? undefined : restOf(reader, parts, next)) };
    // Not awaited: the copy ends only when the caller has read the original as well.
    if (read === undefined) abandon(reader);
    return { bytes: found, whole: response };
  });
}

// By its status: a foreign class of responses may have no `ok`.
const isSuccess = ({ status }: Response): boolean => status >= 200 && status < 300;

/** A copy with a body of its own; nothing where there is no body, or none that can be copied. */
function copyOf(response: Response): Response | undefined {
  // node-fetch has streams of Node, whose copies stall the original once their buffers are full.
  if (typeof response.body?.getReader !== 'function') return undefined;
  try {
    const copy = response.clone();
    // Whoever reads a copy that is none reads the caller's.
    return copy === response || copy.body === response.body ? undefined : copy;
  } catch {
    return undefined;
  }
}

function readerOver(response: Response | undefined): BodyReader | undefined {
  try {
    return response?.body?.getReader();
  } catch {
    return undefined;
  }
}

/**
 * Reads a body until its end, its limit, or the end of patience. It never rejects: the caller meets what is wrong with a body when
 * reading it. A read that is still on its way holds nothing of the caller's, who may let go of the response.
 */
function lookAt(reader: BodyReader, limit: number, patienceMs: number): Promise<Read> {
  return new Promise<Read>((resolve) => {
    const emptyParts = new EmptyParts();
    const parts: Bytes[] = [];
    let length = 0;
    let next: Part | undefined;
    let isOver = false;
    const end = (bytes?: Bytes): void => {
      isOver = true;
      stopWaiting();
      resolve({ bytes, parts, next });
    };
    const breakOff = (): unknown => isOver || end();
    const ask = (): void => {
      if (isOver) return;
      try {
        next = reader.read();
        next.then(take, breakOff);
      } catch {
        end();
      }
    };
    const take = (part: Awaited<Part>): void => {
      // Nobody waits any more: it is the first part of what is still to come.
      if (isOver) return;
      if (part?.done) {
        end(joined(parts, length));
        return;
      }
      const value = part?.value;
      if (!isBytes(value)) {
        end();
        return;
      }
      next = undefined;
      if (value.length > 0) parts.push(value);
      length += value.length;
      if (length > limit) {
        end();
        return;
      }
      const turn = emptyParts.after(value.length);
      if (turn === undefined) ask();
      else turn.then(ask);
    };
    const stopWaiting = waitInLooks(patienceMs, end);
    ask();
  });
}

/**
 * Runs something when patience is at its end; what is returned calls it off. It is measured by looks, so that an event loop held
 * up by something else does not use it up, and from the next turn of the loop on, where a turn can be had for less than a timer:
 * most bodies are there by then.
 */
function waitInLooks(milliseconds: number, run: () => void): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const look = (left: number): void => {
    if (left === 0) run();
    else timer = setTimeout(look, milliseconds / LOOKS, left - 1);
  };
  const turn = nextTurn(() => look(LOOKS));
  if (turn === undefined) look(LOOKS);
  return () => {
    if (timer === undefined) globalThis.clearImmediate?.(turn);
    else clearTimeout(timer);
  };
}

/** Runs something in the next turn of the event loop; nothing where there is none to be had. Next's edge has a function that throws. */
function nextTurn(run: () => void): ReturnType<typeof setImmediate> | undefined {
  try {
    return globalThis.setImmediate?.(run);
  } catch {
    return undefined;
  }
}

/** A stream of what was read of a body, and of what comes after it; of bytes, as the platform's own is. */
function restOf(reader: BodyReader, parts: readonly Bytes[], next: Part | undefined): ReadableStream {
  const emptyParts = new EmptyParts();
  let following = next;
  let handedOn = 0;
  const nextPart = async (): Promise<Awaited<Part>> => {
    const value = parts[handedOn];
    if (value !== undefined) {
      handedOn += 1;
      return { value };
    }
    const part = following ?? reader.read();
    following = undefined;
    return part;
  };
  const rest = new ReadableStream({
    type: 'bytes',
    async pull(controller): Promise<void> {
      for (;;) {
        const { done, value } = await nextPart();
        if (done) {
          controller.close();
          // Whoever waits with memory of its own hears only so of the end.
          controller.byobRequest?.respond(0);
          return;
        }
        if (!isBytes(value)) {
          abandon(reader);
          throw new TypeError('a part of the body is no bytes');
        }
        // A copy: a stream of bytes takes the memory of its parts, and others may have a share in that.
        if (value.length > 0) return controller.enqueue(new Uint8Array(value));
        await emptyParts.after(0);
      }
    },
    cancel: async (reason) => void (await reader.cancel(reason)),
  });
  unread()?.register(rest, reader);
  return rest;
}

let registry: FinalizationRegistry<BodyReader> | undefined;

/**
 * Gives back what nobody reads and nobody has any more, as platforms do with a body that was not touched. Those that have no such
 * registry have no rest of this kind.
 */
function unread(): FinalizationRegistry<BodyReader> | undefined {
  if (typeof FinalizationRegistry !== 'function') return undefined;
  registry ??= new FinalizationRegistry(abandon);
  return registry;
}

/** All parts in one; nothing where somebody has taken one away again. */
function joined(parts: readonly Bytes[], length: number): Bytes | undefined {
  const [only] = parts;
  if (only !== undefined && parts.length === 1) return only.length === length ? only : undefined;
  const bytes = new Uint8Array(length);
  let offset = 0;
  for (const part of parts) {
    if (part.length === 0) return undefined;
    bytes.set(part, offset);
    offset += part.length;
  }
  return bytes;
}

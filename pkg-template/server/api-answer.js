// What an answer says, found out without taking anything of it from the caller.

import { EmptyParts, abandon, copyOfBytes } from './body-reader.js';
import { canBeRebuilt, rebuilt } from './rebuilt-response.js';

const NOTHING = new Uint8Array(0);

/** What is looked into at most, in bytes: no error of a vendor is longer. */
const LONGEST_ERROR = 64 * 1024;

/** For how long the body of an answer of success is waited for, in milliseconds, and in how many looks. */
const PATIENCE_MS = 250;
const LOOKS = 10;

/**
 * The bytes of a body, and the response to hand on: nothing of a body that is longer than the limit, nor of one that is
 * slow: after a quarter of a second an answer of success, which a vendor may write as it finds its rows, is the caller's as
 * it is; any other after `patienceMs`.
 */
export async function lookInto(response, { bytes, patienceMs }) {
  const limit = Math.min(bytes, LONGEST_ERROR);
  if (Number(response.headers.get('content-length')) > limit) return { bytes: NOTHING, whole: response };
  const isTakenOff = canBeRebuilt(response);
  const reader = isTakenOff ? response.body.getReader() : copyOf(response);
  if (reader === undefined) return { bytes: NOTHING, whole: response };
  const look = await lookAt(reader, limit, isSuccess(response) ? Math.min(PATIENCE_MS, patienceMs) : patienceMs);
  if (isTakenOff) return { bytes: look.bytes, whole: rebuilt(response, look.isWhole ? look.bytes : continued(reader, look)) };
  // Not awaited: the copy ends only when the caller has read the original as well.
  if (!look.isWhole) abandon(reader);
  return { bytes: look.bytes, whole: response };
}

// By its status: a foreign class of responses may have no `ok`.
const isSuccess = ({ status }) => status >= 200 && status < 300;

/** A reader over a copy of the body; nothing where there is no body, or none that can be copied. */
function copyOf(response) {
  // node-fetch has streams of Node, whose copies stall the original once their buffers are full.
  if (typeof response.body?.getReader !== 'function') return undefined;
  try {
    return response.clone().body.getReader();
  } catch {
    return undefined;
  }
}

/**
 * Reads a body until its end, its limit, or the end of patience: all of a body that is whole as `bytes`, else what was read
 * as `parts` and the promise of what comes after them as `next`. It never rejects: the caller meets what is wrong with a
 * body when reading it. Patience is measured by looks, so that an event loop held up by something else does not use it up.
 */
function lookAt(reader, limit, patienceMs) {
  return new Promise((resolve) => {
    const emptyParts = new EmptyParts();
    const parts = [];
    let length = 0;
    let next;
    let isOver = false;
    const end = (isWhole) => {
      isOver = true;
      clearTimeout(timer);
      resolve({ isWhole, bytes: isWhole ? joined(parts, length) : NOTHING, parts, next });
    };
    const breakOff = () => isOver || end(false);
    const ask = () => {
      if (isOver) return;
      next = reader.read();
      next.then(take, breakOff);
    };
    const take = ({ done, value }) => {
      // Nobody waits any more: it is the first part of what is still to come.
      if (isOver) return;
      if (done) return end(true);
      const bytes = copyOfBytes(value);
      if (bytes === undefined) return end(false);
      next = undefined;
      if (bytes.length > 0) parts.push(bytes);
      length += bytes.length;
      if (length > limit) return end(false);
      const turn = emptyParts.after(bytes.length);
      if (turn === undefined) ask();
      else turn.then(ask);
    };
    const look = (left) => {
      if (left === 0) end(false);
      else timer = setTimeout(look, patienceMs / LOOKS, left - 1);
    };
    let timer = setTimeout(look, patienceMs / LOOKS, LOOKS - 1);
    ask();
  });
}

/** A stream of what was read of a body, and of what comes after it. */
function continued(reader, { parts, next }) {
  return new ReadableStream(
    {
      async pull(controller) {
        if (parts.length > 0) return controller.enqueue(parts.shift());
        const { done, value } = await (next ?? reader.read());
        next = undefined;
        if (done) controller.close();
        else controller.enqueue(value);
      },
      cancel: (reason) => reader.cancel(reason),
    },
    { highWaterMark: 0 },
  );
}

function joined(parts, length) {
  if (parts.length === 1) return parts[0];
  const bytes = new Uint8Array(length);
  let offset = 0;
  for (const part of parts) {
    bytes.set(part, offset);
    offset += part.length;
  }
  return bytes;
}

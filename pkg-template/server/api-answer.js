// What an answer says, found out without taking anything of it from the caller.

import { abandon } from './body-reader.js';
import { canBeGivenBack, givenBack } from './read-response.js';

const NOTHING = new Uint8Array(0);

/** For how long the body of an answer of success is waited for, in milliseconds, and in how many looks. */
const PATIENCE_MS = 250;
const LOOKS = 10;

/**
 * The bytes of a body, and the response to hand on: nothing of a body that is longer than the limit, as no error of a
 * vendor is, nor of one that is slow: after a quarter of a second an answer of success, which a vendor may write as it
 * finds its rows, is the caller's as it is; any other after `patienceMs`.
 */
export async function lookInto(response, { bytes: limit, patienceMs }) {
  const unread = { bytes: NOTHING, whole: response };
  if (Number(response.headers.get('content-length')) > limit) return unread;
  const isOriginal = canBeGivenBack(response);
  const reader = isOriginal ? response.body.getReader() : copyOf(response);
  if (reader === undefined) return unread;
  const chunks = [];
  const end = await endOf(reader, chunks, limit, isSuccess(response) ? Math.min(PATIENCE_MS, patienceMs) : patienceMs);
  const bytes = end.isWhole ? joined(chunks) : NOTHING;
  if (isOriginal) return { bytes, whole: givenBack(response, chunks, end) };
  // Not awaited: the copy ends only when the caller has read the original as well.
  if (!end.isWhole) abandon(reader);
  return { bytes, whole: response };
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

/** Reads into `chunks` until the end, the limit, or the end of patience; then `next` gives what comes after them. */
async function endOf(reader, chunks, limit, patienceMs) {
  let next = reader.read();
  let length = 0;
  const { outOfPatience, stop } = waitInLooks(patienceMs);
  try {
    for (;;) {
      const part = await Promise.race([next, outOfPatience]);
      if (part === undefined) break;
      if (part.done) return { isWhole: true };
      chunks.push(part.value);
      length += part.value.length;
      next = reader.read();
      if (length > limit) break;
    }
  } catch {
    // A body that breaks off says nothing here; the caller meets the same end when reading it.
  } finally {
    stop();
  }
  next.catch(() => {});
  return { isWhole: false, reader, next };
}

/** A wait that an event loop held up by something else does not use up: between two looks, what has come is read. */
function waitInLooks(milliseconds) {
  let timer;
  const outOfPatience = new Promise((resolve) => {
    const look = (left) => {
      timer = left === 0 ? resolve() : setTimeout(look, milliseconds / LOOKS, left - 1);
    };
    look(LOOKS);
  });
  return { outOfPatience, stop: () => clearTimeout(timer) };
}

function joined(chunks) {
  if (chunks.length === 1) return chunks[0];
  const bytes = new Uint8Array(chunks.reduce((length, chunk) => length + chunk.length, 0));
  let offset = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, offset);
    offset += chunk.length;
  }
  return bytes;
}

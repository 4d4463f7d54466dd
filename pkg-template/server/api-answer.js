// What an answer says, found out without taking anything of it from the caller.

import { abandon } from './body-reader.js';

const JSON_TYPE = /^\s*(application\/json|text\/json|[^;]+\+json)\s*(;|$)/i;
const EMPTY = new Uint8Array(0);

/**
 * The content type and the body of an answer. A body is looked into only where it may be JSON, is short, and comes
 * within `patienceMs`: the caller gets a slow stream as it is.
 */
export async function lookInto(response, limit, patienceMs) {
  const type = response.headers.get('content-type') ?? undefined;
  const mayBeJson = type === undefined || JSON_TYPE.test(type);
  return { type, body: mayBeJson ? await peek(response, limit, patienceMs) : EMPTY };
}

/** The bytes of a copy of the body; nothing where there are more than `limit`, as in no error of a vendor. */
async function peek(response, limit, patienceMs) {
  if (Number(response.headers.get('content-length')) > limit) return EMPTY;
  const reader = copyOf(response);
  if (reader === undefined) return EMPTY;
  let timer;
  const outOfPatience = new Promise((resolve) => {
    timer = setTimeout(resolve, patienceMs);
  });
  try {
    const bytes = await Promise.race([bytesUpTo(reader, limit), outOfPatience]);
    if (bytes !== undefined) return bytes;
    // Not awaited: the copy ends only when the caller has read the original as well.
    abandon(reader);
    return EMPTY;
  } catch {
    // A body that breaks off says nothing here; the caller meets the same end when reading it.
    return EMPTY;
  } finally {
    clearTimeout(timer);
  }
}

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

/** All bytes of a body; nothing where there are more than `limit`. */
async function bytesUpTo(reader, limit) {
  const chunks = [];
  let length = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return joined(chunks, length);
    length += value.length;
    if (length > limit) return undefined;
    chunks.push(value);
  }
}

function joined(chunks, length) {
  if (chunks.length === 1) return chunks[0];
  const bytes = new Uint8Array(length);
  let offset = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, offset);
    offset += chunk.length;
  }
  return bytes;
}

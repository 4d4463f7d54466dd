// What an answer says, found out without taking anything of it from the caller.

const JSON_TYPE = /^\s*(application\/json|text\/json|[^;]+\+json)\s*(;|$)/i;

/** The content type and the body of an answer; a body is looked into only where it is JSON and short. */
export async function lookInto(response, limit) {
  const type = response.headers.get('content-type') ?? undefined;
  return { type, body: type !== undefined && JSON_TYPE.test(type) ? await peek(response, limit) : EMPTY };
}

const EMPTY = new Uint8Array(0);

/** The first bytes of a copy of the body; nothing where there are more than `limit`, as in no error of a vendor. */
async function peek(response, limit) {
  if (!response.body || Number(response.headers.get('content-length')) > limit) return EMPTY;
  try {
    return await firstBytes(response.clone().body.getReader(), limit);
  } catch {
    // A body that breaks off says nothing here; the caller meets the same end when reading it.
    return EMPTY;
  }
}

async function firstBytes(reader, limit) {
  const chunks = [];
  let length = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return joined(chunks, length);
    length += value.length;
    if (length > limit) {
      // Not awaited: the copy ends only when the caller has read the original as well.
      reader.cancel().catch(() => {});
      return EMPTY;
    }
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

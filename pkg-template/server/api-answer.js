// What an answer means, found out without taking anything of it from the caller.

const JSON_TYPE = /^\s*(application\/json|text\/json|[^;]+\+json)\s*(;|$)/i;

/** The core's classification of an answer. The body is looked into only where it is JSON and short. */
export async function classifyAnswer(account, response) {
  const type = response.headers.get('content-type') ?? undefined;
  const body = type !== undefined && JSON_TYPE.test(type) ? await peek(response, account.body_limit()) : EMPTY;
  return account.classify(response.status, type, body);
}

const EMPTY = new Uint8Array(0);

/** The first bytes of a copy of the body; nothing where there are more than `limit`, as in no error of a vendor. */
async function peek(response, limit) {
  if (!response.body || Number(response.headers.get('content-length')) > limit) return EMPTY;
  const reader = response.clone().body.getReader();
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

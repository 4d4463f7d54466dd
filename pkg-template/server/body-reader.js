/** A reader over the body of any response: a stream of the web, or one of Node, as node-fetch has it. */
export function readerOf(body) {
  return typeof body.getReader === 'function' ? body.getReader() : readerOfNodeStream(body);
}

function readerOfNodeStream(stream) {
  const chunks = stream[Symbol.asyncIterator]();
  return { read: () => chunks.next(), cancel: () => chunks.return() };
}

/** Gives up on a body. Nobody waits for it, so nobody hears of what goes wrong in doing so. */
export function abandon(reader) {
  return Promise.resolve()
    .then(() => reader.cancel())
    .catch(() => {});
}

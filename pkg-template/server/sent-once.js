// Deno sends a request again by itself where its connection breaks off, a POST as well, which may be a payment. It cannot
// repeat a stream, and a Blob is one there, of a length that is known. Without a body there is nothing to be done.

const isDeno = typeof globalThis.Deno?.version?.deno === 'string';
const FORM_TYPE = 'application/x-www-form-urlencoded;charset=UTF-8';

/** What `fetch` is called with, so that the platform sends it once. */
export function sentOnce(init) {
  return isDeno && isRepeatable(init?.body) ? { ...init, body: blobOf(init.body) } : init;
}

function isRepeatable(body) {
  if (typeof body === 'string') return body !== '';
  return body instanceof URLSearchParams || body instanceof ArrayBuffer || ArrayBuffer.isView(body);
}

function blobOf(body) {
  return body instanceof URLSearchParams ? new Blob([String(body)], { type: FORM_TYPE }) : new Blob([body]);
}

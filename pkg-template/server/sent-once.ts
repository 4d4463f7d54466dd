// Deno sends a request again by itself where its connection breaks off, a POST as well, which may be a payment. It cannot
// repeat a stream, and a Blob is one there, of a length that is known. Without a body there is nothing to be done.

type WithDeno = typeof globalThis & { Deno?: { version?: { deno?: unknown } } };

const isDeno = typeof (globalThis as WithDeno).Deno?.version?.deno === 'string';
const FORM_TYPE = 'application/x-www-form-urlencoded;charset=UTF-8';

/** What `fetch` is called with, so that the platform sends it once. */
export function sentOnce(init: RequestInit): RequestInit {
  const body = init?.body;
  return isDeno && isRepeatable(body) ? Object.assign(Object.create(null), init, { body: blobOf(body) }) : init;
}

type Repeatable = string | URLSearchParams | ArrayBuffer | ArrayBufferView<ArrayBuffer>;

function isRepeatable(body: BodyInit | null | undefined): body is Repeatable {
  if (typeof body === 'string') return body !== '';
  return body instanceof URLSearchParams || body instanceof ArrayBuffer || ArrayBuffer.isView(body);
}

function blobOf(body: Repeatable): Blob {
  return body instanceof URLSearchParams ? new Blob([String(body)], { type: FORM_TYPE }) : new Blob([body]);
}

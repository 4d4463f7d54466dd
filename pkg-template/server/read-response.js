// A response whose body has been read, given its body back. In Node a copy made by `clone()` costs more than all the
// rest of a call, since its streams are JavaScript. Elsewhere it is cheap, and a server may hand the response itself on
// to the platform, which knows nothing of methods: there it stays untouched.

const isNode = globalThis.process?.release?.name === 'node' && !globalThis.Bun && !globalThis.Deno;
const decoder = new TextDecoder();
const bodies = new WeakMap();
let Response;
let prototype;

/** In Node the first look at `Response` loads all of fetch, which takes longer than all the rest of an import. */
function takePlatform() {
  if (Response !== undefined) return;
  ({ Response } = globalThis);
  prototype = Object.create(Response.prototype, methodsFor(Response));
}

/**
 * Whether a response is no more than its methods, as one of the platform's own class is. A class put in the place of the
 * global one can have a body that is no stream of the web, or none to be seen.
 */
export function canBeGivenBack(response) {
  if (!isNode || typeof globalThis.Response !== 'function') return false;
  takePlatform();
  if (Object.getPrototypeOf(response) !== Response.prototype) return false;
  return typeof response.body?.getReader === 'function' && !response.bodyUsed;
}

/** The same response with the body it had: the chunks, and what comes after them where that is not all. */
export function givenBack(response, chunks, end) {
  bodies.set(response, new Body(response, chunks, end));
  return Object.setPrototypeOf(response, prototype);
}

/** A body that has been read, in part or whole. A stream of it is made only for who asks for one. */
class Body {
  #response;
  #chunks;
  #end;
  #streamed;
  #isUsed = false;

  constructor(response, chunks, end) {
    this.#response = response;
    this.#chunks = chunks;
    this.#end = end;
  }

  get isUsed() {
    return this.#streamed?.bodyUsed ?? this.#isUsed;
  }

  /** All the bytes, which are used up by it; nothing where they are a stream's. */
  take() {
    if (this.#streamed !== undefined || !this.#end.isWhole) return undefined;
    if (this.#isUsed) throw new TypeError('Body is unusable: Body has already been read');
    this.#isUsed = true;
    return this.#chunks.length === 1 ? this.#chunks[0] : Buffer.concat(this.#chunks);
  }

  /** A response of the platform with the same body, status and fields. */
  get streamed() {
    if (this.#streamed === undefined) {
      const { status, statusText, headers } = this.#response;
      const body = this.#end.isWhole ? Buffer.concat(this.#chunks) : continued(this.#chunks, this.#end);
      this.#streamed = new Response(body, { status, statusText, headers });
      if (this.#isUsed) this.#streamed.body.cancel();
    }
    return this.#streamed;
  }

  copy() {
    const copy = this.streamed.clone();
    const { url, type } = this.#response;
    return Object.defineProperties(copy, { url: { value: url }, type: { value: type } });
  }
}

function continued(chunks, { reader, next }) {
  const parts = [...chunks.map((value) => ({ value })), next];
  return new ReadableStream(
    {
      async pull(controller) {
        const { done, value } = await (parts.shift() ?? reader.read());
        if (done) controller.close();
        else controller.enqueue(value);
      },
      cancel: (reason) => reader.cancel(reason),
    },
    { highWaterMark: 0 },
  );
}

/** What a response does by other means once its body has been read. */
class ReadResponse {
  get body() {
    return bodies.get(this).streamed.body;
  }

  get bodyUsed() {
    return bodies.get(this).isUsed;
  }

  async text() {
    const body = bodies.get(this);
    const bytes = body.take();
    return bytes === undefined ? body.streamed.text() : decoder.decode(bytes);
  }

  async json() {
    return JSON.parse(await this.text());
  }

  async arrayBuffer() {
    const body = bodies.get(this);
    const bytes = body.take();
    // A copy with a buffer of its own: a chunk can be part of a larger one.
    return bytes === undefined ? body.streamed.arrayBuffer() : new Uint8Array(bytes).buffer;
  }

  async blob() {
    return bodies.get(this).streamed.blob();
  }

  async formData() {
    return bodies.get(this).streamed.formData();
  }

  clone() {
    return bodies.get(this).copy();
  }

  async bytes() {
    return new Uint8Array(await this.arrayBuffer());
  }
}

/** As the platform's own are found on its prototype; its constructor stays that of everything. */
function methodsFor(platform) {
  const { constructor, bytes, ...methods } = Object.getOwnPropertyDescriptors(ReadResponse.prototype);
  // Newer runtimes have it.
  return typeof platform.prototype.bytes === 'function' ? { ...methods, bytes } : methods;
}

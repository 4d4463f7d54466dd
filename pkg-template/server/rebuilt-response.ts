// A response made anew around a body that has been read. It is the platform's own through and through, so whoever it is handed
// to, a server of the platform included, finds status, fields and body where they belong; what only the platform's fetch can say
// of a response is asked of the one it stands for.
//
// Where streams are JavaScript (Node, Deno), this costs half of what a copy by `clone()` does. Where the platform has them in
// native code (Workers, Bun), a copy costs nothing worth saving, and the original keeps what is beyond the standard.

type ResponseClass = typeof globalThis.Response;

type Bytes = Uint8Array<ArrayBuffer>;

/** A class that stands for a response whose bytes, where they are given, are its whole body. */
type RebuiltClass = new (
  original: Response,
  bytes: Bytes | undefined,
  body: Body | null,
  init: ResponseInit,
) => Response;

type Body = Bytes | ReadableStream;

let decoder: TextDecoder | undefined;
/** The class of the platform's that was met last, and ours over it where that is worth it. */
let known: ResponseClass | undefined;
let Rebuilt: RebuiltClass | undefined;

/** Whether a body may be read off this response: it is of the platform's class, and `rebuilt` can make another one of it. */
export function canBeRebuilt(response: Response): boolean {
  const { Response } = globalThis;
  if (typeof Response !== 'function' || Object.getPrototypeOf(response) !== Response.prototype) return false;
  // Others are made by the platform only.
  if (!(response.status >= 200 && response.status <= 599)) return false;
  // Only the platform knows that it has unpacked what the fields call packed: Deno's server would tell it to the next one.
  if (response.headers.get('content-encoding') !== null) return false;
  return typeof response.body?.getReader === 'function' && !response.bodyUsed && isWorthRebuilding(Response);
}

/** The response once more: `bytes` is its body where that is whole, else `rest` streams it. */
export function rebuilt(response: Response, bytes: Bytes | undefined, rest: ReadableStream | undefined): Response {
  if (Rebuilt === undefined) return response;
  const { status, statusText, headers } = response;
  const body = bytes ?? rest ?? null;
  try {
    return new Rebuilt(response, bytes, body, { status, statusText, headers });
  } catch {
    // Of a status line that is no ASCII, Node makes a text that it does not take back.
    return new Rebuilt(response, bytes, body, { status, headers });
  }
}

/** Both ways are right wherever a platform has its own class, so this decides about cost alone. */
function isWorthRebuilding(Response: ResponseClass): boolean {
  if (known !== Response) {
    known = Response;
    Rebuilt = isScript(Response.prototype.clone) && isStandard(Response) ? rebuildingClass(Response) : undefined;
  }
  return Rebuilt !== undefined;
}

const isScript = (method: unknown): boolean =>
  typeof method === 'function' && !/\[native code\]\s*\}\s*$/.test(Function.prototype.toString.call(method));

/** A class put in the place of the global one may be made in some other way. */
function isStandard(Response: ResponseClass): boolean {
  try {
    const probe = new Response(new Uint8Array(1), { status: 201, headers: { 'x-probe': '1' } });
    return probe.status === 201 && probe.headers.get('x-probe') === '1' && typeof probe.body?.getReader === 'function';
  } catch {
    return false;
  }
}

function rebuildingClass(Response: ResponseClass): RebuiltClass {
  class RebuiltResponse extends Response {
    #original: Response;
    #bytes: Bytes | undefined;

    constructor(original: Response, bytes: Bytes | undefined, body: Body | null, init: ResponseInit) {
      super(body, init);
      this.#original = original;
      this.#bytes = bytes;
    }

    override get url(): string {
      return this.#original.url;
    }

    override get redirected(): boolean {
      return this.#original.redirected;
    }

    override get type(): ResponseType {
      return this.#original.type;
    }

    override get statusText(): string {
      return this.#original.statusText;
    }

    override clone(): RebuiltResponse {
      const { status, headers, body } = super.clone();
      return new RebuiltResponse(this.#original, undefined, body, { status, headers });
    }

    // Nearly every body is read in one of these ways; the bytes are at hand, and a stream is not.

    override async text(): Promise<string> {
      const bytes = this.#take();
      return bytes === undefined ? super.text() : decoded(bytes);
    }

    override async json(): Promise<unknown> {
      const bytes = this.#take();
      return bytes === undefined ? super.json() : JSON.parse(decoded(bytes));
    }

    override async arrayBuffer(): Promise<ArrayBuffer> {
      const bytes = this.#take();
      return bytes === undefined ? super.arrayBuffer() : new Uint8Array(bytes).buffer;
    }

    /** The bytes, unless they are to be had from the stream only; from here on the body counts as read. */
    #take(): Bytes | undefined {
      const bytes = this.#bytes;
      if (bytes === undefined || this.bodyUsed || this.body === null || this.body.locked) return undefined;
      this.body.cancel();
      return bytes;
    }
  }
  // To everybody else it is a Response as any other.
  Object.defineProperty(RebuiltResponse.prototype, 'constructor', { value: Response });
  return RebuiltResponse;
}

function decoded(bytes: Bytes): string {
  decoder ??= new TextDecoder();
  return decoder.decode(bytes);
}

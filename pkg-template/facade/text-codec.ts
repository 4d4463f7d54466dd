// UTF-8 both ways. Where there is a Buffer it is the quicker one, and jsdom has nothing else. Encoder and decoder
// are made at first use, since some test environments have neither.

const NodeBuffer = (globalThis as { Buffer?: Partial<typeof Buffer> }).Buffer?.from ? globalThis.Buffer : undefined;
let encoder: TextEncoder | undefined;
let decoder: TextDecoder | undefined;

/** UTF-8 bytes of well-formed text, in an array of their own. */
export function encodeText(text: string): Uint8Array<ArrayBuffer> {
  if (NodeBuffer) return new Uint8Array(NodeBuffer.from(text, 'utf8'));
  encoder ??= new TextEncoder();
  return encoder.encode(text);
}

/** How many bytes text takes in UTF-8. */
export function encodedLength(text: string): number {
  return NodeBuffer ? NodeBuffer.byteLength(text, 'utf8') : encodeText(text).length;
}

/** Writes UTF-8 into a view that has room for it; returns the number of bytes. */
export function encodeTextInto(text: string, view: Uint8Array): number {
  if (NodeBuffer) return NodeBuffer.from(view.buffer, view.byteOffset, view.byteLength).write(text, 'utf8');
  encoder ??= new TextEncoder();
  return encoder.encodeInto(text, view).written;
}

/** Writes as much UTF-8 as a view has room for: `{ read, written }`, how much of the text it was and how many bytes. */
export function encodePart(text: string, view: Uint8Array): { read: number; written: number } {
  if (typeof TextEncoder === 'function') {
    encoder ??= new TextEncoder();
    return encoder.encodeInto(text, view);
  }
  const bytes = encodeText(text);
  if (bytes.length > view.length) return { read: 0, written: 0 };
  view.set(bytes);
  return { read: text.length, written: bytes.length };
}

/** Text of UTF-8 bytes in memory. */
export function decodeText(buffer: ArrayBuffer, offset: number, length: number): string {
  if (NodeBuffer) return NodeBuffer.from(buffer, offset, length).toString('utf8');
  decoder ??= new TextDecoder('utf-8', { ignoreBOM: true });
  return decoder.decode(new Uint8Array(buffer, offset, length));
}

/** Whether a Buffer has the method that Node's types do not tell of. */
function hasLatin1Slice(view: Buffer): view is Buffer & { latin1Slice(start: number, end: number): string } {
  return typeof (view as { latin1Slice?: unknown }).latin1Slice === 'function';
}

/** Reads ASCII out of one fixed place, again and again: returns a function from a length to a text. */
export function asciiReader(buffer: ArrayBuffer, offset: number, capacity: number): (length: number) => string {
  if (NodeBuffer) {
    const view = NodeBuffer.from(buffer, offset, capacity);
    // What `toString` calls in the end, without finding out first what it was asked for.
    if (hasLatin1Slice(view)) return (length) => view.latin1Slice(0, length);
    return (length) => view.toString('latin1', 0, length);
  }
  decoder ??= new TextDecoder('utf-8', { ignoreBOM: true });
  const view = new Uint8Array(buffer, offset, capacity);
  const ascii = decoder;
  return (length) => ascii.decode(view.subarray(0, length));
}

/** What newer engines have of their own. */
interface WellFormed {
  isWellFormed?(): boolean;
}

/** Whether text has a UTF-8 form, that is no half of a surrogate pair. */
export const isWellFormed: (text: string) => boolean =
  typeof (String.prototype as WellFormed).isWellFormed === 'function'
    ? (text) => (text as unknown as Required<WellFormed>).isWellFormed()
    : (text) => !/\p{Surrogate}/u.test(text);

// A request as it came over the wire, in plain values.

import type { IncomingMessage } from 'node:http';

/** What is known of a request before its body. */
export interface RequestHead {
  readonly method: string;
  readonly path: string;
  readonly query: string;
  readonly rawHeaders: ReadonlyArray<readonly [name: string, value: string]>;
  readonly headers: Readonly<Record<string, string | undefined>>;
}

export interface ReceivedRequest extends RequestHead {
  readonly body: string;
  readonly bytes: Buffer;
}

export const LARGEST_BODY_BYTES: number = 8 * 1024 * 1024;

/** Everything known before the body: method, path, query, headers (lower-case names) and raw header pairs. */
export function readHead(request: IncomingMessage): RequestHead {
  const { path, query } = splitTarget(request.url ?? '');
  const rawHeaders = pairs(request.rawHeaders);
  return { method: request.method ?? '', path, query, rawHeaders, headers: byLowerCaseName(rawHeaders) };
}

/** The bytes of the body, or null if the client went away or sent more than the largest body. */
export async function readBody(request: IncomingMessage): Promise<Buffer | null> {
  const chunks: Buffer[] = [];
  let length = 0;
  try {
    for await (const chunk of request as AsyncIterable<Buffer>) {
      length += chunk.length;
      if (length > LARGEST_BODY_BYTES) return null;
      chunks.push(chunk);
    }
  } catch {
    return null;
  }
  return Buffer.concat(chunks);
}

/** All values a header was sent with. Duplicates matter: the vendor's side of a doubled credential is anybody's guess. */
export function headerValues(received: RequestHead, name: string): string[] {
  return received.rawHeaders.filter(([sent]) => sent.toLowerCase() === name.toLowerCase()).map(([, value]) => value);
}

function splitTarget(target: string): { path: string; query: string } {
  const mark = target.indexOf('?');
  return mark < 0 ? { path: target, query: '' } : { path: target.slice(0, mark), query: target.slice(mark + 1) };
}

function pairs(flat: readonly string[]): Array<readonly [name: string, value: string]> {
  const list: Array<readonly [name: string, value: string]> = [];
  for (let i = 0; i < flat.length; i += 2) list.push([flat[i] ?? '', flat[i + 1] ?? '']);
  return list;
}

function byLowerCaseName(rawHeaders: RequestHead['rawHeaders']): Record<string, string> {
  const headers: Record<string, string> = {};
  for (const [name, value] of rawHeaders) {
    const key = name.toLowerCase();
    headers[key] = Object.hasOwn(headers, key) ? `${headers[key]}, ${value}` : value;
  }
  return headers;
}

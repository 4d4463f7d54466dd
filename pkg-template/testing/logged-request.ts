// One entry of the emulator's log.

import { type InspectOptions, inspect } from 'node:util';

import { printableBody, printableHeaders, printableQuery, printableRawHeaders } from './redaction.ts';
import type { Authentication } from './authentication.ts';
import type { Endpoint, Vendor } from './endpoints.ts';
import type { RequestHead } from './received-request.ts';

/**
 * One logged request. The fields hold what was received; `util.inspect`, `console.log` and `JSON.stringify` of the
 * entry (or of the emulator) show credentials as `«redacted»`. Taking a field out, as in `console.log(entry.headers)`,
 * shows it as it is.
 */
export interface LoggedRequest {
  /** When its headers had arrived, in milliseconds since the epoch. */
  readonly at: number;
  /** Whose origin it came to. */
  readonly vendor: Vendor;
  /** The HTTP method as sent. */
  readonly method: string;
  /** Path as sent, without the query, not decoded. */
  readonly path: string;
  /** Query as sent, without the `?`; `""` if there is none. */
  readonly query: string;
  /** Headers by lower-case name; values of a repeated header joined with `", "`. Text is Latin-1, as HTTP has it. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  /** `[name, value]` in the order and spelling in which they were sent, repeated ones included. */
  readonly rawHeaders: ReadonlyArray<readonly [name: string, value: string]>;
  /** Body read as UTF-8; `""` until it is whole. */
  readonly body: string;
  /** Body of the answer; `""` if there was none. A truncated answer is noted whole. */
  readonly responseBody: string;
  /** Which part of the vendor it was for. */
  readonly endpoint: Endpoint;
  /** How it tried to authenticate. */
  readonly authentication: Authentication;
  /**
   * Whether the request was right: `"accepted"`, `"pending"` until the body has arrived, or why it was refused, without any
   * credential. A fault does not change it.
   */
  readonly verdict: 'accepted' | 'pending' | (string & {});
  /** HTTP status sent; null when nothing was sent (yet): pending, delayed, reset or hanging. */
  readonly status: number | null;
  /** From the headers' arrival to the end of the exchange, in milliseconds; null while it lasts. */
  readonly milliseconds: number | null;
  /** Name of the fault that met the request, if one did. */
  readonly fault?: string;
  /** What a route of your own threw, or what is wrong with its answer; undefined of every other request. It is never printed. */
  readonly failure: unknown;
}

/** A request as it stands before it is judged. */
export interface RequestTarget extends RequestHead {
  readonly vendor: Vendor;
  readonly endpoint: Endpoint;
}

/** An entry as the emulator keeps it. */
export class LogEntry implements LoggedRequest {
  at: number;
  vendor: Vendor;
  method: string;
  path: string;
  endpoint: Endpoint;
  authentication: Authentication;
  verdict: string;
  status: number | null;
  milliseconds: number | null;
  declare fault?: string;
  // What may hold a credential is private, behind getters of the prototype: no printer, whatever its options, reads those.
  #received: Pick<RequestHead, 'query' | 'headers' | 'rawHeaders'> & { body: string };
  #responseBody = '';
  #failure: unknown;

  constructor({
    vendor,
    method,
    path,
    query,
    headers,
    rawHeaders,
    endpoint,
    authentication,
  }: RequestTarget & { readonly authentication: Authentication }) {
    this.at = Date.now();
    this.vendor = vendor;
    this.method = method;
    this.path = path;
    this.endpoint = endpoint;
    this.authentication = authentication;
    this.verdict = 'pending';
    this.status = null;
    this.milliseconds = null;
    this.#received = { query, headers, rawHeaders, body: '' };
  }

  get query(): string {
    return this.#received.query;
  }

  get headers(): RequestHead['headers'] {
    return this.#received.headers;
  }

  get rawHeaders(): RequestHead['rawHeaders'] {
    return this.#received.rawHeaders;
  }

  get body(): string {
    return this.#received.body;
  }

  get responseBody(): string {
    return this.#responseBody;
  }

  get failure(): unknown {
    return this.#failure;
  }

  toJSON(): object {
    return {
      ...this,
      query: printableQuery(this.vendor, this.query),
      headers: printableHeaders(this.vendor, this.headers),
      rawHeaders: printableRawHeaders(this.vendor, this.rawHeaders),
      body: printableBody(this.endpoint, this.body),
      responseBody: printableBody(this.endpoint, this.responseBody),
    };
  }

  /** Notes the body, once it is whole. */
  static noteBody(entry: LogEntry, body: string): void {
    entry.#received.body = body;
  }

  /** Notes why a route of one's own could not answer. */
  static noteFailure(entry: LogEntry, verdict: string, failure: unknown): void {
    entry.verdict = verdict;
    entry.#failure = failure;
  }

  /** Notes what is about to be sent, before it is: a client that has its answer finds the log complete. */
  static noteAnswer(entry: LogEntry, status: number, responseBody: string): void {
    entry.status = status;
    entry.#responseBody = responseBody;
  }
}

// Beside the class: declarations cannot say this name within it.
Object.defineProperty(LogEntry.prototype, inspect.custom, {
  value(this: LogEntry, depth: number, options: InspectOptions): string {
    if (depth < 0) return '[LoggedRequest]';
    return `LoggedRequest ${inspect(this.toJSON(), options)}`;
  },
});

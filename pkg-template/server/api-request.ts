// A caller's request taken apart, so that it can be sent more than once with header fields of ours.

import { AuthError, invalidArgument } from '../facade/auth-error.ts';
import { isPlainRecord } from '../facade/plain-record.ts';
import { readArgument } from '../facade/read-argument.ts';
import { suggestion } from '../facade/suggestion.ts';
import { refuseUnknown } from '../facade/unknown-name.ts';

import type { CallAddress } from './account.ts';
import { checkBody, hasBody, isStream, isWhole } from './request-body.ts';
import { membersOf } from './request-members.ts';
import { bytesOf } from './request-reading.ts';
import { closedError } from './token-keeper.ts';
import type { VendorOrigins } from './vendor-origins.ts';

/** What `fetch` of an authenticator is called with. */
export type Init = RequestInit & { attribution?: unknown; replay?: unknown; duplex?: 'half' };

/**
 * What platforms take in the init object of `fetch`. The core need not be asked about these; of any other name it says
 * whether it was meant to be ours. In this order: the standard, Workers, Deno, undici, Bun, Next.
 */
const MEMBERS_OF_FETCH = new Set([
  ...[
    'method',
    'headers',
    'body',
    'signal',
    'redirect',
    'duplex',
    'credentials',
    'cache',
    'mode',
    'integrity',
    'keepalive',
  ],
  ...['priority', 'referrer', 'referrerPolicy', 'window'],
  ...['cf', 'client', 'dispatcher', 'proxy', 'tls', 'unix', 'verbose', 'decompress', 'next'],
]);

const MEMBERS_OF_OURS = ['attribution', 'replay'];

export class ApiRequest {
  /** What of the init object is handed on as it is. */
  #rest: RequestInit | undefined;
  /** A Request whose body is still to be read. */
  #unread: Request | undefined;
  #mayReplay: boolean;
  /** A relative address, where what it is relative to comes with a token. */
  #path: string | undefined;
  /** Where it goes, where that is known before there is a token. */
  readonly url: URL | undefined;
  readonly attribution: unknown;
  readonly method: string;
  readonly headers: Headers | undefined;
  readonly signal: AbortSignal | undefined;
  body: BodyInit | null | undefined;

  /** Takes apart what `fetch` was called with; relative URLs resolve against the base address, where there is one yet. */
  constructor(input: string | URL | Request, init: Init | undefined, base: string | undefined) {
    const own = readArgument('init', () => ownMembers(init));
    const { attribution, replay, headers, body, method, signal }: Init = own ?? withoutPrototype();
    if (replay !== undefined && replay !== false) {
      throw invalidArgument('replay', 'replay must be false, or left out');
    }
    const template = isRequest(input) ? input : undefined;
    const address = template ? template.url : (input as string | URL);
    if (base === undefined && isRelative(address)) this.#path = address;
    else this.url = resolve(address, base);
    this.attribution = attribution;
    this.#mayReplay = replay !== false;
    this.method = methodOf(method ?? template?.method ?? 'GET');
    this.headers = headersOf(headers ?? template?.headers);
    this.signal = signal ?? template?.signal ?? undefined;
    const source = isRequest(init) ? init : template;
    this.#rest = otherMembers(own, source);
    const isGiven = source !== init && body !== undefined && body !== null;
    this.body = isGiven ? body : undefined;
    this.#unread = isGiven || !source?.body ? undefined : source;
    if (this.#unread === undefined) this.#checkBody();
  }

  /** Where it goes, below this base address, with these parameters in the place of its own of the same names. */
  urlBelow({ base, query }: CallAddress): URL {
    const url = this.url ?? resolve(this.#path as string, `${base}/`);
    return withQuery(url, query);
  }

  /** Whether it is a Request whose body is still to be read. */
  get isUnread(): boolean {
    return this.#unread !== undefined;
  }

  /** Reads the body of a Request, unless its caller's signal or this one ends that. */
  async read(closing: AbortSignal): Promise<void> {
    if (this.#unread === undefined) return;
    try {
      this.body = await bytesOf(this.#unread, this.signal, closing);
    } catch (thrown) {
      throw closing.aborted && !this.signal?.aborted ? closedError() : thrown;
    }
    this.#unread = undefined;
    this.#checkBody();
  }

  #checkBody(): void {
    checkBody(this.body);
    if (!hasBody(this.body) || !/^(GET|HEAD)$/.test(this.method)) return;
    throw invalidArgument('body', 'a request with GET or HEAD has no body: set method to POST or PUT');
  }

  /** Whether the caller says what the answer has to be. */
  get hasIntegrity(): boolean {
    return Boolean(this.#rest?.integrity);
  }

  /** Whether it may be sent once more. */
  get isReplayable(): boolean {
    return this.#mayReplay && isWhole(this.body);
  }

  /**
   * The init object of fetch with these authentication fields, which replace the caller's of the same name. What
   * they say of the content gives way to the caller's, and to a body that brings a content type of its own. Every
   * vendor's API is one of JSON, so that is what text is taken for.
   */
  initWith(authentication: Record<string, string>): RequestInit {
    const init: Init = Object.assign(withoutPrototype(), this.#rest, {
      method: this.method,
      headers: this.#fields(authentication),
      redirect: 'manual',
    });
    if (this.signal !== undefined) init.signal = this.signal;
    if (hasBody(this.body)) {
      init.body = this.body;
      if (isStream(this.body)) init.duplex ??= 'half';
    }
    return init;
  }

  #fields(authentication: Record<string, string>): Record<string, string> {
    const bodyIsText = !hasBody(this.body) || typeof this.body === 'string';
    const headers =
      this.headers === undefined && bodyIsText ? { ...authentication } : this.#merged(authentication, bodyIsText);
    const has = (name: string): boolean => this.headers?.has(name) === true;
    // Of any other body, that of a Request included, only its type says that it is JSON.
    const expectsJson = bodyIsText || IS_JSON.test(this.headers?.get('content-type') ?? '');
    if (expectsJson && !has('accept')) headers.Accept ??= 'application/json';
    if (typeof this.body === 'string' && !has('content-type')) headers['Content-Type'] ??= 'application/json';
    return headers;
  }

  /** The caller's fields and ours. */
  #merged(authentication: Record<string, string>, bodyIsText: boolean): Record<string, string> {
    const headers: Record<string, string> = {};
    const theirs = this.headers ?? new Headers();
    const ours = new Set(Object.keys(authentication).map((name) => name.toLowerCase()));
    for (const [name, value] of theirs) {
      // Beside a token in a field of the vendor's own, an `Authorization` would leave open whose call it is.
      if (isContentField(name) || !(ours.has(name) || name === 'authorization')) headers[name] = value;
    }
    for (const [name, value] of Object.entries(authentication)) {
      if (!isContentField(name)) headers[name] = value;
      else if (bodyIsText && !theirs.has(name)) headers[name] = value;
    }
    return headers;
  }
}

/** What a Request says and what the init object says of it, but for what is ours, and what every sending is given anew. */
function otherMembers(init: Init | undefined, request: Request | undefined): RequestInit | undefined {
  const said = request && membersOf(request);
  if (init === undefined) return said;
  const { attribution, replay, headers, body, method, signal, redirect, ...rest } = init;
  if (said === undefined) return rest;
  const meant = Object.entries(rest).filter(([, value]) => value !== undefined);
  return { ...said, ...Object.fromEntries(meant) };
}

/** What somebody adds to the prototype of all objects is no part of any request: nothing here inherits from it. */
function withoutPrototype(): object {
  return Object.create(null);
}

/** The members of an init object that are its own; those that a Request has where one stands in its place. */
function ownMembers(init: Init | undefined): Init | undefined {
  if (init === undefined || init === null) return undefined;
  if (typeof init !== 'object') throw invalidArgument('init', 'init must be an object, as fetch takes it');
  if (isRequest(init)) {
    const { headers, body, method, signal } = init as Request;
    return Object.assign(withoutPrototype(), { headers, body, method, signal });
  }
  checkMembers(init);
  if (!isPlainRecord(init)) {
    throw invalidArgument('init', 'init must be a plain object, or some of it would go unseen: spread it: { ...init }');
  }
  return Object.assign(withoutPrototype(), init);
}

/** The types that count as JSON in an answer as well. */
const IS_JSON = /^((application|text)\/|[^;]*\+)json\s*(;|$)/i;

/** A member of ours under a name that nobody knows would be dropped without a word. */
function checkMembers(init: object): void {
  for (const name of Object.keys(init)) {
    if (MEMBERS_OF_FETCH.has(name) || MEMBERS_OF_OURS.includes(name)) continue;
    if (suggestion(name, MEMBERS_OF_OURS) !== undefined) refuseUnknown(name, 'init', MEMBERS_OF_OURS);
  }
}

/** RFC 9110 §5.6.2. */
const TOKEN = /^[!#$%&'*+.^_`|~\w-]+$/;
/** Those that no fetch sends: the standard forbids them, since they lead past it or show what was sent. */
const FORBIDDEN = /^(CONNECT|TRACE|TRACK)$/;

function methodOf(method: unknown): string {
  if (typeof method !== 'string' || !TOKEN.test(method)) {
    throw invalidArgument('method', 'method must be a string such as POST');
  }
  const name = method.toUpperCase();
  if (FORBIDDEN.test(name))
    throw invalidArgument('method', 'method must not be CONNECT, TRACE or TRACK: no fetch sends them');
  return name;
}

function isContentField(name: string): boolean {
  return /^(content-type|accept)$/i.test(name);
}

// Any realm's Request: npm's undici has one of its own.
function isRequest(input: unknown): input is Request {
  return (
    typeof input === 'object' &&
    input !== null &&
    typeof (input as Partial<Request>).url === 'string' &&
    typeof (input as Partial<Request>).clone === 'function'
  );
}

// What the platform says of a bad field can quote its value.
function headersOf(fields: HeadersInit | null | undefined): Headers | undefined {
  if (fields === undefined || fields === null) return undefined;
  try {
    return new Headers(fields);
  } catch {
    throw new AuthError({
      code: 'invalid_header_value',
      field: 'headers',
      message: 'headers holds a name or a value that no header field can carry: was a value read with its line break?',
    });
  }
}

// A proxy of a URL has no address: the platform asks the object itself.
function isAddress(input: URL): boolean {
  try {
    return typeof input?.href === 'string';
  } catch {
    return false;
  }
}

function isRelative(input: string | URL): input is string {
  return typeof input === 'string' && !URL.canParse(input);
}

/** The rest of the query stays as it was written: to write it anew would change what somebody may have signed. */
function withQuery(url: URL, query: Readonly<Record<string, string>>): URL {
  const names = Object.keys(query);
  if (names.length === 0) return url;
  const others = url.search.slice(1).split('&');
  const kept = others.filter(
    (pair) => pair !== '' && ![...new URLSearchParams(pair).keys()].some((name) => names.includes(name)),
  );
  const ours = names.map((name) => `${encodeURIComponent(name)}=${encodeURIComponent(query[name] as string)}`);
  const whole = new URL(url);
  whole.search = [...kept, ...ours].join('&');
  return whole;
}

function resolve(input: string | URL, base: string | undefined): URL {
  if (typeof input !== 'string' && !isAddress(input)) {
    throw invalidArgument('input', 'input must be a URL, a path below the host, or a Request');
  }
  let url: URL;
  try {
    url = new URL(input, base);
  } catch {
    throw invalidArgument('input', 'input is not a URL: pass an absolute URL of the vendor, or a path below the host');
  }
  if (url.username || url.password) {
    throw invalidArgument('input', 'input must not hold a user name or password');
  }
  return url;
}

/** Refuses an address that the credentials do not belong to, before anything is sent. */
export function checkOrigin(url: URL, origins: VendorOrigins): void {
  if (origins.allows(url)) return;
  // Of another origin nothing else is said.
  const insecure = url.protocol === 'http:' && origins.allows(new URL(url.href.replace('http:', 'https:')));
  throw new AuthError({
    code: insecure ? 'insecure_url' : 'foreign_origin',
    field: 'input',
    message: insecure
      ? 'input must be https: over http anyone on the way can read the credentials'
      : 'input leads to an origin other than host: credentials go to the vendor only (list further origins of the vendor in origins)',
  });
}

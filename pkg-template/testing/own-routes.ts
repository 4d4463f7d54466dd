// Routes of one's own: what a vendor's part answers where its public pages end, behind the same checks as its own calls.

import { requireBody, requireHeaders, requireStatus } from './answer-fields.ts';
import type { Judgement, Answer, Refusal } from './judgement.ts';
import { kindOf, requireNamedFields, requireOneOf } from './named-fields.ts';
import { type PathParameters, parametersOf, requirePathPattern } from './path-pattern.ts';
import { type ReceivedRequest, type RequestHead, headerValues } from './received-request.ts';

/**
 * A route of your own. A request to it is answered once it has passed the checks that the vendor's own calls pass: its token or
 * login, and what goes with that. It takes the place of a call that the emulator has at the same method and path.
 */
export interface EmulatedRoute<Login extends string = never> {
  /** The HTTP method, in any case. */
  readonly method: string;
  /** The whole path at the vendor, without a query; `{name}` stands for one segment, such as `/v2/customers/{id}`. */
  readonly path: string;
  /** Who has to log in. */
  readonly login?: Login | undefined;
  /**
   * How it answers, at once or later. What it throws, and what is no answer, is sent as a 500, with the reason in
   * {@link LoggedRequest.failure}.
   */
  readonly answer: (call: EmulatedCall) => EmulatedAnswer | Promise<EmulatedAnswer>;
}

/** A request that has passed the checks. */
export interface EmulatedCall {
  /** The HTTP method. */
  readonly method: string;
  /** Path as sent, without the query, not decoded. */
  readonly path: string;
  /** What stands in the place of each `{name}` of the path, decoded. */
  readonly parameters: Readonly<Record<string, string>>;
  /** The query. */
  readonly query: URLSearchParams;
  /** Headers by lower-case name; values of a repeated header joined with `", "`. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  /** The body as JSON; undefined where there is none, or its Content-Type is not JSON. JSON that is broken is refused before. */
  readonly json: unknown;
  /** The body read as UTF-8. */
  readonly text: string;
  /** The body as it came. */
  readonly bytes: Uint8Array;
}

/** What a route of your own answers: `{}` is an empty 200. */
export interface EmulatedAnswer {
  /** 200 to 599. Default 200. */
  readonly status?: number | undefined;
  /** Headers to add or replace; null leaves one out. `Content-Type` is `application/json` unless given. */
  readonly headers?: Readonly<Record<string, string | null>> | undefined;
  /** Text, bytes, or an object sent as JSON. Default: empty. */
  readonly body?: string | Uint8Array | object | undefined;
}

interface OwnRoute<Login> {
  readonly method: string;
  readonly path: string;
  readonly login: Login;
  readonly answer: (call: EmulatedCall) => unknown;
}

/** A route that a request is for. */
export interface FoundOwnRoute<Login> {
  readonly route: OwnRoute<Login>;
  readonly parameters: PathParameters;
}

interface RouteRules<Login extends string> {
  /** Who may log in; an option only where there is a choice. */
  readonly logins: readonly Login[];
  /** Who does at a path, unless the route says otherwise. */
  readonly loginOf: (path: string) => Login;
  /** Whether a path gives out credentials, takes them back, or takes signatures: those stay the vendor's own. */
  readonly isReserved: (path: string) => boolean;
}

/** The routes of a vendor's part. */
export class OwnRoutes<Login extends string> {
  #routes: ReadonlyArray<OwnRoute<Login>>;

  /** `where` starts the message about a route that is none. */
  constructor(where: string, routes: ReadonlyArray<EmulatedRoute<Login>> | undefined, rules: RouteRules<Login>) {
    this.#routes = checkedRoutes(where, routes ?? [], rules);
  }

  get isEmpty(): boolean {
    return this.#routes.length === 0;
  }

  /** The first that fits. */
  find({ method, path }: RequestHead): FoundOwnRoute<Login> | null {
    for (const route of this.#routes) {
      const parameters = route.method === method ? parametersOf(route.path, path) : null;
      if (parameters) return { route, parameters };
    }
    return null;
  }

  /** Who logs in at a path: by the route that fits, or else by any there. */
  loginAt(head: RequestHead): Login | null {
    return (this.find(head)?.route ?? this.#at(head.path)[0])?.login ?? null;
  }

  /** Why a request fits none: another method does, or nothing there. */
  misfit({ path }: RequestHead): Refusal | null {
    const methods = this.#at(path).map(({ method }) => method);
    return methods.length > 0 ? { status: 405, reason: `this path takes ${methods.join(' and ')}` } : null;
  }

  #at(path: string): ReadonlyArray<OwnRoute<Login>> {
    return this.#routes.filter((route) => parametersOf(route.path, path) !== null);
  }
}

function checkedRoutes<Login extends string>(
  where: string,
  routes: ReadonlyArray<EmulatedRoute<Login>>,
  { logins, loginOf, isReserved }: RouteRules<Login>,
): Array<OwnRoute<Login>> {
  if (!Array.isArray(routes)) throw new TypeError(`${where}: expected an array of routes, got ${kindOf(routes)}`);
  const names = ['method', 'path', ...(logins.length > 0 ? ['login'] : []), 'answer'];
  const checked: Array<OwnRoute<Login>> = [];
  for (const [position, route] of (routes as ReadonlyArray<EmulatedRoute<Login>>).entries()) {
    const place = `${where}[${position}]`;
    requireNamedFields(place, route, names);
    const { path, answer } = route;
    const method = checkedMethod(`${place}.method`, route.method);
    requirePathPattern(`${place}.path`, path);
    if (isReserved(path)) throw new TypeError(`${place}.path: the emulator answers this path itself, always`);
    if (route.login !== undefined) requireOneOf(`${place}.login`, route.login, logins);
    if (typeof answer !== 'function')
      throw new TypeError(`${place}.answer: expected a function, got ${kindOf(answer)}`);
    const first = checked.findIndex((one) => one.method === method && one.path === path);
    if (first >= 0) throw new TypeError(`${place}: ${where}[${first}] has the same method and path`);
    checked.push({ method, path, login: route.login ?? loginOf(path), answer });
  }
  return checked;
}

function checkedMethod(where: string, method: unknown): string {
  if (typeof method === 'string' && /^[a-z]+$/i.test(method)) return method.toUpperCase();
  throw new TypeError(`${where}: expected an HTTP method, such as "GET", got ${kindOf(method)}`);
}

/** What is wrong with the body of a request that says it is JSON, or null. */
export function ownBodyRefusal(received: ReceivedRequest): Refusal | null {
  if (!hasJson(received)) return null;
  if (!Buffer.from(received.body).equals(received.bytes)) return { status: 400, reason: 'the body is not UTF-8' };
  try {
    JSON.parse(received.body);
    return null;
  } catch {
    return { status: 400, reason: 'the body is not JSON' };
  }
}

/** The judgement of a request to a route of one's own that has passed every check. */
export function acceptOwn({ route, parameters }: FoundOwnRoute<string>, received: ReceivedRequest): Judgement {
  const { method, path, query, headers, body: text, bytes } = received;
  return {
    verdict: 'accepted',
    answer: () =>
      answerOf(route.answer, {
        method,
        path,
        parameters,
        query: new URLSearchParams(query),
        headers: { ...headers },
        json: hasJson(received) ? JSON.parse(text) : undefined,
        text,
        bytes: new Uint8Array(bytes),
      }),
  };
}

// Requests of every kind say that they are JSON where there is none: the vendors' own samples do.
function hasJson(received: ReceivedRequest): boolean {
  const types = headerValues(received, 'Content-Type');
  return (
    received.bytes.length > 0 && types.some((type) => /^(?:application|text)\/(?:[\w.-]+\+)?json\s*(?:;|$)/i.test(type))
  );
}

/** It never rejects: what goes wrong is an answer too. */
async function answerOf(handler: OwnRoute<string>['answer'], call: EmulatedCall): Promise<Answer> {
  let given: unknown;
  try {
    given = await handler(call);
  } catch (failure) {
    return failed('the handler of the route threw', failure);
  }
  try {
    return checkedAnswer(given);
  } catch (failure) {
    return failed('the answer of the route is none', failure);
  }
}

function failed(verdict: string, reason: unknown): Answer {
  const body = { message: `${verdict}: see failure in the log of the emulator` };
  return { status: 500, headers: {}, body, failure: { verdict, reason } };
}

function checkedAnswer(given: unknown): Answer {
  const where = 'answer';
  requireNamedFields(where, given, ['status', 'headers', 'body']);
  if (!isPlain(given as object)) throw new TypeError(`${where}: expected a plain object { status, headers, body }`);
  const { status = 200, headers = {}, body = '' } = given as EmulatedAnswer;
  requireStatus(`${where}.status`, status);
  requireHeaders(`${where}.headers`, headers);
  requireBody(`${where}.body`, body);
  return { status, headers: { ...headers }, body };
}

// Of any realm: test frameworks run in one of their own. A Response is no plain object, and has no own fields to be missed.
function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

// Checks a fault's description once, when it is scripted, so that a typing mistake fails there and not as a mystery later.

import { requireBody, requireHeaders, requireStatus } from './answer-fields.ts';
import { type Endpoint, type Vendor, ENDPOINTS, VENDORS } from './endpoints.ts';
import { kindOf, requireNamedFields, requireOneOf, requireText, requireWholeNumber } from './named-fields.ts';

/**
 * Which requests a fault is for: those of an endpoint, or those with everything that is named: `vendor`, `method` (in any
 * case), `path` (whole and without query).
 */
export type FaultTarget =
  | Exclude<Endpoint, 'unknown'>
  | { readonly vendor?: Vendor | undefined; readonly method: string; readonly path?: string | undefined }
  | { readonly vendor?: Vendor | undefined; readonly method?: string | undefined; readonly path: string }
  | { readonly vendor: Vendor; readonly method?: string | undefined; readonly path?: string | undefined };

export interface FaultSchedule {
  /** Which requests it is for. */
  readonly on: FaultTarget;
  /** What the log calls it. Default: what it does, such as `"status"`, `"delayMs+reset"`. */
  readonly name?: string | undefined;
  /** To how many requests it happens; `Infinity` for all from now on. Default 1. */
  readonly times?: number | undefined;
  /** How many matching requests go through first. They also pass by the faults queued behind this one. Default 0. */
  readonly skip?: number | undefined;
  /** Milliseconds to wait before doing it, at most 600 000. On its own: the vendor's answer, late. */
  readonly delayMs?: number | undefined;
}

export interface FaultAnswer {
  /**
   * Status of an answer in place of the vendor's, 200 to 599. The body is empty unless {@link FaultAnswer.body} is given,
   * and no token is issued.
   */
  readonly status?: number | undefined;
  /** Headers to add or replace; null leaves one out (`Date` and `Content-Type` too). On their own: the vendor's answer with them. */
  readonly headers?: Readonly<Record<string, string | null>> | undefined;
  /** Body in place of the vendor's: text, bytes, or an object sent as JSON. The status is 200 unless given. */
  readonly body?: string | Uint8Array | object | undefined;
}

export interface NoAnswer {
  readonly status?: never;
  readonly headers?: never;
  readonly body?: never;
}

/**
 * A fault as data. It happens to the first matching request that is free to meet it, in the order of queueing.
 * A fault must do something; what cannot be done together is refused. `drip` sends the body in pieces.
 *
 * @example
 * ```js
 * import { startEmulator } from "commerce-auth/testing";
 *
 * const emulator = await startEmulator();
 * emulator.fault({ on: "token", status: 503, headers: { "Retry-After": "1" }, times: 2 });
 * emulator.fault({ on: "api", delayMs: 50, reset: true });
 * emulator.fault({ on: { method: "POST", path: "/v2/customers" }, skip: 3, truncate: true });
 * emulator.fault({ on: "pledg.token", body: "<html>", headers: { "Content-Type": "text/html" } });
 * emulator.fault({ on: { vendor: "caxton", path: "/api/token" }, hang: true });
 * emulator.fault({ on: "token", status: 307, headers: { Location: "http://127.0.0.1:1/" } });
 * console.log(emulator.faults.map(({ name }) => name).join());
 * // status+headers,delayMs+reset,truncate,headers+body,hang,status+headers
 * await emulator.close();
 * ```
 */
export type FaultDescription =
  | (FaultSchedule &
      FaultAnswer & {
        readonly drip?: FaultDrip | undefined;
        readonly truncate?: never;
        readonly reset?: never;
        readonly hang?: never;
      })
  /** Declares the whole length, sends half the body, closes the connection. */
  | (FaultSchedule &
      FaultAnswer & { readonly truncate: true; readonly drip?: never; readonly reset?: never; readonly hang?: never })
  /** Resets the connection (TCP RST) in place of an answer. */
  | (FaultSchedule &
      NoAnswer & { readonly reset: true; readonly truncate?: never; readonly drip?: never; readonly hang?: never })
  /** Never answers; the connection stays open until the client or {@link Emulator.close} ends it. */
  | (FaultSchedule &
      NoAnswer & { readonly hang: true; readonly truncate?: never; readonly drip?: never; readonly reset?: never });

/** Sends the body in pieces. */
export interface FaultDrip {
  /** Size of a piece in bytes, at least 1. */
  readonly bytes: number;
  /** Milliseconds between two pieces, 0 to 600 000. */
  readonly everyMs: number;
}

/** What a fault may do, as the queue keeps it. */
export interface FaultActions extends FaultAnswer {
  readonly delayMs?: number | undefined;
  readonly reset?: true | undefined;
  readonly hang?: true | undefined;
  readonly truncate?: true | undefined;
  readonly drip?: FaultDrip | undefined;
}

export interface QueuedFault extends FaultActions {
  readonly name: string;
  readonly on: FaultTarget;
  times: number;
  skip: number;
}

const ACTIONS = ['status', 'headers', 'body', 'delayMs', 'reset', 'hang', 'truncate', 'drip'] as const;
const FIELDS = ['on', 'name', 'times', 'skip', ...ACTIONS];
const LONGEST_DELAY_MS = 600_000;

/** The fault as the queue keeps it, or a TypeError that names the wrong field. */
export function checkedFault(description: FaultDescription): QueuedFault {
  requireNamedFields('fault', description, FIELDS);
  const { on, times = 1, skip = 0 } = description;
  const actions = presentActions(description);
  checkTarget(on);
  checkCounts(times, skip);
  checkActions(actions);
  checkCompany(actions);
  if (description.name !== undefined) requireText('fault.name', description.name);
  const name = description.name ?? Object.keys(actions).join('+');
  return { name, on: typeof on === 'string' ? on : { ...on }, times, skip, ...(actions as FaultActions) };
}

type Action = (typeof ACTIONS)[number];
/** Not looked at yet. */
type GivenActions = { [Name in Action]?: unknown };

function presentActions(description: FaultDescription): GivenActions {
  const actions: GivenActions = {};
  for (const name of ACTIONS) {
    if (description[name] !== undefined) actions[name] = description[name];
  }
  if (Object.keys(actions).length === 0) {
    throw new TypeError(`fault: says nothing to do; give at least one of ${ACTIONS.join(', ')}`);
  }
  return actions;
}

function checkTarget(on: FaultTarget): void {
  if (ENDPOINTS.some((name) => name === on)) return;
  if (typeof on !== 'object' || on === null) {
    const names = ENDPOINTS.map((name) => JSON.stringify(name)).join(', ');
    throw new TypeError(`fault.on: expected ${names} or an object with vendor, method, path or some of them`);
  }
  requireNamedFields('fault.on', on, ['vendor', 'method', 'path']);
  if (Object.values(on).every((value) => value === undefined)) {
    throw new TypeError('fault.on: an empty object; name a vendor, a method, a path or some of them');
  }
  if (on.vendor !== undefined) requireOneOf('fault.on.vendor', on.vendor, VENDORS);
  if (on.method !== undefined) requireText('fault.on.method', on.method);
  if (on.path !== undefined) checkPath(on.path);
}

function checkPath(path: unknown): void {
  if (typeof path !== 'string' || !path.startsWith('/') || path.includes('?')) {
    throw new TypeError('fault.on.path: expected a path that starts with "/" and has no query');
  }
}

function checkCounts(times: unknown, skip: unknown): void {
  if (times !== Infinity) requireWholeNumber('fault.times', times, 1, Number.MAX_SAFE_INTEGER);
  requireWholeNumber('fault.skip', skip, 0, Number.MAX_SAFE_INTEGER);
}

const CHECKS: Readonly<Record<Action, (value: unknown) => void>> = {
  status: (value) => requireStatus('fault.status', value),
  headers: (value) => requireHeaders('fault.headers', value),
  body: (value) => requireBody('fault.body', value),
  delayMs: (value) => requireWholeNumber('fault.delayMs', value, 0, LONGEST_DELAY_MS),
  reset: (value) => requireTrue('fault.reset', value),
  hang: (value) => requireTrue('fault.hang', value),
  truncate: (value) => requireTrue('fault.truncate', value),
  drip: checkDrip,
};

function checkActions(actions: GivenActions): void {
  for (const [name, value] of Object.entries(actions)) CHECKS[name as Action](value);
}

function requireTrue(where: string, value: unknown): void {
  if (value !== true) throw new TypeError(`${where}: expected true; leave it out instead of ${kindOf(value)}`);
}

function checkDrip(drip: unknown): void {
  requireNamedFields('fault.drip', drip, ['bytes', 'everyMs']);
  const { bytes, everyMs } = drip as Partial<FaultDrip>;
  requireWholeNumber('fault.drip.bytes', bytes, 1, Number.MAX_SAFE_INTEGER);
  requireWholeNumber('fault.drip.everyMs', everyMs, 0, LONGEST_DELAY_MS);
}

// A fault that says two things at once would silently do one of them.
function checkCompany(actions: GivenActions): void {
  for (const name of ['reset', 'hang'] as const) {
    if (actions[name]) forbidCompany(name, actions, [name, 'delayMs']);
  }
  if (actions.truncate) forbidCompany('truncate', actions, ['truncate', 'status', 'headers', 'body', 'delayMs']);
}

function forbidCompany(name: string, actions: GivenActions, allowed: readonly string[]): void {
  const other = Object.keys(actions).find((action) => !allowed.includes(action));
  if (other) throw new TypeError(`fault.${other}: cannot be combined with ${name}`);
}

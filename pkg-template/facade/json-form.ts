// What is signed must be what the caller wrote. JSON would turn NaN into null, drop functions, and make an empty object
// of a Map, all without a word.

import { AuthError, invalidArgument, isAuthError } from './auth-error.ts';

/** Said of what JSON.stringify throws for. */
export const NO_JSON_FORM = 'holds a cycle or a BigInt, which has no JSON form';

const DEPTH_LIMIT = 100;
const CYCLE_OR_DEPTH = 'a cycle or objects nested too deeply';
const WITH_JSON_FORM = /^\[object (Object|Array|String|Number|Boolean)\]$/;

/** A value as JSON has it; throws naming `field` for what JSON would change or drop. */
export function jsonForm(value: unknown, field: string): unknown {
  const refuse = refusing(field);
  return copied(value, DEPTH_LIMIT, refuse, () => refuse('objects nested too deeply'));
}

/** Throws, saying what a value holds. */
type Refuse = (what: string) => never;

const refusing =
  (field: string): Refuse =>
  (what) => {
    throw invalidArgument(field, `${field} holds ${what}, which has no JSON form`);
  };

function copied(value: unknown, depthLimit: number, refuse: Refuse, refuseDepth: () => never): unknown {
  try {
    return new Copy(depthLimit, refuse, refuseDepth).of(value, '', false);
  } catch (thrown) {
    // What the platform says can quote members, so it is not passed on.
    if (thrown instanceof TypeError || thrown instanceof RangeError) refuse(CYCLE_OR_DEPTH);
    throw thrown;
  }
}

/** The members of an object that have a JSON form, and the names of those that have none. */
export function jsonMembers(object: unknown, field: string): { members: unknown; without: readonly string[] } {
  const isWhole =
    typeof object !== 'object' ||
    object === null ||
    Array.isArray(object) ||
    (object as WithForm).toJSON ||
    loss(object, object);
  if (isWhole) return { members: jsonForm(object, field), without: [] };
  const without: string[] = [];
  const members = Object.entries(object).map(([name, member]): [string, unknown] => {
    try {
      return [name, jsonForm(member, name)];
    } catch (error) {
      if (!isAuthError(error)) throw error;
      without.push(name);
      return [name, undefined];
    }
  });
  return { members: Object.fromEntries(members), without };
}

/** The JSON text of data, which the core looks into itself; undefined where there is none. */
export function jsonText(value: unknown, field: string): string | undefined {
  try {
    return value === null ? undefined : JSON.stringify(value);
  } catch (thrown) {
    // What the platform says of cycles and BigInts can quote values, so it is not passed on.
    if (thrown instanceof TypeError) throw invalidArgument(field, `${field} ${NO_JSON_FORM}`);
    if (thrown instanceof RangeError) throw invalidArgument(field, `${field} is nested too deeply`);
    throw thrown;
  }
}

/**
 * The JSON text of a value that came from outside and was parsed, undefined where there is none; throws naming `field` for what JSON would change or drop.
 * What is nested too deeply is the sender's fault: the core says so, and here what is deeper than anything it reads.
 */
export function parsedText(value: unknown, field: string): string | undefined {
  const refuseDepth = () => {
    throw new AuthError({ code: 'malformed_response', field, message: `${field} is nested too deeply` });
  };
  return JSON.stringify(copied(value, 2 * DEPTH_LIMIT, refusing(field), refuseDepth));
}

/**
 * A copy for which JSON.stringify needs no replacer, which would cost it ten times its time. Each member is read once: what
 * was looked at is what is written.
 */
class Copy {
  #depthLimit: number;
  #refuse: Refuse;
  #refuseDepth: () => never;
  #path: object[] = [];

  constructor(depthLimit: number, refuse: Refuse, refuseDepth: () => never) {
    this.#depthLimit = depthLimit;
    this.#refuse = refuse;
    this.#refuseDepth = refuseDepth;
  }

  of(given: unknown, name: string, isInList: boolean): unknown {
    const value = hasOwnForm(given) ? given.toJSON(name) : given;
    const what = loss(given, value, isInList);
    if (what) this.#refuse(what);
    if (typeof value !== 'object' || value === null || isBoxed(value)) return value;
    if (this.#path.length >= this.#depthLimit) {
      // A cycle comes to this end as well.
      if (new Set(this.#path).size < this.#depthLimit) this.#refuse(CYCLE_OR_DEPTH);
      this.#refuseDepth();
    }
    this.#path.push(value);
    const copy = Array.isArray(value) ? this.#ofList(value) : this.#ofObject(value as Record<string, unknown>);
    this.#path.pop();
    return copy;
  }

  #ofList(list: readonly unknown[]): unknown[] {
    const copy = new Array(list.length);
    for (let index = 0; index < list.length; index++) copy[index] = this.of(list[index], String(index), true);
    return copy;
  }

  #ofObject(object: Readonly<Record<string, unknown>>): Record<string, unknown> {
    const copy: Record<string, unknown> = {};
    for (const name of Object.keys(object)) {
      const member = this.of(object[name], name, false);
      // By assignment it would become the prototype.
      if (name === '__proto__') Object.defineProperty(copy, name, { value: member, enumerable: true });
      else copy[name] = member;
    }
    return copy;
  }
}

/** What may say itself what JSON makes of it. */
interface WithForm {
  toJSON?(name: string): unknown;
}

/** Whether a value says itself what JSON makes of it, as dates do. */
function hasOwnForm(value: unknown): value is Required<WithForm> {
  const kind = typeof value;
  if (kind !== 'object' && kind !== 'function' && kind !== 'bigint') return false;
  return value !== null && typeof (value as WithForm).toJSON === 'function';
}

/** A number, string or boolean as an object, which JSON takes for what is in it. */
function isBoxed(value: object): boolean {
  if (isOrdinary(value)) return false;
  return /^\[object (String|Number|Boolean)\]$/.test(Object.prototype.toString.call(value));
}

/** A list, or an object of no class: what nearly everything is. */
function isOrdinary(value: object): boolean {
  if (Array.isArray(value)) return true;
  return (
    Object.getPrototypeOf(value) === Object.prototype && Object.prototype.toString.call(value) === '[object Object]'
  );
}

/** What JSON would lose of a member; `given` is what stands there, `member` what its toJSON made of it. */
function loss(given: unknown, member: unknown, isInList?: boolean): string | undefined {
  const kind = typeof member;
  if (kind === 'number' || member instanceof Number)
    return Number.isFinite(Number(member)) ? undefined : 'NaN or an infinity';
  if (kind === 'undefined') return isInList ? 'undefined in a list' : undefined;
  if (kind === 'bigint' || kind === 'function' || kind === 'symbol') return `a ${kind}`;
  if (kind !== 'object') return undefined;
  if (member === null) return given === null ? undefined : 'an invalid date';
  // A Buffer has a JSON form that nobody means.
  const hasForm =
    !ArrayBuffer.isView(given) &&
    (isOrdinary(member as object) || WITH_JSON_FORM.test(Object.prototype.toString.call(member)));
  return hasForm ? undefined : 'an instance of a class';
}

// What is signed must be what the caller wrote. JSON would turn NaN into null, drop functions, and make an empty object
// of a Map, all without a word.

import { invalidArgument, isAuthError } from './auth-error.js';

/** Said of what JSON.stringify throws for. */
export const NO_JSON_FORM = 'holds a cycle or a BigInt, which has no JSON form';

const DEPTH_LIMIT = 100;
const WITH_JSON_FORM = /^\[object (Object|Array|String|Number|Boolean)\]$/;

/** A value as JSON has it; throws naming `field` for what JSON would change or drop. */
export function jsonForm(value, field) {
  const text = jsonText(value, field);
  return text === undefined ? undefined : JSON.parse(text);
}

/** The members of an object that have a JSON form, and the names of those that have none. */
export function jsonMembers(object, field) {
  const isWhole = typeof object !== 'object' || object === null || Array.isArray(object) || object.toJSON || loss(object, object);
  if (isWhole) return { members: jsonForm(object, field), without: [] };
  const without = [];
  const members = Object.entries(object).map(([name, member]) => {
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

/** Options whose member of this name is as JSON has it. */
export function withJsonForm(options, name) {
  return hasOwn(options, name) ? { ...options, [name]: jsonForm(options[name], name) } : options;
}

/** Whether a value is an object with a member of its own of this name: what a prototype adds does not cross. */
export function hasOwn(options, name) {
  return typeof options === 'object' && options !== null && Object.hasOwn(options, name);
}

/** The JSON text of a value; throws naming `field` for what JSON would change or drop. */
export function jsonText(value, field) {
  const refuse = (what) => {
    throw invalidArgument(field, `${field} holds ${what}, which has no JSON form`);
  };
  const depths = new Map();
  try {
    return JSON.stringify(value, function (name, member) {
      const what = loss(this[name], member, Array.isArray(this));
      if (what) refuse(what);
      if (typeof member === 'object') {
        const depth = (depths.get(this) ?? 0) + 1;
        if (depth > DEPTH_LIMIT) refuse('objects nested too deeply');
        depths.set(member, depth);
      }
      return member;
    });
  } catch (thrown) {
    // What the platform says of a cycle names members, so it is not passed on.
    if (thrown instanceof TypeError || thrown instanceof RangeError) refuse('a cycle or objects nested too deeply');
    throw thrown;
  }
}

/** What JSON would lose of a member; `given` is what stands there, `member` what its toJSON made of it. */
function loss(given, member, isInList) {
  const kind = typeof member;
  if (kind === 'number' || member instanceof Number) return Number.isFinite(Number(member)) ? undefined : 'NaN or an infinity';
  if (kind === 'undefined') return isInList ? 'undefined in a list' : undefined;
  if (kind === 'bigint' || kind === 'function' || kind === 'symbol') return `a ${kind}`;
  if (kind !== 'object') return undefined;
  if (member === null) return given === null ? undefined : 'a date that is none';
  const isPlain = WITH_JSON_FORM.test(Object.prototype.toString.call(member)) && !ArrayBuffer.isView(given);
  return isPlain ? undefined : 'an object of a class';
}

// Any value of JavaScript, changed a little: the structure of arguments, wrong kinds, misspelt names.

import { damaged, heavy, written } from "./json-texts.mjs";
import { found, parsedOrNothing } from "./samples.mjs";
import { changedText } from "./texts.mjs";
import { JWT, changedToken } from "./tokens.mjs";

class Instance {
  constructor(members) {
    Object.assign(this, members);
  }
}

/** What is given where something else is asked for. */
const WRONG_KINDS = [
  () => undefined, () => undefined, () => null, () => null, () => true, () => false, () => 0, () => -0, () => 1, () => -1, () => 1.5, () => NaN, () => Infinity, () => 10n,
  () => Symbol("odd"), () => () => "text", () => "", () => "x", () => [], () => {}, () => ({}), () => [[]], () => [undefined], () => [""], () => new Date(0), () => new Date(NaN), () => new Map([["a", 1]]),
  () => new Set([1]), () => /x/, () => new Headers({ "x-a": "b" }), () => new URL("https://api.example.com/"), () => new String("boxed"), () => new Number(5),
  () => new Boolean(false), () => Object.create(null), () => new Instance({ status: 200, body: "{}" }), () => ({ toJSON: () => "from toJSON" }), () => ({ toJSON: () => undefined }),
  () => ({ toString: () => "from toString" }), () => ({ value: "a-token" }), () => ({ value: 5 }), () => new Uint8Array([1, 2, 3]), () => new Uint8Array(0), () => Buffer.from("secret"), () => new Uint16Array([1, 2]),
  () => new ArrayBuffer(4), () => new DataView(new ArrayBuffer(4)), () => Promise.resolve("x"), () => new Error("x"), () => Object.freeze({ a: 1 }), () => new Proxy({}, {}), () => cyclic(),
  () => new URLSearchParams("a=1"), () => new WeakMap(), () => ({ base64: "c2VjcmV0" }), () => ({ length: 1, 0: "a" }), () => Object.create({ inherited: 1 }), () => new (class extends Array {})(),
];

function cyclic() {
  const value = { a: 1 };
  value.self = value;
  return value;
}

export const wrongKind = (chance) => chance.of(WRONG_KINDS)();

/** Depths that something is refused from. */
const LIMITS = [100, 128];

/** How deep a value of nested lists or records is made, now and then far past every limit. */
export function nested(chance, most = 20_000) {
  const depth = Math.min(most, chance.weighted([[40, chance.between(1, 6)], [50, chance.of(LIMITS) + chance.between(-5, 3)], [9, chance.between(133, 1_000)], [1, chance.between(1_000, 20_000)]]));
  const inList = chance.percent(50);
  let value = chance.of([1, "x", null, {}, []]);
  for (let level = 0; level < depth; level += 1) value = inList ? [value] : { a: value };
  return value;
}

const isRecord = (value) => typeof value === "object" && value !== null && Object.getPrototypeOf(value) === Object.prototype;

/** How often a change goes to a member and not to the whole. */
const DESCENT = 80;

/** A value with one change somewhere in it; what was given stays as it is. */
export function changed(chance, value, isJson = false) {
  if (Array.isArray(value) && value.length > 0 && chance.percent(DESCENT)) {
    const at = chance.below(value.length);
    return value.with(at, changed(chance, value[at], isJson));
  }
  if (isRecord(value) && Object.keys(value).length > 0 && chance.percent(DESCENT)) {
    const name = chance.of(Object.keys(value));
    return { ...value, [name]: changed(chance, value[name], isJson) };
  }
  if (chance.percent(isJson ? 2 : 8)) return isJson ? chance.of(found.scalars) : wrongKind(chance);
  // What is written as JSON afterwards is not so deep that writing it would fail.
  if (chance.percent(0.5)) return nested(chance, isJson ? 500 : undefined);
  return changedByKind(chance, value, isJson);
}

function changedByKind(chance, value, isJson) {
  if (typeof value === "string") return changedString(chance, value);
  if (typeof value === "number") return changedNumber(chance, value, isJson);
  if (typeof value === "boolean") return chance.of([!value, String(value), Number(value), null]);
  if (value instanceof Uint8Array) return changedBytes(chance, value);
  if (Array.isArray(value)) return changedList(chance, value, isJson);
  if (isRecord(value)) return changedRecord(chance, value, isJson);
  return isJson ? chance.of(found.scalars) : wrongKind(chance);
}

/** A text changed as what it is: JSON, a token, or any other. */
export function changedString(chance, text) {
  const parsed = parsedOrNothing(text);
  if (parsed !== undefined && chance.percent(90)) return changedJsonText(chance, text, parsed);
  if (JWT.test(text) && chance.percent(80)) return changedToken(chance, text);
  return changedText(chance, text);
}

export function changedJsonText(chance, text, parsed = parsedOrNothing(text)) {
  const kind = chance.below(100);
  if (kind < 1) return heavy(chance);
  if (kind < 25 || parsed === undefined) return damaged(chance, text);
  if (kind < 45) return written(chance, parsed);
  return written(chance, changed(chance, parsed, true));
}

const NUMBERS = [0, -0, 1, -1, 0.5, 1.5, NaN, Infinity, -Infinity, 2 ** 31, 2 ** 32, 2 ** 53 - 1, 2 ** 53, 2 ** 53 + 2, 1e21, 1e11 - 1, 1e11, 8.64e15, 8.64e15 + 2, 300, 301, 1e300, 5e-324];

function changedNumber(chance, value, isJson) {
  const made = [value + 1, value - 1, value * 1_000, value / 1_000, Math.floor(value / 1_000), -value, value + 0.5, value * 10, chance.below(1_000), chance.bits()];
  if (chance.percent(15)) return chance.of([String(value), `${value}abc`, [value], ...(isJson ? [] : [BigInt(Math.trunc(Number.isFinite(value) ? value : 0)), new Number(value)])]);
  const number = chance.percent(50) ? chance.of(made) : chance.of(NUMBERS);
  return isJson && !Number.isFinite(number) ? null : number;
}

function changedBytes(chance, bytes) {
  // Of a detached buffer there is nothing left to change.
  if (bytes.length === 0) return new Uint8Array([chance.below(256)]);
  const copy = new Uint8Array(bytes);
  switch (chance.below(8)) {
    case 0:
    case 1:
    case 2:
      if (copy.length > 0) copy[chance.below(copy.length)] ^= 1 << chance.below(8);
      return copy;
    case 3:
      return copy.slice(0, chance.below(copy.length + 1));
    case 4:
      return new Uint8Array([...copy.slice(0, 5_000), chance.of([0, 0x0a, 0x20, 0x80, 0xc0, 0xed, 0xf5, 0xff])]);
    case 5:
      return Buffer.from(copy);
    case 6:
      return chance.of([copy.subarray(1), new Uint8ClampedArray(copy), new Int8Array(copy), copy.buffer, [...copy.slice(0, 100)], new Uint8Array(new SharedArrayBuffer(8))]);
    default: {
      if (chance.percent(90)) return new Uint8Array([0xef, 0xbb, 0xbf, ...copy.slice(0, 5_000)]);
      structuredClone(copy.buffer, { transfer: [copy.buffer] });
      return copy;
    }
  }
}

function changedList(chance, list, isJson) {
  const at = chance.below(list.length + 1);
  switch (chance.below(6)) {
    case 0:
      return list.toSpliced(at, 1);
    case 1:
      return [...list, ...list.slice(0, 20)];
    case 2:
      return list.toSpliced(at, 0, chance.percent(50) || isJson ? chance.of(found.scalars) : wrongKind(chance));
    case 3:
      return chance.percent(50) ? [list] : list[0];
    case 4:
      return isJson ? [...list].reverse() : chance.of([new Set(list), Object.freeze([...list]), Object.assign([...list], { extra: 1 }), [...list, , 1], { ...list }]);
    default:
      return [];
  }
}

function changedRecord(chance, record, isJson) {
  const names = Object.keys(record);
  const name = names.length > 0 ? chance.of(names) : "a";
  const { [name]: value, ...others } = record;
  switch (chance.below(isJson ? 8 : 17)) {
    case 0:
    case 1:
      return others;
    case 2:
      return { ...others, [misspelt(chance, name)]: value };
    case 3:
      return { ...record, [misspelt(chance, name)]: value };
    case 4:
      return { ...record, [chance.of(found.names)]: chance.of(found.scalars) };
    case 5: {
      const other = chance.of(found.names);
      return { ...record, [other]: chance.of(found.byName.get(other) ?? [1]) };
    }
    case 6:
      return Object.fromEntries(chance.shuffled(Object.entries(record)));
    case 7:
      return { ...record, [name]: chance.of([null, "", [], {}, [value], { [name]: value }]) };
    case 8:
    case 9:
      return { ...record, [name]: undefined };
    case 10:
      return { ...others, [chance.of(found.names)]: undefined };
    case 11:
      return Object.assign(Object.create(null), record);
    case 12:
      return new Instance(record);
    case 13:
      return chance.of([Object.create(record), Object.defineProperty({ ...others }, name, { value, enumerable: false }), { ...record, [Symbol("odd")]: 1 }, new Map(Object.entries(record)), Object.entries(record)]);
    case 14:
      return Object.defineProperty({ ...others }, name, { get: () => value, enumerable: true });
    case 15:
      return chance.of([new Proxy(record, {}), Object.freeze({ ...record }), { ...record, toJSON: () => others }, { ...record, ["__proto__"]: 1 }]);
    default:
      return { ...record, [misspelt(chance, name)]: undefined };
  }
}

function misspelt(chance, name) {
  const at = chance.below(name.length);
  switch (chance.below(8)) {
    case 0:
      return name.slice(0, at) + name.slice(at + 1);
    case 1:
      return name.slice(0, at) + name[at] + name.slice(at);
    case 2:
      return name.toLowerCase();
    case 3:
      return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
    case 4:
      return name.charAt(0) === name.charAt(0).toUpperCase() ? name.charAt(0).toLowerCase() + name.slice(1) : name.charAt(0).toUpperCase() + name.slice(1);
    case 5:
      return changedText(chance, name);
    case 6:
      return `${name}${chance.of([" ", "s", "\0", "\ud800", "​"])}`;
    default:
      return chance.of(found.names);
  }
}

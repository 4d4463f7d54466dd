// The rules every options object of this entry obeys: a plain object, no unknown name, and messages that name the field.

import { nearestName } from "./nearest-name.ts";

/** Refuses anything but an object whose names are all in `allowed`. `where` starts the message. */
export function requireNamedFields(where, value, allowed) {
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw new TypeError(`${where}: expected an object, got ${kindOf(value)}`);
  }
  for (const name of Object.keys(value)) {
    if (!allowed.includes(name)) throw unknownName(where, name, allowed);
  }
}

/** Refuses a number that is not a whole one between `least` and `most`, both included. */
export function requireWholeNumber(where, value, least, most) {
  if (!Number.isInteger(value) || value < least || value > most) {
    throw new TypeError(`${where}: expected a whole number from ${least} to ${most}, got ${shown(value)}`);
  }
}

/** Refuses anything but a string of at least one character. The value itself is never quoted: it may be a secret. */
export function requireText(where, value) {
  if (typeof value !== "string" || value === "") {
    throw new TypeError(`${where}: expected a string that is not empty, got ${kindOf(value)}`);
  }
}

/** Refuses anything but `true` and `false`. */
export function requireSwitch(where, value) {
  if (typeof value !== "boolean") throw new TypeError(`${where}: expected true or false, got ${kindOf(value)}`);
}

/** Refuses anything but one of a few texts. */
export function requireOneOf(where, value, texts) {
  if (texts.includes(value)) return;
  throw new TypeError(`${where}: expected one of ${texts.map((text) => JSON.stringify(text)).join(", ")}, got ${kindOf(value)}`);
}

/** An array with at least one entry, each as `checkedItem(where, item)` gives it back. */
export function checkedList(where, list, checkedItem) {
  if (!Array.isArray(list) || list.length === 0) {
    throw new TypeError(`${where}: expected an array with at least one entry`);
  }
  return list.map((item, index) => checkedItem(`${where}[${index}]`, item));
}

/** What sort of thing a value is, without showing it. */
export function kindOf(value) {
  if (value === null) return "null";
  if (value === "") return "an empty string";
  if (Array.isArray(value)) return "an array";
  return typeof value === "object" ? "an object" : typeof value;
}

function unknownName(where, name, allowed) {
  const suggestion = nearestName(name, allowed);
  const hint = suggestion ? `; did you mean "${suggestion}"?` : `; known: ${allowed.join(", ")}`;
  return new TypeError(`${where}: unknown option "${name}"${hint}`);
}

function shown(value) {
  return typeof value === "number" ? String(value) : kindOf(value);
}

// The rules every options object of this entry obeys: a plain object, no unknown name, and messages that name the field.

import { nearestName } from './nearest-name.ts';

/** Refuses anything but an object whose names are all in `allowed`. `where` starts the message. */
export function requireNamedFields(where: string, value: unknown, allowed: readonly string[]): void {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new TypeError(`${where}: expected an object, got ${kindOf(value)}`);
  }
  for (const name of Object.keys(value)) {
    if (!allowed.includes(name)) throw unknownName(where, name, allowed);
  }
}

/** Refuses a number that is not a whole one between `least` and `most`, both included. */
export function requireWholeNumber(
  where: string,
  value: unknown,
  least: number,
  most: number,
): asserts value is number {
  if (typeof value !== 'number' || !Number.isInteger(value) || value < least || value > most) {
    throw new TypeError(`${where}: expected a whole number from ${least} to ${most}, got ${shown(value)}`);
  }
}

/** Refuses anything but a string of at least one character. The value itself is never quoted: it may be a secret. */
export function requireText(where: string, value: unknown): asserts value is string {
  if (typeof value !== 'string' || value === '') {
    throw new TypeError(`${where}: expected a string that is not empty, got ${kindOf(value)}`);
  }
}

/** Refuses anything but `true` and `false`. */
export function requireSwitch(where: string, value: unknown): asserts value is boolean {
  if (typeof value !== 'boolean') throw new TypeError(`${where}: expected true or false, got ${kindOf(value)}`);
}

/** Refuses anything but one of a few texts. */
export function requireOneOf(where: string, value: unknown, texts: readonly string[]): void {
  if (typeof value === 'string' && texts.includes(value)) return;
  throw new TypeError(
    `${where}: expected one of ${texts.map((text) => JSON.stringify(text)).join(', ')}, got ${kindOf(value)}`,
  );
}

/** An array with at least one entry, each as `checkedItem(where, item)` gives it back. */
export function checkedList<Item, Checked>(
  where: string,
  list: readonly Item[],
  checkedItem: (where: string, item: Item) => Checked,
): Checked[] {
  if (!Array.isArray(list) || list.length === 0) {
    throw new TypeError(`${where}: expected an array with at least one entry`);
  }
  return list.map((item, index) => checkedItem(`${where}[${index}]`, item));
}

/** The first of a list that `checkedList` has let through. */
export function first<Item>(list: readonly Item[]): Item {
  const [item] = list;
  if (item === undefined) throw new TypeError('a list without an entry');
  return item;
}

/** What sort of thing a value is, without showing it. */
export function kindOf(value: unknown): string {
  if (value === null) return 'null';
  if (value === '') return 'an empty string';
  if (Array.isArray(value)) return 'an array';
  return typeof value === 'object' ? 'an object' : typeof value;
}

function unknownName(where: string, name: string, allowed: readonly string[]): TypeError {
  const suggestion = nearestName(name, allowed);
  const hint = suggestion ? `; did you mean "${suggestion}"?` : `; known: ${allowed.join(', ')}`;
  return new TypeError(`${where}: unknown option "${name}"${hint}`);
}

function shown(value: unknown): string {
  return typeof value === 'number' ? String(value) : kindOf(value);
}

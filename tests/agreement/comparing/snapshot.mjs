// What arguments looked like before a call, to see whether it changed them.

/** Deeper down, values stand for themselves. */
const DEEPEST = 300;

/** A copy of plain values with everything else in it as itself; members in their order. */
export function snapshot(value, seen = new Map(), depth = 0) {
  if (typeof value !== "object" || value === null || depth > DEEPEST) return value;
  if (seen.has(value)) return seen.get(value);
  if (ArrayBuffer.isView(value) && !(value instanceof DataView)) return value.length === 0 ? [] : Array.from(value, Number);
  const prototype = Object.getPrototypeOf(value);
  if (!Array.isArray(value) && prototype !== Object.prototype && prototype !== null) return value;
  const copy = Array.isArray(value) ? [] : Object.create(prototype);
  seen.set(value, copy);
  for (const name of Reflect.ownKeys(value)) {
    const { value: member } = Object.getOwnPropertyDescriptor(value, name);
    if (name !== "length" || !Array.isArray(value)) Object.defineProperty(copy, name, { value: snapshot(member, seen, depth + 1) });
  }
  return copy;
}

/** Whether arguments still look as they did. */
export function isAsBefore(before, after, seen = new Map()) {
  if (Object.is(before, after)) return true;
  if (typeof before !== "object" || before === null || typeof after !== "object" || after === null) return false;
  if (seen.get(before) === after) return true;
  seen.set(before, after);
  if (ArrayBuffer.isView(after) && !(after instanceof DataView)) return before.length === after.length && before.every((element, index) => element === Number(after[index]));
  const names = Reflect.ownKeys(before);
  const others = Reflect.ownKeys(after);
  if (names.length !== others.length) return false;
  return names.every((name, index) => name === others[index] && isAsBefore(before[name], Object.getOwnPropertyDescriptor(after, name).value, seen));
}

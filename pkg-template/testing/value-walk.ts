// Everything that can be reached from a value: strings, numbers, bytes, names, keys, what own enumerable getters return.

import { types } from "node:util";

// A getter may make new objects for ever. Giving up loudly is the only honest end.
const MOST_STEPS = 200_000;

// Own or not, enumerable or not, depending on the engine: always read.
const ERROR_FIELDS = ["name", "message", "cause", "errors", "stack"];

/** Yields `{ path, text }` or `{ path, bytes }` for every leaf, breadth first. `path` is `{ parent, segment }`, null at the root. */
export function* leavesOf(root) {
  const objects = new Map();
  const queue = [{ value: root, path: null }];
  for (let next = 0; next < queue.length; next += 1) {
    if (next >= MOST_STEPS) throw new RangeError(`assertNoLeak: more than ${MOST_STEPS} values to look at; pass less`);
    const { value, path } = queue[next];
    queue[next] = undefined;
    if (!isObject(value)) yield { path, text: String(value) };
    else if (!objects.has(value)) {
      objects.set(value, path);
      yield* objectLeaves(value, path, queue);
    }
  }
  // Last, so that a leak is reported under the name of the field that holds it.
  for (const [value, path] of objects) yield* conversions(value, path);
}

function isObject(value) {
  return (typeof value === "object" && value !== null) || typeof value === "function";
}

function* objectLeaves(value, path, queue) {
  const bytes = bytesOf(value);
  if (bytes) {
    yield { path, bytes };
    return;
  }
  for (const { name, segment, child } of [...properties(value), ...members(value)]) {
    const childPath = { parent: path, segment };
    yield { path: childPath, text: name };
    queue.push({ value: child, path: childPath });
  }
}

function bytesOf(value) {
  if (ArrayBuffer.isView(value)) return new Uint8Array(value.buffer, value.byteOffset, value.byteLength);
  return types.isAnyArrayBuffer(value) ? new Uint8Array(value) : null;
}

// What the object says of itself. A function is left out: its source text is the program's, not a value's.
function* conversions(value, path) {
  if (typeof value === "function" || bytesOf(value)) return;
  if (!Array.isArray(value)) yield* attempted(path, ".toString()", () => String(value));
  yield* attempted(path, ".toJSON()", () => (typeof value.toJSON === "function" ? JSON.stringify(value) : undefined));
}

function* attempted(parent, segment, convert) {
  let text;
  try {
    text = convert();
  } catch {
    return;
  }
  if (typeof text === "string") yield { path: { parent, segment }, text };
}

function properties(value) {
  const list = types.isNativeError(value) || value instanceof Error ? errorFields(value) : [];
  for (const key of ownKeys(value)) {
    const held = propertyValue(value, key);
    if (held) list.push({ name: String(key), segment: segmentOf(key), child: held.value });
  }
  return list;
}

function ownKeys(value) {
  try {
    return Reflect.ownKeys(value);
  } catch {
    return [];
  }
}

// Accessors that are not enumerable are left alone: no printer calls them, and a token must be able to have a `.value`.
function propertyValue(value, key) {
  try {
    const descriptor = Reflect.getOwnPropertyDescriptor(value, key);
    if (descriptor === undefined) return null;
    if ("value" in descriptor) return { value: descriptor.value };
    return descriptor.enumerable && descriptor.get ? { value: value[key] } : null;
  } catch (error) {
    return { value: error };
  }
}

function errorFields(error) {
  return ERROR_FIELDS.flatMap((name) => {
    try {
      return error[name] === undefined ? [] : [{ name, segment: segmentOf(name), child: error[name] }];
    } catch {
      return [];
    }
  });
}

function members(value) {
  if (types.isMap(value)) return mapMembers(Map.prototype.entries.call(value));
  if (types.isSet(value)) return [...Set.prototype.values.call(value)].map(setMember);
  return isListOfPairs(value) ? mapMembers(value.entries()) : [];
}

function setMember(child, index) {
  return { name: "", segment: `.values[${index}]`, child };
}

function isListOfPairs(value) {
  return [globalThis.Headers, globalThis.URLSearchParams, globalThis.FormData].some((kind) => kind && value instanceof kind);
}

function mapMembers(entries) {
  return [...entries].flatMap(([key, child], index) => {
    const segment = typeof key === "string" ? `.get(${JSON.stringify(key)})` : `.values[${index}]`;
    return [
      { name: "", segment: `.keys[${index}]`, child: key },
      { name: "", segment, child },
    ];
  });
}

function segmentOf(key) {
  if (typeof key === "symbol") return `[${String(key)}]`;
  if (/^\d+$/.test(key)) return `[${key}]`;
  return /^[A-Za-z_$][\w$]*$/.test(key) ? `.${key}` : `[${JSON.stringify(key)}]`;
}

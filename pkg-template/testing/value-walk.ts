// Everything that can be reached from a value: strings, numbers, bytes, names, keys, what own enumerable getters return.

import { types } from 'node:util';

/** The way to a value; null at the root. */
export interface ValuePath {
  readonly parent: ValuePath | null;
  readonly segment: string;
}

export type ValueLeaf =
  | { readonly path: ValuePath | null; readonly text: string; readonly bytes?: undefined }
  | { readonly path: ValuePath | null; readonly bytes: Uint8Array; readonly text?: undefined };

/** What an object holds under a name, or as one of its entries. */
interface Member {
  readonly name: string;
  readonly segment: string;
  readonly child: unknown;
}

type Waiting = { readonly value: unknown; readonly path: ValuePath | null };

// A getter may make new objects for ever. Giving up loudly is the only honest end.
const MOST_STEPS = 200_000;

// Own or not, enumerable or not, depending on the engine: always read.
const ERROR_FIELDS = ['name', 'message', 'cause', 'errors', 'stack'];

/** Yields `{ path, text }` or `{ path, bytes }` for every leaf, breadth first. `path` is `{ parent, segment }`, null at the root. */
export function* leavesOf(root: unknown): Generator<ValueLeaf, void> {
  const objects = new Map<object, ValuePath | null>();
  const queue: Array<Waiting | undefined> = [{ value: root, path: null }];
  for (let next = 0; next < queue.length; next += 1) {
    if (next >= MOST_STEPS) throw new RangeError(`assertNoLeak: more than ${MOST_STEPS} values to look at; pass less`);
    const { value, path } = queue[next] as Waiting;
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

function isObject(value: unknown): value is object {
  return (typeof value === 'object' && value !== null) || typeof value === 'function';
}

function* objectLeaves(
  value: object,
  path: ValuePath | null,
  queue: Array<Waiting | undefined>,
): Generator<ValueLeaf, void> {
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

function bytesOf(value: object): Uint8Array | null {
  if (ArrayBuffer.isView(value)) return new Uint8Array(value.buffer, value.byteOffset, value.byteLength);
  return types.isAnyArrayBuffer(value) ? new Uint8Array(value) : null;
}

// What the object says of itself. A function is left out: its source text is the program's, not a value's.
function* conversions(value: object, path: ValuePath | null): Generator<ValueLeaf, void> {
  if (typeof value === 'function' || bytesOf(value)) return;
  if (!Array.isArray(value)) yield* attempted(path, '.toString()', () => String(value));
  yield* attempted(path, '.toJSON()', () =>
    'toJSON' in value && typeof value.toJSON === 'function' ? JSON.stringify(value) : undefined,
  );
}

function* attempted(
  parent: ValuePath | null,
  segment: string,
  convert: () => string | undefined,
): Generator<ValueLeaf, void> {
  let text: string | undefined;
  try {
    text = convert();
  } catch {
    return;
  }
  if (typeof text === 'string') yield { path: { parent, segment }, text };
}

function properties(value: object): Member[] {
  const list = types.isNativeError(value) || value instanceof Error ? errorFields(value) : [];
  for (const key of ownKeys(value)) {
    const held = propertyValue(value, key);
    if (held) list.push({ name: String(key), segment: segmentOf(key), child: held.value });
  }
  return list;
}

function ownKeys(value: object): Array<string | symbol> {
  try {
    return Reflect.ownKeys(value);
  } catch {
    return [];
  }
}

// Accessors that are not enumerable are left alone: no printer calls them, and a token must be able to have a `.value`.
function propertyValue(value: object, key: string | symbol): { readonly value: unknown } | null {
  try {
    const descriptor = Reflect.getOwnPropertyDescriptor(value, key);
    if (descriptor === undefined) return null;
    if ('value' in descriptor) return { value: descriptor.value };
    return descriptor.enumerable && descriptor.get ? { value: (value as Record<string | symbol, unknown>)[key] } : null;
  } catch (error) {
    return { value: error };
  }
}

function errorFields(error: object): Member[] {
  const fields = error as Record<string, unknown>;
  return ERROR_FIELDS.flatMap((name) => {
    try {
      return fields[name] === undefined ? [] : [{ name, segment: segmentOf(name), child: fields[name] }];
    } catch {
      return [];
    }
  });
}

function members(value: object): Member[] {
  if (types.isMap(value)) return mapMembers(Map.prototype.entries.call(value));
  if (types.isSet(value)) return [...Set.prototype.values.call(value)].map(setMember);
  return isListOfPairs(value) ? mapMembers(value.entries()) : [];
}

function setMember(child: unknown, index: number): Member {
  return { name: '', segment: `.values[${index}]`, child };
}

function isListOfPairs(value: object): value is { entries(): Iterable<[unknown, unknown]> } {
  return [globalThis.Headers, globalThis.URLSearchParams, globalThis.FormData].some(
    (kind) => kind && value instanceof kind,
  );
}

function mapMembers(entries: Iterable<[unknown, unknown]>): Member[] {
  return [...entries].flatMap(([key, child], index) => {
    const segment = typeof key === 'string' ? `.get(${JSON.stringify(key)})` : `.values[${index}]`;
    return [
      { name: '', segment: `.keys[${index}]`, child: key },
      { name: '', segment, child },
    ];
  });
}

function segmentOf(key: string | symbol): string {
  if (typeof key === 'symbol') return `[${String(key)}]`;
  if (/^\d+$/.test(key)) return `[${key}]`;
  return /^[A-Za-z_$][\w$]*$/.test(key) ? `.${key}` : `[${JSON.stringify(key)}]`;
}

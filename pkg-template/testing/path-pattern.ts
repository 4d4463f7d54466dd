// The path of a route of one's own: segments as they stand, and `{name}` for one that may be anything.

import { kindOf } from './named-fields.ts';

/** What stood in the place of each `{name}`, decoded. */
export type PathParameters = Readonly<Record<string, string>>;

const NAME = /^\{([A-Za-z]\w*)\}$/;

/** Refuses what is no such path. */
export function requirePathPattern(where: string, pattern: unknown): asserts pattern is string {
  if (typeof pattern !== 'string') throw new TypeError(`${where}: expected a path, got ${kindOf(pattern)}`);
  if (!/^\/[\x21-\x7e]*$/.test(pattern) || /[?#]/.test(pattern)) {
    throw new TypeError(`${where}: expected a path as it is sent, which starts with "/" and has no query`);
  }
  const bracketed = pattern.split('/').filter((segment) => /[{}]/.test(segment));
  const names = bracketed.map((segment) => NAME.exec(segment)?.[1]);
  if (names.includes(undefined))
    throw new TypeError(`${where}: a {name} stands for a whole segment, such as /v2/customers/{id}`);
  const twice = names.find((name, position) => names.indexOf(name) !== position);
  if (twice !== undefined) throw new TypeError(`${where}: {${twice}} stands in it twice`);
}

/** The parameters of a path that fits the pattern, or null. */
export function parametersOf(pattern: string, path: string): PathParameters | null {
  const wanted = pattern.split('/');
  const sent = path.split('/');
  if (wanted.length !== sent.length) return null;
  const found: Array<readonly [name: string, value: string]> = [];
  for (const [position, segment] of wanted.entries()) {
    const value = decodedText(sent[position] ?? '');
    const name = NAME.exec(segment)?.[1];
    if (name === undefined ? value !== decodedText(segment) : value === '') return null;
    if (name !== undefined) found.push([name, value]);
  }
  return Object.fromEntries(found);
}

/** Percent-decoded text; as it stands where it cannot be decoded. */
export function decodedText(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

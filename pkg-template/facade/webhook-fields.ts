// The header fields of an event, and those that its webhook was set up with, as JSON text: names and values of each.

import { invalidArgument } from './auth-error.ts';
import type { AuthError } from './auth-error-class.ts';
import { checkedText } from './checked-text.ts';
import { isPlainRecord } from './plain-record.ts';

type Fields = [name: string, values: string[]][];

/** Those that came: a Headers object, or a record as Node has it, where a field may be missing or a list. */
export function fieldsThatCame(headers: unknown, name: string): string {
  const wrong = () => invalidArgument(name, `${name} must be a Headers object or a record of strings`);
  if (typeof headers !== 'object' || headers === null || Array.isArray(headers)) throw wrong();
  const fields: Fields = [];
  for (const [field, value] of entriesOf(headers, wrong)) {
    if (value === undefined) continue;
    if (typeof field !== 'string') throw wrong();
    const values = Array.isArray(value) ? value : [value];
    const texts: string[] = [];
    // Not by a method of lists: what a list only claims to have is passed over by them, for as long as that takes.
    for (let index = 0; index < values.length; index++) {
      if (typeof values[index] !== 'string') throw wrong();
      texts.push(checkedText(values[index], name));
    }
    fields.push([checkedText(field, name), texts]);
  }
  return JSON.stringify(fields);
}

/** Those of a Headers object of any realm, and of a Map, go through its own entries. */
function entriesOf(headers: object, wrong: () => AuthError): [unknown, unknown][] {
  const given = headers as Partial<Map<unknown, unknown>>;
  try {
    if (typeof given.entries !== 'function') return Object.entries(headers);
    return [...given.entries()].map(([field, value]) => [field, value]);
  } catch (thrown) {
    // What has such a member without being a map.
    if (thrown instanceof TypeError) throw wrong();
    throw thrown;
  }
}

/** Those that are expected: a plain object of texts, or lists of them. What they mean is the core's to say. */
export function fieldsExpected(expected: unknown, name: string): string {
  if (typeof expected !== 'object' || expected === null || Array.isArray(expected) || !isPlainRecord(expected)) {
    throw invalidArgument(name, `${name} must be a plain object of header fields: spread it: { ...${name} }`);
  }
  const fields: Fields = [];
  for (const [field, value] of Object.entries(expected)) {
    const values: unknown[] = Array.isArray(value) ? value : [value];
    const place = `${name}.${checkedText(field, name)}`;
    fields.push([field, Array.from(values, (one) => checkedText(one, place))]);
  }
  return JSON.stringify(fields);
}

// Options for whoever looks at them more than once: each is read once, and what happens to the caller's object later changes
// nothing.

import type { Field } from '../facade/operation.ts';
import { isPlainRecord } from '../facade/plain-record.ts';
import { MOST_ADDRESSES, addresses } from './option-kinds.ts';

type Options = Readonly<Record<string, unknown>>;

/**
 * A copy of a plain object of options, the lists and objects among them included; a store and functions stay the caller's.
 * What is no such object is returned as it is, to be refused.
 */
export function copiedOptions<Given extends object>(options: Given, fields: readonly Field[]): Given {
  if (!isPlainRecord(options)) return options;
  const copy = Object.create(null) as Record<string, unknown>;
  for (const name of Object.keys(options)) {
    const value = (options as Options)[name];
    const field = fields.find((known) => known.name === name);
    copy[name] = field === undefined ? value : copied(value, field);
  }
  return copy as Given;
}

function copied(value: unknown, { kind, members }: Field): unknown {
  if (kind === addresses && Array.isArray(value)) {
    // One more than there may be is refused like any more.
    const length = Math.min(value.length, MOST_ADDRESSES + 1);
    return Array.from({ length }, (_, index) => value[index]);
  }
  const isObject = members !== undefined && typeof value === 'object' && value !== null;
  return isObject && isPlainRecord(value) ? Object.assign(Object.create(null), value) : value;
}

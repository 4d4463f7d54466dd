// A record as one text, for backends that keep texts. The version stands in front, where a script in Redis can read it.

import type { StoredToken } from './token-store.ts';

const RECORD = /^(\d{1,16}):(.*)$/s;

export function textOfRecord({ value, version }: StoredToken): string {
  return `${version}:${value}`;
}

/** The record, or null for what is none: somebody else's text, or nothing. */
export function recordOfText(text: unknown): StoredToken | null {
  const [, version, value] = (typeof text === 'string' && RECORD.exec(text)) || [];
  return value === undefined ? null : { value, version: Number(version) };
}

// What the methods of an authenticator are given, read once and without a prototype: what somebody adds to that of all objects
// is no part of a call.

import { isPlainRecord } from '../facade/plain-record.ts';
import { readArgument } from '../facade/read-argument.ts';

type Signal = AbortSignal | null | undefined;

/** A copy of a plain object, which errors call by this name; anything else as it is, a `Request` and what is to be refused. */
export function ownMembers<Given>(given: Given, name = 'options'): Given {
  if (typeof given !== 'object' || given === null) return given;
  return readArgument(name, () => (isPlainRecord(given) ? Object.assign(Object.create(null), given) : given));
}

/** The first signal of what a call was given: of own members, or of a `Request`, whose class has it. */
export function signalOf(...given: readonly unknown[]): Signal {
  for (const each of given) {
    if (typeof each !== 'object' || each === null) continue;
    const signal = readArgument('signal', () => signalIn(each));
    if (signal !== undefined && signal !== null) return signal;
  }
  return undefined;
}

function signalIn(given: { readonly signal?: Signal }): Signal {
  return Object.hasOwn(given, 'signal') || !isPlainRecord(given) ? given.signal : undefined;
}

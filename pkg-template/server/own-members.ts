// What the methods of an authenticator are given, read once and without a prototype: what somebody adds to that of all objects
// is no part of a call.

import { looking } from '../facade/looking.ts';
import { isPlainRecord } from '../facade/plain-record.ts';

type Signal = AbortSignal | null | undefined;

/** A copy of a plain object; anything else as it is, a `Request` and what is to be refused. */
export function ownMembers<Given>(given: Given): Given {
  if (typeof given !== 'object' || given === null) return given;
  return looking('options', () => (isPlainRecord(given) ? Object.assign(Object.create(null), given) : given));
}

/** The first signal of what a call was given: of own members, or of a `Request`, whose class has it. */
export function signalOf(...given: readonly unknown[]): Signal {
  return looking('signal', () => firstSignal(given));
}

function firstSignal(given: readonly unknown[]): Signal {
  for (const each of given) {
    if (typeof each !== 'object' || each === null) continue;
    if (!Object.hasOwn(each, 'signal') && isPlainRecord(each)) continue;
    const { signal } = each as { readonly signal?: Signal };
    if (signal !== undefined && signal !== null) return signal;
  }
  return undefined;
}

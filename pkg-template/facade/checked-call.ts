// The arguments of a call held to what their operation takes, and written down: names, kinds, and what has to be there.

import { Call } from './call.ts';
import type { Field, Operation } from './operation.ts';
import { unreadable } from './read-argument.ts';

/** Checks the arguments of a call. */
export function checkedCall(operation: Operation<unknown>, given: readonly unknown[]): Call {
  const call = new Call();
  const { takes } = operation;
  let name = '';
  try {
    for (let index = 0; index < takes.length; index++) {
      const field = takes[index] as Field;
      ({ name } = field);
      field.kind(call, field, name, given[index], given[index] !== undefined);
    }
  } catch (thrown) {
    throw unreadable(name, thrown);
  }
  return call;
}

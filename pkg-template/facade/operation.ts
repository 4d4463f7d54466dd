// What an operation of the core is, as its table in src/boundary says: `operations.ts` has them all.

import type { Kind } from './kinds.ts';
import type { ResultReader } from './result-reader.ts';

/** Which values may be left out. `meant`: whoever writes its name has to give a value. */
export type Need = 'optional' | 'meant';

/** An argument, or a member of one. */
export interface Field {
  readonly name: string;
  /** What it may be: what checks and writes it. */
  readonly kind: Kind;
  /** Where there is none, the value is required. The member is there all the same, so that none is looked up in a prototype. */
  readonly need: Need | undefined;
  /** Those of an object. */
  readonly members?: readonly Field[];
  /** In which channels of the auth engine there is such a member: a bit for each; left out, in all. */
  readonly channels?: number;
}

/** An operation of the core. */
export interface Operation<Answer> {
  /** Its number in the core. */
  readonly number: number;
  readonly name: string;
  readonly takes: readonly Field[];
  /** Makes the answer of the slots of the result. */
  readonly read: (result: ResultReader) => Answer;
  /** Where it takes a secret that must not ship to everyone who opens a page: what refuses that, by its public name. */
  readonly refuse?: (what: string) => void;
}

/** Refuses an operation where it must not be performed, by the name that it has in public. */
export function refuseMisplaced(operation: Operation<unknown>, name: string): void {
  if (Object.hasOwn(operation, 'refuse')) operation.refuse?.(name);
}

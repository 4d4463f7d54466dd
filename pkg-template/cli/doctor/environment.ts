// The variables as the doctor looks at them.

import type { EnvFile } from '../context.ts';
import type { Variable } from './variables.ts';

export type Get = (name: string) => string | undefined;

export interface Environment {
  readonly all: Readonly<Record<string, string | undefined>>;
  /** Those that are set, of the ones that the doctor knows. */
  readonly known: readonly KnownVariable[];
  readonly envFile: EnvFile | undefined;
  readonly now: number;
  /** Undefined where it is not set, or empty. */
  readonly get: Get;
}

export interface KnownVariable extends Variable {
  readonly text: string;
}

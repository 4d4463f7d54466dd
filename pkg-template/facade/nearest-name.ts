import { perform } from './core.ts';
import { nearestName as operation } from './operations.ts';
import { isWellFormed } from './text-codec.ts';

/** The name that a wrong one was probably meant to be; undefined where none is near. Capitals do not count. */
export function nearestName(name: string, names: readonly string[]): string | undefined {
  return isWellFormed(name) ? perform(operation, name, names.join('\n')) : undefined;
}

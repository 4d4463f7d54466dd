// The name that a wrong one was probably meant to be. The rule is the core's; each build of it lends it to what is bundled
// with that build.

import { isWellFormed } from './text-codec.ts';

type Find = (name: string, names: string) => string | undefined;

let find: Find | undefined;

/** The names there are come as one text, a line for each. */
export function findNearestNamesBy(rule: Find): void {
  find = rule;
}

/** The nearest name; undefined where none is near. Capitals do not count. */
export function nearestName(name: string, names: readonly string[]): string | undefined {
  return isWellFormed(name) ? find?.(name, names.join('\n')) : undefined;
}

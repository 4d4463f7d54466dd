// The name that a wrong one was probably meant to be. The rule is the core's; each build of it lends it to what is bundled
// with that build.

import { isWellFormed } from './text-codec.ts';

type Find = (name: string, names: readonly string[]) => string | undefined;

let find: Find | undefined;

export function suggestBy(rule: Find): void {
  find = rule;
}

/** The nearest of the names; undefined where none is near. */
export function suggestion(name: string, names: readonly string[]): string | undefined {
  return isWellFormed(name) ? find?.(name, names) : undefined;
}

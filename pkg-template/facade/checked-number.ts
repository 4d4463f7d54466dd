// A number that a caller passes.

import { invalidArgument } from './auth-error.ts';

/** From here on a double has no integer of its own: what was written may have been another. */
export const BEYOND_INTEGERS: number = 2 ** 53;

/** Its fraction is cut off. */
export function numberOf(value: unknown, name: string): number {
  if (value === null || (typeof value === 'number' && !Number.isFinite(value))) {
    throw invalidArgument(name, `${name} must be a finite number`);
  }
  if (typeof value !== 'number' || value <= -1 || value >= BEYOND_INTEGERS) {
    throw invalidArgument(name, `${name} must be a finite number that is not negative`);
  }
  return Math.trunc(value) + 0;
}

// One quiet voice for those who do not see what changed.

import { byId } from './element.ts';

export function announce(words: string): void {
  byId('status').textContent = words;
}

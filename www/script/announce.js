// One quiet voice for those who do not see what changed.

import { byId } from './element.js';

export function announce(words) {
  byId('status').textContent = words;
}

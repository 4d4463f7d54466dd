// Arguments in the form in which they cross to the core.

import { tokenText } from './access-token.js';

/** Options whose `accessToken`, text or `AccessToken`, is the bare text. */
export function withTokenText(options) {
  if (typeof options !== 'object' || options === null || Array.isArray(options)) return options;
  return { ...options, accessToken: tokenText(options.accessToken) };
}

/** Options with the runtime's clock for an absent `now`, in milliseconds since 1970. */
export function withClock(options = {}) {
  return options !== null && typeof options === 'object' && !Array.isArray(options) && options.now === undefined
    ? { ...options, now: Date.now() }
    : options;
}

// Arguments in the form in which they cross to the core.

import { tokenText } from './access-token.js';

/** Options whose tokens, text or `AccessToken`, are the bare text. */
export function withTokenText(options, names = ['accessToken']) {
  if (typeof options !== 'object' || options === null || Array.isArray(options)) return options;
  const given = names.filter((name) => options[name] !== undefined);
  return { ...options, ...Object.fromEntries(given.map((name) => [name, tokenText(options[name])])) };
}

/** Options with the runtime's clock for an absent `now`, in milliseconds since 1970. */
export function withClock(options = {}) {
  return options !== null && typeof options === 'object' && !Array.isArray(options) && options.now === undefined
    ? { ...options, now: Date.now() }
    : options;
}

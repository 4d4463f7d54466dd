// Arguments in the form in which they cross to the core.

import { tokenText } from './access-token.js';

/** Options whose tokens, text or `AccessToken`, are the bare text. */
export function withTokenText(options, names = ['accessToken']) {
  return withReplaced(options, names, tokenText);
}

function withReplaced(options, names, replace) {
  if (typeof options !== 'object' || options === null || Array.isArray(options)) return options;
  const given = names.filter((name) => options[name] !== undefined);
  return { ...options, ...Object.fromEntries(given.map((name) => [name, replace(options[name])])) };
}

/** Options whose identifiers are text where they are the integers that answers have them as. */
export function withIdentifierText(options, names) {
  return withReplaced(options, names, (given) => (Number.isSafeInteger(given) && given >= 0 ? String(given) : given));
}

/** Options with the runtime's clock for an absent `now`, in milliseconds since 1970. */
export function withClock(options = {}) {
  return options !== null && typeof options === 'object' && !Array.isArray(options) && options.now === undefined
    ? { ...options, now: Date.now() }
    : options;
}

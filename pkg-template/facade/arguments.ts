// Arguments in the form in which they cross to the core. Callers may pass anything: the core refuses what is no option.

import { tokenText } from './access-token.ts';

/** Options whose tokens, text or `AccessToken`, are the bare text. */
export function withTokenText(options: unknown, names: readonly string[] = ['accessToken']): unknown {
  return withReplaced(options, names, tokenText);
}

function withReplaced(options: unknown, names: readonly string[], replace: (given: unknown) => unknown): unknown {
  if (typeof options !== 'object' || options === null || Array.isArray(options)) return options;
  const members = options as Readonly<Record<string, unknown>>;
  const given = names.filter((name) => members[name] !== undefined);
  return { ...members, ...Object.fromEntries(given.map((name) => [name, replace(members[name])])) };
}

/** Options whose identifiers are text where they are the integers that answers have them as. */
export function withIdentifierText(options: unknown, names: readonly string[]): unknown {
  return withReplaced(options, names, (given) =>
    Number.isSafeInteger(given) && (given as number) >= 0 ? String(given) : given,
  );
}

/** Options with the runtime's clock for an absent `now`, in milliseconds since 1970. */
export function withClock(options: unknown = {}): unknown {
  return options !== null &&
    typeof options === 'object' &&
    !Array.isArray(options) &&
    (options as { now?: unknown }).now === undefined
    ? { ...options, now: Date.now() }
    : options;
}

// What was kept of a token answer beside the token: as secret as that, so it shows no value.

import type { AccessTokenParts } from '../facade/access-token.ts';
import type { Inspect } from '../facade/inspection.ts';
import { REDACTED } from '../facade/redacted.ts';
import { SAMENESS, samenessOf } from '../facade/sameness.ts';

type Values = Readonly<Record<string, string>>;

/** A token with what was kept, where something was. */
export function withKept(token: AccessTokenParts, kept: Values | null): AccessTokenParts {
  return kept === null ? token : { ...token, kept: keptValues(kept) };
}

/** Reading a name gives its value; whatever looks at the whole sees none. */
function keptValues(values: Values): Values {
  const names = Object.keys(values);
  const shown = Object.fromEntries(names.map((name) => [name, REDACTED]));
  const face = Object.defineProperties(
    {},
    {
      toJSON: { value: () => shown },
      [Symbol.for('nodejs.util.inspect.custom')]: {
        value: (_depth: unknown, options: unknown, inspect: Inspect | undefined) =>
          typeof inspect === 'function' ? inspect(shown, options) : REDACTED,
      },
      // Without it any two would be deeply equal.
      [SAMENESS]: { value: samenessOf(names.flatMap((name) => [name, values[name]])), enumerable: true },
    },
  );
  return new Proxy(face, {
    get: (target, name) =>
      typeof name === 'string' && Object.hasOwn(values, name) ? values[name] : Reflect.get(target, name),
    has: (target, name) => Object.hasOwn(values, name) || Reflect.has(target, name),
    set: () => false,
    defineProperty: () => false,
    deleteProperty: () => false,
  });
}

/** The values of a token that a caller brings, as JSON text: by its profile's names, of whatever copy of the package it is. */
export function keptText(token: unknown, names: readonly string[]): string | undefined {
  const values = (token as { kept?: Values } | null | undefined)?.kept;
  if (typeof values !== 'object' || values === null) return undefined;
  return JSON.stringify(Object.fromEntries(names.map((name) => [name, values[name]])));
}

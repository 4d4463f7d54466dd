// Header fields of a caller as one has them who sends them by `fetch`.

import { AuthError } from '../facade/auth-error.ts';

/** A name that may be said: no value got into its place. */
const TOKEN = /^[!#$%&'*+.^`|~\w-]{1,64}$/;

/** What a client has in the place of values: one, several, or nothing. */
type Pairs = Iterable<readonly [name: unknown, value: unknown]>;

/** Header fields of these names and values. What the platform says of a bad one quotes it. */
export function headerFields(pairs: Pairs): Headers {
  const headers = new Headers();
  for (const [name, value] of pairs) {
    if (value === undefined || value === null) continue;
    for (const each of Array.isArray(value) ? value : [value]) {
      checked(name, () => headers.append(String(name), String(each)));
    }
  }
  return headers;
}

/** `Headers` for a client that makes its own. */
export function checkedHeaders(): typeof Headers {
  return class extends Headers {
    constructor(init?: HeadersInit) {
      super();
      for (const [name, value] of init === undefined ? [] : pairsOf(init)) this.append(name, value);
    }

    override append(name: string, value: string): void {
      checked(name, () => super.append(name, value));
    }

    override set(name: string, value: string): void {
      checked(name, () => super.set(name, value));
    }
  };
}

const pairsOf = (init: HeadersInit): Iterable<[string, string]> =>
  Symbol.iterator in init ? (init as Iterable<[string, string]>) : Object.entries(init);

function checked(name: unknown, run: () => void): void {
  try {
    run();
  } catch {
    throw badField(name);
  }
}

function badField(name: unknown): AuthError {
  const which = typeof name === 'string' && TOKEN.test(name) ? `${name} in headers` : 'headers';
  return new AuthError({
    code: 'invalid_header_value',
    field: 'headers',
    message: `${which} holds what no header field can carry: was a value read with its line break?`,
  });
}

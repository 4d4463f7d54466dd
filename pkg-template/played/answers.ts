// The answers that a profile's rules read: a token, a refusal of the token call, a refusal of a call.

import type { Description } from './description.ts';
import type { Values } from './templates.ts';

export interface TokenFacts {
  readonly value: string;
  readonly lifetimeSeconds: number;
  readonly expiresAt: number;
  readonly kept: Values;
}

/** The body that a token comes in. */
export function tokenAnswer(
  { response = {} }: Description,
  { value, lifetimeSeconds, expiresAt, kept }: TokenFacts,
): string | object {
  if (response.as === 'text') return value;
  const { token, lifetimeSeconds: lifetime, expiresAt: end, tokenType, refreshToken, keep = {} } = response;
  return withMembers([
    [token, value],
    [lifetime, lifetimeSeconds],
    [end, new Date(expiresAt).toISOString()],
    [tokenType, 'Bearer'],
    [refreshToken, 'fake-refresh-token'],
    ...Object.entries(keep).map(([name, pointer]): Member => [pointer, kept[name]]),
  ]);
}

type ErrorShape = NonNullable<NonNullable<Description['response']>['errors']>[number];

const OF_RFC_6749: ErrorShape = { pointer: '', code: 'error', message: 'error_description' };

/** The body of a refused token call, where the profile looks for one. */
export function refusedTokenAnswer({ response }: Description, why: 'bad_credentials' | 'error'): object {
  const [shape = OF_RFC_6749] = response?.errors ?? [];
  const { pointer, code = 'code', message = 'message', meanings = {} } = shape;
  const usual = why === 'bad_credentials' ? 'invalid_client' : 'invalid_request';
  const known = Object.keys(meanings).find((one) => meanings[one] === why) ?? usual;
  const words =
    why === 'bad_credentials'
      ? 'the emulator does not know these credentials'
      : 'the emulator does not take this request';
  return withMembers([[pointer, { [code]: /^\d+$/.test(known) ? Number(known) : known, [message]: words }]]);
}

/** The answer to a call whose token or credential is wrong. */
export function refusedCallAnswer({ rejected = {} }: Description): { status: number; body: object } {
  const [rule] = rejected.body ?? [];
  const [status = rule ? 200 : 401] = rejected.status ?? [];
  return { status, body: rule ? withMembers([[rule.pointer, rule.in[0]]]) : {} };
}

type Member = readonly [pointer: string | undefined, value: unknown];
type Container = Record<string, unknown> | unknown[];

/** An object with values where pointers lead (RFC 6901). A number leads into an array. */
function withMembers(members: readonly Member[]): object {
  const root = bare();
  for (const [pointer, value] of members) {
    if (pointer === undefined) continue;
    if (pointer === '') Object.assign(root, value);
    else put(root, pointer.slice(1).split('/').map(unescaped), value);
  }
  return root;
}

function put(root: Container, names: readonly string[], value: unknown): void {
  let at = root;
  for (const [index, name] of names.entries()) {
    const next = names[index + 1];
    const key = name as keyof Container;
    if (next === undefined) (at[key] as unknown) = value;
    else (at[key] as unknown) ??= isIndex(next) ? [] : bare();
    at = at[key] as Container;
  }
}

// A pointer may lead to `__proto__`, which is a name like any other.
const bare = (): Record<string, unknown> => Object.create(null);
const isIndex = (name: string) => /^(?:0|[1-9]\d?)$/.test(name);
const unescaped = (name: string) => name.replaceAll('~1', '/').replaceAll('~0', '~');

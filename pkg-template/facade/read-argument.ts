// Arguments are the caller's: their getters and proxies may throw what they like, and the platform throws where a proxy was
// revoked. Either may quote values, so nothing of it is passed on.

import { type AuthError, invalidArgument, isAuthError } from './auth-error.ts';

/** What `read` makes of an argument; `invalid_argument` where it cannot be read. */
export function readArgument<Value>(name: string, read: () => Value): Value {
  try {
    return read();
  } catch (thrown) {
    throw unreadable(name, thrown);
  }
}

/** The error for what was thrown while an argument was read. */
export function unreadable(name: string, thrown: unknown): AuthError {
  if (isAuthError(thrown)) return thrown;
  return invalidArgument(name, `${name} cannot be read: a getter or a proxy in it throws`);
}

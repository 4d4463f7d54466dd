// What callers pass can fail while it is looked at: a proxy throws at every question once it is revoked, and a getter may.

import { invalidArgument } from './auth-error.ts';

/** Runs what looks at a value of the caller's. What the platform says that it throws names no argument. */
export function looking<Seen>(name: string, look: () => Seen): Seen {
  try {
    return look();
  } catch (thrown) {
    throw unreadable(name, thrown);
  }
}

/** What to throw for what looking at a value threw: all but the platform's `TypeError` is somebody's own, and stays as it is. */
export function unreadable(name: string, thrown: unknown): unknown {
  if (!isTypeError(thrown)) return thrown;
  return invalidArgument(
    name,
    `${name} cannot be read: it is or holds a proxy that was revoked, or a getter that throws`,
  );
}

/** Of a proxy that was thrown even this may throw. */
function isTypeError(thrown: unknown): boolean {
  try {
    return thrown instanceof TypeError;
  } catch {
    return false;
  }
}

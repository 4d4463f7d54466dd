// The memories that the modules work in: one for each entry, with a stated maximum.

import { AuthError } from './auth-error.js';

/** A memory of all zeros, `{ initial, maximum }` in pages. */
export function newMemory(limits) {
  try {
    return new WebAssembly.Memory(limits);
  } catch (thrown) {
    // A program may have taken the platform's WebAssembly away: that is another matter.
    if (!(thrown instanceof RangeError)) throw thrown;
    throw new AuthError({
      code: 'internal',
      message:
        'commerce-auth got no memory for WebAssembly: most engines reserve 10 GB of address space for each entry, so raise the limit on that (ulimit -v), or import fewer entries',
    });
  }
}

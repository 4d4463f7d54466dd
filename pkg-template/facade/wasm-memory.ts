// The memories that the modules work in: one for each entry, with a stated maximum.

import { AuthError } from './auth-error.ts';

/** How large a memory is and may become, in pages. */
export interface MemoryLimits {
  readonly initial: number;
  readonly maximum: number;
}

/** A memory of all zeros. */
export function newMemory(limits: MemoryLimits): WebAssembly.Memory {
  try {
    // The platform reads more than is stated: without a prototype it finds nothing else.
    return new WebAssembly.Memory(Object.assign(Object.create(null), limits));
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

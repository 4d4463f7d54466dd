// The timers of before a test faked them: a vendor is in another world, and its delays end there.

import * as timers from 'node:timers';

// Vitest replaces those of the module as well, and Jest may have replaced the global ones before anything is imported.
const { setTimeout: realSetTimeout, clearTimeout: realClearTimeout } = { ...timers };

export const setTimeout: typeof timers.setTimeout = realSetTimeout;
export const clearTimeout: typeof timers.clearTimeout = realClearTimeout;

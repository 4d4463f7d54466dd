// The timers of before a test faked them: a vendor is in another world, and its delays end there.

import * as timers from "node:timers";

// Vitest replaces those of the module as well, and Jest may have replaced the global ones before anything is imported.
export const { setTimeout, clearTimeout } = { ...timers };

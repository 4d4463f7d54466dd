// An emulator that lives as long as a test.

import { startEmulator } from "./installed.mjs";

export function runningEmulator(test, capillary) {
  return runningVendors(test, capillary ? { capillary } : {});
}

/** The same, with options for any of the vendors. */
export async function runningVendors(test, options = {}) {
  const emulator = await startEmulator(options);
  test.after(() => emulator.close());
  return emulator;
}

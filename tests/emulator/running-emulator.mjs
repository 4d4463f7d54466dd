// An emulator that lives as long as a test.

import { startEmulator } from "./installed.mjs";

export async function runningEmulator(test, capillary) {
  const emulator = await startEmulator(capillary ? { capillary } : {});
  test.after(() => emulator.close());
  return emulator;
}

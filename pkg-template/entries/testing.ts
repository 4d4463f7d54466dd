export { assertNoLeak } from "../testing/assert-no-leak.ts";
export { startEmulator } from "../testing/emulator.ts";
export { serve } from "../testing/serve.ts";
export { storeConformance } from "../testing/store-conformance.ts";

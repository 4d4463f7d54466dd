export { assertNoLeak } from "../testing/assert-no-leak.js";
export { startEmulator } from "../testing/emulator.js";
export { serve } from "../testing/serve.js";
export { storeConformance } from "../testing/store-conformance.js";

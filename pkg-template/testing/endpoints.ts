// The parts of the vendors by name, as the log calls them and faults aim at them.

/** The vendors, each at an address of its own. */
export const VENDORS = ["capillary", "pledg", "caxton"];

/** Capillary's came first and go by their bare names. */
export const ENDPOINTS = [
  "token",
  "api",
  "customer",
  "gateway",
  "staff",
  "admin",
  "pledg.token",
  "pledg.api",
  "pledg.purchase",
  "caxton.register",
  "caxton.token",
  "caxton.reset",
  "caxton.api",
];

/** Those whose bodies hold no credential, in either direction. */
export const ENDPOINTS_WITHOUT_CREDENTIALS = new Set(["api", "gateway", "admin", "pledg.api", "caxton.api"]);

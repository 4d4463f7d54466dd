// Pledg's refusals. It publishes no error body of its REST API: this is the shape of its plugins' errors.

import { refuse } from "../judgement.ts";

/** Refuses with `{ error: { type, message } }`. */
export function refuseWithError({ reason, status, message = "Invalid request" }) {
  const type = status >= 500 ? "internal_error" : "invalid_request_error";
  return refuse(reason, status, { error: { type, message } });
}

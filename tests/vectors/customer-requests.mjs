// The requests of Capillary's end customers as their vectors have them: suites that go through all of them take a new one up
// as soon as it has a vector.

import { readFileSync } from "node:fs";

const rows = JSON.parse(readFileSync(new URL("capillary-customer-request.json", import.meta.url), "utf8"));

/** By the names of the functions: every `{ options, request }` that is made, the plainest first. */
export const customerRequests = new Map();
for (const { input, expected } of rows) {
  if (expected.value === undefined) continue;
  const name = input.operation.split(".").at(-1);
  const others = customerRequests.get(name) ?? [];
  customerRequests.set(name, [...others, { options: input.arguments[0], request: expected.value }]);
}

// What ran where, for the table at the end of `cargo xtask test`: a file for each environment, in the folder that
// COMMERCE_AUTH_ENVIRONMENTS names. By hand there is no such folder, and nothing is written.

import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** Notes how many tests ran in an environment, passed or not. The name is one that xtask expects of the suite. */
export function recordEnvironment({ environment, version, tests }) {
  const folder = process.env.COMMERCE_AUTH_ENVIRONMENTS;
  if (!folder) return;
  mkdirSync(folder, { recursive: true });
  const file = `${environment.toLowerCase().replaceAll(/[^a-z0-9]+/g, "-")}.json`;
  writeFileSync(join(folder, file), `${JSON.stringify({ environment, version, tests })}\n`);
}

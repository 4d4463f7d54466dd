// The folder of somebody who uses the package in a runtime, beside the installed tarball: the suite and its programs, copied, and a
// module with what the environment is.

import { cpSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

import { installFolder } from "../package/installed.mjs";

const COPIED = ["behaviour.mjs", "behaviour", "programs"];

/** Makes one that is removed after the test; `environment` is what `behaviour.mjs` describes. */
export function makeWorkplace(t, environment) {
  const folder = mkdtempSync(join(installFolder, "runtime-"));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  for (const name of COPIED) cpSync(fileURLToPath(new URL(name, import.meta.url)), join(folder, name), { recursive: true });
  // Text, since `__proto__` means something else in a literal.
  const text = JSON.stringify(JSON.stringify(environment));
  writeFileSync(join(folder, "environment.mjs"), `export default JSON.parse(${text});\n`);
  return folder;
}

// What the compiler makes of pkg-template: a declaration for each of its files.

import { spawnSync } from "node:child_process";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

const compiler = join(dirname(createRequire(import.meta.url).resolve("typescript/package.json")), "bin", "tsc");

/** Checks the types as well: a declaration of code with mistakes says nothing. */
export function emitDeclarations(folders, to) {
  const args = [compiler, "--project", folders.template, "--outDir", to];
  const { status } = spawnSync(process.execPath, args, { stdio: "inherit" });
  if (status !== 0) throw new Error("the types of pkg-template do not hold together: see above");
}

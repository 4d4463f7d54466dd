// The package under measurement: the folder given on the command line, pkg/ without one.

import { readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const BUILT = join(dirname(fileURLToPath(import.meta.url)), "../../../pkg");

export const packageFolder = resolve(process.argv[2] ?? BUILT);

/** The URL of one of its files. */
export function packageFile(name) {
  return pathToFileURL(join(packageFolder, name)).href;
}

/** Whether it has an entry, by its name in `exports`. */
export function hasEntry(name) {
  return Object.hasOwn(JSON.parse(readFileSync(join(packageFolder, "package.json"), "utf8")).exports, name);
}

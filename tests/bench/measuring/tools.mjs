// The packages that rows are compared with: those that xtask/tools/package-lock.json pins.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const tools = process.env.TOOLS ?? join(dirname(fileURLToPath(import.meta.url)), "../../../xtask/tools");

export const requireTool = createRequire(pathToFileURL(join(tools, "/")));

export const importTool = (name) => import(pathToFileURL(requireTool.resolve(name)).href);

/** The version that is installed. */
export function versionOfTool(name) {
  return JSON.parse(readFileSync(join(tools, "node_modules", name, "package.json"), "utf8")).version;
}

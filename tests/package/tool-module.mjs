// Packages that the tests compare with: those that xtask/tools/package-lock.json pins.

import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const tools = process.env.TOOLS ?? join(dirname(fileURLToPath(import.meta.url)), "../../xtask/tools");
const { resolve } = createRequire(pathToFileURL(join(tools, "/")));

export const toolModule = (name) => import(pathToFileURL(resolve(name)).href);

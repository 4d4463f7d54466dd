// The compilers and other packages that xtask/tools/package-lock.json pins.

import { createRequire } from "node:module";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const folder = resolve(process.env.TOOLS ?? fileURLToPath(new URL("../../xtask/tools", import.meta.url)));
const load = createRequire(join(folder, "/"));

/** Where they lie. */
export const MODULES = join(folder, "node_modules");
/** TypeScript's compiler, for node to run. */
export const TYPE_CHECKER = join(MODULES, "typescript", "bin", "tsc");
/** Where the types of Node itself lie. */
export const TYPE_ROOTS = join(MODULES, "@types");

/** The folder of an installed package. */
export const packageOfTools = (name) => join(MODULES, name);

/** TypeScript as JavaScript, with a map by which `node --enable-source-maps` names the lines of the source. */
export async function withoutTypes(typescript, sourcefile) {
  const { transform } = load("esbuild");
  const { code } = await transform(typescript, { loader: "ts", format: "esm", target: "node20", sourcemap: "inline", sourcefile });
  return code;
}

/** What a source file of the package exports, with all it imports: for tests of what stands in no entry. */
export async function fromSource(file) {
  const { build } = load("esbuild");
  const { outputFiles } = await build({ entryPoints: [file], bundle: true, platform: "node", format: "esm", write: false });
  return import(`data:text/javascript;base64,${Buffer.from(outputFiles[0].contents).toString("base64")}`);
}

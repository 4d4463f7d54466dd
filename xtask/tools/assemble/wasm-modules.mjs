// The modules themselves, for runtimes that compile them ahead of time and for those who want the file apart.
// wasm-bindgen's import name inside them stays as it is (`./core_bg.js`): the loaders know it.

import { copyFileSync } from "node:fs";
import { join } from "node:path";

export function copyModules(names, folders) {
  for (const name of names) copyFileSync(folders.module(name), join(folders.output, `${name}.wasm`));
}

// The modules themselves, for runtimes that compile them ahead of time and for those who want the file apart.
// wasm-bindgen's import name inside them stays as it is (`./core_bg.js`): the loaders know it.

import { copyFileSync, existsSync } from "node:fs";
import { join } from "node:path";

export function copyModules(names, folders) {
  for (const name of names) {
    if (!existsSync(folders.module(name))) throw new Error(`./${name}.wasm is wanted, but no build of the crate has that name`);
    copyFileSync(folders.module(name), join(folders.output, `${name}.wasm`));
  }
}

// A library that an entry of the package carries: what its manifest says of it.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

import { CARRIED } from "../assemble/bundle.mjs";

/** `[{ entry, name, version, license, description, folder, integrity }]` */
export function carriedLibraries(root) {
  const lock = JSON.parse(readFileSync(join(root, "xtask", "tools", "package-lock.json"), "utf8"));
  return Object.entries(CARRIED).map(([entry, library]) => {
    const path = createRequire(import.meta.url).resolve(`${library}/package.json`);
    const { name, version, license, description } = JSON.parse(readFileSync(path, "utf8"));
    const { integrity } = lock.packages[`node_modules/${library}`];
    return { entry, name, version, license, description, folder: dirname(path), integrity };
  });
}

/** The text of its licence. */
export const licenceOf = ({ folder }) => readFileSync(join(folder, "LICENSE"), "utf8").trim();

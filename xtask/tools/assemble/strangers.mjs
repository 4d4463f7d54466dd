// package.json and the template must agree: nothing promised that is missing, nothing written that nobody can reach.

import { existsSync, readdirSync } from "node:fs";
import { dirname } from "node:path";

export function refuseStrangers(files, folders) {
  for (const { name, path } of files.scripts) {
    if (!existsSync(folders.entry(name))) throw new Error(`package.json names ${path}, but pkg-template/entries/${name}.js is missing`);
  }
  for (const { name, suffix } of files.declarations) {
    if (!existsSync(folders.declaration(name))) throw new Error(`package.json names ./${name}${suffix}, but pkg-template/types/${name}.d.ts is missing`);
  }
  const named = new Set(files.scripts.map(({ name }) => `${name}.js`));
  const unnamed = readdirSync(dirname(folders.entry(""))).filter((file) => !named.has(file));
  if (unnamed.length > 0) {
    throw new Error(`pkg-template/entries/${unnamed[0]} is named nowhere in package.json: name it, or move it out of entries/`);
  }
}

// package.json and the template must agree: nothing promised that is missing, nothing written that nobody can reach.

import { existsSync, readdirSync } from "node:fs";
import { basename, dirname, extname } from "node:path";

export function refuseStrangers(files, folders) {
  for (const { name, path } of files.scripts) {
    if (!existsSync(folders.entry(name))) throw new Error(`package.json names ${path}, but pkg-template/entries/${name}.ts is missing`);
  }
  for (const { name, suffix } of files.declarations) {
    const isMade = existsSync(folders.entry(name)) || existsSync(folders.handWritten(name));
    if (!isMade) throw new Error(`package.json names ./${name}${suffix}, but pkg-template/entries/${name}.ts is missing`);
  }
  const named = new Set([...files.scripts, ...files.declarations].map(({ name }) => name));
  const unnamed = readdirSync(dirname(folders.entry(""))).filter((file) => !named.has(basename(file, extname(file))));
  if (unnamed.length > 0) {
    throw new Error(`pkg-template/entries/${unnamed[0]} is named nowhere in package.json: name it, or move it out of entries/`);
  }
}

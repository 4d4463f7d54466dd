// package.json: written by hand in pkg-template, its version taken from Cargo.toml.

import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

export function readManifest(folders, version) {
  const path = join(folders.template, "package.json");
  let text;
  try {
    text = readFileSync(path, "utf8");
  } catch {
    throw new Error("pkg-template/package.json is missing: it names what the package consists of");
  }
  return { ...JSON.parse(text), version };
}

export function writeManifest(manifest, folders) {
  writeFileSync(join(folders.output, "package.json"), `${JSON.stringify(manifest, null, 2)}\n`);
}

// package.json: written by hand in pkg-template, its version taken from Cargo.toml, and the address of the repository from the
// environment of a release. It is there when the package is built, so nothing has to be edited in what was tested and built twice.

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
  return { ...JSON.parse(text), version, ...repository(process.env.COMMERCE_AUTH_REPOSITORY) };
}

/** npm attests a package only for the repository that its manifest names. */
function repository(address) {
  return address ? { repository: { type: "git", url: `git+${address}.git` } } : {};
}

export function writeManifest(manifest, folders) {
  writeFileSync(join(folders.output, "package.json"), `${JSON.stringify(manifest, null, 2)}\n`);
}

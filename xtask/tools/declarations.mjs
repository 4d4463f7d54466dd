// Writes the declarations of the package alone, once the crate is built: node declarations.mjs ROOT FOLDER

import { mkdirSync, rmSync } from "node:fs";

import { writeDeclarations } from "./assemble/declarations.mjs";
import { Folders } from "./assemble/folders.mjs";
import { readManifest, writeManifest } from "./assemble/manifest.mjs";
import { namedFiles } from "./assemble/named-files.mjs";

const [root, output] = process.argv.slice(2);
const folders = new Folders(root, null, output);
rmSync(output, { recursive: true, force: true });
mkdirSync(output, { recursive: true });
try {
  const manifest = readManifest(folders, null);
  await writeDeclarations(namedFiles(manifest).declarations, folders);
  // TypeDoc asks which package a type is of.
  writeManifest(manifest, folders);
} catch (error) {
  console.error(`error: ${error.message}`);
  process.exitCode = 1;
}

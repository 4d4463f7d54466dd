// Assembles the publishable package: node assemble.mjs ROOT WASM_FOLDER VERSION STAGING
//
// STAGING is made anew; the caller moves it into place when all is well.

import { mkdirSync, rmSync } from "node:fs";

import { bundleEntry } from "./assemble/bundle.mjs";
import { writeDeclarations } from "./assemble/declarations.mjs";
import { copyDocuments } from "./assemble/documents.mjs";
import { Folders } from "./assemble/folders.mjs";
import { readManifest, writeManifest } from "./assemble/manifest.mjs";
import { namedFiles } from "./assemble/named-files.mjs";
import { printContents } from "./assemble/print-contents.mjs";
import { refuseStrangers } from "./assemble/strangers.mjs";
import { copyModules } from "./assemble/wasm-modules.mjs";

async function assemble(folders, version) {
  const manifest = readManifest(folders, version);
  const files = namedFiles(manifest);
  refuseStrangers(files, folders);
  rmSync(folders.output, { recursive: true, force: true });
  mkdirSync(folders.output, { recursive: true });
  const modules = new Set(files.modules);
  for (const script of files.scripts) {
    for (const name of await bundleEntry(script, manifest, folders)) modules.add(name);
  }
  await writeDeclarations(files.declarations, folders);
  copyModules(modules, folders);
  copyDocuments(folders);
  writeManifest(manifest, folders);
  printContents(folders);
}

try {
  const [root, wasm, version, output] = process.argv.slice(2);
  await assemble(new Folders(root, wasm, output), version);
} catch (error) {
  // esbuild has printed its own errors already, with the lines they stand on.
  console.error(error.errors ? `error: pkg-template does not bundle (${error.errors.length} errors, above)` : `error: ${error.message}`);
  process.exitCode = 1;
}

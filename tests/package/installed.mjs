// The package under test: the tarball, installed into the folder that COMMERCE_AUTH_INSTALL names.

import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";

if (!process.env.COMMERCE_AUTH_INSTALL) {
  throw new Error(
    "COMMERCE_AUTH_INSTALL must name a folder with node_modules/commerce-auth: `cargo xtask test` makes one; by hand: npm install --prefix FOLDER the tarball of `npm pack ./pkg`",
  );
}

/** The folder of somebody who uses the package. */
export const installFolder = resolve(process.env.COMMERCE_AUTH_INSTALL);
/** The folder of the package itself. */
export const packageFolder = join(installFolder, "node_modules", "commerce-auth");

const importer = await import(pathToFileURL(importingFile()).href);

/** An entry as `import` gives it to a file of the user's. */
export const imported = (entry) => importer.load(entry);

/** An entry as `require` gives it. */
export const required = createRequire(join(installFolder, "/"));

let copies = 0;

/** A module of the package started anew, apart from every other. */
export function freshCopy(file) {
  copies += 1;
  return import(`${pathToFileURL(join(packageFolder, file)).href}?copy=${copies}`);
}

/** The same after a call: the core is compiled at the first. */
export async function startedCopy(file) {
  const api = await freshCopy(file);
  if (api.md5Hex) api.md5Hex("");
  else assert.throws(() => api.defineProfile({}), { code: "invalid_argument" });
  return api;
}

export function packageText(file) {
  return readFileSync(join(packageFolder, file), "utf8");
}

// Renamed into place, because test files run side by side.
function importingFile() {
  const path = join(installFolder, "importing.mjs");
  const folder = mkdtempSync(join(installFolder, "writing-"));
  writeFileSync(join(folder, "file"), "export const load = (entry) => import(entry);\n");
  renameSync(join(folder, "file"), path);
  rmSync(folder, { recursive: true });
  return path;
}

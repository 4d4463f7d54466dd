// The entry under test: the installed package when COMMERCE_AUTH_INSTALL names the folder with its node_modules,
// the source otherwise.

import { createRequire } from "node:module";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const install = process.env.COMMERCE_AUTH_INSTALL;

/** Absolute path of the entry, for a child process to import. */
export const entryPath = install
  ? createRequire(pathToFileURL(join(install, "/"))).resolve("commerce-auth/testing")
  : fileURLToPath(new URL("../../pkg-template/entries/testing.ts", import.meta.url));

export const { startEmulator, serve, assertNoLeak } = await import(pathToFileURL(entryPath).href);

// The entry under test: the package installed in the folder that COMMERCE_AUTH_INSTALL names.

import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const installed = createRequire(pathToFileURL(join(process.env.COMMERCE_AUTH_INSTALL, "/")));

/** Absolute path of the entry, for a child process to import. */
export const entryPath = installed.resolve("commerce-auth/testing");

export const { startEmulator, serve, assertNoLeak } = await import(pathToFileURL(entryPath).href);

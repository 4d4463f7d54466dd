// Two packages in one process: their entries, and what only one of them has.

import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

import { functionsOf, methodsOf } from "../rows/entry.mjs";
import { SHOP } from "../rows/profiles.mjs";

const ENTRIES = { root: "index.js", server: "server.js", adapters: "adapters.js" };
const SPECIFIERS = { root: "commerce-auth", server: "commerce-auth/server", adapters: "commerce-auth/adapters" };

/** `{ version, names, root, server, adapters }` of the package in a folder; an entry that is not there has nothing. */
export async function packageIn(folder) {
  const { version, exports } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  const loaded = await Promise.all(
    Object.entries(ENTRIES).map(async ([name, file]) => [name, existsSync(join(folder, file)) ? await import(pathToFileURL(join(folder, file)).href) : {}]),
  );
  return { version, names: Object.keys(exports), ...Object.fromEntries(loaded) };
}

/** By entry, every function and every method of what functions make, by the names that rows of the bench have. */
export function callsOf({ root, server, adapters }) {
  return {
    root: new Set([...functionsOf(root), ...errorCalls(root)]),
    server: new Set([...functionsOf(server), ...profileCalls(server), ...authenticatorCalls(server)]),
    adapters: new Set(functionsOf(adapters)),
  };
}

// An earlier version need not have any of these.

const errorCalls = ({ AuthError }) => (AuthError?.prototype.toJSON ? ["AuthError.toJSON"] : []);

const profileCalls = ({ defineProfile }) => (defineProfile ? methodsOf(defineProfile(SHOP), "Profile") : []);

function authenticatorCalls({ capillaryBasic }) {
  if (!capillaryBasic) return [];
  const api = capillaryBasic({ host: "api.shop.example", username: "till", password: "secret" });
  api.close();
  return methodsOf(api, "Authenticator");
}

/** What is in the first alone: names of entries, and calls with the name of their entry. */
export function onlyIn(one, other) {
  const [calls, others] = [callsOf(one), callsOf(other)];
  const missing = Object.entries(SPECIFIERS).flatMap(([entry, specifier]) => [...calls[entry]].filter((call) => !others[entry].has(call)).map((call) => `${call} (${specifier})`));
  return { entries: one.names.filter((name) => !other.names.includes(name)), calls: missing };
}

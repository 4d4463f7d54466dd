// Two copies of the package side by side in one process: each from a folder of its own, imported by its address.

import { execFileSync } from "node:child_process";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

/** Unpacks a tarball of `npm pack` under a folder; returns the package's own folder. */
export function unpacked(tarball, folder) {
  mkdirSync(folder, { recursive: true });
  execFileSync("tar", ["-xzf", tarball, "-C", folder]);
  return join(folder, "package");
}

/**
 * The root and the server entry of the package in a folder, and by its public name every function of the root. With them
 * stands `defineProfile`, which 0.1.0 exports from the root and later versions from the server entry.
 */
export async function copyIn(folder) {
  const load = (file) => import(pathToFileURL(join(folder, file)).href);
  const [root, server] = [await load("index.js"), await load("server.js")];
  const { functions, tables } = publicMembers(root);
  if (!functions.has("defineProfile")) functions.set("defineProfile", server.defineProfile);
  return { root, server, functions, tables, profiles: new WeakMap() };
}

/** Every function that the exports lead to, by its dotted name, and what is no function. */
function publicMembers(root) {
  const [functions, tables] = [new Map(), new Map()];
  const look = (record, prefix) => {
    for (const [name, member] of Object.entries(record)) {
      const path = `${prefix}${name}`;
      if (typeof member === "function") functions.set(path, member);
      else if (["capillary", "capillary.customer", "pledg", "caxton"].includes(path)) look(member, `${path}.`);
      else tables.set(path, member);
    }
  };
  look(root, "");
  return { functions, tables };
}

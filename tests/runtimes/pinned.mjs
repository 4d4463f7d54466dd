// The runtimes, at the versions that package-lock.json pins, and where their programs are.

import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const { packages } = JSON.parse(readFileSync(new URL("package-lock.json", import.meta.url), "utf8"));

/** Every runtime by its name in README: { version, program }. The programs are those of Linux on x64. */
export const RUNTIMES = {
  "Node 20": pinned("node-20-linux-x64", "bin/node"),
  "Node 22": pinned("node-22-linux-x64", "bin/node"),
  "Node 24": pinned("node-24-linux-x64", "bin/node"),
  Deno: pinned("@deno/linux-x64-glibc", "deno"),
  Bun: pinned("@oven/bun-linux-x64-baseline", "bin/bun"),
  workerd: pinned("@cloudflare/workerd-linux-64", "bin/workerd"),
};

/** Why a runtime cannot run here, or nothing. Other machines than those of CI have no pinned programs. */
export function whyMissing(name) {
  const { program } = RUNTIMES[name];
  if (existsSync(program)) return undefined;
  return `${program} is not there: npm ci --ignore-scripts --prefix tests/runtimes, on Linux on x64`;
}

function pinned(name, file) {
  return {
    version: packages[`node_modules/${name}`].version,
    program: fileURLToPath(new URL(`node_modules/${name}/${file}`, import.meta.url)),
  };
}

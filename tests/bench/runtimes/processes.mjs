// Node, Deno and Bun, at the versions that tests/runtimes pins: the operations and the starts, in processes of their own.

import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

import { RUNTIMES, whyMissing } from "../../runtimes/pinned.mjs";
import { STARTS } from "./starts.mjs";

const PROGRAM = fileURLToPath(new URL("in-process.mjs", import.meta.url));
// Nothing is fetched; Node's own modules in Deno ask for variables.
const BEFORE = { Deno: ["run", "--quiet", "--no-remote", "--no-prompt", "--allow-read", "--allow-env"] };
const NAMES = ["Node 20", "Node 22", "Node 24", "Deno", "Bun"];

/** Each as `{ name, version, operations(), start(side) }`; `folder` is for what they are given. */
export function processes({ packageFolder, folder, given }) {
  const file = join(folder, "given.json");
  writeFileSync(file, JSON.stringify(given));
  for (const [side, text] of Object.entries(STARTS)) writeFileSync(startFile(folder, side), text(pathToFileURL(join(packageFolder, "index.js")).href));
  return NAMES.map((name) => {
    const why = whyMissing(name);
    if (why !== undefined) throw new Error(why);
    const { program, version } = RUNTIMES[name];
    const said = (args) => execFileSync(program, [...(BEFORE[name] ?? []), ...args], { encoding: "utf8", maxBuffer: 2 ** 24 });
    return {
      name,
      version,
      operations: () => JSON.parse(said([PROGRAM, packageFolder, file])),
      /** Nanoseconds, by the wall or of the processor, whichever is less (measuring/watch.mjs says why). */
      start(side) {
        const start = performance.now();
        const { user, system } = JSON.parse(said([startFile(folder, side)]));
        return Math.min((performance.now() - start) * 1e6, (user + system) * 1_000);
      },
    };
  });
}

const startFile = (folder, side) => join(folder, `start-${side}.mjs`);

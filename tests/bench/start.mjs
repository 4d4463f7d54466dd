// From the start of a process to its first header, over a process that does nothing:
// node tests/bench/start.mjs [pkg folder]

import { execFileSync } from "node:child_process";

import { packageFile } from "./measuring/package-folder.mjs";
import { milliseconds, printTable } from "./measuring/table.mjs";

const BAR_MS = 5;
const ROUNDS = 21;

const CRYPTO = `const { createHash } = await import("node:crypto");
  Buffer.from("till:" + createHash("md5").update("secret").digest("hex")).toString("base64");`;
const header = (file) =>
  `const { capillary } = await import(${JSON.stringify(packageFile(file))}); capillary.basicAuthorization("till", "secret");`;
const SCRIPTS = { "an empty script": "", "commerce-auth": header("index.js"), "node:crypto createHash + Buffer": CRYPTO };

const times = new Map(Object.keys(SCRIPTS).map((name) => [name, []]));
// In turn, so that a machine whose speed drifts drifts for all of them.
for (let round = 0; round < ROUNDS; round += 1) {
  for (const [name, script] of Object.entries(SCRIPTS)) times.get(name).push(elapsedOf(script));
}

const median = (values) => values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)];
const empty = times.get("an empty script");
const over = (name) => milliseconds(median(times.get(name).map((time, round) => time - empty[round])));

printTable("import to first header, over an empty script", [
  { what: "commerce-auth", measured: over("commerce-auth"), bar: milliseconds(BAR_MS) },
  { what: "node:crypto createHash + Buffer", measured: over("node:crypto createHash + Buffer") },
]);

function elapsedOf(script) {
  const start = performance.now();
  execFileSync(process.execPath, ["--input-type=module", "--eval", script]);
  return performance.now() - start;
}

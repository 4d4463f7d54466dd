// What a bench has measured: printed, and kept in the file that FIGURES names, for whoever writes tables of it.

import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { cpus } from "node:os";

import { isQuick } from "./paired-rounds.mjs";
import { printTable } from "./table.mjs";
import { versionOfTool } from "./tools.mjs";

const PEERS = ["jose", "hash-wasm", "js-md5", "spark-md5"];

/** Prints the outcomes of a bench, and keeps them under its name. */
export function tell(bench, title, outcomes) {
  printTable(title, outcomes);
  const { FIGURES } = process.env;
  if (!FIGURES) return;
  const figures = existsSync(FIGURES) ? JSON.parse(readFileSync(FIGURES, "utf8")) : { machine: machine(), benches: {} };
  figures.benches[bench] = { title, outcomes };
  writeFileSync(FIGURES, `${JSON.stringify(figures, null, 1)}\n`);
}

function machine() {
  return {
    isQuick,
    processor: cpus()[0].model.trim(),
    cores: cpus().length,
    system: `${process.platform} ${process.arch}`,
    node: process.versions.node,
    v8: process.versions.v8,
    peers: Object.fromEntries(PEERS.map((name) => [name, versionOfTool(name)])),
  };
}

// What users do most, ours beside the platform's own code in that runtime, in Node, Deno, Bun and a page of Chromium:
// node tests/bench/runtimes/run.mjs FOLDER_OF_THE_PACKAGE, with TOOLS and CHROMIUM as `cargo xtask bench --runtimes` sets them.
// FIGURES names a file for the figures.

import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { cpus, loadavg, tmpdir } from "node:os";
import { join } from "node:path";

import { packageFile, packageFolder } from "../measuring/package-folder.mjs";
import { isQuick, median } from "../measuring/paired-rounds.mjs";
import { printTable } from "../measuring/table.mjs";
import { openChromium } from "./chromium.mjs";
import { givenInputs } from "./inputs.mjs";
import { START } from "./operations.mjs";
import { processes } from "./processes.mjs";

const { TOOLS, FIGURES } = process.env;
const ROUNDS_OF_STARTS = isQuick ? 5 : 21;

const [, load] = loadavg();
const folder = mkdtempSync(join(tmpdir(), "runtimes-bench-"));
try {
  const given = { ...(await givenInputs(await import(packageFile("index.js")))), effort: isQuick ? "quick" : "full" };
  const runtimes = [];
  for (const runtime of processes({ packageFolder, folder, given })) runtimes.push(await measured(runtime));
  const chromium = await openChromium({ packageFolder, tools: TOOLS, given });
  try {
    runtimes.push(await measured({ name: "Chromium", ...chromium }));
  } finally {
    await chromium.close();
  }
  const machine = { isQuick, processor: cpus()[0].model.trim(), cores: cpus().length, system: `${process.platform} ${process.arch}`, load };
  if (FIGURES) writeFileSync(FIGURES, `${JSON.stringify({ machine, runtimes }, null, 1)}\n`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}

async function measured({ name, version, operations, start }) {
  const outcomes = [...(await operations()), await startOf(start)];
  const rows = outcomes.map(({ name: what, ...rest }) => ({ what, unit: "ns", bar: null, ...rest }));
  printTable(`${name} ${version}`, rows);
  return { name, version, outcomes };
}

/** In turn; the median of what one came to over the other in the same round. */
async function startOf(start) {
  const rounds = [];
  // The first is slower by what the system has to read.
  for (const side of ["ours", "theirs"]) await start(side);
  for (let round = 0; round < ROUNDS_OF_STARTS; round++) {
    const times = {};
    for (const side of round % 2 === 0 ? ["ours", "theirs"] : ["theirs", "ours"]) times[side] = await start(side);
    rounds.push(times);
  }
  const of = (pick) => median(rounds.map(pick));
  return { name: START, ours: of(({ ours }) => ours), theirs: of(({ theirs }) => theirs), using: "the same, by hand", ratio: of(({ ours, theirs }) => ours / theirs) };
}

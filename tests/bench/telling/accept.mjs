// Keeps what a run has measured, and tells it in README and docs/performance.md:
// node tests/bench/telling/accept.mjs FIGURES

import { readFileSync, writeFileSync } from "node:fs";

import { README, RECORDED, PERFORMANCE, rounded } from "./recorded.mjs";
import { withMarked } from "./marked.mjs";
import { performanceTables, readmeTable } from "./tables.mjs";

const figures = rounded(JSON.parse(readFileSync(process.argv[2], "utf8")));
writeFileSync(RECORDED, `${JSON.stringify(figures, null, 1)}\n`);
write(README, readmeTable(figures));
write(PERFORMANCE, performanceTables(figures));

function write(document, inner) {
  writeFileSync(document, withMarked(readFileSync(document, "utf8"), inner));
}

// Keeps what a run has measured, and tells it in docs/performance.md:
// node tests/bench/telling/accept.mjs FIGURES

import { readFileSync, writeFileSync } from "node:fs";

import { PERFORMANCE, RECORDED, rounded } from "./recorded.mjs";
import { withMarked } from "./marked.mjs";
import { performanceTables } from "./tables.mjs";

const figures = rounded(JSON.parse(readFileSync(process.argv[2], "utf8")));
writeFileSync(RECORDED, `${JSON.stringify(figures, null, 1)}\n`);
write(PERFORMANCE, performanceTables(figures));

function write(document, inner) {
  writeFileSync(document, withMarked(readFileSync(document, "utf8"), inner));
}

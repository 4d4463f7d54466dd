// Keeps what a run over the runtimes has measured, and tells it in docs/performance.md and docs/runtimes.svg:
// node tests/bench/telling/accept-runtimes.mjs FIGURES

import { readFileSync, writeFileSync } from "node:fs";

import { withMarked } from "./marked.mjs";
import { CHART, PERFORMANCE, RECORDED_OF_RUNTIMES, rounded } from "./recorded.mjs";
import { runtimesChart } from "./runtimes-chart.mjs";
import { runtimesTable } from "./runtimes-table.mjs";

const figures = rounded(JSON.parse(readFileSync(process.argv[2], "utf8")));
writeFileSync(RECORDED_OF_RUNTIMES, `${JSON.stringify(figures, null, 1)}\n`);
writeFileSync(PERFORMANCE, withMarked(readFileSync(PERFORMANCE, "utf8"), runtimesTable(figures), "runtimes"));
writeFileSync(CHART, runtimesChart(figures));

// Whether the time of a comparison tells how much of it was right: node tests/bench/constant-time/run.mjs [pkg folder]
//
// Every comparison is measured beside a control, the same call with a comparison that ends early added to it. A t beyond 4.5 is a
// difference; a control that is not far beyond it says that the measuring saw too little, and proves nothing. Either fails.
// COUNT is how many calls each measurement makes. FIGURES names a file for the figures.

import { writeFileSync } from "node:fs";

import { packageFile } from "../measuring/package-folder.mjs";
import { isQuick } from "../measuring/paired-rounds.mjs";
import { comparisons, outcomesOf } from "./comparisons.mjs";
import { measureInterleaved } from "./interleaved.mjs";
import { CONTROL, LIMIT, judged, table } from "./verdict.mjs";
import { furthest } from "./welch.mjs";

const count = Number(process.env.COUNT ?? (isQuick ? 20_000 : 400_000));

// What a thrown error remembers of its callers takes longer than what is measured.
Error.stackTraceLimit = 0;

const rows = [];
for (const comparison of comparisons(await import(packageFile("index.js")))) {
  const { what, classes, pools, call, outcome, leak } = comparison;
  for (const came of outcomesOf(comparison)) if (came !== outcome) throw new Error(`${what}: ${came}, not ${outcome}: nothing was compared`);
  let seen = 0;
  const plain = measureInterleaved({ pools, run: call, count });
  const leaky = (input) => {
    call(input);
    seen += leak(input) ? 1 : 0;
  };
  const control = measureInterleaved({ pools, run: leaky, count });
  if (seen > 2 * count) throw new Error("a comparison is made once a call");
  rows.push({ what, classes, plain, control });
  console.error(`${what}, ${classes.join(" or ")}: t ${furthest(plain).t.toFixed(1)}, of the control ${furthest(control).t.toFixed(1)}`);
}

console.log(`${count.toLocaleString("en")} calls each, Node ${process.versions.node}; t beyond ${LIMIT} is a difference, a control has to be beyond ${CONTROL}\n`);
console.log(table(rows));
const wrong = rows.flatMap(judged);
console.log(wrong.length === 0 ? "\nNo difference found, and every control was." : `\n${wrong.join("\n")}`);
if (process.env.FIGURES) writeFileSync(process.env.FIGURES, `${JSON.stringify({ count, rows }, null, 1)}\n`);
// A rough run sees too little to judge by.
process.exitCode = wrong.length > 0 && !isQuick ? 1 : 0;

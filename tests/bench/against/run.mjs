// How the ratios of the bench have changed since another version of the package: node tests/bench/against/run.mjs FOLDER OTHER_FOLDER,
// each a folder of an installed package. Both run in this process, in turn. FIGURES names a file for the figures.

import { writeFileSync } from "node:fs";
import { resolve } from "node:path";

import { loopback } from "../measuring/loopback.mjs";
import { isQuick } from "../measuring/paired-rounds.mjs";
import { importTool } from "../measuring/tools.mjs";
import { ratioText } from "../telling/words.mjs";
import { compared, pairsOfRows } from "./compare.mjs";
import { onlyIn, packageIn } from "./packages.mjs";

const EFFORT = isQuick
  ? { rounds: 7, roundMilliseconds: 1, warmUpMilliseconds: 10, longestMilliseconds: 200 }
  : { rounds: 31, roundMilliseconds: 2, warmUpMilliseconds: 60, longestMilliseconds: 1_500 };
/** What is less is noise. */
const NOTABLE = 0.1;
const SHOWN = 10;

const [ours, other] = await Promise.all(process.argv.slice(2, 4).map((folder) => packageIn(resolve(folder))));
const at = await loopback();
const open = [];
const tools = { jose: await importTool("jose"), Keyv: (await importTool("keyv")).Keyv, at };
const rows = [];
console.log(`${"".padEnd(72)} ours ÷ platform  ${other.version} ÷ platform  change`);
for (const pair of await pairsOfRows(ours, other, tools, open)) {
  const row = await compared(pair, EFFORT);
  rows.push(row);
  console.log(told(row));
}
await Promise.all(open.map((api) => api.close()));
at.close();

const only = { ours: onlyIn(ours, other), other: onlyIn(other, ours) };
tellOnly("here", only.ours);
tellOnly(`in ${other.version}`, only.other);
tellChanges();
if (process.env.FIGURES) writeFileSync(process.env.FIGURES, `${JSON.stringify({ other: other.version, rows, only }, null, 1)}\n`);

function told({ what, ours: here, other: there, change, remark }) {
  const cells = here === null ? ["", "", ""] : [here, there, change].map(ratioText);
  const [one, two, three] = cells.map((cell, column) => cell.padStart([15, `${other.version} ÷ platform`.length, 6][column]));
  return `${what.padEnd(72)} ${one}  ${two}  ${three}${remark === null ? "" : `  ${remark}`}`;
}

function tellOnly(where, { entries, calls }) {
  const listed = (names) => (names.length === 0 ? "none" : names.join(", "));
  console.log(`\nFunctions only ${where}: ${listed(calls)}\nEntries only ${where}: ${listed(entries)}`);
}

function tellChanges() {
  const measured = rows.filter(({ change }) => change !== null).sort((one, two) => two.change - one.change);
  const slower = measured.filter(({ change }) => change > 1 + NOTABLE);
  const quicker = measured.filter(({ change }) => change < 1 / (1 + NOTABLE));
  const median = measured[Math.floor(measured.length / 2)];
  console.log(`\n${measured.length} rows: ${slower.length} slower than ${other.version} by more than a tenth, ${quicker.length} quicker; the middle one takes ${ratioText(median.change)} times as long.`);
  for (const { what, change, remark } of slower.slice(0, SHOWN)) console.log(`  slower: ${what}: ${ratioText(change)}${remark === null ? "" : `, ${remark}`}`);
}

// Entries with functions of `commerce-auth` under the same names, beside that one: `commerce-auth/slim`, and
// `commerce-auth/headers` where there is one. They are the same code and should take the same time:
// node tests/bench/entries.mjs [pkg folder]

import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

import { tell } from "./measuring/figures.mjs";
import { outcome } from "./measuring/outcome.mjs";
import { hasEntry, packageFile } from "./measuring/package-folder.mjs";
import { isQuick, pairedRounds } from "./measuring/paired-rounds.mjs";
import { importTool } from "./measuring/tools.mjs";
import { has, withTheRestOf } from "./rows/entry.mjs";
import { pureRows } from "./rows/pure.mjs";

const EFFORT = { rounds: isQuick ? 5 : 21, roundMilliseconds: 1, warmUpMilliseconds: isQuick ? 5 : 30, longestMilliseconds: 400 };
const SHOWN = 5;

const peers = { jose: await importTool("jose") };
const root = await import(packageFile("index.js"));
const slim = await import(packageFile("slim.js"));
slim.initSync(readFileSync(fileURLToPath(packageFile("core.wasm"))));

tellEntry("slim", slim);
if (hasEntry("./headers")) tellEntry("headers", await import(packageFile("headers.js")));

function tellEntry(name, entry) {
  const ofRoot = pureRows(root, peers);
  const rows = pureRows(withTheRestOf(root, entry), peers);
  const outcomes = ofRoot.flatMap((row, index) => (has(entry, row.call) ? [measured(row, rows[index])] : []));
  const slowest = [...outcomes].sort((one, other) => other.ratio - one.ratio).slice(0, SHOWN);
  const ratios = outcomes.map(({ ratio }) => ratio).sort((one, other) => one - other);
  const median = outcome({ what: `the median of ${outcomes.length} calls`, ours: null, ratio: ratios[Math.floor(ratios.length / 2)] });
  tell(name, `a call of commerce-auth/${name}, over the same of commerce-auth`, [median, ...slowest]);
}

function measured(row, other) {
  const through = ({ inputs, ours, look }) => () => {
    let seen = 0;
    for (const input of inputs) seen += look(ours(input)) ? 1 : 0;
    return seen;
  };
  const candidates = [
    { name: "ours", run: through(other) },
    { name: "root", run: through(row) },
  ];
  const times = pairedRounds(candidates, row.inputs.length, EFFORT);
  return outcome({ what: `${row.call}, ${row.about}`, ours: times.get("ours"), theirs: times.get("root"), using: "commerce-auth", ratio: times.ratio("ours", "root") });
}

// The table that docs/other-packages.md shows.

import { named } from "./peer-packages.mjs";

const HEAD = ["| side by side, by `cargo xtask test --long peers` | commerce-auth | another package |", "|---|---|---|"];

export function table(rows) {
  return [...HEAD, ...rows.map(line)].join("\n");
}

function line({ what, oursTold, peer, note, theirsTold }) {
  return `| ${what} | ${oursTold} | ${theirsTold} – ${named(peer)}${note ? `, ${note}` : ""} |`;
}

/** What stands between the markers of a text; undefined where there are none. */
export function markedTable(text) {
  return /<!-- peers -->\n([\s\S]*?)\n<!-- \/peers -->/.exec(text)?.[1].trim();
}

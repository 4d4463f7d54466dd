// what | ours | theirs | ratio | bar

import { amount, barText, ratioText } from "../telling/words.mjs";

export function printTable(title, outcomes) {
  const head = [title, "ours", "theirs", "÷", "bar", "met"];
  const lines = [head, ...outcomes.map(cells)];
  const widths = head.map((_, column) => Math.max(...lines.map((line) => line[column].length)));
  for (const line of lines) {
    console.log(line.map((cell, column) => (column === 0 || column > 3 ? cell.padEnd(widths[column]) : cell.padStart(widths[column]))).join("  ").trimEnd());
  }
  console.log();
}

function cells({ what, ours, theirs, ratio, unit, bar }) {
  return [
    what,
    ours === null ? "" : amount(ours, unit),
    theirs === null ? "" : amount(theirs, unit),
    ratio === null ? "" : ratioText(ratio),
    bar === null ? "" : barText(bar),
    bar === null ? "" : bar.met ? "met" : "NOT MET",
  ];
}

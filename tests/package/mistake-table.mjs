// The tables of docs/integrator-mistakes.md.

import { readFileSync } from "node:fs";

const DOCUMENT = new URL("../../docs/integrator-mistakes.md", import.meta.url);
const OUTCOMES = ["impossible", "refused", "diagnosed", "not prevented"];

/**
 * Each row: its id, the name of its test, what becomes of the mistake, and the codes that this names.
 * A line of a table that cannot be read is an error rather than no row.
 */
export function mistakeRows(text = readFileSync(DOCUMENT, "utf8")) {
  return text.split("\n").filter((line) => line.startsWith("|") && !/^\|( row \||-)/.test(line)).map(readRow);
}

function readRow(line) {
  const [, id, mistake, here, name] = line.split("|").map((cell) => cell.trim());
  const outcome = /^\*\*(.+?)\*\*/.exec(here ?? "")?.[1];
  if (!/^[A-Z]\d+$/.test(id) || !mistake || !name || !OUTCOMES.includes(outcome)) throw new Error(`no row of mistakes: ${line}`);
  return { id, name, outcome, codes: [...here.matchAll(/`([a-z]+_[a-z_]+)`/g)].map(([, code]) => code) };
}

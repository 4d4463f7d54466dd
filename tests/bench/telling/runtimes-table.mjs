// The table of docs/performance.md over runtimes.

import { NAMES, OPERATIONS } from "../runtimes/operations.mjs";
import { amount, ratioText } from "./words.mjs";

const CALLS = new Map(OPERATIONS.map(({ name, call }) => [name, `, \`${call}\``]));
const NONE = "–";

/** The machine, then a row for each operation: times as long as by hand there, and how long. */
export function runtimesTable({ machine, runtimes }) {
  const head = ["", ...runtimes.map(({ name, version }) => `${name} (${version})`)];
  const rows = NAMES.map((name) => [`${name}${CALLS.get(name) ?? ""}`, ...runtimes.map(({ outcomes }) => cell(outcomes.find((one) => one.name === name)))]);
  const lines = [head, head.map((_, column) => (column === 0 ? "---" : "---:")), ...rows];
  return `${machineText(machine)}\n\n${lines.map((cells) => `| ${cells.join(" | ")} |`).join("\n")}`;
}

function cell(outcome) {
  return outcome === undefined ? NONE : `**${ratioText(outcome.ratio)}** ${amount(outcome.ours, "ns")}`;
}

function machineText({ isQuick, processor, cores, system, load }) {
  const beside = load > cores ? `, beside other work (a load average of ${load.toFixed(0)}), which a page, whose only clock is the wall's, cannot tell from its own` : "";
  return `Measured ${isQuick ? "roughly (`--quick`) " : ""}on ${processor}, ${cores} cores, ${system}${beside}.`;
}

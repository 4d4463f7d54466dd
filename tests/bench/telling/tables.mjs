// The tables of docs/performance.md, made of what a run of the bench has measured.

import { amount, barText, ratioText } from "./words.mjs";

/** What the page begins with: the calls that a program makes most. */
const KEY_ROWS = [
  ["header", /^capillary\.basicAuthorization$/],
  ["batch", /^capillary\.basicHeadersBatch$/],
  ["calls", /^capillary\.readTokenResponse, 2 kB$/],
  ["calls", /^capillary\.classifyResponse, 12 kB, customers$/],
  ["calls", /^pledg\.verifyNotification, 2 kB, back mode$/],
  ["calls", /^verifyJwtHs256, a JWT of 1,000 characters$/],
  ["fetch", /^Authenticator\.fetch, 12 kB, capillaryOAuth/],
];
const WORST = 3;

/** The calls that a program makes most, then the worst of all. */
function shortTable({ benches }) {
  const key = KEY_ROWS.map(([bench, pattern]) => benches[bench].outcomes.find(({ what }) => pattern.test(what)));
  const worst = worstCalls(benches.calls.outcomes);
  const hostile = benches.hostile.outcomes.filter(({ ratio }) => ratio !== null).reduce((most, one) => (one.ratio > most.ratio ? one : most));
  const lines = [
    ...key.map((one) => line(one)),
    ...worst.map((one) => line(one, "worst: ")),
    line(hostile, "worst of hostile text: "),
  ];
  return ["| call | ours | by hand, with | times as long |", "|---|---|---|---|", ...lines].join("\n");
}

function line({ what, ours, theirs, unit, using, ratio }, prefix = "") {
  return `| ${prefix}${code(what)} | ${amount(ours, unit)} | ${amount(theirs, unit)}, ${using} | ${ratioText(ratio)} |`;
}

/** The rows furthest above the platform, one for each function. */
function worstCalls(outcomes) {
  const functions = new Map();
  for (const one of [...outcomes].sort((first, second) => second.ratio - first.ratio)) {
    const [name] = one.what.split(",");
    if (!functions.has(name)) functions.set(name, one);
  }
  return [...functions.values()].slice(0, WORST);
}

/** The name of the function as code, the rest as it is. */
const code = (what) => what.replace(/^[A-Za-z][\w.]*(?=,|$)/, (name) => `\`${name}\``);

/** What docs/performance.md shows: the machine, a count of bars, a short table, and every row. */
export function performanceTables(figures) {
  const all = Object.values(figures.benches).flatMap(({ outcomes }) => outcomes);
  const barred = all.filter(({ bar }) => bar !== null);
  const met = barred.filter(({ bar }) => bar.met).length;
  const tables = Object.values(figures.benches).map(({ title, outcomes }) => `### ${capitalised(title)}\n\n${table(outcomes)}`);
  return [machineText(figures.machine), `Of ${all.length} rows, ${barred.length} have a bar, and ${met} meet it.`, "### In short", shortTable(figures), ...tables].join("\n\n");
}

function machineText({ isQuick, processor, cores, system, node, v8, peers }) {
  const versions = Object.entries(peers).map(([name, version]) => `${name} ${version}`);
  return `Measured ${isQuick ? "roughly (`--quick`) " : ""}on ${processor}, ${cores} cores, ${system}, with Node ${node} (V8 ${v8}), ${versions.join(", ")}.`;
}

function table(outcomes) {
  const hasTheirs = outcomes.some(({ theirs }) => theirs !== null);
  const hasBars = outcomes.some(({ bar }) => bar !== null);
  const head = ["", "ours", ...(hasTheirs ? ["by hand", "with", "÷"] : []), ...(hasBars ? ["bar", ""] : [])];
  const lines = outcomes.map(({ what, ours, theirs, using, ratio, unit, bar }) => [
    code(what),
    ours === null ? "" : amount(ours, unit),
    ...(hasTheirs ? [theirs === null ? "" : amount(theirs, unit), using ?? "", ratio === null ? "" : ratioText(ratio)] : []),
    ...(hasBars ? [bar === null ? "" : barText(bar), bar === null ? "" : bar.met ? "met" : "**not met**"] : []),
  ]);
  return [head, head.map(() => "---"), ...lines].map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}

const capitalised = (text) => text.replace(/^(?!commerce)./, (letter) => letter.toUpperCase());

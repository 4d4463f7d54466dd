// How much of pkg-template ran: `node tests/coverage/lines.mjs PACKAGE RECORDED`. PACKAGE is the package with source maps beside its
// scripts, RECORDED the folder that NODE_V8_COVERAGE named while its tests ran. README.md says how both are made.
//
// A line counts that a source map names, so types and comments do not; it ran where any of it did, in any script of the package.

import { readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";

const [packageFolder, recorded] = process.argv.slice(2);
const DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/** The numbers of a segment (ECMA-426, "Decoding VLQ"). */
function numbers(segment) {
  const found = [];
  let value = 0;
  let shift = 0;
  for (const letter of segment) {
    const digit = DIGITS.indexOf(letter);
    value |= (digit & 31) << shift;
    shift += 5;
    if (digit & 32) continue;
    found.push(value & 1 ? -(value >> 1) : value >> 1);
    value = 0;
    shift = 0;
  }
  return found;
}

/** Every place of a script that stands for a line of a source: from where to where, and for what. */
function* places(script, map) {
  const starts = [0];
  for (let at = script.indexOf("\n"); at >= 0; at = script.indexOf("\n", at + 1)) starts.push(at + 1);
  let [source, line] = [0, 0];
  for (const [row, segments] of map.mappings.split(";").entries()) {
    let column = 0;
    const inRow = [];
    for (const segment of segments.split(",").filter(Boolean)) {
      const [columns, sources, lines] = numbers(segment);
      column += columns;
      if (sources !== undefined) {
        source += sources;
        line += lines;
        inRow.push({ start: starts[row] + column, source: map.sources[source], line: line + 1 });
      }
    }
    for (const [index, place] of inRow.entries()) yield { ...place, end: inRow[index + 1]?.start ?? (starts[row + 1] ?? script.length) - 1 };
  }
}

/** Which characters of each script ran, in any process. */
function characters() {
  const ran = new Map();
  for (const file of readdirSync(recorded).filter((name) => name.startsWith("coverage-"))) {
    let process;
    try {
      process = JSON.parse(readFileSync(join(recorded, file), "utf8"));
    } catch {
      // Cut off by the end of who wrote it.
      continue;
    }
    for (const { url, functions } of process.result) {
      if (!/\/node_modules\/commerce-auth\/[^/]+\.c?js(\?|$)/.test(url)) continue;
      const name = basename(fileURLToPath(url.replace(/[?#].*/, "")));
      const length = Math.max(...functions.flatMap(({ ranges }) => ranges.map(({ endOffset }) => endOffset)));
      const here = new Uint8Array(length);
      const ranges = functions.flatMap((one) => one.ranges);
      // Inner ranges lie behind outer ones.
      ranges.sort((a, b) => a.startOffset - b.startOffset || b.endOffset - a.endOffset);
      for (const { startOffset, endOffset, count } of ranges) here.fill(count > 0 ? 1 : 0, startOffset, endOffset);
      const known = ran.get(name);
      if (known?.length === length) for (let at = 0; at < length; at++) known[at] |= here[at];
      else if (!known || known.length < length) ran.set(name, here);
    }
  }
  return ran;
}

const ran = characters();
const sources = new Map();
for (const file of readdirSync(packageFolder).filter((name) => name.endsWith("js.map"))) {
  const name = file.slice(0, -".map".length);
  const script = readFileSync(join(packageFolder, name), "utf8");
  const here = ran.get(name) ?? new Uint8Array(script.length);
  for (const { start, end, source, line } of places(script, JSON.parse(readFileSync(join(packageFolder, file), "utf8")))) {
    const path = /pkg-template\/.*$/.exec(source)?.[0];
    if (!path || !script.slice(start, end).trim()) continue;
    const lines = sources.get(path) ?? sources.set(path, new Map()).get(path);
    lines.set(line, lines.get(line) || here.subarray(start, end).includes(1));
  }
}

const rows = [...sources].map(([path, lines]) => {
  const missing = [...lines].filter(([, did]) => !did).map(([line]) => line);
  return { path, lines: lines.size, missing: missing.sort((a, b) => a - b) };
});
rows.sort((a, b) => b.missing.length - a.missing.length);
for (const { path, lines, missing } of rows) {
  if (missing.length > 0) console.log(`${lines - missing.length} of ${lines}  ${path}: ${missing.join(" ")}`);
}
const folders = new Map();
for (const row of rows) {
  const folder = row.path.split("/")[1];
  folders.set(folder, [...(folders.get(folder) ?? []), row]);
}
for (const [folder, those] of [...folders, ["all", rows]]) {
  const lines = those.reduce((sum, row) => sum + row.lines, 0);
  const did = those.reduce((sum, row) => sum + row.lines - row.missing.length, 0);
  console.log(`${folder}: ${did} of ${lines} lines in ${those.length} files, ${((100 * did) / lines).toFixed(1)} %`);
}

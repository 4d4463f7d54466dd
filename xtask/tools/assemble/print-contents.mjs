// What was made, and how big it is.

import { createHash } from "node:crypto";
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";

export function printContents(folders) {
  console.log(`${"pkg/".padEnd(32)}${"bytes".padStart(10)}${"gzip".padStart(10)}`);
  const entries = readdirSync(folders.output, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const names = entries.map((entry) => join(entry.parentPath ?? entry.path, entry.name).slice(folders.output.length + 1)).sort();
  for (const name of names) {
    const bytes = readFileSync(join(folders.output, name));
    const [raw, small] = [bytes.length, gzipSync(bytes, { level: 9 }).length].map((size) => size.toLocaleString("en"));
    console.log(`${name.padEnd(32)}${raw.padStart(10)}${small.padStart(10)}`);
  }
  // Two builds by the same compiler agree in these (`cargo xtask reproduce`).
  for (const name of names.filter((name) => name.endsWith(".wasm"))) {
    console.log(`sha256 ${createHash("sha256").update(readFileSync(join(folders.output, name))).digest("hex")}  ${name}`);
  }
}

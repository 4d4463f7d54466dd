// What was made, and how big it is.

import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";

export function printContents(folders) {
  console.log(`${"pkg/".padEnd(24)}${"bytes".padStart(10)}${"gzip".padStart(10)}`);
  for (const name of readdirSync(folders.output).sort()) {
    const bytes = readFileSync(join(folders.output, name));
    const [raw, small] = [bytes.length, gzipSync(bytes, { level: 9 }).length].map((size) => size.toLocaleString("en"));
    console.log(`${name.padEnd(24)}${raw.padStart(10)}${small.padStart(10)}`);
  }
}

// Declarations are written once, as .d.ts; for CommonJS they are copied to .d.cts with their relative imports turned.

import { existsSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

/** `from "./x.js"`, `import("./x.js")`, `import "./x.js"`, `module "./x.js"` */
const RELATIVE = /((?:from|import|module)\s*\(?\s*)(["'])\.\/([^"'/]+)\.js\2/g;

/** Writes the named declarations and whatever they import from each other. */
export function writeDeclarations(named, folders) {
  const written = new Set();
  const waiting = [...named];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const file = `${next.name}${next.suffix}`;
    if (written.has(file)) continue;
    written.add(file);
    waiting.push(...writeDeclaration(next, folders));
  }
  refuseUnreached(written, folders);
}

/** Writes one and returns those it imports, in its own flavour. */
function writeDeclaration({ name, suffix }, folders) {
  const source = folders.declaration(name);
  if (!existsSync(source)) throw new Error(`a declaration imports ./${name}.js, but pkg-template/types/${name}.d.ts is missing`);
  const text = readFileSync(source, "utf8");
  writeFileSync(join(folders.output, `${name}${suffix}`), suffix === ".d.cts" ? forCommonJs(text) : text);
  return [...text.matchAll(RELATIVE)].map((match) => ({ name: match[3], suffix }));
}

function forCommonJs(text) {
  return text.replace(RELATIVE, "$1$2./$3.cjs$2");
}

function refuseUnreached(written, folders) {
  const unreached = readdirSync(dirname(folders.declaration(""))).filter((file) => !written.has(file));
  if (unreached.length > 0) throw new Error(`pkg-template/types/${unreached[0]} is reached from nowhere: name it in package.json or import it`);
}

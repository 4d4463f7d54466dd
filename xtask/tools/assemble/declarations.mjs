// Declarations: what the compiler emits of the code, one file for each entry. For CommonJS they are copied to .d.cts with
// their relative imports turned.

import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

import { bundledDeclarations } from "./bundled-declarations.mjs";
import { emitDeclarations } from "./emitted-declarations.mjs";

/** `from "./x.js"`, `import("./x.js")`, `import "./x.js"`, `module "./x.js"` */
const RELATIVE = /((?:from|import|module)\s*\(?\s*)(["'])\.\/([^"'/]+)\.js\2/g;

/** Writes the named declarations and whatever they import from each other. */
export async function writeDeclarations(named, folders) {
  const emitted = mkdtempSync(join(tmpdir(), "declarations-"));
  try {
    emitDeclarations(folders, emitted);
    const texts = new Map();
    const waiting = [...named];
    for (let next = waiting.pop(); next; next = waiting.pop()) {
      const path = join(folders.output, `${next.name}${next.suffix}`);
      if (existsSync(path)) continue;
      if (!texts.has(next.name)) texts.set(next.name, await declarations(next.name, emitted, folders));
      const text = texts.get(next.name);
      writeFileSync(path, next.suffix === ".d.cts" ? forCommonJs(text) : text);
      for (const [, , , name] of text.matchAll(RELATIVE)) waiting.push({ name, suffix: next.suffix });
    }
    refuseUnreached(texts, folders);
  } finally {
    rmSync(emitted, { recursive: true });
  }
}

/** By hand, as long as there are such; else of the code. */
async function declarations(name, emitted, folders) {
  if (existsSync(folders.handWritten(name))) return readFileSync(folders.handWritten(name), "utf8");
  const entry = join(emitted, "entries", `${name}.d.ts`);
  if (!existsSync(entry)) throw new Error(`a declaration imports ./${name}.js, but pkg-template/entries/${name}.ts is missing`);
  return bundledDeclarations(name, emitted, folders);
}

function forCommonJs(text) {
  return text.replace(RELATIVE, "$1$2./$3.cjs$2");
}

function refuseUnreached(written, folders) {
  const folder = dirname(folders.handWritten(""));
  if (!existsSync(folder)) return;
  const unreached = readdirSync(folder).filter((file) => !written.has(file.replace(/\.d\.ts$/, "")));
  if (unreached.length > 0) throw new Error(`pkg-template/types/${unreached[0]} is reached from nowhere: name it in package.json or import it`);
}

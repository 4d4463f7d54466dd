// Measures the assembled package: node size.mjs PKG TARBALL. Prints JSON: { files: [{ name, with, raw, gzip, brotli, minified }], tarball }
//
// A script that imports another entry of the package costs both, so both are compressed together with it. `minified` is what
// a page loads that imports everything of the entry: one bundle, gzipped.

import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync, gzipSync } from "node:zlib";
import { buildSync } from "esbuild";

const [folder, tarball] = process.argv.slice(2);
const manifest = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));

function entryFile(specifier) {
  const branches = manifest.exports[specifier.replace(manifest.name, ".")];
  const branch = branches?.import ?? branches;
  return (branch?.default ?? branch)?.replace("./", "");
}

/** The other entries that a script loads, as files, each once. */
function loaded(name, seen = new Set()) {
  if (!name.endsWith(".js")) return seen;
  const text = readFileSync(join(folder, name), "utf8");
  const own = new RegExp(`^\\s*(?:import|export)\\b[^;"']*["'](${manifest.name}(?:/[a-z-]+)?)["']`, "gm");
  for (const [, specifier] of text.matchAll(own)) {
    const file = entryFile(specifier);
    if (!file || seen.has(file)) continue;
    seen.add(file);
    loaded(file, seen);
  }
  return seen;
}

function sizes(names) {
  const parts = names.map((name) => readFileSync(join(folder, name)));
  const sum = (measure) => parts.reduce((total, bytes) => total + measure(bytes), 0);
  return { raw: sum((bytes) => bytes.length), gzip: sum((bytes) => gzipSync(bytes, { level: 9 }).length), brotli: sum((bytes) => brotliCompressSync(bytes).length) };
}

/** The entries that have a budget. */
const BUNDLED = ["headers.js", "index.js", "server.js"];

function minified(name) {
  const options = { bundle: true, minify: true, format: "esm", platform: "neutral", write: false, logLevel: "error" };
  const { outputFiles } = buildSync({ entryPoints: [join(folder, name)], nodePaths: [folder], external: ["node:*"], ...options });
  return gzipSync(outputFiles[0].contents, { level: 9 }).length;
}

const names = readdirSync(folder).filter((name) => /\.(js|wasm)$/.test(name)).sort();
const files = names.map((name) => {
  const others = [...loaded(name)].filter((other) => other !== name);
  const bundled = BUNDLED.includes(name) ? { minified: minified(name) } : {};
  return { name, with: others, ...sizes([name, ...others]), ...bundled };
});
console.log(JSON.stringify({ files, tarball: readFileSync(tarball).length }));

// What bundles for browsers get in the place of an entry for servers: its own names, each of which refuses.

import { buildSync } from "esbuild";

/** By entry: the file whose names are exported, and the file that says what a function says in its place. */
const STUBS = {
  server: { names: "server/api.ts", refusal: "./server/refused-in-pages.ts" },
  adapters: { names: "entries/adapters.ts", refusal: "./adapters/refused-in-pages.ts" },
};

export function stub(entry, { template }) {
  const { names, refusal } = STUBS[entry];
  const functions = exportedBy(names, template).map((name) => `export function ${name}() {\n  refuse("${name}");\n}\n`);
  return [`import { refuse } from "${refusal}";\n`, ...functions].join("\n");
}

/** The names of values; types are none any more. */
function exportedBy(file, template) {
  const { metafile } = buildSync({ entryPoints: [file], absWorkingDir: template, format: "esm", write: false, metafile: true, outdir: "." });
  const [{ exports }] = Object.values(metafile.outputs);
  if (exports.length === 0) throw new Error(`${file} exports nothing`);
  return exports.toSorted();
}

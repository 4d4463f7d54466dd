// One entry, one file: whoever loads it opens nothing else.

import { chmodSync } from "node:fs";
import { isBuiltin } from "node:module";
import { join } from "node:path";

import { build } from "esbuild";

import { virtualModules } from "./virtual-modules.mjs";

/**
 * Left as written. Minifying syntax and white space takes 1 % off the gzipped index.js and 3 % off server.js (names too:
 * 3 and 6 %), for most of them is the module. Browsers' bundlers save that anyway, and readable code in node_modules is
 * worth more to whoever debugs.
 */
const MINIFICATION = { minifySyntax: false, minifyWhitespace: false, minifyIdentifiers: false };

/** Code of others goes in as small as it can be: nobody here mends it. */
const CARRIED_MINIFICATION = { minify: true };

/** The entries that carry a library, each with its name. A user of the package installs nothing besides it. */
export const CARRIED = { "proxied-fetch": "undici" };

/** Files of the package that stay apart from the scripts: runtimes and bundlers read them as WebAssembly. */
const MODULE_FORMS = ["./*.wasm", "./*.wasm?module"];

/** Bundles it and returns the names of the modules it imports as files. */
export async function bundleEntry({ name, format, path, executable }, manifest, folders) {
  const outfile = join(folders.output, path);
  const carried = CARRIED[name];
  const result = await build({
    entryPoints: [folders.entry(name)],
    outfile,
    format,
    bundle: true,
    // For CommonJS, "node" makes esbuild list the exported names in a form that `import` of the file understands.
    platform: format === "cjs" ? "node" : "neutral",
    target: "es2022",
    // One character beyond Latin-1 makes V8 keep the whole text, module and all, at two bytes a character.
    charset: "ascii",
    legalComments: "inline",
    // The package itself as well: its name stands for the code only to the compiler, which follows tsconfig.json.
    external: [...MODULE_FORMS, "#*", manifest.name, `${manifest.name}/*`],
    ...(carried ? { nodePaths: [folders.libraries()] } : { packages: "external" }),
    // For coverage by the lines of pkg-template. Never in what is published: package.json names no such file.
    sourcemap: process.env.COVERAGE_MAPS === "true" && "linked",
    inject: [folders.injected()],
    plugins: [virtualModules(name, folders, manifest)],
    metafile: true,
    absWorkingDir: folders.root,
    ...(carried ? CARRIED_MINIFICATION : MINIFICATION),
  });
  const imports = Object.values(result.metafile.outputs).flatMap((output) => output.imports);
  refuseUndeclared(imports, { path, manifest, carried });
  if (executable) chmodSync(outfile, 0o755);
  return imports.flatMap((imported) => /^\.\/([^/]+)\.wasm(?:\?module)?$/.exec(imported.path)?.[1] ?? []);
}

/** An import that npm would not install for the user is found here, not by him. */
function refuseUndeclared(imports, { path, manifest, carried }) {
  const declared = Object.keys({ ...manifest.dependencies, ...manifest.peerDependencies });
  const own = [manifest.name, ...declared];
  for (const { path: specifier, external } of imports) {
    const known = isNodes(specifier, carried) || /^(?:\.\/|#)/.test(specifier) || own.some((name) => specifier === name || specifier.startsWith(`${name}/`));
    if (external && !known) throw new Error(`${path} imports ${specifier}: declare it in pkg-template/package.json, or write node:${specifier} if Node has it`);
  }
}

/** Others write the names of Node's modules without its mark, which only Node understands: it alone loads what they wrote. */
const isNodes = (specifier, carried) => specifier.startsWith("node:") || Boolean(carried && isBuiltin(specifier));

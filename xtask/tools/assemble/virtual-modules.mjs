// What the entries import that no file holds:
//   wasm:core, wasm:server   the optimised module as text: see packed-text.mjs (default export)
//   glue:core, glue:server   wasm-bindgen's glue without a loader, and the name under which the module imports it
//   memory:core, memory:server   the memory it works in: `{ initial, maximum }` in pages (default export)
//   package:version          the version being built (default export)
//   stub:server, stub:adapters   of each function of that entry one that refuses: see stub.mjs
// What the entries of header makers import as core is the build of those alone.

import { readFileSync } from "node:fs";

import { packed } from "./packed-text.mjs";
import { stub } from "./stub.mjs";

const LOADERS = {
  wasm: (name, folders) => exported(packedOnce(folders.module(name))),
  glue: (name, folders) => `${withOwnText(readFileSync(folders.glue(name), "utf8"))}\nexport const importedAs = "./${name}_bg.js";\n`,
  memory: (name, folders) => exported(JSON.parse(readFileSync(folders.memory(name), "utf8"))),
  package: (name, folders, manifest) => exported(manifest[name]),
  stub: (name, folders) => stub(name, folders),
};

/** The glue of a build makes a TextDecoder when it is imported, where there may be none. */
function withOwnText(glue) {
  if (!/\bnew Text(De|En)coder\(/.test(glue)) return glue;
  return `import { GlueTextDecoder as TextDecoder, GlueTextEncoder as TextEncoder } from "./server/glue-text.ts";\n${glue}`;
}

const packedModules = new Map();

const buildOf = (namespace, name, entry) => (!["package", "stub"].includes(namespace) && name === "core" && entry.startsWith("headers") ? "headers" : name);

/** Two entries carry each module, as ESM and as CommonJS. */
function packedOnce(path) {
  if (!packedModules.has(path)) packedModules.set(path, packed(readFileSync(path)));
  return packedModules.get(path);
}

export function virtualModules(entry, folders, manifest) {
  return {
    name: "virtual-modules",
    setup(build) {
      build.onResolve({ filter: /^(wasm|glue|memory|package|stub):/ }, ({ path }) => {
        const [namespace, name] = path.split(":");
        return { namespace, path: buildOf(namespace, name, entry) };
      });
      for (const [namespace, load] of Object.entries(LOADERS)) {
        build.onLoad({ filter: /.*/, namespace }, ({ path }) => ({ contents: load(path, folders, manifest), loader: "js", resolveDir: folders.template }));
      }
    },
  };
}

function exported(value) {
  if (value === undefined) throw new Error("package.json has no such field");
  return `export default ${JSON.stringify(value)};`;
}

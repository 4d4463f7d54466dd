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
  glue: (name, folders) => glue(name, readFileSync(folders.glue(name), "utf8")),
  memory: (name, folders) => exported(JSON.parse(readFileSync(folders.memory(name), "utf8"))),
  package: (name, folders, manifest) => exported(manifest[name]),
  stub: (name, folders) => stub(name, folders),
};

/** The glue, and what it lacks: the name it is imported as, and that its views of a memory are dropped with the instance. */
function glue(name, text) {
  const views = [...text.matchAll(/^let (cached\w+Memory0) = null;$/gm)].map(([, view]) => `${view} = `);
  return `${withOwnText(text)}\nexport const importedAs = "./${name}_bg.js";\nexport function dropViews() { ${views.join("")}null; }\n`;
}

/** It makes a TextDecoder and a TextEncoder when it is imported, and a test environment may have neither. */
function withOwnText(text) {
  if (!/\bnew Text(De|En)coder\(/.test(text)) return text;
  return `import { GlueTextDecoder as TextDecoder, GlueTextEncoder as TextEncoder } from "./server/glue-text.ts";\n${text}`;
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

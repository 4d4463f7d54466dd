// What the entries import that no file holds:
//   wasm:core, wasm:server   the optimised module as base64 text (default export)
//   glue:core, glue:server   wasm-bindgen's glue without a loader
//   package:version          the version being built (default export)

import { readFileSync } from "node:fs";

const LOADERS = {
  wasm: (name, folders) => exported(readFileSync(folders.module(name)).toString("base64")),
  glue: (name, folders) => readFileSync(folders.glue(name), "utf8"),
  package: (name, folders, manifest) => exported(manifest[name]),
};

export function virtualModules(folders, manifest) {
  return {
    name: "virtual-modules",
    setup(build) {
      build.onResolve({ filter: /^(wasm|glue|package):/ }, ({ path }) => {
        const [namespace, name] = path.split(":");
        return { namespace, path: name };
      });
      for (const [namespace, load] of Object.entries(LOADERS)) {
        build.onLoad({ filter: /.*/, namespace }, ({ path }) => ({ contents: load(path, folders, manifest), loader: "js" }));
      }
    },
  };
}

function exported(text) {
  if (typeof text !== "string") throw new Error("package.json has no such field");
  return `export default ${JSON.stringify(text)};`;
}

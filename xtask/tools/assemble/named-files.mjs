// Every file that package.json promises, sorted by what it is.

const OWN_MANIFEST = "./package.json";

/** `{ scripts: [{ name, format, path, executable }], declarations: [{ name, suffix }], modules: [name] }` */
export function namedFiles(manifest) {
  const programs = new Set(paths(manifest.bin).map(relative));
  const all = new Set([manifest.exports, manifest.imports, manifest.main, manifest.module, manifest.types, manifest.bin].flatMap(paths).map(relative));
  all.delete(OWN_MANIFEST);
  const files = { scripts: [], declarations: [], modules: [] };
  for (const path of all) sortIn(files, path, programs.has(path));
  return files;
}

/** The strings at the leaves of a value as it stands under `exports` or `bin`. */
function paths(value) {
  if (typeof value === "string") return [value];
  return value ? Object.values(value).flatMap(paths) : [];
}

/** `main` and `bin` may leave out the leading `./`. */
function relative(path) {
  return path.startsWith("./") ? path : `./${path}`;
}

function sortIn(files, path, executable) {
  const [, name, suffix] = /^\.\/([^/]+?)(\.d\.ts|\.d\.cts|\.js|\.cjs|\.wasm)$/.exec(path) ?? [];
  if (suffix === ".js" || suffix === ".cjs") {
    files.scripts.push({ name, format: suffix === ".js" ? "esm" : "cjs", path, executable });
  } else if (suffix === ".d.ts" || suffix === ".d.cts") {
    files.declarations.push({ name, suffix });
  } else if (suffix === ".wasm") {
    files.modules.push(name);
  } else {
    throw new Error(`pkg-template/package.json names ${path}: only NAME.js, .cjs, .d.ts, .d.cts and .wasm beside it can be made`);
  }
}

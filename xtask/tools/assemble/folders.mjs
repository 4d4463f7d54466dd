// Where the parts of the package come from.

import { existsSync } from "node:fs";
import { join } from "node:path";

export class Folders {
  constructor(root, wasm, output) {
    this.root = root;
    this.wasm = wasm;
    this.output = output;
    this.template = join(root, "pkg-template");
  }

  entry(name) {
    return script(join(this.template, "entries"), name);
  }

  /** Where the libraries are that an entry may carry. */
  libraries() {
    return join(this.root, "xtask", "tools", "node_modules");
  }

  /** What every script gets without importing it. */
  injected() {
    return script(join(this.template, "server"), "microtask");
  }

  /** A declaration by hand, of an entry whose code is not in TypeScript yet. */
  handWritten(name) {
    return join(this.template, "types", `${name}.d.ts`);
  }

  /** The glue that wasm-bindgen made for one build of the crate. */
  glue(build) {
    return join(this.wasm, build, `${build}_bg.js`);
  }

  module(build) {
    return join(this.wasm, build, `${build}_bg.wasm`);
  }

  /** What a memory must be for the module to take it. */
  memory(build) {
    return join(this.wasm, build, "memory.json");
  }
}

/** A file in TypeScript, or in JavaScript where it is not yet. */
function script(folder, name) {
  const typed = join(folder, `${name}.ts`);
  return existsSync(typed) ? typed : join(folder, `${name}.js`);
}

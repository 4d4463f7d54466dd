// Where the parts of the package come from.

import { join } from "node:path";

export class Folders {
  constructor(root, wasm, output) {
    this.root = root;
    this.wasm = wasm;
    this.output = output;
    this.template = join(root, "pkg-template");
  }

  entry(name) {
    return join(this.template, "entries", `${name}.js`);
  }

  declaration(name) {
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

// The folder of somebody who pastes examples: beside the installed package, one file for each block.

import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { basename, dirname, join, relative } from "node:path";

import { installFolder } from "../package/installed.mjs";
import { packageOfTools } from "./tools.mjs";

/** What people who use the adapters, the stores and the recipes have installed as well, and what those had who migrate. */
const BESIDE = ["@aws-sdk", "@smithy", "@types", "axios", "express", "got", "ioredis", "jsonwebtoken", "keyv", "ky", "node-vault", "ofetch", "openapi-fetch", "playwright-core", "redis", "simple-oauth2", "undici"];

export class Workplace {
  #blocks = new Map();

  constructor() {
    this.folder = mkdtempSync(join(installFolder, "examples-"));
    const modules = join(this.folder, "node_modules");
    mkdirSync(modules);
    for (const name of BESIDE) symlinkSync(packageOfTools(name), join(modules, name), "junction");
  }

  /** Writes a block, each line at the number it has in its source; gives the path. */
  write(block) {
    const path = join(this.folder, dirname(block.file), `${basename(block.file).replaceAll(".", "-")}-${block.line}.${block.extension}`);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, `${"\n".repeat(block.line)}${block.lines.join("\n")}\n`);
    this.#blocks.set(relative(this.folder, path), block);
    return path;
  }

  /** The block that a path, relative to the folder, was written for. */
  blockAt(path) {
    return this.#blocks.get(path);
  }

  remove() {
    rmSync(this.folder, { recursive: true, force: true });
  }
}

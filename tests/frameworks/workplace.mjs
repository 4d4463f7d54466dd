// The folder of somebody who uses a framework: the package in its node_modules as it was installed, the framework in those above.

import { spawn } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

import { installFolder, packageFolder } from "../package/installed.mjs";

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
/** The frameworks, as package-lock.json pins them. */
export const MODULES = here("node_modules");
const LONGEST_MS = 120_000;

export const versionOf = (name) => JSON.parse(readFileSync(join(MODULES, name, "package.json"), "utf8")).version;

/** A folder with the files of a template, if one is named, and others by their text. */
export function makeWorkplace(t, { template, files = {}, manifest = {} }) {
  const outer = mkdtempSync(join(installFolder, "frameworks-"));
  t.after(() => rmSync(outer, { recursive: true, force: true, maxRetries: 5 }));
  symlinkSync(MODULES, join(outer, "node_modules"), "junction");
  const folder = join(outer, "shop");
  mkdirSync(join(folder, "node_modules"), { recursive: true });
  // No link: tools that follow one to its end would find the package without the framework above it.
  cpSync(packageFolder, join(folder, "node_modules", "commerce-auth"), { recursive: true });
  if (template) cpSync(here(template), folder, { recursive: true });
  writeFileSync(join(folder, "package.json"), JSON.stringify({ name: "shop", private: true, ...manifest }));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  return folder;
}

/** Runs a program to its end, without the variables of the test that does so: `{ code, stdout, stderr }`. */
export function run(program, args, folder, more = {}) {
  const { NODE_OPTIONS, NODE_TEST_CONTEXT, CI, ...env } = process.env;
  const child = spawn(program, args, { cwd: folder, env: { ...env, ...more }, stdio: ["ignore", "pipe", "pipe"] });
  const result = { stdout: "", stderr: "" };
  for (const name of ["stdout", "stderr"]) child[name].setEncoding("utf8").on("data", (text) => (result[name] += text));
  const timer = setTimeout(() => child.kill("SIGKILL"), LONGEST_MS);
  return new Promise((resolve) => {
    child.once("close", (code, signal) => {
      clearTimeout(timer);
      resolve({ code: code ?? signal, ...result });
    });
  });
}

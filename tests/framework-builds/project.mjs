// A project folder as its owner has it: the framework in its node_modules, the package as it was installed, and nothing above it.

import { spawn, spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

import { packageFolder } from "../package/installed.mjs";

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const LONGEST_BUILD_MS = 300_000;

/** The version of a package that the lock of a framework's folder pins. */
export const versionOf = (framework, name) => JSON.parse(readFileSync(here(`${framework}/node_modules/${name}/package.json`), "utf8")).version;

/** Copies a framework and a template: the folder, which goes when the test ends. */
export function makeProject(t, framework, template, manifest = {}) {
  const folder = mkdtempSync(join(tmpdir(), `commerce-auth-${framework}-`));
  t.after(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));
  // cpSync takes many times as long for so many files.
  copyWhole(here(`${framework}/node_modules`), join(folder, "node_modules"));
  cpSync(packageFolder, join(folder, "node_modules", "commerce-auth"), { recursive: true });
  cpSync(here(template), folder, { recursive: true });
  writeFileSync(join(folder, "package.json"), JSON.stringify({ name: "shop", version: "1.0.0", private: true, ...manifest }));
  return folder;
}

/** A folder of its own, as a deployment copies it. */
export function moveAway(t, folder) {
  const place = mkdtempSync(join(tmpdir(), "commerce-auth-deployed-"));
  t.after(() => rmSync(place, { recursive: true, force: true, maxRetries: 5 }));
  copyWhole(folder, join(place, "app"));
  return join(place, "app");
}

function copyWhole(from, to) {
  const { status, stderr } = spawnSync("cp", ["-a", from, to], { encoding: "utf8" });
  if (status !== 0) throw new Error(stderr);
}

/** The variables of a person's shell, without those of the test that runs this. */
export function shell(more) {
  const { NODE_OPTIONS, NODE_TEST_CONTEXT, CI, COMMERCE_AUTH_INSTALL, ...own } = process.env;
  return { ...own, NEXT_TELEMETRY_DISABLED: "1", NITRO_TELEMETRY_DISABLED: "1", WRANGLER_SEND_METRICS: "false", ...more };
}

/** Runs a build to its end: `{ code, said }`. */
export function runBuild(folder, args, env, program = process.execPath) {
  const child = spawn(program, args, { cwd: folder, env: shell(env), stdio: ["ignore", "pipe", "pipe"] });
  let said = "";
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding("utf8").on("data", (text) => (said += text));
  const timer = setTimeout(() => child.kill("SIGKILL"), LONGEST_BUILD_MS);
  return new Promise((resolve) => {
    child.once("close", (code, signal) => {
      clearTimeout(timer);
      resolve({ code: code ?? signal, said });
    });
  });
}

/** An empty folder among others. */
export function makeFolder(...parts) {
  const folder = join(...parts);
  mkdirSync(folder, { recursive: true });
  return folder;
}

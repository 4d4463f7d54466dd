// Scripts in a process of their own, in the folder of somebody who uses the package.

import { spawn } from "node:child_process";

import { installFolder } from "./installed.mjs";

/** Runs an ES module given as text: `{ code, signal, stdout, stderr }`. */
export const runModule = (text, options) => run(["--input-type=module", "--eval", text], options);

/** Runs a CommonJS script given as text. */
export const runScript = (text, options) => run(["--input-type=commonjs", "--eval", text], options);

function run(args, { flags = [], timeoutMs = 20_000 } = {}) {
  const child = spawn(process.execPath, [...flags, ...args], { cwd: installFolder, stdio: ["ignore", "pipe", "pipe"] });
  const result = { stdout: "", stderr: "" };
  for (const name of ["stdout", "stderr"]) child[name].setEncoding("utf8").on("data", (text) => (result[name] += text));
  // A process that does not end by itself is ended, and so fails its test by its signal.
  const timer = setTimeout(() => child.kill("SIGKILL"), timeoutMs);
  return new Promise((resolve) => {
    child.once("close", (code, signal) => {
      clearTimeout(timer);
      resolve({ code, signal, ...result });
    });
  });
}

// Programs of a runtime, in a process of their own.

import { spawn } from "node:child_process";

const LONGEST_MS = 120_000;

/** Runs a program to its end: `{ code, signal, stdout, stderr }`. One that does not end is ended, and shows it by its signal. */
export function runToTheEnd(program, args, { cwd, env = {} }) {
  const child = spawn(program, args, { cwd, env: { ...bareEnvironment(), ...env }, stdio: ["ignore", "pipe", "pipe"] });
  const result = { stdout: "", stderr: "" };
  for (const name of ["stdout", "stderr"]) child[name].setEncoding("utf8").on("data", (text) => (result[name] += text));
  const timer = setTimeout(() => child.kill("SIGKILL"), LONGEST_MS);
  return new Promise((resolve, reject) => {
    child.once("error", reject).once("close", (code, signal) => {
      clearTimeout(timer);
      resolve({ code, signal, ...result });
    });
  });
}

/** What a program needs of ours, and nothing that sets it up otherwise, such as the variables of a test runner. */
function bareEnvironment() {
  const { PATH, HOME, TMPDIR } = process.env;
  return { PATH, HOME, ...(TMPDIR && { TMPDIR }), NO_COLOR: "1", DENO_NO_UPDATE_CHECK: "1" };
}

// Hears everything a process says, and the secrets that it confesses on a channel of their own.

import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";

const LONGEST_MS = 60_000;

/** `{ code, stdout, stderr, secrets }` of a module of this folder. */
export function heardFrom(module, ...args) {
  const program = fileURLToPath(new URL(module, import.meta.url));
  const child = spawn(process.execPath, [program, ...args], { stdio: ["ignore", "pipe", "pipe", "ipc"], timeout: LONGEST_MS });
  const heard = { stdout: "", stderr: "", secrets: [] };
  for (const name of ["stdout", "stderr"]) child[name].setEncoding("utf8").on("data", (text) => (heard[name] += text));
  child.on("message", ({ secrets }) => heard.secrets.push(...secrets));
  return new Promise((resolve) => child.once("close", (code) => resolve({ code, ...heard })));
}

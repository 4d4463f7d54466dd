// Hears everything a process says, and the secrets that it confesses on a channel of their own.

import { spawn } from "node:child_process";
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const LONGEST_MS = 60_000;

/** `{ code, stdout, stderr, secrets }` of a module of this folder. */
export async function heardFrom(module, ...args) {
  const program = fileURLToPath(new URL(module, import.meta.url));
  const folder = mkdtempSync(join(tmpdir(), "commerce-auth-heard-"));
  // Files: the last words of Node.js are lost at a pipe that is full.
  const [stdout, stderr] = ["stdout", "stderr"].map((name) => openSync(join(folder, name), "w"));
  try {
    const child = spawn(process.execPath, [program, ...args], { stdio: ["ignore", stdout, stderr, "ipc"], timeout: LONGEST_MS });
    const secrets = [];
    child.on("message", (message) => secrets.push(...message.secrets));
    const code = await new Promise((resolve) => child.once("close", resolve));
    return { code, stdout: readFileSync(join(folder, "stdout"), "utf8"), stderr: readFileSync(join(folder, "stderr"), "utf8"), secrets };
  } finally {
    for (const file of [stdout, stderr]) closeSync(file);
    rmSync(folder, { recursive: true });
  }
}

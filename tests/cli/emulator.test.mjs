// emulator: the vendors as a program, for those who want to try a command without a credential.

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { createServer } from "node:net";
import test from "node:test";

import { installFolder } from "../package/installed.mjs";
import { PROGRAM, bareEnvironment, refusal } from "./program.mjs";

/** Starts it; resolves to `{ said, stop }` once it has welcomed. */
async function startProgram(t, args = []) {
  const child = spawn(PROGRAM, ["emulator", ...args], { cwd: installFolder, env: bareEnvironment() });
  t.after(() => child.kill("SIGKILL"));
  const heard = { said: "" };
  const ended = new Promise((resolve) => child.once("close", (code, signal) => resolve(code ?? signal)));
  await new Promise((resolve, reject) => {
    child.stdout.setEncoding("utf8").on("data", (text) => {
      heard.said += text;
      if (/^Caxton emulator at /m.test(heard.said)) resolve();
    });
    ended.then((code) => reject(new Error(`ended with ${code}: ${heard.said}`)));
  });
  const stop = async () => {
    child.kill("SIGINT");
    return ended;
  };
  return { heard, stop };
}

const urlIn = (said, vendor) => new RegExp(`^${vendor} emulator at (http://127\\.0\\.0\\.1:\\d+)`, "m").exec(said)[1];

test("it plays the vendors until Ctrl-C, and tells each request without its credential", async (t) => {
  const { heard, stop } = await startProgram(t, ["--port", "0"]);
  const url = urlIn(heard.said, "Capillary");
  for (const vendor of ["Pledg", "Caxton"]) assert.notEqual(urlIn(heard.said, vendor), url);
  const answer = await fetch(`${url}/v2/customers/lookup`, { headers: { Authorization: "Basic cGxhbnRlZDpzZWNyZXQ=" } });
  assert.equal(answer.status, 401);
  assert.equal(await stop(), 0);
  assert.match(heard.said, /^GET \/v2\/customers\/lookup 401 /m);
  assert.doesNotMatch(heard.said, /cGxhbnRlZDpzZWNyZXQ/);
});

test("a port that is taken, or none, is refused", async (t) => {
  const other = createServer();
  await new Promise((resolve) => other.listen(0, "127.0.0.1", resolve));
  t.after(() => new Promise((resolve) => other.close(resolve)));
  assert.match(await refusal(["emulator", "--port", String(other.address().port)], 2), /cannot listen \(EADDRINUSE\)\n.*another --port/);
  for (const port of ["x", "65536", "1.5", "0x10", " 1"]) assert.match(await refusal(["emulator", `--port=${port}`], 2), /--port takes a number/);
});

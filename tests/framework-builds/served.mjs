// A built program that serves on a port of this machine.

import { spawn } from "node:child_process";
import { createServer } from "node:net";

import { shell } from "./project.mjs";

const PATIENCE_MS = 60_000;

/** Starts it, and waits until it answers: `{ get(path), said() , stop() }`. `args` and `env` are told the port. */
export async function serve(t, folder, { args, env }, program = process.execPath) {
  const port = await freePort();
  const child = spawn(program, args(port), { cwd: folder, env: shell(env(port)), stdio: ["ignore", "pipe", "pipe"] });
  let said = "";
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding("utf8").on("data", (text) => (said += text));
  const ended = new Promise((resolve) => child.once("close", resolve));
  const stop = () => (child.kill("SIGKILL"), ended);
  t.after(stop);
  const url = `http://127.0.0.1:${port}`;
  const end = Date.now() + PATIENCE_MS;
  while (!(await answers(url))) {
    if (child.exitCode !== null || Date.now() > end) throw new Error(`it does not serve:\n${said}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  const get = async (path) => {
    // Connections that are kept end when their server has been idle, and now and then just as they are used.
    const answer = await fetch(url + path, { headers: { connection: "close" }, signal: AbortSignal.timeout(PATIENCE_MS) });
    return { status: answer.status, text: await answer.text() };
  };
  return { url, get, said: () => said, stop };
}

const answers = (url) => fetch(url, { signal: AbortSignal.timeout(5_000) }).then((answer) => answer.text().then(() => true), () => false);

function freePort() {
  const server = createServer();
  return new Promise((resolve) => server.listen(0, "127.0.0.1", () => {
    const { port } = server.address();
    server.close(() => resolve(port));
  }));
}

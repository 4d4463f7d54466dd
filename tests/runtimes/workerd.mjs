// A real workerd with the Worker in it: its configuration, its process, its port.

import { execFileSync, spawn } from "node:child_process";
import { readdirSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { createInterface } from "node:readline";

import { installFolder } from "../js/installed.mjs";
import { RUNTIMES } from "./pinned.mjs";

const COMPATIBILITY_DATE = "2026-04-01";
const ENTRIES = ["commerce-auth", "commerce-auth/server", "commerce-auth/slim"];
const PACKAGE = "node_modules/commerce-auth";

/** Starts it in a workplace: `{ url, written }`. */
export async function startWorkerd(t, folder) {
  writeFileSync(join(folder, "workerd.capnp"), configuration(folder));
  const { program } = RUNTIMES.workerd;
  // It tells on file descriptor 3 which port it was given.
  const child = spawn(program, ["serve", "--control-fd=3", "workerd.capnp"], { cwd: folder, stdio: ["ignore", "pipe", "pipe", "pipe"] });
  const written = [];
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding("utf8").on("data", (text) => written.push(text));
  const ended = new Promise((resolve) => child.once("close", resolve));
  t.after(() => {
    child.kill("SIGKILL");
    return ended;
  });
  const port = await Promise.race([portOf(child), ended.then(() => undefined)]);
  if (port === undefined) throw new Error(`workerd did not start: ${written.join("")}`);
  return { url: `http://127.0.0.1:${port}`, written };
}

async function portOf(child) {
  for await (const line of createInterface({ input: child.stdio[3] })) {
    const told = JSON.parse(line);
    if (told.event === "listen") return told.port;
  }
  return undefined;
}

function configuration(folder) {
  const modules = [...ownModules(folder), ...ENTRIES.flatMap((entry) => packageModules(folder, entry)), ...wasmModules()];
  return `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [
    (name = "main", worker = .worker),
    (name = "loopback", network = (allow = ["local"])),
  ],
  sockets = [(name = "http", address = "127.0.0.1:0", http = (), service = "main")],
);
const worker :Workerd.Worker = (
  modules = [
${modules.map(({ name, kind, file }) => `    (name = ${JSON.stringify(name)}, ${kind} = embed ${JSON.stringify(file)}),`).join("\n")}
  ],
  compatibilityDate = "${COMPATIBILITY_DATE}",
  globalOutbound = "loopback",
);
`;
}

/** The first one is the Worker. */
function ownModules(folder) {
  const parts = readdirSync(join(folder, "behaviour")).map((name) => `behaviour/${name}`);
  const files = ["programs/worker.mjs", "behaviour.mjs", "environment.mjs", ...parts];
  return files.map((file) => ({ name: file, kind: "esModule", file }));
}

/**
 * The file that the condition `workerd` of package.json chooses, as it was published. The platform has no node_modules: the bare
 * name becomes a module that passes everything on.
 */
function packageModules(folder, entry) {
  const file = chosenFile(entry);
  const passedOn = `${entry.replaceAll("/", "-")}.mjs`;
  writeFileSync(join(folder, passedOn), `export * from ${JSON.stringify(`/${PACKAGE}/${file}`)};\n`);
  return [
    { name: `programs/${entry}`, kind: "esModule", file: passedOn },
    { name: `${PACKAGE}/${file}`, kind: "esModule", file: `../${PACKAGE}/${file}` },
  ];
}

/** What those files import, where they stand, and the entry that is wasm itself. */
function wasmModules() {
  const names = [`${PACKAGE}/core.wasm`, `${PACKAGE}/server.wasm`, "programs/commerce-auth/core.wasm"];
  return names.map((name) => ({ name, kind: "wasm", file: `../${PACKAGE}/${basename(name)}` }));
}

function chosenFile(entry) {
  const script = `console.log(import.meta.resolve(${JSON.stringify(entry)}))`;
  const args = ["--conditions=workerd", "--input-type=module", "--eval", script];
  return basename(new URL(execFileSync(process.execPath, args, { cwd: installFolder, encoding: "utf8" }).trim()).pathname);
}

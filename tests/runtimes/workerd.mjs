// A real workerd with the Worker in it: its configuration, its process, its port.

import { execFileSync, spawn } from "node:child_process";
import { readdirSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { createInterface } from "node:readline";

import { installFolder } from "../package/installed.mjs";
import { RUNTIMES } from "./pinned.mjs";

/**
 * What a Worker says of its platform: the date of the workerd that is pinned, as a project begun today has it, which brings
 * Node's modules and globals along; that without them; that without the platform's name; and an old date, which has neither. What the
 * package finds there to tell runtimes apart by is another thing in each.
 */
export const COMPATIBILITIES = {
  "of today": { date: dateOf(RUNTIMES.workerd.version), flags: [] },
  "of today without Node's modules": { date: dateOf(RUNTIMES.workerd.version), flags: ["no_nodejs_compat_v2"] },
  "of today without its name": { date: dateOf(RUNTIMES.workerd.version), flags: ["no_global_navigator"] },
  "of 2021": { date: "2021-11-30", flags: [] },
};

/** 1.20261117.1 is workerd 2026-11-17. */
function dateOf(version) {
  const [, year, month, day] = /^\d+\.(\d{4})(\d{2})(\d{2})\./.exec(version);
  return `${year}-${month}-${day}`;
}

const ENTRIES = ["commerce-auth", "commerce-auth/headers", "commerce-auth/server", "commerce-auth/slim"];
const PACKAGE = "node_modules/commerce-auth";

/** Starts it in a workplace: `{ url, written }`. */
export async function startWorkerd(t, folder, compatibility = COMPATIBILITIES["of today"]) {
  const modules = [...ownModules(folder), ...ENTRIES.flatMap((entry) => packageModules(folder, entry)), ...wasmModules()];
  return serveModules(t, folder, modules, compatibility);
}

/** The same for any modules, of which the first is the Worker: `{ name, kind, file }`, the file as seen from the folder. */
export async function serveModules(t, folder, modules, compatibility = COMPATIBILITIES["of today"]) {
  writeFileSync(join(folder, "workerd.capnp"), configuration(modules, compatibility));
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

function configuration(modules, { date, flags }) {
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
  compatibilityDate = "${date}",
  compatibilityFlags = ${JSON.stringify(flags)},
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
  const up = "../".repeat(`programs/${entry}`.split("/").length - 1);
  writeFileSync(join(folder, passedOn), `export * from ${JSON.stringify(`${up}${PACKAGE}/${file}`)};\n`);
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

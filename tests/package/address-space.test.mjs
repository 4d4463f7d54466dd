// Where address space is limited (containers, CI): an engine reserves 10 GB of it for each memory.

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import test from "node:test";
import { promisify } from "node:util";

import { installFolder } from "./installed.mjs";

const run = promisify(execFile);
const HEADER = "Basic YTo5MmViNWZmZWU2YWUyZmVjM2FkNzFjNzc3NTMxNTc4Zg==";
const ROOT = `
  const { basicAuthorization, capillary } = await import("commerce-auth");
  const text = "x".repeat(3 << 20);
  for (let round = 0; round < 4; round += 1) basicAuthorization("user", text);
  console.log(capillary.basicAuthorization("a", "b"));`;
const SERVER = `
  const { capillaryBasic } = await import("commerce-auth/server");
  console.log((await capillaryBasic({ host: "x.example", username: "a", password: "b" }).headers()).Authorization);`;

/** What a module printed in a process of so many GB of address space. */
async function within(gigabytes, module) {
  const script = `ulimit -v ${gigabytes}000000 && exec "$0" --input-type=module --eval "$1"`;
  const { stdout } = await run("bash", ["-c", script, process.execPath, module], { cwd: installFolder });
  return stdout.trim().split("\n");
}

const skip = process.platform === "linux" ? false : "ulimit -v is of Linux";

test("within 16 GB the root entry works, and goes on working after calls whose memory is let go", { skip }, async () => {
  assert.deepEqual(await within(16, ROOT), [HEADER]);
});

test("within 16 GB the server entry works", { skip }, async () => {
  assert.deepEqual(await within(16, SERVER), [HEADER]);
});

test("within 24 GB both work in one process", { skip }, async () => {
  assert.deepEqual(await within(24, `${ROOT}{${SERVER}}`), [HEADER, HEADER]);
});

test("where there is no room an AuthError says so", { skip }, async () => {
  const module = `
    import { md5Hex } from "commerce-auth";
    import { capillaryBasic } from "commerce-auth/server";
    md5Hex("");
    try {
      capillaryBasic({ host: "x.example", username: "a", password: "b" });
    } catch ({ name, code, message }) {
      console.log(name, code, message);
    }`;
  const [said] = await within(16, module);
  assert.match(said, /^AuthError internal .*address space/);
});

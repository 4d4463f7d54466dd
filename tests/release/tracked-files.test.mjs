import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync, readdirSync, statSync } from "node:fs";
import { homedir } from "node:os";
import { join, relative } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";

import { findPlace } from "./machine-places.mjs";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const names = trackedFiles().filter((name) => isFile(join(ROOT, name)));
const BINARY = /\.(png|ico|woff2?|wasm|gz)$/;
/** The patterns that find them look like such places themselves. */
const SEEKERS = new Set(["tests/release/machine-places.mjs"]);

/** As git names them; in a copy of the sources without its history, all that is not made here. */
function trackedFiles() {
  if (existsSync(join(ROOT, ".git"))) {
    const list = execFileSync("git", ["-c", `safe.directory=${ROOT.replace(/\/$/, "")}`, "ls-files", "-z"], { cwd: ROOT, encoding: "utf8" });
    return list.split("\0").filter(Boolean);
  }
  const entries = readdirSync(ROOT, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const names = entries.map((entry) => relative(ROOT, join(entry.parentPath ?? entry.path, entry.name)).replaceAll("\\", "/"));
  return names.filter((name) => !/(^|\/)node_modules\/|^(target|pkg|fuzz\/target)\//.test(name));
}

function isFile(path) {
  return statSync(path, { throwIfNoEntry: false })?.isFile() ?? false;
}

const text = (name) => readFileSync(join(ROOT, name), "utf8");

test("the lock files of npm name no host, and pin every package by its digest", () => {
  const locks = names.filter((name) => name.endsWith("package-lock.json"));
  assert.ok(locks.length >= 2);
  for (const name of locks) {
    const { packages } = JSON.parse(text(name));
    for (const [path, { resolved, integrity, link, inBundle }] of Object.entries(packages).filter(([path]) => path !== "")) {
      assert.equal(resolved, undefined, `${name} ${path}: omit-lockfile-registry-resolved belongs in .npmrc beside it`);
      // What lies in the archive of another package is pinned by the digest of that.
      assert.ok(link || inBundle || /^sha512-/.test(integrity ?? ""), `${name} ${path} has no digest`);
    }
    const settings = text(name.replace("package-lock.json", ".npmrc"));
    assert.match(settings, /^omit-lockfile-registry-resolved=true$/m, name);
    assert.doesNotMatch(settings, /registry\s*=|_auth|:_/i, name);
  }
});

test("Cargo's lock files name crates.io alone, and pin every crate by its digest", () => {
  const locks = names.filter((name) => name.endsWith("Cargo.lock"));
  assert.ok(locks.length >= 2);
  for (const name of locks) {
    for (const entry of text(name).split("[[package]]\n").slice(1)) {
      const source = /^source = "(.+)"$/m.exec(entry)?.[1];
      if (!source) continue;
      assert.equal(source, "registry+https://github.com/rust-lang/crates.io-index", name);
      assert.match(entry, /^checksum = "[0-9a-f]{64}"$/m, `${name}: ${entry}`);
    }
  }
});

test("no tracked file names a place of a machine", () => {
  assert.ok(names.length > 400, "the files are not where they are looked for");
  for (const name of names.filter((name) => !BINARY.test(name) && !SEEKERS.has(name))) {
    assert.equal(findPlace(text(name)), null, name);
  }
});

test("no tracked file names the folder or the host that this machine works with", () => {
  const own = [ROOT.replace(/\/$/, ""), homedir(), ...configuredHosts()].filter((place) => place.length > 5);
  for (const name of names.filter((name) => !BINARY.test(name))) {
    const content = text(name);
    for (const place of own) assert.ok(!content.includes(place), `${name} names a place of this machine`);
  }
});

/** Where this machine's npm installs from, if that is not where everybody's does. */
function configuredHosts() {
  const npm = process.platform === "win32" ? "npm.cmd" : "npm";
  const address = execFileSync(npm, ["config", "get", "registry"], { cwd: ROOT, encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] }).trim();
  return URL.canParse(address) ? [new URL(address).host] : [];
}

test("nothing that is made or secret is tracked", () => {
  assert.deepEqual(names.filter((name) => /(^|\/)(node_modules|target|pkg)\/|\.tgz$|(^|\/)\.env($|\.)|\.pem$|\.key$/.test(name)), []);
});

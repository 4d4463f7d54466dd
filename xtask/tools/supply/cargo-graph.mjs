// The crates of this workspace, as cargo resolves them.

import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";

import { parse } from "smol-toml";

const TRIPLE = "wasm32-unknown-unknown";
const OWN = "commerce-auth";

/** The builds that ship: the module's file, and the cargo feature that makes it (xtask/src/wasm/variant.rs). */
const MODULES = [
  { module: "core.wasm", feature: "lean" },
  { module: "server.wasm", feature: "server" },
];

/** Every crate of the workspace on the platform named (a target triple), the tools' own included. */
export function everyCrate(root, platform) {
  return metadata(root, ["--filter-platform", platform]).packages;
}

/** The platform that the compiler of this machine runs on. */
export function hostPlatform() {
  const version = execFileSync("rustc", ["--version", "--verbose"], { encoding: "utf8" });
  return /^host: (.+)$/m.exec(version)[1];
}

/**
 * The foreign crates that are linked into what ships: `{ key, name, version, license, authors, description, repository,
 * folder, checksum, modules, needs }`, `needs` being the keys of those it uses in turn. Procedural macros run in the
 * compiler and leave nothing of theirs but what they write for us.
 */
export function linkedCrates(root) {
  const checksums = lockedChecksums(root);
  const linked = new Map();
  for (const { module, feature } of MODULES) {
    for (const crate of linkedInto(shippedBuild(root, feature))) {
      const known = linked.get(crate.key) ?? { ...crate, checksum: checksums.get(crate.key), modules: [], needs: [] };
      known.modules.push(module);
      known.needs = [...new Set([...known.needs, ...crate.needs])].sort();
      linked.set(crate.key, known);
    }
  }
  return [...linked.values()].sort((one, other) => (one.key < other.key ? -1 : 1));
}

/** What our own crate uses by name: `{ version, license, description, needs: { "core.wasm": [key] } }`. */
export function ownCrate(root) {
  const builds = MODULES.map(({ module, feature }) => ({ module, ...shippedBuild(root, feature) }));
  const { version, license, description } = builds[0].own;
  return { version, license, description, needs: Object.fromEntries(builds.map((build) => [build.module, build.needs(build.own.id).map(build.keyOf)])) };
}

/** One build as a graph of what is linked. */
function shippedBuild(root, feature) {
  const { packages, resolve } = metadata(root, ["--filter-platform", TRIPLE, "--features", feature]);
  const packageOf = new Map(packages.map((it) => [it.id, it]));
  const nodeOf = new Map(resolve.nodes.map((it) => [it.id, it]));
  const isLinked = (id) => packageOf.get(id).targets.every((target) => !target.kind.includes("proc-macro"));
  const linkedTo = (id) => nodeOf.get(id).deps.filter(isNormal).map((dependency) => dependency.pkg).filter(isLinked);
  // A package of this workspace is ours: what it uses is used by us.
  const needs = (id) => linkedTo(id).flatMap((needed) => (packageOf.get(needed).source === null ? needs(needed) : [needed]));
  return {
    own: packages.find(({ name, source }) => name === OWN && source === null),
    packageOf: (id) => packageOf.get(id),
    keyOf: (id) => key(packageOf.get(id)),
    needs: (id) => [...new Set(needs(id))].sort(),
  };
}

function linkedInto({ own, packageOf, keyOf, needs }) {
  const seen = new Set();
  const waiting = needs(own.id);
  for (let id = waiting.pop(); id; id = waiting.pop()) {
    if (seen.has(id)) continue;
    seen.add(id);
    waiting.push(...needs(id));
  }
  return [...seen].map((id) => described(packageOf(id), needs(id).map(keyOf)));
}

const isNormal = ({ dep_kinds }) => dep_kinds.some(({ kind }) => kind === null);
const key = ({ name, version }) => `${name}@${version}`;

function described({ name, version, license, authors, manifest_path, description, repository }, needs) {
  const folder = join(manifest_path, "..");
  return { key: key({ name, version }), name, version, license, authors, description, repository, folder, needs };
}

/** The SHA-256 of each crate as the registry serves it. */
function lockedChecksums(root) {
  const lock = parse(readFileSync(join(root, "Cargo.lock"), "utf8"));
  return new Map(lock.package.map((it) => [key(it), it.checksum]));
}

/** `--locked`: what Cargo.lock says, or a refusal. */
function metadata(root, options) {
  const cargo = process.env.CARGO ?? "cargo";
  const text = execFileSync(cargo, ["metadata", "--format-version", "1", "--locked", ...options], {
    cwd: root,
    encoding: "utf8",
    maxBuffer: 1 << 28,
    stdio: ["ignore", "pipe", "inherit"],
  });
  return JSON.parse(text);
}

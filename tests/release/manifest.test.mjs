import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { fileURLToPath } from "node:url";

import { readManifest } from "../../xtask/tools/assemble/manifest.mjs";
import { entries } from "./tarball.mjs";

const manifest = JSON.parse(entries.find(({ name }) => name === "package.json").text);
const cargo = readFileSync(new URL("../../Cargo.toml", import.meta.url), "utf8");

/** Objects within `exports` that a resolver chooses from, each with where it stands. */
function conditionSets(value, path) {
  if (typeof value === "string") return [];
  return [{ path, value }, ...Object.entries(value).flatMap(([name, inner]) => conditionSets(inner, `${path} ${name}`))];
}

const sets = Object.entries(manifest.exports).flatMap(([name, value]) => conditionSets(value, name));

test("name, version, licence and engines are those of the crate and of the documents", () => {
  const workspace = (field) => new RegExp(`^${field} = "(.+)"$`, "m").exec(cargo)[1];
  assert.equal(manifest.name, "commerce-auth");
  assert.equal(manifest.version, workspace("version"));
  assert.equal(manifest.license, workspace("license"));
  assert.deepEqual(manifest.engines, { node: ">=20" });
  assert.equal(manifest.type, "module");
});

test("these fields and no other", () => {
  const fields = ["name", "version", "description", "keywords", "license", "type", "main", "module", "types", "bin", "exports", "imports", "files", "sideEffects", "engines"];
  const ofRelease = process.env.COMMERCE_AUTH_REPOSITORY ? ["repository"] : [];
  assert.deepEqual(Object.keys(manifest), [...fields, ...ofRelease]);
});

test("a release names its repository, and it does so when it is built", () => {
  const folders = { template: fileURLToPath(new URL("../../pkg-template", import.meta.url)) };
  const { COMMERCE_AUTH_REPOSITORY: own } = process.env;
  try {
    process.env.COMMERCE_AUTH_REPOSITORY = "https://code.test/a/b";
    assert.deepEqual(readManifest(folders, "1.2.3").repository, { type: "git", url: "git+https://code.test/a/b.git" });
    delete process.env.COMMERCE_AUTH_REPOSITORY;
    assert.equal("repository" in readManifest(folders, "1.2.3"), false);
  } finally {
    delete process.env.COMMERCE_AUTH_REPOSITORY;
    if (own !== undefined) process.env.COMMERCE_AUTH_REPOSITORY = own;
  }
});

test("no condition leads one loader to files that another has not seen", () => {
  // File tracers (nft, Nitro, Vercel, Next's standalone output) follow import and require alone; Node would take module-sync for both.
  const conditions = new Set(sets.flatMap(({ value }) => Object.keys(value)));
  for (const name of ["module-sync", "module"]) assert.ok(!conditions.has(name), name);
});

test("nothing is installed along, and nothing runs at installation", () => {
  for (const field of ["dependencies", "peerDependencies", "optionalDependencies", "bundleDependencies", "scripts"]) {
    assert.equal(manifest[field], undefined, field);
  }
});

test("the entries, in the order of the documents", () => {
  assert.deepEqual(Object.keys(manifest.exports), [".", "./headers", "./server", "./profiles", "./adapters", "./testing", "./slim", "./core.wasm", "./package.json"]);
});

test("runtimes that must not compile at run time come first, the fallback last", () => {
  for (const { path, value } of sets) {
    const names = Object.keys(value);
    assert.ok(!names.includes("default") || names.at(-1) === "default", `${path}: default hides what follows it`);
    const special = names.findIndex((name) => name === "workerd" || name === "edge-light");
    assert.ok(special <= 1, `${path}: ${names[special]} comes too late`);
  }
  // Resolvers take the first match: Node's own before browsers', since bundlers for both set both.
  for (const entry of ["./server", "./adapters"]) {
    assert.deepEqual(Object.keys(manifest.exports[entry]), ["unwasm", "workerd", "edge-light", "deno", "bun", "node", "browser", "import", "require", "default"]);
  }
});

test("types come first in every set that has them, in the flavour of the code", () => {
  const typed = sets.filter(({ value }) => "types" in value);
  assert.ok(typed.length > 20, "the sets are not where they are looked for");
  for (const { path, value } of typed) {
    assert.equal(Object.keys(value)[0], "types", path);
    const flavour = value.default.endsWith(".cjs") ? ".d.cts" : ".d.ts";
    assert.ok(value.types.endsWith(flavour), `${path}: ${value.types}`);
  }
});

test("every condition that leads to code leads to types as well", () => {
  for (const { path, value } of sets) {
    const bare = Object.entries(value).filter(([name, target]) => typeof target === "string" && name !== "types" && name !== "default");
    assert.deepEqual(bare.filter(([name]) => !name.startsWith(".")), [], path);
  }
});

test("only what must run when it is imported counts as having side effects", () => {
  const names = entries.map(({ name }) => name);
  assert.ok(Array.isArray(manifest.sideEffects));
  for (const path of manifest.sideEffects) assert.ok(names.includes(path.replace("./", "")), path);
  const instantiating = entries.filter(({ name, text }) => /^(index|headers|server|((headers|server)-)?(workerd|edge-light))\.c?js$/.test(name) && text.length > 0);
  assert.deepEqual([...manifest.sideEffects].sort(), instantiating.map(({ name }) => `./${name}`).sort());
});

test("no address is a stand-in", () => {
  assert.doesNotMatch(JSON.stringify(manifest), /example\.(com|org)|your-?(org|name|repo)|TODO/i);
});

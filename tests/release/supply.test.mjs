import assert from "node:assert/strict";
import { test } from "node:test";
import { fileURLToPath } from "node:url";

import { everyCrate, hostPlatform, linkedCrates } from "../../xtask/tools/supply/cargo-graph.mjs";
import { duplicates, licencesRefused, readPolicy, sourcesRefused, wildcards } from "../../xtask/tools/supply/policy.mjs";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const policy = readPolicy(ROOT);
/** What builds and tests here, and what is compiled for the modules. */
const crates = ["wasm32-unknown-unknown", hostPlatform()].flatMap((platform) => everyCrate(ROOT, platform));

test("every crate has a licence that deny.toml allows", () => {
  assert.ok(crates.length > 200, "the crates are not where they are looked for");
  assert.deepEqual(licencesRefused(crates, policy), []);
});

test("every allowed licence is needed by a crate", () => {
  for (const licence of policy.allowed) {
    const others = policy.allowed.filter((other) => other !== licence);
    assert.notDeepEqual(licencesRefused(crates, { allowed: others }), [], `${licence} need not be allowed`);
  }
});

test("every crate comes from crates.io", () => {
  assert.deepEqual(sourcesRefused(crates), []);
});

test("no crate of ours takes any version of another", () => {
  assert.deepEqual(wildcards(crates), []);
});

test("no module holds two versions of a crate", () => {
  assert.deepEqual(duplicates(linkedCrates(ROOT)), []);
});

test("what the policy forbids is seen", () => {
  const foreign = { name: "a", version: "1.0.0", source: "git+https://a.test/a", license: "GPL-3.0-only" };
  assert.deepEqual(licencesRefused([foreign, { ...foreign, license: null }, { ...foreign, license: "MIT/GPL-3.0-only" }], policy).length, 2);
  assert.deepEqual(licencesRefused([{ ...foreign, license: "MIT AND GPL-3.0-only" }], policy).length, 1);
  assert.deepEqual(sourcesRefused([foreign]), ["a: git+https://a.test/a"]);
  assert.deepEqual(wildcards([{ name: "own", source: null, dependencies: [{ name: "a", req: "*" }] }]), ['own needs a = "*"']);
  assert.deepEqual(duplicates([foreign, foreign, { ...foreign, name: "b" }]), ["a"]);
});

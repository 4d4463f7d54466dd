import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";

import { billOfMaterials } from "../../xtask/tools/supply/bill-of-materials.mjs";
import { toolModule } from "../package/tool-module.mjs";
import { packageFolder } from "./tarball.mjs";

const { Spec, Validation } = await toolModule("@cyclonedx/cyclonedx-library");
const { parse } = await toolModule("smol-toml");

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const compiler = process.env.RUSTC_OF_MODULES ?? "rustc 1.88.0";
const made = () => billOfMaterials({ root: ROOT, pkg: packageFolder, compiler });
const text = made();
const bill = JSON.parse(text);
const locked = parse(readFileSync(join(ROOT, "Cargo.lock"), "utf8")).package;
const crates = bill.components.filter(({ purl }) => purl?.startsWith("pkg:cargo/"));

const validate = (bom) => new Validation.JsonStrictValidator(Spec.Version.v1dot6).validate(bom);

test("it is valid by CycloneDX's own schema", async () => {
  assert.equal(await validate(text), null);
  // The schema sees something.
  assert.notEqual(await validate(text.replace('"bomFormat": "CycloneDX"', '"bomFormat": "other"')), null);
  assert.notEqual(await validate(JSON.stringify({ ...bill, components: [{ name: "a" }] })), null);
});

test("every crate stands in it as Cargo.lock has it, checksum and all", () => {
  assert.ok(crates.length > 20);
  for (const { name, version, purl, hashes, licenses } of crates) {
    const lock = locked.find((it) => it.name === name && it.version === version);
    assert.ok(lock, `${purl} is not in Cargo.lock`);
    assert.deepEqual(hashes, [{ alg: "SHA-256", content: lock.checksum }], purl);
    assert.ok(licenses[0].expression, `${purl} has no licence`);
  }
});

test("what Cargo.toml asks for is in it", () => {
  const { dependencies, target } = parse(readFileSync(join(ROOT, "Cargo.toml"), "utf8"));
  const all = Object.entries({ ...dependencies, ...target['cfg(target_arch = "wasm32")'].dependencies });
  // A package of this workspace is ours.
  const asked = all.filter(([, { path }]) => path === undefined).map(([name]) => name);
  assert.ok(asked.length > 10 && asked.length < all.length);
  assert.deepEqual(asked.filter((name) => !crates.some((crate) => crate.name === name)), []);
});

test("the modules stand in it with the digests of what ships", () => {
  for (const module of ["core.wasm", "server.wasm"]) {
    const content = createHash("sha256").update(readFileSync(join(packageFolder, module))).digest("hex");
    assert.deepEqual(bill.components.find(({ name }) => name === module).hashes, [{ alg: "SHA-256", content }]);
  }
});

test("everything is reached from the package", () => {
  const needs = new Map(bill.dependencies.map(({ ref, dependsOn = [] }) => [ref, dependsOn]));
  const seen = new Set();
  const waiting = [bill.metadata.component["bom-ref"]];
  for (let ref = waiting.pop(); ref; ref = waiting.pop()) {
    if (seen.has(ref)) continue;
    seen.add(ref);
    waiting.push(...needs.get(ref));
  }
  assert.deepEqual(bill.components.map((component) => component["bom-ref"]).filter((ref) => !seen.has(ref)), []);
});

test("no network client is in the default build's module", () => {
  const linkedInto = (name) => crates.find((crate) => crate.name === name).properties.filter((it) => it.name === "commerce-auth:linked-into").map((it) => it.value);
  assert.deepEqual(linkedInto("gloo-net"), ["server.wasm"]);
  assert.deepEqual(linkedInto("md-5"), ["core.wasm", "server.wasm"]);
});

test("the compiler's own library stands in it by its version", () => {
  const std = bill.components.find(({ name }) => name === "rust-std");
  assert.equal(std.version, /^rustc (\S+)/.exec(compiler)[1]);
  assert.throws(() => billOfMaterials({ root: ROOT, pkg: packageFolder, compiler: "clang" }), /does not name the version of rustc/);
});

test("it is the same each time", () => {
  assert.equal(made(), text);
});

import assert from "node:assert/strict";
import { homedir } from "node:os";
import { test } from "node:test";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

import { PLACES, findPlace } from "./machine-places.mjs";
import { entries, packageFolder } from "./tarball.mjs";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));

test("no module names a place of the machine that built it", () => {
  const modules = entries.filter(({ name }) => name.endsWith(".wasm"));
  assert.ok(modules.length >= 2);
  for (const { name } of modules) {
    const text = readFileSync(join(packageFolder, name), "latin1");
    for (const folder of [ROOT, `${homedir()}/`].filter((folder) => folder.length > 2)) assert.ok(!text.includes(folder), `${name} holds ${folder}`);
    assert.equal(findPlace(text), null, name);
    assert.doesNotMatch(text, /\/rustlib\/|\/registry\/|\.cargo\b|index\.crates/, name);
  }
});

test("no module carries the names of its functions, or says what made it", () => {
  for (const { name } of entries.filter(({ name }) => name.endsWith(".wasm"))) {
    const sections = WebAssembly.Module.customSections;
    const module = new WebAssembly.Module(readFileSync(join(packageFolder, name)));
    for (const section of ["name", "producers", "sourceMappingURL", "linking"]) assert.equal(sections(module, section).length, 0, `${name}: ${section}`);
  }
});

test("no script or document of the tarball names such a place either", () => {
  for (const { name, text } of entries.filter(({ name }) => !name.endsWith(".wasm"))) {
    assert.equal(findPlace(text), null, name);
    assert.ok(!text.includes(ROOT), name);
  }
});

// Put together here: no file of the repository holds one, this one included.
test("such places are seen", () => {
  for (const [text, kind] of [
    [`a ${["", "home", "jo", "x"].join("/")} b`, "home folder"],
    [["C:", "Users", "jo", "x"].join("\\"), "home folder"],
    [`at ${["", "Users", "jo", "x"].join("/")}`, "home folder"],
    [["", "root", ".cargo"].join("/"), "home folder"],
    [`https://${["registry", "npmjs", "test"].join(".")}/a`, "registry"],
    [`https://${["index", "crates", "test"].join(".")}/a`, "registry"],
  ]) {
    assert.equal(findPlace(text)?.kind, kind, text);
  }
  assert.equal(findPlace("crates/md-5/src/lib.rs, /usr/bin/env node, /home page"), null);
  assert.ok(PLACES.length >= 2);
});

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";

import { linkedCrates } from "../../xtask/tools/supply/cargo-graph.mjs";
import { licenceTexts } from "../../xtask/tools/supply/licence-texts.mjs";
import { notices } from "../../xtask/tools/supply/notices.mjs";
import { entries } from "./tarball.mjs";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const shipped = entries.find(({ name }) => name === "THIRD-PARTY-LICENSES").text;

test("THIRD-PARTY-LICENSES is current", () => {
  assert.equal(readFileSync(join(ROOT, "THIRD-PARTY-LICENSES"), "utf8"), notices(ROOT), "run `cargo xtask notices`");
  assert.equal(shipped, notices(ROOT));
});

test("every crate is named with its version and its text", () => {
  const crates = linkedCrates(ROOT);
  assert.ok(crates.length > 20 && crates.some(({ name }) => name === "subtle"), "the crates are not where they are looked for");
  for (const crate of crates) {
    assert.ok(shipped.includes(`  ${crate.name} ${crate.version} `), crate.name);
    for (const text of licenceTexts(crate)) assert.ok(shipped.includes(text), crate.name);
  }
});

test("what no lock file names is there as well", () => {
  for (const name of ["The Rust standard library", "compiler_builtins", "dlmalloc", "esbuild", "LLVM exceptions"]) assert.ok(shipped.includes(name), name);
});

test("a crate without a text of its licence gets MIT's with its authors, and no other licence is made up", () => {
  const folder = join(ROOT, "src");
  const [text] = licenceTexts({ name: "a", license: "MIT", authors: ["Jo <jo@a.test>", "Al"], folder });
  assert.match(text, /^Copyright \(c\) Jo, Al\n\nPermission is hereby granted/);
  assert.throws(() => licenceTexts({ name: "a", license: "BSD-3-Clause", authors: [], folder }), /carries no text/);
});

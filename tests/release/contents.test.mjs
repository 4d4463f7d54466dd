import assert from "node:assert/strict";
import { test } from "node:test";

import { entries } from "./tarball.mjs";

/** Everything that is published. A file that comes or goes is named here in the same change. */
const CONTENTS = [
  "CHANGELOG.md",
  "LICENSE-APACHE",
  "LICENSE-MIT",
  "README.md",
  "SECURITY.md",
  "THIRD-PARTY-LICENSES",
  "adapters-browser.cjs",
  "adapters-browser.js",
  "adapters.cjs",
  "adapters.d.cts",
  "adapters.d.ts",
  "adapters.js",
  "cli.js",
  "commerce-auth.html",
  "core.wasm",
  "core.wasm.d.ts",
  "docs/README.md",
  "docs/adapters.md",
  "docs/bundlers.md",
  "docs/capillary-misprints.md",
  "docs/capillary.md",
  "docs/caxton-unverified.md",
  "docs/caxton.md",
  "docs/cli.md",
  "docs/credentials.md",
  "docs/fleet.md",
  "docs/frameworks.md",
  "docs/guarantees.md",
  "docs/integrator-mistakes.md",
  "docs/migration.md",
  "docs/other-packages.md",
  "docs/other-vendors.md",
  "docs/performance.md",
  "docs/pledg-signatures.md",
  "docs/pledg.md",
  "docs/profiles.md",
  "docs/proof.md",
  "docs/recipes.md",
  "docs/runtimes.svg",
  "docs/stores.md",
  "docs/testing.md",
  "docs/tour.md",
  "docs/versioning.md",
  "docs/watching.md",
  "edge-light.js",
  "headers-edge-light.js",
  "headers-workerd.js",
  "headers.cjs",
  "headers.d.cts",
  "headers.d.ts",
  "headers.js",
  "headers.wasm",
  "index.cjs",
  "index.d.cts",
  "index.d.ts",
  "index.js",
  "package.json",
  "profiles.cjs",
  "profiles.d.cts",
  "profiles.d.ts",
  "profiles.js",
  "proxied-fetch.cjs",
  "server-browser.cjs",
  "server-browser.js",
  "server-edge-light.js",
  "server-workerd.js",
  "server.cjs",
  "server.d.cts",
  "server.d.ts",
  "server.js",
  "server.wasm",
  "slim.cjs",
  "slim.d.cts",
  "slim.d.ts",
  "slim.js",
  "testing.cjs",
  "testing.d.cts",
  "testing.d.ts",
  "testing.js",
  "workerd.js",
];

const PROGRAM = "cli.js";

test("the tarball holds these files and no other", () => {
  assert.deepEqual(entries.map(({ name }) => name).sort(), CONTENTS);
});

test("every entry is a plain file; only the program may be executed", () => {
  for (const { name, mode, type } of entries) {
    assert.match(type, /^0?$/, `${name} is no plain file`);
    assert.equal((mode & 0o777).toString(8), name === PROGRAM ? "755" : "644", name);
  }
});

test("the program says what executes it", () => {
  const { text } = entries.find(({ name }) => name === PROGRAM);
  assert.ok(text.startsWith("#!/usr/bin/env node\n"));
});

/** A module packed as text is one long line, with any letters in it. */
const PACKED = /^.{50000,}$/gm;

test("no file holds a marker of work to do or a map of sources", () => {
  for (const { name, text } of entries.filter(({ name }) => /\.(c?js|d\.c?ts)$/.test(name))) {
    assert.doesNotMatch(text.replaceAll(PACKED, ""), /\b(TODO|FIXME|XXX)\b|sourceMappingURL/, name);
  }
});

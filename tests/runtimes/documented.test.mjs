// README says which versions the package was tested in; package-lock.json, which ones they are.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

import { RUNTIMES } from "./pinned.mjs";

test("README shows the versions that are pinned", () => {
  const readme = readFileSync(new URL("../../README.md", import.meta.url), "utf8");
  const [, shown] = /<!-- runtimes -->\n([^]*?)\n<!-- \/runtimes -->/.exec(readme) ?? [];
  assert.equal(shown, table(), "put this table between the markers <!-- runtimes --> and <!-- /runtimes -->");
});

test("the lock holds the runtimes and nothing else", () => {
  const { packages } = JSON.parse(readFileSync(new URL("package-lock.json", import.meta.url), "utf8"));
  assert.equal(Object.keys(packages).filter((name) => name !== "").length, Object.keys(RUNTIMES).length);
});

function table() {
  const row = (cells) => `| ${cells.join(" | ")} |`;
  const names = Object.keys(RUNTIMES);
  return [row(names), `|${names.map(() => "---|").join("")}`, row(names.map((name) => RUNTIMES[name].version))].join("\n");
}

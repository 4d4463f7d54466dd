// Somebody new: an empty folder, `npm install` of the tarball, the first example of README pasted into a file. No credentials yet.

import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";

import { markdownBlocks } from "../examples/blocks.mjs";
import { installFolder } from "../package/installed.mjs";
import { runToTheEnd } from "./child.mjs";
import { RUNTIMES, whyMissing } from "./pinned.mjs";

const HEADER = "Basic c3RvcmUuc2VydmVyOjhhMTZhNmI3MDUwNWViMWYxZmY3Y2RjMGNkNTU1OWE3";

let folder;
before(async () => {
  folder = mkdtempSync(join(tmpdir(), "newcomer-"));
  const tarball = readdirSync(installFolder).find((name) => name.endsWith(".tgz"));
  // Nothing is fetched: the package depends on nothing.
  const { code, stderr } = await runToTheEnd("npm", ["install", "--offline", "--no-audit", "--no-fund", join(installFolder, tarball)], { cwd: folder });
  assert.equal(code, 0, stderr);
});
after(() => rmSync(folder, { recursive: true, force: true }));

const FORMS = {
  "an ES module": ["first.mjs", (example) => example],
  "a CommonJS script": ["first.cjs", asScript],
};

for (const runtime of ["Node 20", "Node 22", "Node 24"]) {
  for (const [form, [file, written]] of Object.entries(FORMS)) {
    test(`${runtime}: README's first example as ${form} gives a right header, then asks for what is not set`, { skip: whyMissing(runtime) }, async () => {
      writeFileSync(join(folder, file), written(firstExample()));
      const { code, stdout, stderr } = await runToTheEnd(RUNTIMES[runtime].program, [file], { cwd: folder });
      assert.deepEqual([stdout, code], [`${HEADER}\n`, 1]);
      assert.match(stderr, /AuthError: key /);
    });
  }
}

function firstExample() {
  const readme = readFileSync(new URL("../../README.md", import.meta.url), "utf8");
  return markdownBlocks("README.md", readme)[0].lines.join("\n");
}

/** As one writes it where there is `require` and no top-level await. */
function asScript(example) {
  const [imports, rest] = [/^import (\{.*\}) from ('.*');$/gm, /\n\n([^]*)$/];
  return example.replaceAll(imports, "const $1 = require($2);").replace(rest, "\n\n(async () => {\n$1\n})();\n");
}

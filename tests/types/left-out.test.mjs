// What the types take as left out is left out when it runs.

import assert from "node:assert/strict";
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import test from "node:test";
import { pathToFileURL } from "node:url";

import { withoutTypes } from "../examples/tools.mjs";
import { installFolder } from "../package/installed.mjs";

test("every option that may be undefined by its type counts as left out", async (t) => {
  const source = readFileSync(new URL("left-out.ts", import.meta.url), "utf8");
  const path = join(installFolder, "left-out.mjs");
  writeFileSync(path, await withoutTypes(source, "left-out.ts"));
  t.after(() => rmSync(path));
  const { main } = await import(pathToFileURL(path).href);
  await assert.doesNotReject(main());
});

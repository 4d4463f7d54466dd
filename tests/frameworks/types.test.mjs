// The declarations beside the types of Node that a project may have: the oldest of each major that is supported compile as the newest
// does (the suite `types`), with no library of a page and no check left out.

import assert from "node:assert/strict";
import { cpSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";

import { packageOfTools } from "../examples/tools.mjs";
import { recordEnvironment } from "../runtimes/environment-record.mjs";
import { MODULES, makeWorkplace, run, versionOf } from "./workplace.mjs";

const TESTS = fileURLToPath(new URL("../types", import.meta.url));
const CONFIGURATION = JSON.parse(readFileSync(join(TESTS, "tsconfig.server.json"), "utf8"));

/** The packages of tests/frameworks, each with the compilers of its day. */
const TYPES_OF_NODE = [
  ["types-node-20-17", "typescript-5"],
  ["types-node-20", "typescript"],
  ["types-node-22", "typescript"],
  ["types-node-24", "typescript"],
];

test("what is checked leaves no library out, and has none of a page", () => {
  const { lib, skipLibCheck, types } = CONFIGURATION.compilerOptions;
  assert.deepEqual({ lib, skipLibCheck, types }, { lib: ["es2022"], skipLibCheck: false, types: ["node"] });
});

for (const [types, compiler] of TYPES_OF_NODE) {
  const version = versionOf(types);

  test(`@types/node ${version}`, async (t) => {
    const folder = makeWorkplace(t, { manifest: { type: "module" } });
    for (const file of CONFIGURATION.include) cpSync(join(TESTS, file), join(folder, file));
    mkdirSync(join(folder, "node_modules/@types"));
    // Where they lie they find the version of undici-types that they need.
    symlinkSync(join(MODULES, types), join(folder, "node_modules/@types/node"), "junction");
    const compilerOptions = { ...CONFIGURATION.compilerOptions, exactOptionalPropertyTypes: true };
    writeFileSync(join(folder, "tsconfig.json"), JSON.stringify({ ...CONFIGURATION, compilerOptions }));
    const tsc = join(packageOfTools(compiler), "bin/tsc");
    const { code, stdout } = await run(process.execPath, [tsc, "--pretty", "false", "--project", "."], folder);
    assert.equal(stdout, "");
    assert.equal(code, 0);
    recordEnvironment({ environment: `@types/node ${version.split(".")[0]}${types.endsWith("-17") ? ", oldest" : ""}`, version, tests: 1 });
  });
}

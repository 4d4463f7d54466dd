// A shop on Nest, compiled to CommonJS by TypeScript with decorators and their metadata.

import assert from "node:assert/strict";
import { join } from "node:path";
import { test } from "node:test";

import { packageOfTools } from "../examples/tools.mjs";
import { recordEnvironment } from "../runtimes/environment-record.mjs";
import { makeWorkplace, run, versionOf } from "./workplace.mjs";

const TSC = join(packageOfTools("typescript-5"), "bin/tsc");
const TYPES = packageOfTools("@types");

test(`Nest ${versionOf("@nestjs/core")}, CommonJS: it compiles, and its routes answer`, async (t) => {
  const folder = makeWorkplace(t, { template: "nest" });
  const compiled = await run(process.execPath, [TSC, "--typeRoots", TYPES, "--project", "tsconfig.json"], folder);
  assert.deepEqual([compiled.code, compiled.stdout], [0, ""]);
  const { code, stdout, stderr } = await run(process.execPath, ["dist/main.js"], folder);
  assert.deepEqual([code, stderr], [0, ""], stdout);
  assert.deepEqual(JSON.parse(stdout), [{ status: 200, tokenCalls: 1 }, { status: 200, tokenCalls: 1 }, { isOne: true }]);
  recordEnvironment({ environment: "Nest, CommonJS", version: versionOf("@nestjs/core"), tests: 1 });
});

// Test frameworks with jsdom: a page's globals over Node, of which Jest takes many away.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";

import { recordEnvironment } from "../runtimes/environment-record.mjs";
import { RUNTIMES, whyMissing } from "../runtimes/pinned.mjs";
import { MODULES, makeWorkplace, run, versionOf } from "./workplace.mjs";

const SUITE = readFileSync(new URL("jsdom/suite.mjs", import.meta.url), "utf8");
const REQUIRED = SUITE.replace("export function", "function").concat("module.exports = { shopSuite };\n");
const JEST = [join(MODULES, "jest/bin/jest.js"), "--json", "--outputFile=report.json"];
const VITEST = [join(MODULES, "vitest/vitest.mjs"), "run", "--environment=jsdom", "--reporter=json", "--outputFile=report.json"];

const JEST_REQUIRES = `
const [root, headersEntry, server] = ["commerce-auth", "commerce-auth/headers", "commerce-auth/server"].map((entry) => require(entry));
require("./suite.cjs").shopSuite({ test, expect, root, headersEntry, server, serverHalf: "works" });
`;
const imports = (serverHalf, more = "") => `
import * as root from "commerce-auth";
import * as headersEntry from "commerce-auth/headers";
import * as server from "commerce-auth/server";
${more}
import { shopSuite } from "./suite.mjs";
shopSuite({ test, expect, root, headersEntry, server, serverHalf: ${JSON.stringify(serverHalf)} });
`;
const jestEnvironment = (testEnvironmentOptions) => ({ testEnvironment: "jsdom", testEnvironmentOptions, transform: {} });
const jestScripts = (testEnvironmentOptions) => ({
  files: { "suite.cjs": REQUIRED, "shop.test.cjs": JEST_REQUIRES },
  manifest: { jest: { ...jestEnvironment(testEnvironmentOptions), testMatch: ["**/*.test.cjs"] } },
  args: JEST,
  version: versionOf("jest"),
});
const jestModules = (serverHalf, testEnvironmentOptions) => ({
  files: { "suite.mjs": SUITE, "shop.test.mjs": imports(serverHalf) },
  manifest: { type: "module", jest: { ...jestEnvironment(testEnvironmentOptions), testMatch: ["**/*.test.mjs"] } },
  args: ["--experimental-vm-modules", "--no-warnings", ...JEST],
  version: versionOf("jest"),
});
const AS_IN_NODE = { customExportConditions: ["node"] };
const vitest = { files: { "suite.mjs": SUITE, "shop.test.mjs": imports("works", 'import { expect, test } from "vitest";') }, manifest: { type: "module" }, args: VITEST, version: versionOf("vitest") };

/** With the advice of docs/testing.md, and without it: then modules in Jest are given the stub for browsers. */
const KITS = {
  "Jest, jsdom, CommonJS": { ...jestScripts(AS_IN_NODE), node: process.execPath, tests: 5 },
  "Jest, jsdom, CommonJS, as it comes": { ...jestScripts({}), node: process.execPath, tests: 5 },
  "Jest, jsdom, modules": { ...jestModules("works", AS_IN_NODE), node: process.execPath, tests: 5 },
  "Jest, jsdom, modules, as it comes": { ...jestModules("refuses", {}), node: process.execPath, tests: 3 },
  "Vitest, jsdom": { ...vitest, node: process.execPath, tests: 5 },
  "Vitest, jsdom, Node 24": { ...vitest, node: RUNTIMES["Node 24"].program, tests: 5 },
};

for (const [name, { files, manifest, args, version, node, tests }] of Object.entries(KITS)) {
  test(`${name}, ${version}`, async (t) => {
    assert.equal(whyMissing("Node 24"), undefined);
    const folder = makeWorkplace(t, { files, manifest });
    const { code, stdout, stderr } = await run(node, args, folder);
    const { testResults } = JSON.parse(readFileSync(join(folder, "report.json"), "utf8"));
    const results = testResults.flatMap(({ assertionResults }) => assertionResults);
    recordEnvironment({ environment: name, version, tests: results.length });
    for (const { title, status, failureMessages } of results) await t.test(title, () => assert.equal(status, "passed", failureMessages.join("\n")));
    assert.equal(results.length, tests, `${testResults.map(({ message }) => message).join("\n")}`);
    assert.equal(code, 0, stdout + stderr);
  });
}

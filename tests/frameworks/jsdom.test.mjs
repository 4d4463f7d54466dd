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

const jestFile = (serverHalf) => `
const [root, headersEntry, server] = ["commerce-auth", "commerce-auth/headers", "commerce-auth/server"].map((entry) => require(entry));
require("./suite.cjs").shopSuite({ test, expect, root, headersEntry, server, serverHalf: ${JSON.stringify(serverHalf)} });
`;
const VITEST_FILE = `
import * as root from "commerce-auth";
import * as headersEntry from "commerce-auth/headers";
import * as server from "commerce-auth/server";
import { expect, test } from "vitest";
import { shopSuite } from "./suite.mjs";
shopSuite({ test, expect, root, headersEntry, server, serverHalf: "works" });
`;
const jestOf = (serverHalf, testEnvironmentOptions) => ({
  files: { "suite.cjs": REQUIRED, "shop.test.cjs": jestFile(serverHalf) },
  manifest: { jest: { testEnvironment: "jsdom", testEnvironmentOptions, testMatch: ["**/*.test.cjs"] } },
  args: JEST,
  version: versionOf("jest"),
});
const vitest = { files: { "suite.mjs": SUITE, "shop.test.mjs": VITEST_FILE }, manifest: { type: "module" }, args: VITEST, version: versionOf("vitest") };

const KITS = {
  "Jest, jsdom with the entries of Node": { ...jestOf("works", { customExportConditions: ["node"] }), node: process.execPath, tests: 5 },
  "Jest, jsdom": { ...jestOf("refuses", {}), node: process.execPath, tests: 3 },
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

// A shop's own suite, run by the frameworks that shops use, on the installed package.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, extname, join } from "node:path";
import test from "node:test";
import { fileURLToPath } from "node:url";

import { installFolder, packageFolder } from "../package/installed.mjs";
import { recordEnvironment } from "../runtimes/environment-record.mjs";

const HERE = dirname(fileURLToPath(import.meta.url));
const SHOP = join(HERE, "shop");
const MODULES = join(HERE, "node_modules");
const LONGEST_MS = 120_000;
/** Both frameworks write the same form of report; fewer tests than these have not been registered. */
const AT_LEAST = 40;

const jest = (...nodeOptions) => [...nodeOptions, join(MODULES, "jest", "bin", "jest.js"), "--json", "--testTimeout=60000", "--outputFile=report.json"];

/** By name: the file that gives the suite to the framework, what package.json of the shop says, and the command. */
const KITS = {
  "Vitest": {
    packages: ["vitest"],
    runner: "vitest.mjs",
    manifest: { type: "module" },
    command: [join(MODULES, "vitest", "vitest.mjs"), "run", "--reporter=json", "--testTimeout=60000", "--outputFile=report.json"],
    version: "vitest",
  },
  "Jest, modules": {
    runner: "jest-modules.mjs",
    manifest: { type: "module", jest: { testMatch: ["**/*.test.mjs"], transform: {} } },
    command: jest("--experimental-vm-modules", "--no-warnings"),
    version: "jest",
  },
  "Jest, CommonJS": {
    runner: "jest-commonjs.cjs",
    manifest: { jest: { testMatch: ["**/*.test.cjs"] } },
    command: jest(),
    version: "jest",
  },
};

/** The folder of a shop that has the package and a framework. */
function shop(t, { packages = [], runner, manifest }) {
  const folder = mkdtempSync(join(installFolder, "shop-"));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  const modules = join(folder, "node_modules");
  mkdirSync(modules);
  symlinkSync(packageFolder, join(modules, "commerce-auth"), "junction");
  for (const name of packages) symlinkSync(join(MODULES, name), join(modules, name), "junction");
  writeFileSync(join(folder, "package.json"), JSON.stringify({ name: "shop", private: true, ...manifest }));
  const suite = readFileSync(join(SHOP, "suite.mjs"), "utf8");
  if (extname(runner) === ".cjs") writeFileSync(join(folder, "suite.cjs"), required(suite));
  else writeFileSync(join(folder, "suite.mjs"), suite);
  // Here it is called otherwise, so that node:test does not take it for one of its own.
  cpSync(join(SHOP, runner), join(folder, `shop.test${extname(runner)}`));
  return folder;
}

/** The suite for those who require it. */
function required(module) {
  const [, name] = /^export function (\w+)/m.exec(module);
  return `${module.replace("export function", "function")}module.exports = { ${name} };\n`;
}

const versionOf = (name) => JSON.parse(readFileSync(join(MODULES, name, "package.json"), "utf8")).version;

for (const [name, kit] of Object.entries(KITS)) {
  test(`${name} ${versionOf(kit.version)}`, async (t) => {
    const folder = shop(t, kit);
    const { NODE_TEST_CONTEXT, CI, ...env } = process.env;
    // Nothing is told to exit: a timer or a socket left open would keep the framework from ending.
    const end = spawnSync(process.execPath, kit.command, { cwd: folder, env, encoding: "utf8", timeout: LONGEST_MS, maxBuffer: Infinity });
    const said = `${end.stdout}\n${end.stderr}`;
    assert.equal(end.signal, null, `it does not end:\n${said}`);
    const { testResults } = JSON.parse(readFileSync(join(folder, "report.json"), "utf8"));
    const results = testResults.flatMap(({ assertionResults }) => assertionResults);
    recordEnvironment({ environment: name, version: versionOf(kit.version), tests: results.length });
    for (const { title, status, failureMessages } of results) {
      await t.test(title, () => assert.equal(status, "passed", failureMessages.join("\n")));
    }
    assert.equal(end.status, 0, said);
    assert.doesNotMatch(said, /did not exit|open handle/i);
    assert.ok(results.length >= AT_LEAST, `only ${results.length} tests were registered`);
  });
}

import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { test } from "node:test";

import { toolModule } from "../package/tool-module.mjs";

const { parseDocument } = await toolModule("yaml");

const FOLDER = new URL("../../.github/workflows/", import.meta.url);
const workflows = readdirSync(FOLDER).map((name) => {
  const text = readFileSync(new URL(name, FOLDER), "utf8");
  const document = parseDocument(text, { strict: true, uniqueKeys: true });
  return { name, text, document, content: document.toJS() };
});

const steps = workflows.flatMap(({ name, content }) => Object.entries(content.jobs).flatMap(([job, { steps }]) => steps.map((step) => ({ at: `${name} ${job}`, ...step }))));
const release = workflows.find(({ name }) => name === "release.yml").content;
const commands = (job) => job.steps.flatMap(({ run = "" }) => run.trim().split("\n").map((line) => line.trim()));

test("every workflow is YAML without a mistake, with what GitHub asks for", () => {
  assert.deepEqual(workflows.map(({ name }) => name).sort(), ["release.yml", "test.yml"]);
  for (const { name, document, content } of workflows) {
    assert.deepEqual([...document.errors, ...document.warnings], [], name);
    for (const [job, { "runs-on": runner, steps, "timeout-minutes": minutes }] of Object.entries(content.jobs)) {
      assert.ok(content.on && runner && steps.length > 0 && minutes > 0, `${name} ${job}`);
    }
  }
});

test("each step either uses an action or runs a command", () => {
  for (const { at, uses, run } of steps) assert.equal(Number(Boolean(uses)) + Number(Boolean(run)), 1, at);
});

test("actions are pinned by commit, and say their version", () => {
  const lines = workflows.flatMap(({ text }) => text.split("\n").filter((line) => /\buses:/.test(line)));
  assert.ok(lines.length >= 5);
  for (const line of lines) assert.match(line, /uses: [\w-]+\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
});

test("an action is pinned to one commit throughout", () => {
  const pins = steps.filter(({ uses }) => uses).map(({ uses }) => uses.split("@"));
  const byName = Map.groupBy ? Map.groupBy(pins, ([name]) => name) : new Map(pins.map(([name]) => [name, pins.filter(([other]) => other === name)]));
  for (const [name, found] of byName) assert.equal(new Set(found.map(([, commit]) => commit)).size, 1, name);
});

test("nothing may be written but where it has to be", () => {
  for (const { name, content } of workflows) assert.deepEqual(content.permissions, { contents: "read" }, name);
  assert.equal(release.jobs.build.permissions, undefined);
  assert.deepEqual(release.jobs.publish.permissions, { contents: "write", "id-token": "write" });
});

test("what others write into names and messages reaches no shell as text", () => {
  for (const { at, run = "" } of steps) assert.doesNotMatch(run, /\$\{\{/, at);
});

test("a release is tested first, and published last", () => {
  const { build, publish } = release.jobs;
  const lines = commands(build);
  const at = (start) => lines.findIndex((line) => line.startsWith(start));
  const order = [".ci/run", "cargo xtask reproduce", "cargo deny", "npm audit --audit-level", "npm audit signatures", "cargo xtask sbom", "cp target"].map(at);
  assert.ok(order.every((place) => place >= 0), `${order}`);
  assert.deepEqual(order, [...order].sort((one, other) => one - other));
  assert.equal(publish.needs, "build");
  assert.match(lines[at("cargo deny")], /^cargo deny --locked --workspace check advisories licenses bans sources$/);
});

test("what was packed is what is published, with its provenance", () => {
  const { build, publish } = release.jobs;
  const line = commands(publish).find((line) => line.startsWith("npm publish"));
  assert.equal(line, "npm publish ./dist/commerce-auth-*.tgz --provenance --access public --ignore-scripts");
  assert.ok(!publish.steps.some(({ uses = "" }) => uses.startsWith("actions/checkout")), "the job that publishes runs nothing of the repository");
  const lines = commands(build);
  assert.ok(lines.includes("cp target/commerce-auth.cdx.json dist/"));
  // One of the two builds that were compared with each other and with what was tested, and nothing edits or packs it later.
  assert.ok(lines.includes("cargo xtask reproduce --pack dist"));
  for (const line of lines) assert.doesNotMatch(line, /\bnpm (pack|pkg)\b|\bpkg\//);
  assert.equal(build.env.COMMERCE_AUTH_REPOSITORY, "${{ github.server_url }}/${{ github.repository }}");
  assert.ok(commands(publish).some((line) => line.startsWith("gh release create") && line.includes("dist/*")));
});

test("a container is ready for what is tested in it", () => {
  for (const { build, test: tests } of workflows.map(({ content }) => content.jobs)) {
    const { env, steps } = build ?? tests;
    assert.equal(env.HOME, "/root");
    assert.match(steps[1].run, /^git config --global --add safe\.directory/);
  }
});

test("a container is one image, by its digest, and the same for test and release", () => {
  const images = workflows.flatMap(({ content }) => Object.values(content.jobs).flatMap(({ container }) => container ?? []));
  assert.equal(images.length, 2);
  for (const image of images) assert.match(image, /^rust:\d+\.\d+-bookworm@sha256:[0-9a-f]{64}$/);
  assert.equal(new Set(images).size, 1);
});

test("tools that are installed have their version", () => {
  const installed = steps.flatMap(({ run = "" }) => run.split("\n")).filter((line) => line.includes("cargo install"));
  assert.ok(installed.length > 0);
  for (const line of installed) assert.match(line, / --version =\d+\.\d+\.\d+ --locked$/);
});

test("what is published is built as its sizes are recorded", () => {
  for (const job of [release.jobs.build, workflows.find(({ name }) => name === "test.yml").content.jobs.test]) assert.equal(job.env.WASM_TOOLCHAIN, "debian");
});

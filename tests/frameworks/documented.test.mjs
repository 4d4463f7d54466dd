// docs/frameworks.md names the versions that the locks pin, and no row without a test.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

const text = (path) => readFileSync(new URL(path, import.meta.url), "utf8");
const PAGE = text("../../docs/frameworks.md");

/** The version that a lock has of a package. */
const pinned = (folder, name) => JSON.parse(text(`${folder}/package-lock.json`)).packages[`node_modules/${name}`].version;
const major = (version) => version.split(".")[0];
const minor = (version) => version.split(".").slice(0, 2).join(".");

const HERE = ".";
const builds = (name) => `../framework-builds/${name}`;
const TYPES = ["types-node-20-17", "types-node-20", "types-node-22", "types-node-24"].map((name) => pinned(HERE, name));

/** The rows in their order: what is named, with which version. */
const ROWS = [
  ["nft", minor(pinned(HERE, "@vercel/nft"))],
  ["Nest, CommonJS", major(pinned(HERE, "@nestjs/core"))],
  ["OpenTelemetry", minor(pinned(HERE, "@opentelemetry/sdk-trace-node"))],
  ["Jest with jsdom", major(pinned(HERE, "jest"))],
  ["Vitest with jsdom", major(pinned(HERE, "vitest"))],
  ["`@types/node`", [minor(TYPES[0]), ...TYPES.slice(1).map(major)].join(", ")],
  ["Next", ["next-14", "next-15", "next-16"].map((name) => major(pinned(builds(name), "next"))).join(", ")],
  ["Next, `cacheComponents`", major(pinned(builds("next-16"), "next"))],
  ["Nitro", minor(pinned(builds("nitro"), "nitropack"))],
  ["wrangler", major(pinned(builds("wrangler"), "wrangler"))],
];

test("docs/frameworks.md has these rows, with the versions that are pinned", () => {
  const rows = [...PAGE.matchAll(/^\| ([^|]+) \| ([\d., ]+) \| [^|]+ \|$/gm)].map(([, name, version]) => [name, version]);
  assert.deepEqual(rows, ROWS);
});

test("Jest and its jsdom are of one version, and so are Next's own modules", () => {
  assert.equal(pinned(HERE, "jest-environment-jsdom"), pinned(HERE, "jest"));
  for (const name of ["next-14", "next-15", "next-16"]) assert.equal(`next-${major(pinned(builds(name), "next"))}`, name);
});

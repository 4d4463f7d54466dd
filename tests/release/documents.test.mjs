import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { posix } from "node:path";
import { test } from "node:test";

import { shippedText } from "../../xtask/tools/assemble/shipped-links.mjs";
import { entries } from "./tarball.mjs";

const documents = entries.filter(({ name }) => name.endsWith(".md"));
const names = new Set(entries.map(({ name }) => name));

/** Text without fenced blocks, where a `](` is code. */
const prose = (text) => text.split("\n```").filter((_, index) => index % 2 === 0).join("\n");
const targets = (text) => [...prose(text).matchAll(/\]\(([^)]+)\)/g)].map(([, target]) => target);

/** The anchors of headings, as npm's site and GitHub make them. */
function anchors(text) {
  const headings = prose(text).split("\n").filter((line) => line.startsWith("#"));
  return headings.map((line) => line.replace(/^#+\s*/, "").toLowerCase().replaceAll(" ", "-").replace(/[^\p{L}\p{N}_-]/gu, ""));
}

test("every link of a document in the tarball leads to something in the tarball", () => {
  let seen = 0;
  for (const { name, text } of documents) {
    for (const target of targets(text).filter((target) => !/^[a-z]+:/.test(target))) {
      const [path, heading] = target.split("#");
      const file = path === "" ? name : posix.normalize(posix.join(posix.dirname(name), path));
      assert.ok(names.has(file), `${name}: ${target}`);
      if (heading) assert.ok(anchors(entries.find((entry) => entry.name === file).text).includes(heading), `${name}: ${target}`);
      seen += 1;
    }
  }
  assert.ok(seen > 30, `${seen} links are too few to be all`);
});

test("every link to elsewhere is https", () => {
  for (const { name, text } of documents) {
    for (const target of targets(text).filter((target) => /^[a-z]+:/.test(target))) assert.match(target, /^https:/, `${name}: ${target}`);
  }
});

test("README and CHANGELOG are those of this version", () => {
  const own = (name) => readFileSync(new URL(`../../${name}`, import.meta.url), "utf8");
  const shipped = (name) => entries.find((entry) => entry.name === name).text;
  assert.equal(shipped("CHANGELOG.md"), own("CHANGELOG.md"));
  // Their examples and headings are untouched; only links to what does not ship are words now.
  const words = (text) => text.replace(/!?\[([^\]]*)\]\([^)]*\)/g, "$1").split("\n").filter((line) => /^[#`]|^\| /.test(line));
  assert.deepEqual(words(shipped("README.md")), words(own("README.md")));
});

test("links to what does not ship become words, code and all others stay", () => {
  const text = "See [a](a.md#x), [b](b.md) and [c](https://c.test/).\n![d](d.png)\n```\n[b](b.md)\n```\n[e](#e)";
  const expected = "See [a](a.md#x), b and [c](https://c.test/).\n```\n[b](b.md)\n```\n[e](#e)";
  assert.equal(shippedText(text, (path) => path === "a.md"), expected);
});

// Every example of README, the documents and the declarations does what it says.

import assert from "node:assert/strict";
import test, { after } from "node:test";

import { withoutRedis } from "../stores/redis-server.mjs";
import { runBlock } from "./running.mjs";
import { AT_LEAST, sources } from "./sources.mjs";
import { typeFaults } from "./type-checking.mjs";
import { Workplace } from "./workplace.mjs";

const all = sources();
const blocks = all.flatMap((source) => source.blocks);
const workplace = new Workplace();
after(() => workplace.remove());

for (const { file, blocks: found, fault } of all) {
  test(`${file}: its examples can be read, and are no fewer than there were`, () => {
    if (fault) throw fault;
    const least = AT_LEAST[file] ?? 0;
    assert.ok(found.length >= least, `${found.length} were found, and ${least} there were`);
  });
}

test("every text that must have examples is there", () => {
  const files = all.map(({ file }) => file);
  assert.deepEqual(Object.keys(AT_LEAST).filter((file) => !files.includes(file)), []);
});

for (const block of blocks.filter(({ mark }) => mark !== "not executed")) {
  const skip = block.mark === "redis" && withoutRedis;
  test(`${block.file}:${block.line}`, { skip }, () => runBlock(block, workplace));
}

test("every example passes the type checker, strict", (t) => {
  const checking = new Workplace();
  t.after(() => checking.remove());
  const faults = new Set(typeFaults(blocks, checking).map(({ message }) => message));
  if (faults.size > 0) throw new Error([...faults].join("\n"));
});

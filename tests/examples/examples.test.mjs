// Every example of README, the documents and the declarations does what it says.

import assert from "node:assert/strict";
import test, { after } from "node:test";

import { runBlock } from "./running.mjs";
import { AT_LEAST, sources } from "./sources.mjs";
import { typeFaults } from "./type-checking.mjs";
import { Workplace } from "./workplace.mjs";

const all = sources();
const blocks = all.flatMap((source) => source.blocks);
const workplace = new Workplace();
after(() => workplace.remove());

for (const [file, least] of Object.entries(AT_LEAST)) {
  test(`${file} holds at least ${least} examples`, () => {
    const found = all.find((source) => source.file === file)?.blocks.length ?? 0;
    assert.ok(found >= least, `${found} were found`);
  });
}

for (const block of blocks.filter(({ mark }) => mark !== "not executed")) {
  test(`${block.file}:${block.line}`, () => runBlock(block, workplace));
}

test("every example passes the type checker, strict", (t) => {
  const checking = new Workplace();
  t.after(() => checking.remove());
  assert.deepEqual(typeFaults(blocks, checking).map(({ message }) => message), []);
});

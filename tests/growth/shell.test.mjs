// The JavaScript around the core is part of the cost: what it does is counted block by block, for the same places.

import assert from "node:assert/strict";
import test from "node:test";

import { takeShellCount } from "./counted-shell.mjs";
import { PROFILE_READERS } from "./profile-readers.mjs";
import { READERS } from "./readers.mjs";
import { SERVER_READERS } from "./server-readers.mjs";
import { ANSWERS, DOCUMENTS, LINES, NAMES, NESTED, TEXTS, forEveryPlace, shapesInTurn, textOf } from "./shapes.mjs";
import { imported } from "../package/installed.mjs";

const LENGTHS = [4 * 1024, 16 * 1024];
const DOUBLINGS = 2;
/** What a text of twice the length may cost, as for the core. */
const MOST_BY_DOUBLING = 2.5;
/**
 * Blocks that any call runs, and blocks for each byte: a parsed body of `[1,1,…]` is walked value by value. Of arguments the
 * shell checks names and kinds member by member, and each row of a batch is a call of its own, whose other members are as
 * long again as the sixteen bytes that count.
 */
const SMALL = 2_000;
const MOST_PER_BYTE = { outside: 12, arguments: 20 };

/** Enough for what the shell can see of a text: whether it is a value, how deep, how many members, and which letters. */
const SHAPES = new Set([
  NESTED["objects in objects, again and again"],
  NESTED["objects around many names"],
  NESTED["arrays of empty arrays"],
  NESTED["objects all the way down"],
  NAMES["many names"],
  NAMES["names of every object's nature"],
  NAMES["one name again and again"],
  TEXTS["many numbers"],
  TEXTS["one long text"],
  TEXTS["letters beyond the first plane"],
  TEXTS["escapes of halves of surrogate pairs"],
  ANSWERS["many errors"],
  ...Object.values(LINES),
]);

async function blocksOf(api, call, text) {
  try {
    await call(api, text);
  } catch (error) {
    if (error?.name !== "AuthError") throw error;
  }
  return takeShellCount();
}

async function faultsIn(api, { shapes, call, from }, number) {
  const faults = [];
  takeShellCount();
  const chosen = Object.fromEntries(Object.entries(shapes).filter(([, shape]) => SHAPES.has(shape)));
  for (const [name, shape] of shapesInTurn(chosen, number)) {
    const blocks = [];
    for (const length of LENGTHS) blocks.push(await blocksOf(api, call, textOf(shape, length)));
    const [before, after] = blocks;
    if (after > SMALL + MOST_PER_BYTE[from] * LENGTHS.at(-1)) faults.push(`${name}: ${after} blocks at ${LENGTHS.at(-1)}`);
    if (after > MOST_BY_DOUBLING ** DOUBLINGS * Math.max(before, SMALL)) faults.push(`${name}: ${before} blocks, then ${after}`);
  }
  return faults;
}

const entries = [
  [await imported("commerce-auth"), READERS],
  [await imported("commerce-auth/server"), { ...PROFILE_READERS, ...SERVER_READERS }],
];

test("the shell that runs here is counted", async () => {
  const [[api]] = entries;
  const call = (count) => () => api.capillary.basicHeadersBatch(Array.from({ length: count }, () => ({ username: "u", password: "p" })));
  await blocksOf(api, call(1_000), "");
  const [some, twice] = [await blocksOf(api, call(1_000), ""), await blocksOf(api, call(2_000), "")];
  assert.ok(some > 5_000, `${some}`);
  assert.ok(twice > 1.9 * some && twice < 2.1 * some, `${some}, then ${twice}`);
});

test("every shape that is named here is one that there is", () => {
  const all = new Set([...Object.values(DOCUMENTS), ...Object.values(LINES)]);
  for (const shape of SHAPES) assert.ok(all.has(shape));
});

for (const [api, readers] of entries) {
  forEveryPlace(readers, (name, place, number) => {
    test(`${name}: the shell does no more than the length of a text asks for`, async () => {
      assert.deepEqual(await faultsIn(api, place, number), []);
    });
  });
}

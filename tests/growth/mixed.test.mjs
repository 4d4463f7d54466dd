// Shapes that nobody thought of: fragments drawn by chance, strung together and nested, for a place drawn by chance. A
// shape that costs too much is made smaller fragment by fragment while it still does, and told with its seed.

import assert from "node:assert/strict";
import test from "node:test";

import "./counted-core.mjs";
import { LENGTHS, MOST, costOf, faultOf } from "./growth.mjs";
import { PROFILE_READERS } from "./profile-readers.mjs";
import { READERS } from "./readers.mjs";
import { DOCUMENTS, filled, forEveryPlace } from "./shapes.mjs";
import { SEED, chance } from "../package/random.mjs";
import { imported } from "../package/installed.mjs";

const entries = [
  [await imported("commerce-auth"), READERS],
  [await imported("commerce-auth/server"), PROFILE_READERS],
];
const ROUNDS = process.env.COMMERCE_AUTH_LONG === "1" ? 2_000 : 120;
const MOST_FRAGMENTS = 6;

/** Values and members, some of them with the number of the repetition in them. */
const FRAGMENTS = [
  ...['""', '"a"', '"\\u0061"', '"\\ud800"', '"a\u0001b"', '"\\\\\\""', '"é€😀"', `"${"x".repeat(70)}"`, `"${"\\n".repeat(20)}"`],
  ...["0", "-1.5e10", "1e999", "9".repeat(40), "true", "null", " 1 ", "\n\t1\r "],
  ...["[]", "{}", "[[[[1]]]]", '{"":{"":{}}}', '{"a":1,"a":2}', "[[],[[],[]]]", `${"[".repeat(100)}${"]".repeat(100)}`, `${'{"":'.repeat(90)}1${"}".repeat(90)}`],
  ...['{"n#":1}', '{"#":"#"}', '"#"', '{"code":#,"message":"m"}', '{"status":{"code":#}}', '{"errors":[{"code":498}]}'],
  ...[`{${Array.from({ length: 11 }, (_, at) => `"aa${at + 10}aa":1`).join(",")}}`, `{${Array.from({ length: 70 }, (_, at) => `"n${at}#":1`).join(",")}}`],
];
const WAYS = ["list", "members of many names", "members of one name", "members of two names", "members of names in escapes"];
const AROUND = ["nothing", "objects", "arrays", "a text that is never closed"];

/** Places that take documents. */
const places = [];
for (const [api, readers] of entries) {
  forEveryPlace(readers, (name, place) => {
    if (place.shapes[Object.keys(DOCUMENTS)[0]] !== undefined) places.push({ api, name, place });
  });
}

function drawn(below) {
  const fragments = Array.from({ length: 1 + below(MOST_FRAGMENTS) }, () => FRAGMENTS[below(FRAGMENTS.length)]);
  return { fragments, way: WAYS[below(WAYS.length)], around: AROUND[below(AROUND.length)], depth: below(120) };
}

const NAMES = {
  "members of many names": (index) => `"n${index}"`,
  "members of one name": () => '"name"',
  "members of two names": (index) => `"${index % 2}"`,
  "members of names in escapes": (index) => `"\\u006e\\ud8${(index % 256).toString(16).padStart(2, "0")}${index >> 8}"`,
};

function shapeOf({ fragments, way, around, depth }) {
  const value = (index) => fragments[index % fragments.length].replaceAll("#", index);
  const part = way === "list" ? value : (index) => `${NAMES[way](index)}:${value(index)}`;
  const [open, close] = way === "list" ? ["[", "]"] : ["{", "}"];
  return (length) => {
    const inside = filled(length, part, { before: open, after: close });
    if (around === "objects") return '{"a":'.repeat(depth) + inside + "}".repeat(depth);
    if (around === "arrays") return "[".repeat(depth) + inside + "]".repeat(depth);
    return around === "nothing" ? inside : `${inside.slice(0, -1)},"a`;
  };
}

async function costs({ api, place }, shape) {
  const all = [];
  for (const length of LENGTHS) all.push(await costOf(api, place, shape(length)));
  return all;
}

/** The fewest fragments, and the fewest levels around them, that still cost too much. */
async function shrunk(drawing, fault) {
  for (const smaller of smallerOnes(drawing)) if (await fault(smaller)) return shrunk(smaller, fault);
  return drawing;
}

function* smallerOnes(drawing) {
  const { fragments, way, around, depth } = drawing;
  for (let at = 0; fragments.length > 1 && at < fragments.length; at += 1)
    yield { ...drawing, fragments: fragments.filter((_, index) => index !== at) };
  if (around !== "nothing") yield { ...drawing, around: "nothing" };
  if (depth > 0) yield { ...drawing, depth: depth >> 1 };
  if (way !== "list") yield { ...drawing, way: "list" };
}

test(`no shape drawn by chance costs more than its length, seed ${SEED}`, async () => {
  const below = chance();
  for (let round = 0; round < ROUNDS; round += 1) {
    const drawnPlace = places[below(places.length)];
    const drawing = drawn(below);
    const fault = async (one) => faultOf(await costs(drawnPlace, shapeOf(one)), MOST[drawnPlace.place.from]);
    if (!(await fault(drawing))) continue;
    const smallest = await shrunk(drawing, fault);
    assert.fail(`${drawnPlace.name}, round ${round} of seed ${SEED}: ${JSON.stringify(smallest)}: ${await fault(smallest)}`);
  }
});

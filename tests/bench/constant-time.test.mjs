// What looks for differences in time: its statistics on figures that are known, its inputs, its verdicts. Nothing here is timed.

import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import test from "node:test";
import { fileURLToPath } from "node:url";

import { imported } from "../package/installed.mjs";
import { comparisons, outcomesOf } from "./constant-time/comparisons.mjs";
import { measureInterleaved } from "./constant-time/interleaved.mjs";
import { CONTROL, LIMIT, judged, table } from "./constant-time/verdict.mjs";
import { furthest, sharpest, welchOfAll } from "./constant-time/welch.mjs";
import { sequence } from "./samples/sequence.mjs";

const SOURCES = fileURLToPath(new URL("../../src", import.meta.url));
/** Every place of the core that compares with a secret or with what one made, and the calls that come there. */
const PLACES = {
  "api/capillary/webhook.rs": ["capillary.verifyWebhook"],
  "api/pledg/back_mode.rs": ["pledg.verifyNotification, back mode"],
  "scheme/hs256.rs": ["verifyJwtHs256", "pledg.verifyNotification, a transfer", "pledg.readReturn"],
};

const all = comparisons(await imported("commerce-auth"));

test("every comparison of the core is measured", () => {
  const comparing = readdirSync(SOURCES, { recursive: true }).filter((name) => name.endsWith(".rs") && /\bct_eq\(|\bverify_slice\(/.test(readFileSync(join(SOURCES, name), "utf8")));
  assert.deepEqual(comparing.map((name) => name.replaceAll("\\", "/")).sort(), Object.keys(PLACES));
  assert.deepEqual([...new Set(all.map(({ what }) => what))].sort(), Object.values(PLACES).flat().sort());
});

for (const comparison of all) {
  const { what, classes, pools, outcome, leak } = comparison;
  const name = `${what}, ${classes.join(" or ")}`;

  test(`${name}: every input comes to ${outcome}, and the classes are alike but for that`, () => {
    assert.deepEqual([...new Set(outcomesOf(comparison))], [outcome]);
    const [lengths, others] = pools.map((pool) => pool.map((input) => lengthsOf(input)));
    assert.deepEqual(lengths, others);
    // That a difference is where it is said to be.
    for (const [which, pool] of pools.entries()) for (const input of pool.slice(0, 50)) checkClass(classes[which], input, leak);
  });
}

const CHECKS = {
  "the first byte wrong": ({ given, right }) => assert.ok(firstDifference(given, right) < 2),
  "the last byte wrong": ({ given, right }) => assert.ok(firstDifference(given, right) > right.length - 4 && given !== right),
  "the same secret": (input, leak) => assert.equal(leak(input), true),
  "a random one": (input, leak) => assert.equal(leak(input), false),
  "the first of two secrets fits": (input, leak) => assert.equal(leak(input), true),
  "the second fits": (input, leak) => assert.equal(leak(input), true),
};

const checkClass = (name, input, leak) => CHECKS[name](input, leak);
const firstDifference = (one, other) => [...one].findIndex((character, at) => character !== other[at]);

/** How long every text of an input is. */
function lengthsOf(value) {
  if (typeof value === "string") return value.length;
  return typeof value === "object" && value !== null ? Object.values(value).map(lengthsOf) : null;
}

/** So many inputs of each class, each measured so many times: `time(which, next)` gives a measurement. */
function figures(inputs, times, time) {
  const classes = Uint8Array.from({ length: 2 * inputs }, (_, at) => at % 2);
  const next = sequence(17);
  const order = Uint32Array.from({ length: 2 * inputs * times }, (_, at) => at % (2 * inputs));
  return welchOfAll(Float64Array.from(order, (input) => time(classes[input], next, input)), order, classes);
}

test("t is that of Welch over the means of inputs", () => {
  // Class 0 has means of 10 and 12, class 1 of 11 and 13, half of its 128 inputs each: variances of 128/127.
  const [{ kept, t, difference, error }, ...cropped] = figures(128, 3, (which, next, input) => 10 + which + 2 * ((input >> 1) % 2));
  const expected = Math.sqrt((2 * (128 / 127)) / 128);
  assert.deepEqual([kept, difference], [1, 1]);
  assert.ok(Math.abs(error - expected) < 1e-12 && Math.abs(t - 1 / expected) < 1e-9, `${error}, ${t}`);
  // Of the quicker half only 10 and 11 are left: a difference without any doubt.
  assert.deepEqual(cropped.at(-1), { kept: 0.5, t: Infinity, difference: 1, error: 0 });
});

test("a small difference is found in much noise, and none where there is none", () => {
  const noisy = (added) => figures(500, 40, (which, next) => 1_000 + (next() % 200) + which * added);
  assert.ok(furthest(noisy(5)).t > LIMIT, JSON.stringify(noisy(5)));
  assert.ok(Math.abs(furthest(noisy(0)).t) < LIMIT, JSON.stringify(noisy(0)));
});

test("what a machine does at times hides nothing", () => {
  const rare = figures(500, 40, (which, next) => 1_000 + (next() % 200) + which * 10 + (next() % 97 === 0 ? next() % 10_000_000 : 0));
  assert.ok(Math.abs(rare[0].t) < LIMIT);
  assert.ok(furthest(rare).t > LIMIT && sharpest(rare).error < rare[0].error);
});

test("too few inputs are no figures", () => {
  assert.throws(() => figures(29, 2, () => 1), /too few inputs/);
});

test("calls of both classes are made with texts made anew", () => {
  const made = [];
  const pools = ["a", "b"].map((letter) => Array.from({ length: 100 }, (_, at) => ({ token: `${letter}${at}`, secret: [`s${at}`], headers: { x: "y" } })));
  measureInterleaved({ pools, run: (input) => void made.push(input), count: 4_000 });
  assert.equal(made.length, 4_400);
  const given = new Set(pools.flat().map((input) => JSON.stringify(input)));
  assert.ok(made.every((input) => given.has(JSON.stringify(input))));
  assert.equal(new Set(made).size, made.length);
  assert.deepEqual(new Set(made.map(({ token }) => token[0])), new Set(["a", "b"]));
});

test("a difference fails, and so does a control that was not found", () => {
  const row = (t, ofControl) => ({ what: "verify", classes: ["one", "other"], plain: [{ kept: 1, t, difference: 3, error: 1 }], control: [{ kept: 1, t: ofControl, difference: 9, error: 1 }] });
  assert.deepEqual(judged(row(LIMIT, CONTROL + 1)), []);
  assert.deepEqual(judged(row(-4.6, -CONTROL - 1)), ["verify, one or other: the time differs, by 3.0 ns (t -4.6)"]);
  assert.deepEqual(judged(row(1, CONTROL)), ["verify, one or other: the control was not found (t 18.0), so this run proves nothing"]);
  assert.match(table([row(1.04, 30)]), /\| `verify` \| one, other \| 1\.0 \| 3\.0 ns \| 4\.5 ns \| 30 \|$/);
});

// Every row of tests/vectors, through the public functions of the package.

import assert from "node:assert/strict";
import test from "node:test";

import { outcomeOf } from "../runtimes/behaviour/vectors.mjs";
import { readVectors } from "../runtimes/vectors.mjs";
import { imported, required } from "./installed.mjs";
import { UNKNOWN, inWebRealm } from "./web-realm.mjs";

const vectors = Object.entries(readVectors());
const allRows = vectors.flatMap(([, rows]) => rows);

// Where there is no Buffer, text takes another way through the codec.
const FORMS = {
  import: await imported("commerce-auth"),
  require: required("commerce-auth"),
  "a realm without Buffer": inWebRealm("index.cjs", UNKNOWN),
};

test("there are vectors", () => {
  assert.ok(vectors.length > 0);
  for (const [file, rows] of vectors) assert.ok(rows.length > 0, `${file} is empty`);
});

for (const [file, rows] of vectors) {
  for (const [form, api] of Object.entries(FORMS)) {
    test(`${file} by ${form}`, () => {
      assert.deepEqual(Object.fromEntries(outcomes(rows, api)), Object.fromEntries(expectations(rows)));
    });
  }
}

test("V25: the token of the vendor's page is good although its payload is not, and the byte is named", () => {
  const rows = allRows.filter((row) => row.name.includes("V25") && row.expected.value?.problems);
  assert.ok(rows.some((row) => row.expected.value.problems.some((problem) => problem.position === 54)));
});

// V15 to V18 and V23 were never given out.
const NUMBERS = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 19, 20, 21, 22, 24, 25, 26, 27];

test("every published sample is among the vectors", () => {
  const text = JSON.stringify(allRows.map(({ name, source, note }) => [name, source, note]));
  for (const number of NUMBERS) assert.match(text, new RegExp(`\\bV${number}\\b`));
});

const expectations = (rows) => rows.map(({ name, expected }) => [name, expected]);
const outcomes = (rows, api) => rows.map(({ name, input }) => [name, outcomeOf(api, input)]);

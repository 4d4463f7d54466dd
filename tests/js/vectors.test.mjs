// Every row of tests/vectors, through the public functions of the package.

import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import test from "node:test";

import { imported, required } from "./installed.mjs";
import { UNKNOWN, inWebRealm } from "./web-realm.mjs";

const folder = new URL("../vectors/", import.meta.url);
const files = readdirSync(folder).filter((name) => name.endsWith(".json"));

// Where there is no Buffer, text takes another way through the codec.
const FORMS = {
  import: await imported("commerce-auth"),
  require: required("commerce-auth"),
  "a realm without Buffer": inWebRealm("index.cjs", UNKNOWN),
};

test("there are vectors", () => {
  assert.ok(files.length > 0, `no vectors in ${folder.pathname}`);
  for (const file of files) assert.ok(rowsOf(file).length > 0, `${file} is empty`);
});

for (const file of files) {
  for (const [form, api] of Object.entries(FORMS)) {
    test(`${file} by ${form}`, () => {
      const rows = rowsOf(file);
      assert.deepEqual(Object.fromEntries(outcomes(rows, api)), Object.fromEntries(expectations(rows)));
    });
  }
}

test("V25: the token of the vendor's page is good although its payload is not, and the byte is named", () => {
  const rows = files.flatMap(rowsOf).filter((row) => row.name.includes("V25") && row.expected.value?.problems);
  assert.ok(rows.some((row) => row.expected.value.problems.some((problem) => problem.position === 54)));
});

// V15 to V18 and V23 were never given out.
const NUMBERS = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 19, 20, 21, 22, 24, 25, 26, 27];

test("every published sample is among the vectors", () => {
  const text = JSON.stringify(files.flatMap(rowsOf).map(({ name, source, note }) => [name, source, note]));
  for (const number of NUMBERS) assert.match(text, new RegExp(`\\bV${number}\\b`));
});

function rowsOf(file) {
  return JSON.parse(readFileSync(new URL(file, folder), "utf8"));
}

const expectations = (rows) => rows.map(({ name, expected }) => [name, expected]);
const outcomes = (rows, api) => rows.map(({ name, input }) => [name, outcome(api, input)]);

function outcome(api, { operation, arguments: given }) {
  const call = operation.split(".").reduce((part, name) => part[name], api);
  try {
    // A table, such as that of the environments, is no function in JavaScript.
    return { value: plain(typeof call === "function" ? call(...given.map(revived)) : call) };
  } catch (error) {
    if (!api.isAuthError(error)) throw error;
    return { error: facts(error) };
  }
}

/** An argument with bytes in the places of `{ base64 }`. */
function revived(argument) {
  if (typeof argument !== "object" || argument === null) return argument;
  if (Array.isArray(argument)) return argument.map(revived);
  if (Object.keys(argument).join() === "base64") return new Uint8Array(Buffer.from(argument.base64, "base64"));
  return Object.fromEntries(Object.entries(argument).map(([name, member]) => [name, revived(member)]));
}

/** A value as JSON has it, with what a token and a session do not show, wherever they stand in it. */
function plain(value) {
  return JSON.parse(JSON.stringify(value, function whole(name, shown) {
    const { [name]: real } = this;
    switch (real?.[Symbol.toStringTag]) {
      case "AccessToken":
        return { ...real, value: real.value, claims: real.claims };
      case "CustomerSession":
        return { ...real, sessionId: real.sessionId };
      default:
        return shown;
    }
  }));
}

/** An error as the vectors write it: its words are free to change, and what is not retryable goes without saying. */
function facts(error) {
  const { name, message, retryable, ...rest } = error.toJSON();
  return retryable ? { ...rest, retryable } : rest;
}

// What the tests' own files hold: arguments of every function, answers of every vendor, profiles, and the names and values
// that stand in them. Random calls are bred from these, so that they look like what the vendors send.

import { readFileSync, readdirSync } from "node:fs";

import { argumentsOf } from "../../runtimes/behaviour/vectors.mjs";
import { readVectors } from "../../runtimes/vectors.mjs";

const PROFILES = new URL("../../profiles/", import.meta.url);

const profilesRead = () => {
  const files = readdirSync(PROFILES).filter((name) => name.endsWith(".json")).sort();
  return files.map((name) => JSON.parse(readFileSync(new URL(name, PROFILES), "utf8")));
};

/** The rows of tests/vectors, as `{ operation, given, expected }`, with bytes where the file has base64. */
export const vectors = Object.values(readVectors())
  .flat()
  .map(({ input, expected }) => ({ operation: input.operation, given: argumentsOf(input.arguments), expected }));

/** What tests/profiles describes. */
export const profiles = profilesRead();

/** The arguments of a function in the vectors. */
export const givenTo = grouped(vectors);

function grouped(rows) {
  const groups = new Map();
  for (const { operation, given } of rows) groups.set(operation, [...(groups.get(operation) ?? []), given]);
  return groups;
}

const JWT = /^[\w-]+\.[\w-]+\.[\w-]*$/;

/** Names of members, values by the name they stand under, and whole values, of everything in the files. */
export const found = search();

function search() {
  const names = new Set();
  const texts = new Set();
  const tokens = new Set();
  const scalars = new Map();
  const byName = new Map();
  const look = (value, name) => {
    if (typeof value === "string") {
      if (JWT.test(value)) tokens.add(value);
      else if (value.length <= 80) texts.add(value);
      const parsed = parsedOrNothing(value);
      if (parsed !== undefined) look(parsed, undefined);
    }
    if (name !== undefined && (typeof value !== "string" || value.length <= 4_000)) {
      if (!byName.has(name)) byName.set(name, []);
      byName.get(name).push(value);
    }
    if (typeof value !== "object" || value === null) {
      scalars.set(`${typeof value} ${value}`, value);
      return;
    }
    if (value instanceof Uint8Array) return;
    for (const [member, inside] of Object.entries(value)) {
      if (!Array.isArray(value)) names.add(member);
      look(inside, Array.isArray(value) ? undefined : member);
    }
  };
  for (const { given } of vectors) look(given);
  for (const profile of profiles) look(profile);
  return { names: [...names], texts: [...texts], tokens: [...tokens], scalars: [...scalars.values()].filter((one) => String(one).length <= 400), byName };
}

/** The value of JSON text that is an object or an array; nothing of any other. */
export function parsedOrNothing(text) {
  if (!/^\s*[[{]/.test(text)) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The answers in the vectors and profiles, by the function they are given to; `any` has all of them. */
export const answers = collectAnswers(() => true);

/** Those of them that are read without an error. */
export const goodAnswers = collectAnswers(({ error }) => error === undefined);

function collectAnswers(isTaken) {
  const byFunction = new Map([["any", []]]);
  const add = (operation, answer, expected) => {
    if (!isTaken(expected)) return;
    if (typeof answer !== "object" || answer === null || !("status" in answer)) return;
    if (!byFunction.has(operation)) byFunction.set(operation, []);
    byFunction.get(operation).push(answer);
    byFunction.get("any").push(answer);
  };
  for (const { operation, given, expected } of vectors) add(operation, given[0], expected);
  for (const { answers: rows = [], classify = [] } of profiles) {
    for (const { response, expected } of rows) add("profile", response, expected);
    for (const [, status, body] of classify) add("profile", { status, body }, {});
  }
  return byFunction;
}

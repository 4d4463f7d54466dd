// Every row of tests/vectors, a case for each file; and what a row comes to. This is the one reader of rows in JavaScript.

import { equal } from "./assertions.mjs";

/** The cases; `vectors` is { file name: rows }. */
export function vectorCases({ vectors }) {
  return Object.entries(vectors).map(([file, rows]) => ({
    name: `every row of ${file}`,
    run({ root }, { isPage }) {
      for (const row of rows) compare(root, row, isPage === true);
    },
  }));
}

function compare(root, { name, input, expected }, isPage) {
  const actual = outcomeOf(root, input);
  if (isPage && WITH_SECRETS.includes(input.operation)) return equal(actual.error?.code, "server_only", name);
  equal(actual, expected, name);
}

// They carry an API secret, which a page must not have.
const WITH_SECRETS = [
  "capillary.tokenRequest",
  "capillary.staffTokenRequest",
  "pledg.tokenRequest",
  "caxton.tokenRequest",
  "caxton.registerRequest",
];

/** What the function that a row names makes of its arguments, in the form of the row's `expected`. */
export function outcomeOf(root, { operation, arguments: given }) {
  const call = operation.split(".").reduce((part, name) => part[name], root);
  try {
    // A table, such as that of the environments, is no function in JavaScript.
    return { value: plain(typeof call === "function" ? call(...argumentsOf(given)) : call) };
  } catch (error) {
    if (!root.isAuthError(error)) throw error;
    return { error: facts(error) };
  }
}

/** The arguments of a row, with bytes in the places of `{ base64 }`. */
export const argumentsOf = (given) => given.map(revived);

function revived(argument) {
  if (typeof argument !== "object" || argument === null) return argument;
  if (Array.isArray(argument)) return argument.map(revived);
  if (Object.keys(argument).join() === "base64") return bytesOf(argument.base64);
  return Object.fromEntries(Object.entries(argument).map(([name, member]) => [name, revived(member)]));
}

const bytesOf = (base64) => Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));

/** A value as JSON has it, with what a token and a session do not show, wherever they stand in it; null for undefined. */
function plain(value) {
  const text = JSON.stringify(value, function whole(name, shown) {
    const { [name]: real } = this;
    switch (real?.[Symbol.toStringTag]) {
      case "AccessToken":
        return { ...real, value: real.value, claims: real.claims };
      case "CustomerSession":
        return { ...real, sessionId: real.sessionId };
      default:
        return shown;
    }
  });
  return JSON.parse(text ?? "null");
}

/** An error as the vectors write it: its words are free to change, and what is not retryable goes without saying. */
function facts(error) {
  const { name, message, retryable, ...rest } = error.toJSON();
  return retryable ? { ...rest, retryable } : rest;
}

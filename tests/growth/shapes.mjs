// Texts that cost a careless reader more than their length: a name, and a function that gives one of about a length.
// What is in one to be nested, doubled or alike grows with it.

import { namesOfOneHash } from "./alike-names.mjs";

/** How deep the package lets arrays and objects nest. */
const DEPTH_LIMIT = 128;

/** As many parts as make up a length, joined; `part(index)` gives each. */
export function filled(length, part, { before = "", after = "", joint = "," } = {}) {
  const parts = [];
  for (let index = 0, total = before.length + after.length; total < length; index += 1) {
    const next = part(index);
    parts.push(next);
    total += next.length + joint.length;
  }
  return before + parts.join(joint) + after;
}

const object = { before: "{", after: "}" };
const array = { before: "[", after: "]" };
const run = (unit) => (length) => unit.repeat(Math.ceil(length / unit.length));
const quoted = (unit) => (length) => `{"a":"${run(unit)(length)}"}`;
const named = (unit) => (length) => `{"${run(unit)(length)}":1}`;
const nested = (open, inner, close, depth) => open.repeat(depth) + inner + close.repeat(depth);
const within = (depth, inside) => (length) => nested('{"a":', inside(length), "}", depth);
const numbered = (index, width) => String(index).padStart(width, "0");

/** What an honest vendor answers with. */
export const PLAIN = (length) =>
  filled(length, (index) => `{"id":${index},"name":"Till ${index}","active":true,"amount":12.5,"tags":["a","b"],"owner":null}`, {
    before: '{"rows":[',
    after: "]}",
  });

export const NESTED = {
  "objects in objects, again and again": (length) => filled(length, () => nested('{"a":', "1", "}", DEPTH_LIMIT - 3), array),
  "objects around one long array": within(DEPTH_LIMIT - 3, (length) => filled(length, () => "1", array)),
  "objects without names around one long array": (length) =>
    `{"a":${nested('{"":', filled(length, () => "1", array), "}", DEPTH_LIMIT - 3)}}`,
  "objects around many empty ones": within(DEPTH_LIMIT - 3, (length) => filled(length, () => "{}", array)),
  "objects around many names": within(DEPTH_LIMIT - 3, (length) => filled(length, (index) => `"n${index}":1`, object)),
  "objects around one long text": within(DEPTH_LIMIT - 3, (length) => `"${"x".repeat(length)}"`),
  "arrays in arrays, again and again": (length) => filled(length, () => nested("[", "1", "]", DEPTH_LIMIT - 3), array),
  "arrays of empty arrays": (length) => filled(length, () => "[]", array),
  "arrays of pairs of arrays": (length) => filled(length, () => "[[],[]]", array),
  "a tree of arrays": (length) => filled(length, () => "[[[[1,1],[1,1]],[[1,1],[1,1]]],[[[1,1],[1,1]],[[1,1],[1,1]]]]", array),
  "arrays and objects by turns": (length) => filled(length, () => nested('[{"a":', "1", "}]", DEPTH_LIMIT / 2 - 2), array),
  "just as deep as is allowed, again and again": (length) => filled(length, () => nested("[", "", "]", DEPTH_LIMIT - 1), array),
  "one deeper than is allowed, at its end": (length) =>
    filled(length, () => nested("[", "", "]", DEPTH_LIMIT - 1), { before: "[", after: `,${nested("[", "", "]", DEPTH_LIMIT)}]` }),
  "arrays opened and never closed": run("["),
  "objects opened and never closed": run('{"a":'),
  "closed and never opened": run("]"),
  "arrays all the way down": (length) => nested("[", "", "]", Math.ceil(length / 2)),
  "objects all the way down": (length) => nested('{"a":', "1", "}", Math.ceil(length / 6)),
};

export const NAMES = {
  "many names": (length) => filled(length, (index) => `"name${index}":1`, object),
  "many names, the last one doubled": (length) =>
    filled(length, (index) => `"name${index}":1`, { before: "{", after: ',"name0":1}' }),
  "many names, the first ones doubled": (length) =>
    filled(length, (index) => `"name${index}":1`, { before: '{"name":1,"name":2,', after: "}" }),
  "one name again and again": (length) => filled(length, () => '"a":1', object),
  "two names by turns": (length) => filled(length, (index) => (index % 2 ? '"a":1' : '"b":1'), object),
  "every name twice": (length) => filled(length, (index) => `"name${index >> 1}":1`, object),
  "every name again in the second half": (length) => {
    const half = filled(length / 2, (index) => `"name${index}":1`);
    return `{${half},${half}}`;
  },
  "many names in falling order": (length) => filled(length, (index) => `"${numbered(9_999_999 - index, 7)}":1`, object),
  "names alike at both ends": (length) => filled(length, (index) => `"aaaa${numbered(index, 6)}zzzz":1`, object),
  "names alike up to their end": (length) => filled(length, (index) => `"${"a".repeat(200)}${numbered(index, 6)}":1`, object),
  "names alike from their beginning on": (length) => filled(length, (index) => `"${numbered(index, 6)}${"a".repeat(200)}":1`, object),
  "long names alike but for one letter": (length) => {
    const each = Math.ceil(Math.sqrt(length) / 2) + 8;
    return filled(length, (index) => `"${"a".repeat(each)}${numbered(index, 6)}${"a".repeat(each)}":1`, object);
  },
  "names of the same letters in other orders": (length) => filled(length, (index) => `"${reordered(index)}":1`, object),
  "names that are prefixes of each other": (length) => {
    const names = Math.ceil(Math.sqrt(2 * length));
    return `{${Array.from({ length: names }, (_, index) => `"${"a".repeat(index)}":1`).join(",")}}`;
  },
  "names of one hash": (length) => {
    const names = namesOfOneHash(Math.ceil(length / 70));
    return filled(length, (index) => `"${names[index % names.length]}${index < names.length ? "" : index}":1`, object);
  },
  "names of one hash, alike up to it": (length) => {
    const names = namesOfOneHash(Math.ceil(length / 170), "a".repeat(100));
    return filled(length, (index) => `"${names[index % names.length]}${index < names.length ? "" : index}":1`, object);
  },
  "many objects of eleven names that look alike": (length) =>
    filled(length, () => `{${Array.from({ length: 11 }, (_, index) => `"aa${numbered(index, 2)}aa":1`).join(",")}}`, array),
  "many objects of twenty-four names that look alike": (length) =>
    filled(length, () => `{${Array.from({ length: 24 }, (_, index) => `"aa${numbered(index, 2)}aa":1`).join(",")}}`, array),
  "many objects with a doubled name": (length) => filled(length, () => '{"a":1,"a":2}', array),
  "names without a letter": (length) => filled(length, () => '"":1', object),
  "objects of names without a letter": (length) => filled(length, () => '{"":{"":{"":1}}}', array),
  "names in escapes": (length) =>
    filled(length, (index) => `"${[..."name", ...String(index)].map((letter) => escaped(letter)).join("")}":1`, object),
  "a name plain and in escapes": (length) =>
    filled(length, (index) => (index % 2 ? `"name${index >> 1}":1` : `"n\\u0061me${index >> 1}":1`), object),
  "halves of surrogate pairs as names": (length) =>
    filled(length, (index) => `"${String.raw`\ud8`}${(index % 256).toString(16).padStart(2, "0")}${index >> 8}":1`, object),
  "one half of a surrogate pair as a name, spelt in many ways": (length) =>
    filled(length, (index) => `"${[String.raw`\ud800`, String.raw`\uD800`, String.raw`\uD80` + "0"][index % 3]}":1`, object),
  "names beyond ASCII": (length) => filled(length * 0.7, (index) => `"é€😀${index}":1`, object),
  "one long name": named("n"),
  "one long name in escapes": named("\\u006e"),
  "long names, doubled": (length) => {
    const name = "n".repeat(Math.ceil(length / 2));
    return `{"${name}":1,"${name}":2}`;
  },
  "names that the package looks for, again and again": (length) =>
    filled(length, (index) => `"${LOOKED_FOR[index % LOOKED_FOR.length]}":{}`, object),
  "names of every object's nature": (length) =>
    filled(length, (index) => `"${["__proto__", "constructor", "toString", "hasOwnProperty"][index % 4]}":{}`, object),
};

const LOOKED_FOR = ["status", "code", "errors", "data", "response", "message", "error", "access_token", "Content", "Model", "exp"];

function reordered(index) {
  const letters = [..."abcdefghijkl"];
  let left = index;
  let name = "";
  while (letters.length > 0) {
    name += letters.splice(left % letters.length, 1)[0];
    left = Math.floor(left / (letters.length + 1));
  }
  return name;
}

const escaped = (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, "0")}`;

export const TEXTS = {
  "bare control characters in a text": quoted("\u0001"),
  "bare control characters in a name": named("\u0001"),
  "bare line ends in a text": quoted("\n"),
  "bare control characters in many texts": (length) => filled(length, () => '"a\tb"', array),
  "bare control characters in many names": (length) => filled(length, (index) => `"a\t${index}":1`, object),
  "bare control characters by turns with letters": quoted("a\u001f"),
  "control characters and nothing else": run("\u0001"),
  "escapes of control characters": quoted("\\u0001"),
  "escapes of quotation marks": quoted('\\"'),
  "escapes of backslashes": quoted("\\\\"),
  "escapes of slashes": quoted("\\/"),
  "escapes of line ends": quoted("\\n"),
  "escapes of letters": quoted("\\u0041"),
  "escapes of one letter of many bytes": quoted("\\uffff"),
  "escapes of surrogate pairs": quoted("\\ud83d\\ude00"),
  "escapes of halves of surrogate pairs": quoted("\\ud800"),
  "escapes of halves the wrong way round": quoted("\\ude00\\ud83d"),
  "many texts with half a surrogate pair": (length) => filled(length, () => '"\\ud800"', array),
  "letters beyond ASCII": (length) => quoted("é")(length / 2),
  "letters beyond the first plane": (length) => quoted("😀")(length / 4),
  "one long text": quoted("x"),
  "one long text and nothing else": (length) => `"${"x".repeat(length)}"`,
  "many short texts": (length) => filled(length, () => '""', array),
  "many long texts": (length) => filled(length, () => `"${"x".repeat(Math.ceil(Math.sqrt(length)))}"`, array),
  "texts that are never closed": (length) => `{"a":"${"x".repeat(length)}`,
  "quotation marks": run('"'),
  "backslashes in a text that is never closed": (length) => `{"a":"${"\\".repeat(length)}`,
  "one long number": (length) => `{"a":${"1".repeat(length)}}`,
  "one long fraction": (length) => `{"a":0.${"1".repeat(length)}}`,
  "one long number of noughts behind the point": (length) => `{"a":0.${"0".repeat(length)}1}`,
  "one long exponent": (length) => `{"a":1e${"0".repeat(length)}1}`,
  "many numbers": (length) => filled(length, () => "1", array),
  "many numbers with exponents": (length) => filled(length, () => "-1.5e10", array),
  "many numbers of a hundred digits": (length) => filled(length, () => "9".repeat(100), array),
  "digits and nothing else": run("1"),
  "many literals": (length) => filled(length, (index) => ["true", "false", "null"][index % 3], array),
  "white space before": (length) => `${" ".repeat(length)}{"a":1}`,
  "white space within": (length) => `{${" ".repeat(length)}"a":1}`,
  "white space behind": (length) => `{"a":1}${" ".repeat(length)}`,
  "white space between many": (length) => filled(length, () => " \n\t\r 1 \n", array),
  "white space in many objects": (length) => filled(length, () => '{ "a" : 1 }', array),
  "white space and nothing else": run(" "),
  "line ends and nothing else": run("\r\n"),
};

export const ANSWERS = {
  "honest rows": PLAIN,
  // Codes that no vendor has: with one that rejects the token the request would be sent a second time, from some length on.
  "many errors": (length) => filled(length, (index) => `{"code":${100_000 + index},"message":"m"}`, { before: '{"errors":[', after: "]}" }),
  "many errors that say nothing": (length) => filled(length, () => "{}", { before: '{"errors":[', after: "]}" }),
  "many errors without a code": (length) =>
    filled(length, () => '{"message":"no such customer"}', { before: '{"data":null,"errors":[', after: "]}" }),
  "errors that are a text": (length) => `{"errors":"${"x".repeat(length)}"}`,
  "errors that are an object": (length) => filled(length, (index) => `"${index}":{"code":498}`, { before: '{"errors":{', after: "}}" }),
  "errors in errors": (length) => `{"errors":[${filled(length, () => nested('{"errors":[', "", "]}", 60))}]}`,
  "rows of a batch": (length) =>
    filled(length, (index) => `{"entityId":${index},"result":null,"errors":[{"status":false,"code":8015,"message":"m"}],"warnings":[]}`, {
      before: '{"response":[',
      after: "]}",
    }),
  "rows of a batch under a status": (length) =>
    filled(length, () => '{"status":{"code":498}}', { before: '{"response":{"status":{"code":200},"rows":[', after: "]}}" }),
  "one long message": (length) => `{"errors":[{"code":4000,"message":"${"m".repeat(length)}"}]}`,
  "one long message of escapes": (length) => `{"errors":[{"code":4000,"message":"${'\\"'.repeat(length / 2)}"}]}`,
  "one long code": (length) => `{"errors":[{"code":"${"4".repeat(length)}","message":"m"}]}`,
  "one long code in digits": (length) => `{"errors":[{"code":${"4".repeat(length)},"message":"m"}]}`,
  "many codes beside each other": (length) => filled(length, (index) => `"code":${index}`, object),
  "a status in the midst of many": (length) => filled(length, (index) => `"status":{"code":${index}}`, object),
  "fields at the end of many": (length) =>
    filled(length, (index) => `"f${index}":[]`, { before: "{", after: ',"status":{"code":200},"errors":[{"code":498}]}' }),
  "an envelope around many": (length) =>
    filled(length, () => '{"Username":"u"}', {
      before: '{"Content":{"ApiStatus":100,"ExpectedResponses":[100],"Model":{"rows":[',
      after: "]}}}",
    }),
  "many expected responses": (length) =>
    filled(length, () => "999", { before: '{"Content":{"ApiStatus":100,"Model":{},"ExpectedResponses":[', after: "]}}" }),
};

/** Texts that are no JSON: for header fields, tokens, names and whatever else is text. */
export const LINES = {
  letters: run("a"),
  dots: run("."),
  "segments of a JWT": run("e30."),
  "equals signs": run("="),
  commas: run(","),
  "commas and blanks": run(", "),
  colons: run(":"),
  semicolons: run("; "),
  slashes: run("/"),
  "dots and slashes": run("../"),
  "percent signs": run("%"),
  "escapes of addresses": run("%2F"),
  hyphens: run("-"),
  blanks: run(" "),
  tabs: run("\t"),
  "line ends": run("\n"),
  "no characters at all": run("\u0000"),
  braces: run("{"),
  "names in braces": run("{a}"),
  "letters beyond ASCII": (length) => "é".repeat(length / 2),
  "letters beyond the first plane": (length) => "😀".repeat(length / 4),
  "blanks around letters": (length) => " ".repeat(length / 2) + "a" + " ".repeat(length / 2),
  "blanks before a line end": (length) => `a${" ".repeat(length)}\n`,
  digits: run("1"),
  "digits and hyphens": run("0A-"),
  "capital letters": run("A"),
  "scheme names": run("Basic "),
  "scheme and base64": (length) => `Basic ${"YTpi".repeat(length / 4)}`,
  "scheme and much white space": (length) => `Basic${" ".repeat(length)}YTpi`,
  "an address": (length) => `https://x.example/${"a/".repeat(length / 2)}`,
  "an address of dots": (length) => `https://${"a.".repeat(length / 2)}example`,
  "an address of user names": (length) => `https://${"a@".repeat(length / 2)}x.example`,
  "an address of brackets": (length) => `https://[${":".repeat(length)}]`,
  "a date with many digits": (length) => `2023-08-23T10:55:45.${"0".repeat(length)}Z`,
  "a date of HTTP with blanks": (length) => `Thu, 01 Jan 1970${" ".repeat(length)}00:00:00 GMT`,
  "parameters of a content type": (length) => `application/json${"; a=b".repeat(length / 5)}`,
};

/** Every shape that is JSON, or nearly. */
export const DOCUMENTS = { ...NESTED, ...NAMES, ...TEXTS, ...ANSWERS };

const texts = new Map();

/** The text of a shape, made once. */
export function textOf(shape, length) {
  if (!texts.has(shape)) texts.set(shape, new Map());
  const made = texts.get(shape);
  if (!made.has(length)) made.set(length, shape(length));
  return made.get(length);
}

/** In the short form every place is given every so manieth shape. */
const TURNS = process.env.COMMERCE_AUTH_LONG === "1" ? 1 : 4;

/** The shapes for a place, by its number: by turns, so that a reader meets them all in one place or another. */
export function shapesInTurn(shapes, number) {
  return Object.entries(shapes).filter((_, index) => (index + number) % TURNS === 0);
}

/** Calls something for every place of every reader: its name, the place, and its number. */
export function forEveryPlace(readers, run) {
  let number = 0;
  for (const [reader, places] of Object.entries(readers)) {
    for (const [place, how] of Object.entries(places)) {
      run(`${reader}: ${place}`, how, number);
      number += 1;
    }
  }
}

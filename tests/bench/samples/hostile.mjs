// JSON values that cost a careless reader more than their length: what anybody can send who has no secret.

import { flat } from "./flat.mjs";

/** Repeats a piece up to a length, with a comma between. */
function list(piece, bytes) {
  const count = Math.max(1, Math.floor((bytes - 2) / (piece.length + 1)));
  return `[${Array(count).fill(piece).join(",")}]`;
}

/** An object with as many members as make the length; `name(index)` and `value` are JSON text. */
function object(bytes, name, value = "1") {
  const members = [];
  let length = 2;
  for (let index = 0; ; index++) {
    const member = `${name(index)}:${value}`;
    length += member.length + 1;
    if (length > bytes && index > 0) return `{${members.join(",")}}`;
    members.push(member);
  }
}

// One level less than readers take at most, with room for what the value stands in.
const DEPTH = 120;
const nested = (open, close, inner) => open.repeat(DEPTH) + inner + close.repeat(DEPTH);
const digits = (index, width = 7) => String(index).padStart(width, "0");

/** Each makes a value of about so many bytes. */
const SHAPES = {
  "objects nested around numbers": (bytes) => nested('{"":', "}", list("1", bytes - 5 * DEPTH)),
  "nested objects, again and again": (bytes) => list(nested('{"a":', "}", "1"), bytes),
  "arrays of arrays": (bytes) => list(nested("[", "]", ""), bytes),
  "empty arrays": (bytes) => list("[]", bytes),
  "1,1,1": (bytes) => list("1", bytes),
  "bare controls": (bytes) => `"${"\u0001".repeat(bytes - 2)}"`,
  "escapes": (bytes) => `"${"\\u0041".repeat((bytes - 2) / 6)}"`,
  "one long name": (bytes) => `{"${"n".repeat(bytes - 6)}":1}`,
  "long names, alike up to their ends": (bytes) => object(bytes, (index) => `"${"n".repeat(200)}${digits(index)}"`),
  "many names": (bytes) => object(bytes, (index) => `"${digits(index)}"`),
  "one name again and again": (bytes) => object(bytes, () => '"code"'),
  "the last name doubled": (bytes) => object(bytes - 14, (index) => `"${digits(index)}"`).replace(/\}$/, ',"0000000":1}'),
  "names alike at both ends": (bytes) => object(bytes, (index) => `"nnnnnnnn${digits(index)}nnnnnnnn"`),
  "names in escapes": (bytes) => object(bytes, (index) => `"\\u${(0x4e00 + (index % 20_000)).toString(16)}${digits(index, 4)}"`),
  "digits": (bytes) => "1".repeat(bytes),
  "errors without end": (bytes) => list('{"code":1,"message":""}', bytes),
  "not closed": (bytes) => "[".repeat(bytes),
  "white space": (bytes) => `[${" ".repeat(bytes - 2)}]`,
};

export const SHAPE_NAMES = Object.keys(SHAPES);

/** A value of a shape, of about so many bytes, in one piece. */
export const hostileValue = (shape, bytes) => flat(SHAPES[shape](bytes));

// JSON text as somebody's writer may have it: unusual white space, escapes, forms of numbers, members that stand twice,
// and text that is nearly JSON.

import { oddCharacter } from "./texts.mjs";
import { found } from "./samples.mjs";

const SPACES = ["", "", "", " ", "\n", "\r\n", "\t", "  ", "\n    ", " \t\r\n "];
const STRANGE_SPACES = ["\u00a0", "\ufeff", "\v", "\f", "\u2028", "\u3000", "\0", "/**/"];
const ESCAPES = { '"': '\\"', "\\": "\\\\", "/": "\\/", "\b": "\\b", "\f": "\\f", "\n": "\\n", "\r": "\\r", "\t": "\\t" };
const NUMBERS = [
  "0", "-0", "0.0", "-0.0", "0e0", "1", "-1", "1.0", "1e0", "1E+0", "10e-1", "100", "1e2", "200", "2.00e2", "200.0", "20000e-2", "401", "401.0", "498", "4.98e2",
  "498.5", "1529", "300", "3600", "3600.5", "36e2", "3.6e3", "1e308", "1e309", "1e999", "-1e999", "1e-999", "1e21", "1e400", "123456789012345678901234567890",
  "9007199254740991", "9007199254740992", "9007199254740993", "-9007199254740993", "9223372036854775807", "9223372036854775808", "-9223372036854775808",
  "18446744073709551616", "1700000000", "1700000000000", "1.7e9", "1.7e12", "99999999999", "100000000000", "100000000000.9", "8640000000000000", "8640000000000001",
  "0.1", "0.5", "0.9999999999999999999", "1.9999999999999999999", "2015.0", "2.015e3", "1e1000000000000000000000", "0e1000000000000000000000",
  "0.000000000000000000000000000000000000000001e42", "1000000000000000000000000000000e-28",
];
const NO_NUMBERS = ["01", "-", "+1", ".5", "5.", "1e", "1e+", "--1", "0x10", "1_000", "NaN", "Infinity", "-Infinity", "00", "1.e1", "-a", "1.2.3", "1e5.5"];
const NO_VALUES = ["undefined", "True", "nul", "tru", "fals", "nulll", "'a'", "", ",", "}", "]", "{,}", "[,]", "[1,]", '{"a":1,}', '{"a"}', '{"a":}', "{a:1}", '{"a" 1}', '"', '"\\', '"\\x"', '"\\u12', '"\\u12g4"', "//", "1 1", "{}{}", "[}", "{]"];
const HALVES = ["\\ud800", "\\uD800", "\\udfff", "\\udc00\\ud800", "\\ud800\\u0041", "\\ud83d\\ude00", "\\uD83D\\uDE00", "\\ud800\ud83d\ude00", "\\ud83d\\ud83d\\ude00"];

export const oddNumber = (chance) => chance.of(NUMBERS);

/** How much of what is unusual a text holds, in percent at each place. */
const MANNERS = [
  { spaces: 0, escapes: 0, numbers: 0, doubles: 0, faults: 0 },
  { spaces: 50, escapes: 0, numbers: 0, doubles: 0, faults: 0 },
  { spaces: 10, escapes: 5, numbers: 10, doubles: 0, faults: 0 },
  { spaces: 5, escapes: 30, numbers: 5, doubles: 4, faults: 0 },
  { spaces: 5, escapes: 2, numbers: 2, doubles: 2, faults: 1.5 },
  { spaces: 0, escapes: 0, numbers: 0, doubles: 6, faults: 0 },
];

/** The manners that leave a value what it is. */
export const FAITHFUL = [MANNERS[0], MANNERS[1], { spaces: 10, escapes: 15, numbers: 0, doubles: 0, faults: 0 }];

/** The text of a JSON value, written in some manner. */
export function written(chance, value, manner = chance.of(MANNERS)) {
  const text = new Writer(chance, manner).value(value, 0);
  const space = () => (chance.percent(manner.spaces) ? chance.of(SPACES) : "");
  return `${space()}${text}${space()}`;
}

class Writer {
  #chance;
  #manner;
  /** How many more members may stand twice: in a deep value each of them would double the text. */
  #doublesLeft = 2;

  constructor(chance, manner) {
    this.#chance = chance;
    this.#manner = manner;
  }

  value(value, depth) {
    if (this.#happens("faults")) return this.#fault();
    if (Array.isArray(value)) return `[${this.#list(value.map((one) => this.value(one, depth + 1)))}]`;
    if (typeof value === "object" && value !== null) return this.#object(value, depth);
    if (typeof value === "string") return this.text(value);
    if (typeof value === "number") return this.#happens("numbers") ? sameOrOther(this.#chance, value) : JSON.stringify(value);
    return JSON.stringify(value) ?? "null";
  }

  #object(value, depth) {
    const members = Object.entries(value).map(([name, member]) => this.#member(name, this.value(member, depth + 1)));
    if (members.length > 0 && this.#doublesLeft > 0 && this.#happens("doubles")) {
      this.#doublesLeft -= 1;
      const [name, member] = this.#chance.of(Object.entries(value));
      const again = this.#chance.percent(50) ? this.value(member, depth + 1) : JSON.stringify(this.#chance.of(found.scalars));
      members.splice(this.#chance.below(members.length + 1), 0, this.#member(name, again));
      if (this.#chance.percent(20)) members.push(...this.#halves());
    }
    return `{${this.#list(members)}}`;
  }

  /** A member whose name is half of a surrogate pair, once or twice, escaped alike or not. */
  #halves() {
    const name = () => `"${this.#chance.of(HALVES)}"`;
    return Array.from({ length: this.#chance.between(1, 3) }, () => `${name()}:${this.#chance.below(3)}`);
  }

  #member(name, member) {
    return `${this.text(name)}${this.#space()}:${this.#space()}${member}`;
  }

  #list(parts) {
    return parts.map((part) => `${this.#space()}${part}${this.#space()}`).join(",") || this.#space();
  }

  #space() {
    if (this.#manner.spaces === 0) return "";
    if (this.#happens("faults") && this.#chance.percent(20)) return this.#chance.of(STRANGE_SPACES);
    return this.#happens("spaces") ? this.#chance.of(SPACES) : "";
  }

  text(text) {
    if (this.#manner.escapes === 0 && this.#manner.faults === 0) return JSON.stringify(text);
    let inside = "";
    for (const character of text) inside += this.#character(character);
    if (this.#happens("escapes") && this.#chance.percent(4)) inside += this.#chance.of(HALVES);
    return `"${inside}"`;
  }

  #character(character) {
    const code = character.codePointAt(0);
    if (this.#happens("faults")) {
      return this.#chance.percent(50) ? String.fromCharCode(this.#chance.below(0x20)) : this.#chance.of(['"', "\\", "\\q", "\\u00", "\\U0041", "\ud800", "\x7f"]);
    }
    if (this.#happens("escapes")) return escaped(this.#chance, character);
    if (code < 0x20 || character === '"' || character === "\\" || (code >= 0xd800 && code <= 0xdfff)) return JSON.stringify(character).slice(1, -1);
    return character;
  }

  #fault() {
    return this.#chance.of(this.#chance.percent(50) ? NO_NUMBERS : NO_VALUES);
  }

  #happens(what) {
    return this.#manner[what] > 0 && this.#chance.percent(this.#manner[what]);
  }
}

function escaped(chance, character) {
  if (ESCAPES[character] && chance.percent(50)) return ESCAPES[character];
  let text = "";
  for (let index = 0; index < character.length; index += 1) {
    const digits = character.charCodeAt(index).toString(16).padStart(4, "0");
    text += `\\u${chance.percent(50) ? digits : digits.toUpperCase()}`;
  }
  return text;
}

/** A number in another form, or another one. */
function sameOrOther(chance, value) {
  if (!Number.isFinite(value)) return "null";
  switch (chance.below(6)) {
    case 0:
      return Number.isInteger(value) && Math.abs(value) < 1e21 ? `${value}.0` : String(value);
    case 1:
      return value.toExponential();
    case 2:
      return value.toExponential().toUpperCase();
    case 3:
      return `${value / 10 || 0}e1`;
    default:
      return oddNumber(chance);
  }
}

/** A text of JSON changed by a character or by a piece, whatever that makes of it. */
export function damaged(chance, text) {
  const at = chance.below(text.length + 1);
  switch (chance.below(9)) {
    case 0:
      return text.slice(0, at);
    case 1:
      return text.slice(0, at) + text.slice(at + 1 + chance.below(4));
    case 2:
      return text.slice(0, at) + chance.of(['"', "\\", "{", "}", "[", "]", ",", ":", "0", "-", "e", "."]) + text.slice(at + chance.below(2));
    case 3:
      return text.slice(0, at) + oddCharacter(chance) + text.slice(at + chance.below(2));
    case 4:
      return text + chance.of([" ", "\0", "x", "}", "]", ",", "{}", "\n\n", "\ufeff", "null", "//"]);
    case 5:
      return chance.of(["\ufeff", " ", "\0", "x", ",", "\u00a0", "[", ")]}',\n", "\ufeff\ufeff"]) + text;
    case 6: {
      const end = chance.below(text.length + 1);
      return text.slice(0, at) + text.slice(Math.min(at, end), end) + text.slice(at);
    }
    case 7: {
      const number = /-?\d+/.exec(text.slice(at));
      if (number === null) return chance.of([...NO_VALUES, ...NO_NUMBERS, ...NUMBERS]);
      const start = at + number.index;
      return text.slice(0, start) + chance.of(chance.percent(70) ? NUMBERS : NO_NUMBERS) + text.slice(start + number[0].length);
    }
    default:
      return text.replaceAll(chance.of([":", ",", '"']), (found_) => (chance.percent(80) ? found_ : chance.of(["", "::", ";", "'"])));
  }
}

/** Text that costs a careless reader dearly, a few thousand characters long. */
export function heavy(chance) {
  const size = chance.of([100, 125, 126, 127, 127, 128, 128, 129, 200, 1_000, 3_000]);
  const some = (part) => part.repeat(size);
  switch (chance.below(9)) {
    case 0:
      return `${'{"a":'.repeat(size)}1${"}".repeat(size)}`;
    case 1:
      return `${"[".repeat(size)}${"]".repeat(size)}`;
    case 2:
      return `[${some("[],")}[]]`;
    case 3:
      return `{${Array.from({ length: size }, (_, index) => `"n${index}":${index}`).join()}}`;
    case 4:
      return `{${Array.from({ length: size }, (_, index) => `"n${index % chance.between(size - 3, size)}":${index}`).join()}}`;
    case 5:
      return `{"a":"${some(chance.of(["\u0001", "\u001f", "\\u0001", "\\", "é", "\\ud800"]))}"}`;
    case 6:
      return `{"${some("a")}":1,"${some("a")}":2}`;
    case 7:
      return `{"status":${"[".repeat(chance.between(120, 132))}${some(" ")}`;
    default:
      return `{"data":{"accessToken":"x","ttlSeconds":${some("9")}}}`;
  }
}

import assert from "node:assert/strict";
import test from "node:test";
import { inspect } from "node:util";

import { assertNoLeak } from "./installed.mjs";

const PLAIN = "Planted7Secret";
const ODD = 'pl ant/é+"\\&';

/** The message of the failure, after checking that it is one and that it keeps the secret. */
function leakOf(value, secret = PLAIN) {
  let failure = null;
  try {
    assertNoLeak(value, secret);
  } catch (error) {
    failure = error;
  }
  assert.equal(failure?.name, "AssertionError", "the leak was not found");
  assert.ok(!inspect(failure, { showHidden: true, depth: Infinity }).includes(secret), "the failure shows the secret");
  return failure.message;
}

const around = (text) => `before ${text} after`;
const base64At = (offset) => Buffer.from(`${"x".repeat(offset)}${PLAIN}yz`).toString("base64");

const ENCODINGS = [
  ["raw text", PLAIN, PLAIN, "(raw)"],
  ["base64 at the start", base64At(0), PLAIN, "(base64)"],
  ["base64 one byte in", base64At(1), PLAIN, "(base64)"],
  ["base64 two bytes in", base64At(2), PLAIN, "(base64)"],
  ["base64 three bytes in", base64At(3), PLAIN, "(base64)"],
  ["a Basic pair", Buffer.from(`user:${PLAIN}`).toString("base64"), PLAIN, "(base64)"],
  ["base64url", Buffer.from("??>>ÿÿ").toString("base64url"), "??>>ÿÿ", "(base64url)"],
  ["base64 with + and /", Buffer.from("a??>>ÿÿ").toString("base64"), "??>>ÿÿ", "(base64)"],
  ["hex in lower case", Buffer.from(PLAIN).toString("hex"), PLAIN, "(hex)"],
  ["hex in upper case", Buffer.from(PLAIN).toString("hex").toUpperCase(), PLAIN, "(hex)"],
  ["percent-encoding", encodeURIComponent(ODD), ODD, "(percent-encoded)"],
  ["percent-encoding in lower case", encodeURIComponent(ODD).toLowerCase(), ODD, "(percent-encoded)"],
  ["percent-encoding of everything", [...Buffer.from(PLAIN)].map((b) => `%${b.toString(16)}`).join(""), PLAIN, "(percent-encoded)"],
  ["form-encoding", new URLSearchParams({ a: ODD }).toString(), ODD, "(form-encoded)"],
  ["JSON escapes", JSON.stringify(ODD), ODD, "(JSON-escaped)"],
  ["JSON escapes of everything", [...PLAIN].map((c) => `\\u00${c.charCodeAt(0).toString(16)}`).join(""), PLAIN, "(JSON-escaped)"],
  ["JSON inside JSON", JSON.stringify(JSON.stringify(ODD)), ODD, "(JSON-escaped, JSON-escaped)"],
  ["JSON in a URL", encodeURIComponent(JSON.stringify(ODD)), ODD, "percent-encoded, JSON-escaped"],
  ["base64 in a URL", encodeURIComponent(Buffer.from("a??>>ÿÿ").toString("base64")), "??>>ÿÿ", "(percent-encoded, base64)"],
  ["UTF-8 read as Latin-1", Buffer.from(ODD).toString("latin1"), ODD, "Latin-1"],
  ["bytes as JSON", JSON.stringify(Buffer.from(PLAIN)), PLAIN, "(byte list)"],
  ["bytes as printed", inspect(Buffer.from(PLAIN)), PLAIN, "(spaced hex)"],
];

for (const [what, text, secret, encoding] of ENCODINGS) {
  test(`a secret in ${what} is found`, () => {
    for (const value of [text, around(text), { deep: [{ message: around(text) }] }]) {
      assert.ok(leakOf(value, secret).includes(encoding), leakOf(value, secret));
    }
  });
}

class Handing {
  #value = PLAIN;
  get value() {
    return this.#value;
  }
  toJSON() {
    return "«redacted»";
  }
}

class Printing extends Handing {
  [inspect.custom]() {
    return `token ${this.value}`;
  }
}

function cyclic() {
  const start = { next: { back: null, here: PLAIN } };
  start.next.back = start;
  return start;
}

function unprintable(extra) {
  return { toString: () => { throw new Error("no"); }, toJSON: () => { throw new Error("no"); }, ...extra };
}

const PLACES = [
  ["an error's message", new Error(around(PLAIN)), "error.message (raw)"],
  ["an error's cause", new Error("x", { cause: new Error(PLAIN) }), "error.cause.message (raw)"],
  ["an error's stack", Object.assign(new Error("x"), { stack: PLAIN }), "error.stack (raw)"],
  ["an error's own property", Object.assign(new Error("x"), { config: { auth: PLAIN } }), "error.config.auth (raw)"],
  ["one of several errors", new AggregateError([new Error("x"), new Error(PLAIN)]), "error.errors[1].message (raw)"],
  ["a DOMException", new DOMException(PLAIN), "error.message (raw)"],
  ["a deep property", { a: { b: [1, { c: PLAIN }] } }, "value.a.b[1].c (raw)"],
  ["a property with an odd name", { "x-y": PLAIN }, 'value["x-y"] (raw)'],
  ["a property's name", { [PLAIN]: 1 }, "value[«redacted»] (raw)"],
  ["a hidden property", Object.defineProperty({}, "h", { value: PLAIN }), "value.h (raw)"],
  ["a property under a symbol", { [Symbol("s")]: PLAIN }, "value[Symbol(s)] (raw)"],
  ["a symbol's name", { [Symbol(PLAIN)]: 1 }, "value[«redacted»] (raw)"],
  ["a symbol", [Symbol(PLAIN)], "value[0] (raw)"],
  ["an own enumerable getter", { get shown() { return PLAIN; } }, "value.shown (raw)"],
  ["the error a getter throws", { get shown() { throw new Error(PLAIN); } }, "value.shown.message (raw)"],
  ["a map's value", new Map([["k", { deep: PLAIN }]]), 'value.get("k").deep (raw)'],
  ["a map's key", new Map([[PLAIN, 1]]), "value.keys[0] (raw)"],
  ["a set", new Set([1, PLAIN]), "value.values[1] (raw)"],
  ["headers", new Headers({ "x-a": PLAIN }), 'value.get("x-a") (raw)'],
  ["search parameters", new URLSearchParams({ a: PLAIN }), 'value.get("a") (raw)'],
  ["a URL", { url: new URL(`http://127.0.0.1/?q=${PLAIN}`) }, "value.url"],
  ["bytes", { b: new TextEncoder().encode(around(PLAIN)) }, "value.b (bytes, raw)"],
  ["bytes of base64", Buffer.from(base64At(1)), "value (bytes, base64)"],
  ["an ArrayBuffer", new TextEncoder().encode(PLAIN).buffer, "value (bytes, raw)"],
  ["a DataView", new DataView(new TextEncoder().encode(PLAIN).buffer), "value (bytes, raw)"],
  ["UTF-16 units", new Uint16Array([...PLAIN].map((c) => c.charCodeAt(0))), "value (bytes, raw)"],
  ["a function's property", Object.assign(() => 1, { kept: PLAIN }), "value.kept (raw)"],
  ["a resolved promise", Promise.resolve(PLAIN), "util.inspect(value) (raw)"],
  ["what an object says of itself", { toString: () => PLAIN }, "value.toString() (raw)"],
  ["what an object says of itself, deep", { a: [{ toString: () => PLAIN }] }, "value.a[0].toString() (raw)"],
  ["what an object gives to JSON", { toJSON: () => ({ a: PLAIN }) }, "value.toJSON() (raw)"],
  ["a custom inspection", new Printing(), "util.inspect(value) (raw)"],
  ["a cycle", cyclic(), "value.next.here (raw)"],
  ["an object that cannot be printed", unprintable({ kept: PLAIN }), "value.kept (raw)"],
  ["an object without a prototype", Object.assign(Object.create(null), { kept: PLAIN }), "value.kept (raw)"],
  ["a number", { n: 12345678 }, "value.n (raw)", "234567"],
  ["a big number", [12345678901234567890n], "value[0] (raw)", "5678901234567"],
];

for (const [what, value, place, secret] of PLACES) {
  test(`a secret in ${what} is found`, () => {
    assert.ok(leakOf(value, secret).includes(place), `${leakOf(value, secret)} ≠ ${place}`);
  });
}

test("a deep chain is walked without a stack overflow", () => {
  let chain = { end: PLAIN };
  for (let i = 0; i < 20_000; i += 1) chain = { n: chain };
  assert.match(leakOf(chain), /\.n\.n\.end \(raw\)$/);
});

test("a getter that never ends is an error, not a pass", () => {
  const endless = () => ({ get next() { return endless(); } });
  assert.throws(() => assertNoLeak(endless(), PLAIN), RangeError);
});

test("the path never shows a secret that its segments make up together", () => {
  assert.match(leakOf({ outer: { inner: "outer.inner" } }, "outer.inner"), /a path that holds it \(raw\)$/);
});

test("of several secrets the one found is told by its number", () => {
  assert.throws(() => assertNoLeak({ a: "second-secret" }, ["first-secret", "second-secret"]), {
    name: "AssertionError",
    message: "secret 2 of 2 can be read at value.a (raw)",
  });
});

const CLEAN = [
  ["nothing", undefined],
  ["null", null],
  ["plain data", { a: [1, "two", true, null, 3n], date: new Date(0), re: /x/, [Symbol("s")]: Symbol.iterator }],
  ["an error with a cause", new Error("refused", { cause: new TypeError("why") })],
  ["part of the secret", PLAIN.slice(1)],
  ["the secret in another case", PLAIN.toUpperCase()],
  ["an object that hands it out but does not show it", { token: new Handing() }],
  ["a getter that is not enumerable", Object.defineProperty({}, "value", { get: () => PLAIN })],
  ["bytes beside it in a pool", poolNeighbour()],
  ["a cycle", Object.assign(cyclic(), { next: null })],
  ["a map, a set, a promise, a function", [new Map([[1, 2]]), new Set([1]), Promise.resolve(1), () => 1]],
  ["a method whose source has it", { method: () => "Planted7Secret" }],
  ["broken encodings", "%E0%A4%A %zz \\u12 \\ +%2"],
];

function poolNeighbour() {
  const [, own] = [Buffer.from(PLAIN), Buffer.from("mine")];
  return { own };
}

for (const [what, value] of CLEAN) {
  test(`${what}: passes`, () => {
    assertNoLeak(value, [PLAIN, ODD]);
  });
}

const BAD_SECRETS = [
  ["no secret", [], /at least one/],
  ["undefined", undefined, /string or as an array/],
  ["a number", [1234], /secret 1 is number/],
  ["an unset one", [PLAIN, undefined], /secret 2 is undefined/],
  ["an empty one", "", /fewer than 4/],
  ["a short one", ["abc"], /secret 1 has fewer than 4 characters/],
];

for (const [what, secrets, message] of BAD_SECRETS) {
  test(`${what} is refused as a secret`, () => {
    assert.throws(() => assertNoLeak("text", secrets), { name: "TypeError", message });
  });
}

test("four characters are enough, in base64 at every alignment", () => {
  for (const offset of [0, 1, 2]) {
    assert.match(leakOf(Buffer.from(`${"-".repeat(offset)}a1B2--`).toString("base64"), "a1B2"), /base64/);
  }
});

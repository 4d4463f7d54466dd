// What an answer means, as far as JavaScript has a part in it; the meanings themselves are in the vectors.

import assert from "node:assert/strict";
import test from "node:test";

import { capillary } from "./vendor.mjs";

const EXPIRED = { response: { status: { success: "true", code: "498", message: "Token expired" } } };
const classify = (response) => capillary.classifyResponse(response);

test("a body means the same as text and as its parsed value", () => {
  assert.equal(classify({ status: 200, body: EXPIRED }), "token_expired");
  assert.equal(classify({ status: 200, body: JSON.stringify(EXPIRED) }), "token_expired");
  assert.equal(classify({ status: 200, body: [] }), "ok");
});

for (const [what, headers] of Object.entries({
  "a Headers object": new Headers({ "Content-Type": "text/html" }),
  "a record": { "Content-Type": "text/html" },
  "a Map": new Map([["content-type", "text/html"]]),
  "a response's own": new Response("", { headers: { "Content-Type": "text/html" } }).headers,
})) {
  test(`a body that is not JSON by ${what} of header fields is not read`, () => {
    assert.equal(classify({ status: 200, headers, body: JSON.stringify(EXPIRED) }), "ok");
    assert.equal(classify({ status: 498, headers, body: "" }), "token_expired");
  });
}

test("header fields may be left out, or hold several cookies", () => {
  const headers = new Headers([["set-cookie", "a=1"], ["set-cookie", "b=2"], ["content-type", "application/json"]]);
  assert.equal(classify({ status: 200, headers, body: EXPIRED }), "token_expired");
  assert.equal(classify({ status: 200, headers: undefined, body: EXPIRED }), "token_expired");
});

const COOKIES = ["a=1", "b=2"];
class Fields {
  constructor(fields) {
    Object.assign(this, fields);
  }
}
class Ponyfilled {
  *entries() {
    yield ["set-cookie", COOKIES];
    yield ["content-type", "text/html"];
  }
}

for (const [what, headers] of Object.entries({
  "Node's": { "set-cookie": COOKIES, "content-type": "text/html" },
  "a client's own class": new Fields({ "Set-Cookie": COOKIES, "Content-Type": "text/html" }),
  "a class that says itself what it is": { toJSON: () => ({ "set-cookie": COOKIES, "content-type": "text/html" }) },
  "a class with entries": new Ponyfilled(),
  "a Map": new Map([["set-cookie", COOKIES], ["content-type", "text/html"]]),
})) {
  test(`cookies that are a list in ${what} hide no other field`, () => {
    assert.equal(classify({ status: 200, headers, body: JSON.stringify(EXPIRED) }), "ok");
    assert.equal(classify({ status: 498, headers, body: "" }), "token_expired");
  });
}

test("of a field that came several times the first counts, and none where it came never", () => {
  const answer = (headers) => capillary.readResponse({ status: 429, headers, body: "" });
  assert.equal(answer({ "Retry-After": ["7", "9"], "x-cap-requestid": ["one", "two"] }).retryAfterMs, 7_000);
  assert.equal(answer({ "Retry-After": ["7", "9"], "x-cap-requestid": ["one", "two"] }).requestId, "one");
  assert.deepEqual([answer({ "retry-after": [] }).retryAfterMs, answer({ "retry-after": undefined }).retryAfterMs], [null, null]);
  for (const value of [[1], ["7", 1], [["7"]], ["7", undefined], ["\ud800"], [,]]) {
    assert.throws(() => answer({ "retry-after": value }), { code: "invalid_argument", field: "response.headers" });
  }
});

test("a list that claims to be as long as there can be is not walked through", { timeout: 30_000 }, () => {
  const long = [];
  long.length = 2 ** 32 - 1;
  assert.equal(classify({ status: 200, headers: long, body: "" }), "ok");
  assert.throws(() => classify({ status: 200, headers: { a: long }, body: "" }), { code: "invalid_argument", field: "response.headers" });
  assert.throws(() => capillary.verifyWebhook({ headers: { a: long }, expected: { a: "b" } }), { code: "invalid_argument", field: "headers" });
});

test("an answer of fetch taken apart means what it says", async () => {
  const response = Response.json(EXPIRED);
  assert.equal(classify({ status: response.status, headers: response.headers, body: await response.text() }), "token_expired");
});

test("a Response passed whole is refused with the word that helps", () => {
  assert.throws(() => classify(Response.json(EXPIRED)), { code: "invalid_argument", field: "response.body", message: /await response\.text\(\)/ });
});

test("the answer of axios passed whole is refused, not taken for an empty one", () => {
  const answer = { data: EXPIRED, status: 200, statusText: "OK", headers: {}, config: {}, request: {} };
  answer.request.response = answer;
  assert.throws(() => classify(answer), { code: "unknown_option", field: "data" });
});

test("any text is an answer", () => {
  for (const body of ["", "no JSON", "{", "\u{1f600}", "null", "[1]", "0", "\u0000", "x".repeat(100_000)]) {
    assert.equal(classify({ status: 200, body }), "ok");
    assert.equal(classify({ status: 401, body }), "token_invalid");
  }
});

// Reading a token answer, as far as JavaScript has a part in it; what answers mean is in the vectors.

import assert from "node:assert/strict";
import test from "node:test";

import { AuthError, assertNoLeak, capillary } from "./vendor.mjs";

const TOKEN = "eyJraWQiOiJrMSJ9.eyJleHAiOjE3MDAwMDA5MDAsInN1YiI6IkFubmEifQ.c2ln";
const BODY = { data: { accessToken: TOKEN, ttlSeconds: 300 }, errors: null };
const NOW = 1_700_000_000_000;

const read = (response, options = { now: NOW }) => capillary.readTokenResponse(response, options);
const codeOf = (call) => {
  try {
    call();
  } catch (error) {
    assert.ok(error instanceof AuthError, `${error}`);
    return [error.code, error.field];
  }
  return "nothing was thrown";
};

const BODIES = { "its text": JSON.stringify(BODY), "its parsed value": BODY, "a value without a prototype": Object.assign(Object.create(null), BODY) };
for (const [what, body] of Object.entries(BODIES)) {
  test(`a body as ${what} gives the token`, () => {
    const { value, expiresAt, obtainedAt, lifetimeSeconds, claims, problems } = read({ status: 200, body });
    assert.deepEqual(
      { value, expiresAt, obtainedAt, lifetimeSeconds, claims, problems },
      { value: TOKEN, expiresAt: NOW + 300_000, obtainedAt: NOW, lifetimeSeconds: 300, claims: { exp: 1_700_000_900, sub: "Anna" }, problems: [] },
    );
  });
}

for (const options of [undefined, {}, { now: undefined }]) {
  test(`the runtime's clock counts where now is left out: ${JSON.stringify(options) ?? "no options"}`, () => {
    const before = Date.now();
    const { obtainedAt } = capillary.readTokenResponse({ status: 200, body: BODY }, options);
    assert.ok(obtainedAt >= before && obtainedAt <= Date.now());
  });
}

test("a fraction of a millisecond is cut off", () => {
  assert.equal(read({ status: 200, body: BODY }, { now: NOW + 0.9 }).obtainedAt, NOW);
});

test("a misspelt option is named", () => {
  assert.deepEqual(codeOf(() => read({ status: 200, body: BODY }, { nov: NOW })), ["unknown_option", "nov"]);
});

const HEADERS = {
  "a Headers object": (fields) => new Headers(fields),
  "a record in any case": (fields) => fields,
  "a Map": (fields) => new Map(Object.entries(fields)),
  "Headers of another class": (fields) => new OtherHeaders(fields),
  "an instance of a class with members": (fields) => new FieldsAsMembers(fields),
  "an instance of a class with toJSON": (fields) => new FieldsOnRequest(fields),
};

// npm's undici has a class of its own.
class OtherHeaders {
  #fields;
  constructor(fields) {
    this.#fields = fields;
  }
  *entries() {
    yield* Object.entries(this.#fields);
  }
}

// That of some clients shows its fields as members.
class FieldsAsMembers {
  constructor(fields) {
    Object.assign(this, fields);
  }
}

// That of axios is asked for them, so that it need not show all of its members.
class FieldsOnRequest extends FieldsAsMembers {
  constructor(fields) {
    super({ ...fields, unset: null });
  }
  toJSON() {
    const { unset, ...fields } = this;
    return fields;
  }
}

for (const [what, headers] of Object.entries(HEADERS)) {
  test(`${what} is read`, () => {
    const html = { status: 200, headers: headers({ "Content-Type": "text/html" }), body: JSON.stringify(BODY) };
    assert.deepEqual(codeOf(() => read(html)), ["malformed_response", undefined]);
    const json = { status: 200, headers: headers({ "CONTENT-TYPE": "application/vnd.x+json; charset=utf-8" }), body: JSON.stringify(BODY) };
    assert.equal(read(json).value, TOKEN);
    const busy = { status: 429, headers: headers({ "retry-after": "7", "x-cap-requestid": "abc-1" }), body: "" };
    assert.throws(() => read(busy), { code: "rate_limited", retryAfterMs: 7_000, requestId: "abc-1", status: 429, vendor: "capillary", retryable: true });
  });
}

test("header fields that show nothing of themselves are refused", () => {
  for (const headers of [Promise.resolve(), new ArrayBuffer(4), Object.create({ "content-type": "text/html" }), new String("x"), new Date(0)]) {
    assert.deepEqual(codeOf(() => read({ status: 200, headers, body: JSON.stringify(BODY) })), ["invalid_argument", "response.headers"]);
  }
  assert.equal(read({ status: 200, headers: new FieldsOnRequest({}), body: JSON.stringify(BODY) }).value, TOKEN);
});

test("a Response passed whole is refused with the word that helps", async () => {
  const whole = Response.json(BODY);
  assert.deepEqual(codeOf(() => read(whole)), ["invalid_argument", "response.body"]);
  assert.throws(() => read(whole), /await response\.text\(\)/);
  assert.deepEqual(codeOf(() => read(Promise.resolve(whole))), ["invalid_argument", "response.status"]);
  assert.equal(read({ status: whole.status, headers: whole.headers, body: await whole.text() }).value, TOKEN);
});

for (const [what, body] of [["bytes", new Uint8Array(3)], ["a Blob", new Blob(["{}"])], ["URLSearchParams", new URLSearchParams("a=b")]]) {
  test(`a body of ${what} is refused`, () => {
    assert.deepEqual(codeOf(() => read({ status: 200, body })), ["invalid_argument", "response.body"]);
  });
}

test("an answer is not changed by reading it", () => {
  const response = Object.freeze({ status: 200, headers: Object.freeze({ "content-type": "application/json" }), body: Object.freeze({ ...BODY }) });
  assert.equal(read(response).value, TOKEN);
});

test("no error of a token answer shows what is in its body", () => {
  const bodies = [
    { data: { accessToken: `${TOKEN}\n` } },
    { data: { accessToken: TOKEN, ttlSeconds: TOKEN } },
    `{"data":{"accessToken":"${TOKEN}","accessToken":"${TOKEN}"}}`,
    `{"data":{"accessToken":"${TOKEN}"`,
    TOKEN,
    { data: { token: TOKEN } },
  ];
  for (const body of bodies) {
    assert.throws(
      () => read({ status: 200, body }),
      (error) => {
        assert.equal(error.code, "malformed_response");
        assertNoLeak(error, [TOKEN, ...TOKEN.split(".").slice(0, 2)]);
        return true;
      },
    );
  }
});

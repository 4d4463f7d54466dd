// Texts that somebody sends who means ill: what every function that reads says of them. What they cost is counted in
// tests/growth.

import assert from "node:assert/strict";
import { createHmac } from "node:crypto";
import test from "node:test";

import { imported } from "./installed.mjs";

const { AuthError, capillary, caxton, decodeJwt, pledg, signJwtHs256, verifyJwtHs256 } = await imported("commerce-auth");
const { defineProfile } = await imported("commerce-auth/server");

const SECRET = "a secret of merchants, 32 bytes long";
const now = 1_700_000_000_000;
const MOST_PROBLEMS = 16;
/** How deep the package lets arrays and objects nest. */
const DEPTH_LIMIT = 128;

const segment = (text) => Buffer.from(text).toString("base64url");
const HEADER = segment('{"alg":"HS256","typ":"JWT"}');
const signed = (payload, header = HEADER) => {
  const content = `${header}.${segment(payload)}`;
  return `${content}.${createHmac("sha256", SECRET).update(content).digest("base64url")}`;
};

const shop = defineProfile({
  name: "shop",
  request: { url: "https://x.example/token", fields: { key: "{key}" }, clientAuthentication: "body" },
  response: { token: "/token" },
  rejected: { body: [{ pointer: "/code", in: [1] }] },
});

/** Everything that reads an answer. */
const ANSWERS = {
  "capillary.readTokenResponse": (body) => capillary.readTokenResponse({ status: 200, body }, { now }),
  "capillary.readStaffTokenResponse": (body) => capillary.readStaffTokenResponse({ status: 200, body }, { now }),
  "capillary.customer.readResponse": (body) => capillary.customer.readResponse({ status: 200, body }, { now }),
  "pledg.readTokenResponse": (body) => pledg.readTokenResponse({ status: 200, body }, { now }),
  "caxton.readRegisterResponse": (body) => caxton.readRegisterResponse({ status: 200, body }, { now }),
  "caxton.readTokenResponse": (body) => caxton.readTokenResponse({ status: 200, body }, { now }),
  "caxton.readEnvelope": (body) => caxton.readEnvelope({ status: 200, body }, { now }),
  "Profile.readTokenResponse": (body) => shop.readTokenResponse({ status: 200, body }, { now }),
};
const CLASSIFIERS = {
  "capillary.classifyResponse": (body) => capillary.classifyResponse({ status: 200, body }),
  "Profile.classifyResponse": (body) => shop.classifyResponse({ status: 200, body }),
};
const NOTIFICATIONS = {
  "pledg.verifyNotification": (body) => pledg.verifyNotification(body, { secret: SECRET, now }),
  "pledg.verifyNotification without a secret": (body) => pledg.verifyNotification(body, { secret: null, now }),
};
const EVERY_READER = { ...ANSWERS, ...CLASSIFIERS, ...NOTIFICATIONS };

function errorOf(call) {
  try {
    call();
  } catch (error) {
    assert.ok(error instanceof AuthError, `not an AuthError: ${error}`);
    return error;
  }
  throw new assert.AssertionError({ message: "nothing was thrown" });
}

/** What comes of a call: its value, or the code, field and message of its error. */
function outcomeOf(call) {
  try {
    return { value: call() };
  } catch (error) {
    assert.ok(error instanceof AuthError, `not an AuthError: ${error}`);
    return { code: error.code, field: error.field, status: error.status };
  }
}

const listsOf = (depth) => JSON.parse("[".repeat(depth) + "]".repeat(depth));
const objectsOf = (depth) => {
  let value = {};
  for (let level = 1; level < depth; level += 1) value = { errors: value };
  return value;
};

// --- too deep ---

for (const [reader, read] of Object.entries(EVERY_READER)) {
  for (const [shape, deep] of Object.entries({ lists: listsOf, objects: objectsOf })) {
    test(`${reader}: ${shape} 20,000 levels deep, parsed, are malformed_response`, () => {
      for (const body of [deep(20_000), { data: deep(20_000) }, [deep(20_000)]]) {
        assert.equal(errorOf(() => read(body)).code, "malformed_response");
      }
    });
  }
}

for (const [reader, read] of Object.entries({ ...ANSWERS, ...NOTIFICATIONS })) {
  test(`${reader}: a text nested too deeply is malformed_response`, () => {
    for (const depth of [DEPTH_LIMIT + 1, 20_000]) {
      const error = errorOf(() => read(`${"[".repeat(depth)}${"]".repeat(depth)}`));
      assert.equal(error.code, "malformed_response");
    }
  });
}

for (const [reader, read] of Object.entries(EVERY_READER)) {
  test(`${reader}: a body at the limit of nesting is read alike, parsed or as text`, () => {
    for (const deep of [listsOf, objectsOf]) {
      for (const depth of [1, 2, DEPTH_LIMIT - 1, DEPTH_LIMIT]) {
        const body = deep(depth);
        assert.deepEqual(outcomeOf(() => read(body)), outcomeOf(() => read(JSON.stringify(body))), `${depth} levels`);
      }
    }
  });
}

test("the last level that is allowed is read, and none after it", () => {
  const deepToken = (depth) => JSON.stringify({ access_token: "t", expires_in: 60, x: listsOf(depth - 1) });
  assert.equal(pledg.readTokenResponse({ status: 200, body: deepToken(DEPTH_LIMIT) }, { now }).value, "t");
  assert.equal(pledg.readTokenResponse({ status: 200, body: JSON.parse(deepToken(DEPTH_LIMIT)) }, { now }).value, "t");
  for (const body of [deepToken(DEPTH_LIMIT + 1), JSON.parse(deepToken(DEPTH_LIMIT + 1))]) {
    assert.equal(errorOf(() => pledg.readTokenResponse({ status: 200, body }, { now })).code, "malformed_response");
  }
});

for (const [reader, read] of Object.entries(EVERY_READER)) {
  test(`${reader}: a parsed body that holds itself is an AuthError that quotes nothing of it`, () => {
    const body = { plantedMember: [{ access_token: "t" }] };
    body.plantedMember.push({ plantedCycle: body });
    const error = errorOf(() => read(body));
    assert.match(error.code, /^(malformed_response|invalid_argument)$/);
    assert.ok(!/planted/.test(JSON.stringify(error)), error.message);
  });
}

test("claims and a header that are nested too deeply, or hold themselves, are invalid_argument", () => {
  const cycle = {};
  cycle.self = cycle;
  for (const value of [objectsOf(20_000), { a: listsOf(20_000) }, cycle]) {
    assert.equal(errorOf(() => signJwtHs256(value, SECRET)).code, "invalid_argument");
    assert.equal(errorOf(() => signJwtHs256({}, SECRET, { header: { x: value } })).code, "invalid_argument");
    assert.equal(errorOf(() => pledg.signPurchase({ metadata: value }, SECRET)).code, "invalid_argument");
    assert.equal(errorOf(() => defineProfile({ ...shop.toJSON(), x: value })).code, "invalid_argument");
  }
});

// --- bare control characters ---

const control = (count) => `{"a":"${"\u0001".repeat(count)}"}`;

for (const count of [1, MOST_PROBLEMS - 1, MOST_PROBLEMS, MOST_PROBLEMS + 1, 21_000]) {
  test(`decodeJwt reports the first of ${count} bare control characters, at most ${MOST_PROBLEMS}, and reads past all`, () => {
    const { claims, problems } = decodeJwt(`${HEADER}.${segment(control(count))}.c2ln`);
    assert.equal(claims.a, "\u0001".repeat(count));
    assert.deepEqual(
      problems.map(({ part, position }) => [part, position]),
      Array.from({ length: Math.min(count, MOST_PROBLEMS) }, (_, index) => ["payload", 6 + index]),
    );
  });
}

test(`decodeJwt has ${MOST_PROBLEMS} problems at most, whatever parts they are of`, () => {
  const segments = [segment(control(100)), segment(control(100)), "*".repeat(100), ".".repeat(100)];
  for (const token of [segments.join("."), `${segments[0]}=.${segments[1]}=.+`, `${segments[0]}.${segments[1]}`]) {
    const { problems } = decodeJwt(token);
    assert.ok(problems.length <= MOST_PROBLEMS, `${problems.length}`);
    assert.equal(problems[0].part === "token" || problems[0].part === "header", true, problems[0].part);
  }
});

for (const [reader, wrapped] of Object.entries({
  "capillary.readTokenResponse": (token) => ({ data: { accessToken: token, ttlSeconds: 60 } }),
  "pledg.readTokenResponse": (token) => ({ access_token: token, expires_in: 60 }),
  "caxton.readTokenResponse": (token) => ({ access_token: token, expires_in: 60 }),
  "Profile.readTokenResponse": (token) => ({ token }),
})) {
  test(`${reader}: a token full of bare control characters is a token, and its problems are few`, () => {
    const token = `${HEADER}.${segment(control(5_000))}.c2ln`;
    const read = ANSWERS[reader](JSON.stringify(wrapped(token)));
    assert.equal(read.value, token);
    const { problems } = read;
    if (problems !== undefined) assert.ok(problems.length <= MOST_PROBLEMS, `${problems.length}`);
  });
}

test("what is read strictly stops at the first bare control character", () => {
  const first = 3;
  const text = `{"n\u0002":1,"\u0003":2}`;
  for (const [reader, read] of Object.entries({ ...ANSWERS, ...NOTIFICATIONS })) {
    const error = errorOf(() => read(text));
    assert.deepEqual([reader, error.code, error.position], [reader, "malformed_response", first]);
  }
  assert.equal(errorOf(() => verifyJwtHs256(signed(text), SECRET)).code, "malformed_jwt");
});

// --- names that stand twice ---

/** Two spellings of one name. */
const SAME = {
  "half a surrogate pair, its digits in two cases": [String.raw`\ud800`, String.raw`\uD800`],
  "the other half, its digits in two cases": [String.raw`\udfff`, String.raw`\uDfFf`],
  "half a pair among letters": [String.raw`a\ud9abz`, String.raw`a\uD9ABz`],
  "half a pair behind a letter in an escape": [String.raw`\u0061\ud800`, String.raw`a\uD800`],
  "two halves the wrong way round": [String.raw`\udc00\ud800`, String.raw`\uDC00\uD800`],
  "a pair as itself and in escapes": ["😀", String.raw`\ud83d\ude00`],
  "a pair in escapes of two cases": [String.raw`\ud83d\ude00`, String.raw`\uD83D\uDE00`],
  "a letter as itself and in an escape": ["name", String.raw`n\u0061me`],
  "a letter beyond ASCII as itself and in an escape": ["é", String.raw`\u00E9`],
  "a line end in two escapes": [String.raw`\n`, String.raw`\u000a`],
  "a slash and its escape": ["a/b", String.raw`a\/b`],
  "a quotation mark in two escapes": [String.raw`\"`, String.raw`\u0022`],
  "no letter at all": ["", ""],
  "U+FFFD and its escape": ["\ufffd", String.raw`\ufffd`],
};

/** Two names that somebody careless takes for one. */
const OTHER = {
  "two halves of surrogate pairs": [String.raw`\ud800`, String.raw`\ud801`],
  "half a pair and what careless decoders make of it": [String.raw`\ud800`, "\ufffd"],
  "half a pair and its bytes as letters": [String.raw`\ud800`, "í\u00a0\u0080"],
  "a pair and its first half": [String.raw`\ud83d\ude00`, String.raw`\ud83d`],
  "a pair and its halves the wrong way round": [String.raw`\ud83d\ude00`, String.raw`\ude00\ud83d`],
  "a letter and the same with an accent set apart": ["é", "e\u0301"],
  "an escape and the text of an escape": [String.raw`\u0061`, String.raw`\\u0061`],
  "small and capital": ["name", "Name"],
  "with and without a nought": ["a", String.raw`a\u0000`],
};

/** An object with both, far apart and deep inside as well. */
const objectsWith = ([one, other]) => {
  const many = Array.from({ length: 200 }, (_, index) => `"n${index}":{}`).join(",");
  return [
    { text: `{"${one}":1,"${other}":2}`, at: (text) => text.lastIndexOf(`"${other}"`) },
    { text: `{"${one}":1,${many},"${other}":2}`, at: (text) => text.lastIndexOf(`"${other}"`) },
    { text: `{"deep":[{"er":{"${one}":1,"${other}":2}}]}`, at: (text) => text.lastIndexOf(`"${other}"`) },
  ].map(({ text, at }) => ({ text, position: Buffer.byteLength(text.slice(0, at(text))) }));
};

const TWICE = /appears twice|holds a member twice/;

for (const [what, names] of Object.entries(SAME)) {
  test(`a name that stands twice is seen: ${what}`, () => {
    for (const { text, position } of objectsWith(names)) {
      const [problem, ...others] = decodeJwt(`${HEADER}.${segment(text)}.c2ln`).problems;
      assert.deepEqual([problem?.part, problem?.position, others.length], ["payload", position, 0], text);
      assert.match(problem.message, TWICE);
      assert.equal(decodeJwt(`${segment(text)}.e30.c2ln`).problems[0]?.part, "header");
      assert.equal(errorOf(() => verifyJwtHs256(signed(text), SECRET, { now })).code, "malformed_jwt");
      assert.equal(errorOf(() => verifyJwtHs256(signed("{}", segment(`{"alg":"HS256","x":${text}}`)), SECRET, { now })).code, "malformed_jwt");
      assert.equal(errorOf(() => pledg.verifyNotification(text, { secret: SECRET, now })).code, "malformed_response");
      assert.equal(errorOf(() => pledg.verifyNotification(JSON.stringify({ signature: signed(text) }), { secret: SECRET, now })).code, "malformed_jwt");
      for (const [reader, member] of Object.entries(TOKENS)) {
        const error = errorOf(() => ANSWERS[reader](`{${member},"x":${text}}`));
        assert.deepEqual([reader, error.code], [reader, "malformed_response"], text);
        assert.match(error.message, TWICE);
      }
    }
  });
}

for (const [what, names] of Object.entries(OTHER)) {
  test(`two names are not taken for one: ${what}`, () => {
    for (const { text } of objectsWith(names)) {
      assert.deepEqual(decodeJwt(`${HEADER}.${segment(text)}.c2ln`).problems, [], text);
      for (const [reader, member] of Object.entries(TOKENS)) {
        assert.ok(ANSWERS[reader](`{${member},"x":${text}}`).value, reader);
      }
    }
  });
}

const TOKENS = {
  "capillary.readTokenResponse": '"data":{"accessToken":"t.t.t","ttlSeconds":60}',
  "pledg.readTokenResponse": '"access_token":"t","expires_in":60',
  "caxton.readTokenResponse": '"access_token":"t","expires_in":60',
  "Profile.readTokenResponse": '"token":"t"',
};

// --- parsed and text ---

const CONTENTS = {
  "a token of Capillary": { data: { accessToken: "t.t.t", ttlSeconds: 60 }, errors: null },
  "a token as RFC 6749 has it": { access_token: "t", token_type: "Bearer", expires_in: 60 },
  "an error of Capillary": { errors: [{ code: 498, message: "m" }], status: { code: 200 } },
  "an error of Capillary as text": { errors: [{ code: "320001", message: "m" }] },
  "an envelope": { Content: { Model: { ApiStatusCode: 100, ApiStatus: "IsValid" }, ExpectedResponses: ["IsValid"] } },
  "letters of every kind": { errors: [{ code: 4000, message: "é€😀\u2028\u0000\"\\/" }] },
  "names of every object's nature": JSON.parse('{"__proto__":{"status":{"code":498}},"constructor":1,"toJSON":2}'),
  "a list": [1, "2", null],
  "nothing much": {},
};

for (const [reader, read] of Object.entries({ ...ANSWERS, ...CLASSIFIERS })) {
  test(`${reader}: what a body says does not hang on whether it was parsed`, () => {
    for (const [what, content] of Object.entries(CONTENTS)) {
      const [asText, asValue] = [JSON.stringify(content), content].map((body) => outcomeOf(() => read(body)));
      assert.deepEqual(asValue, asText, what);
    }
  });
}

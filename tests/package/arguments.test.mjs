// What callers pass by mistake: each mistake has its code, field and position, and no message holds a secret.

import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import test from "node:test";
import vm from "node:vm";

import { imported } from "./installed.mjs";
import { AuthError, assertNoLeak, capillary, capillaryBasic, capillaryOAuth, md5Hex } from "./vendor.mjs";

const { basicAuthorization, bearerAuthorization, decodeJwt, parseBasicAuthorization } = await imported("commerce-auth");

const PASSWORD = "Planted pass!word";
const SECRET = "PlantedSecret7Qx0/+";
const TOKEN = "eyJraWQiOiJrMSJ9.UGxhbnRlZFRva2Vu.c2ln";
const DIGEST = createHash("md5").update(PASSWORD).digest("hex");
const PAIR = Buffer.from(`till1:${DIGEST}`).toString("base64");
const PLANTED = [PASSWORD, SECRET, TOKEN, DIGEST, PAIR];

const till = { username: "till1", password: PASSWORD };
const client = { host: "eu.api.capillarytech.com", key: "PlantedKey", secret: SECRET };
const bad = (field, position) => ({ code: "invalid_argument", field, position });

function refuses(what, call, { code, field, position, suggests }) {
  test(`${what}: ${code} in ${field}`, () => {
    const error = thrownBy(call);
    assert.ok(error instanceof AuthError, `not an AuthError: ${error}`);
    assert.deepEqual([error.code, error.field, error.position], [code, field, position]);
    assert.equal(error.retryable, false);
    if (suggests) assert.match(error.message, new RegExp(`Did you mean ${suggests}\\?`));
    assertNoLeak(error, PLANTED);
  });
}

function thrownBy(call) {
  try {
    call();
  } catch (error) {
    return error;
  }
  throw new assert.AssertionError({ message: "nothing was thrown" });
}

const NOT_STRINGS = { nothing: undefined, null: null, a_number: 7, a_boolean: true, an_object: { a: 1 }, an_array: ["x"], a_symbol: Symbol(SECRET), a_function: () => SECRET };
const UNUSABLE_OBJECTS = { ...NOT_STRINGS, a_string: SECRET };
delete UNUSABLE_OBJECTS.an_object;

for (const [what, value] of Object.entries(NOT_STRINGS)) {
  refuses(`basicAuthorization, ${what} for a user name`, () => basicAuthorization(value, PASSWORD), bad("username"));
  refuses(`basicAuthorization, ${what} for a password`, () => basicAuthorization("user", value), bad("password"));
  refuses(`capillary.basicAuthorization, ${what} for a till id`, () => capillary.basicAuthorization(value, PASSWORD), bad("username"));
  refuses(`capillary.basicAuthorization, ${what} for a password`, () => capillary.basicAuthorization("till1", value), bad("password"));
  refuses(`capillary.basicCredentials, ${what} for a password`, () => capillary.basicCredentials("till1", value), bad("password"));
  refuses(`capillary.tokenRequest, ${what} for a secret`, () => capillary.tokenRequest({ ...client, secret: value }), bad("secret"));
  refuses(`capillary.oauthHeaders, ${what} for a token`, () => capillary.oauthHeaders({ accessToken: value }), bad("accessToken"));
  refuses(`capillaryOAuth, ${what} for a key`, () => capillaryOAuth({ ...client, key: value }), bad("key"));
  refuses(`capillaryOAuth, ${what} for a host`, () => capillaryOAuth({ ...client, host: value }), bad("host"));
  refuses(`bearerAuthorization of ${what}`, () => bearerAuthorization(value), bad("token"));
  refuses(`decodeJwt of ${what}`, () => decodeJwt(value), bad("token"));
  refuses(`parseBasicAuthorization of ${what}`, () => parseBasicAuthorization(value), bad("value"));
  refuses(`md5Hex of ${what}`, () => md5Hex(value), bad("input"));
}

for (const [what, value] of Object.entries(UNUSABLE_OBJECTS)) {
  refuses(`capillary.oauthHeaders with ${what} for options`, () => capillary.oauthHeaders(value), bad("options"));
  refuses(`capillary.basicHeaders with ${what} for options`, () => capillary.basicHeaders(value), bad("options"));
  refuses(`capillary.tokenRequest with ${what} for options`, () => capillary.tokenRequest(value), bad("options"));
  refuses(`capillaryOAuth with ${what} for options`, () => capillaryOAuth(value), bad("options"));
  refuses(`capillaryBasic with ${what} for options`, () => capillaryBasic(value), bad("options"));
  refuses(`capillary.classifyResponse of ${what}`, () => capillary.classifyResponse(value), bad("response"));
  if (what !== "an_array") refuses(`capillary.basicHeadersBatch of ${what}`, () => capillary.basicHeadersBatch(value), bad("list"));
}

const cycle = {};
cycle.self = cycle;
const unknown = (field) => ({ code: "unknown_option", field });
/** Each with what it is refused for as an attribution. */
const WITHOUT_JSON = { "a BigInt": [7n, bad("attribution")], "a cycle": [cycle, unknown("self")], "a BigInt deep inside": [{ a: [{ b: 1n }] }, unknown("a")] };

for (const [what, [value, refusal]] of Object.entries(WITHOUT_JSON)) {
  refuses(`basicAuthorization of ${what}`, () => basicAuthorization(value, PASSWORD), bad("username"));
  refuses(`capillary.basicHeaders with ${what} inside`, () => capillary.basicHeaders({ ...till, attribution: value }), refusal);
  refuses(`capillaryOAuth with ${what} inside`, () => capillaryOAuth({ ...client, attribution: value }), refusal);
}

const mistyped = (field, suggests) => ({ code: "unknown_option", field, suggests });

refuses("a misspelt option", () => capillary.basicHeaders({ username: "till1", pasword: PASSWORD }), mistyped("pasword", "password"));
refuses("an option in other letters", () => capillary.basicHeaders({ userName: "till1", password: PASSWORD }), mistyped("userName", "username"));
refuses("an option of something else", () => capillary.basicHeaders({ ...till, host: "x" }), mistyped("host"));
refuses("a misspelt secret", () => capillary.tokenRequest({ ...client, secrt: SECRET }), mistyped("secrt", "secret"));
refuses("a misspelt token", () => capillary.oauthHeaders({ accesToken: TOKEN, accessToken: TOKEN }), mistyped("accesToken", "accessToken"));
refuses("a misspelt part of an attribution", () => capillary.oauthHeaders({ accessToken: TOKEN, attribution: { entitycode: "1" } }), mistyped("entitycode", "entityCode"));
refuses("a misspelt member of an answer", () => capillary.classifyResponse({ status: 200, boddy: "{}" }), mistyped("boddy", "body"));
refuses("the answer of another client", () => capillary.classifyResponse({ status: 200, headers: {}, data: { secret: SECRET } }), mistyped("data"));
refuses("a misspelt option of an authenticator", () => capillaryOAuth({ ...client, timeoutMS: 1 }), mistyped("timeoutMS", "timeoutMs"));
refuses("a function under a misspelt option", () => capillaryOAuth({ ...client, fecth: () => {} }), mistyped("fecth", "fetch"));
refuses("an option for another scheme", () => capillaryBasic({ ...client, ...till }), mistyped("key"));
refuses("a secret in the place of a name", () => capillary.tokenRequest({ ...client, [SECRET]: "secret" }), mistyped("(a name too long or too odd to repeat)"));
refuses("a member called __proto__", () => capillary.basicHeaders(JSON.parse(`{"username":"till1","password":"x","__proto__":{"a":1}}`)), mistyped("__proto__"));
refuses("a member called constructor", () => capillary.basicHeaders({ ...till, constructor: 1 }), mistyped("constructor"));

test("a polluted Object.prototype reaches no options object", (t) => {
  t.after(() => delete Object.prototype.password);
  Object.prototype.password = PASSWORD;
  assert.equal(thrownBy(() => capillary.basicHeaders({ username: "till1" })).field, "password");
});

refuses("a colon in a till id", () => capillary.basicAuthorization("till:1", PASSWORD), bad("username", 4));
refuses("a colon behind letters of two bytes", () => capillary.basicAuthorization("éé:1", PASSWORD), bad("username", 4));
refuses("a colon in a till id, as an option", () => capillaryBasic({ host: "x.example", username: "t:", password: PASSWORD }), bad("username", 1));
refuses("an empty till id", () => capillary.basicAuthorization("", PASSWORD), bad("username"));
refuses("a newline behind a password", () => capillary.basicAuthorization("till1", `${PASSWORD}\n`), bad("password", 17));
refuses("a newline behind a secret", () => capillary.tokenRequest({ ...client, secret: `${SECRET}\n` }), bad("secret", 19));
refuses("a newline behind a key", () => capillaryOAuth({ ...client, key: "PlantedKey\r\n" }), bad("key", 10));
refuses("a NUL in a password", () => basicAuthorization("user", `a\0${PASSWORD}`), bad("password", 1));
refuses("a control character in a till id", () => capillary.basicHeaders({ username: "till\u007f", password: PASSWORD }), bad("username", 4));
refuses("half of a surrogate pair in a password", () => capillary.basicAuthorization("till1", `${PASSWORD}\ud83d`), bad("password"));
refuses("half of a surrogate pair in a secret", () => capillaryOAuth({ ...client, secret: `\ude00${SECRET}` }), bad("secret"));
refuses("half of a surrogate pair in md5Hex", () => md5Hex(`${PASSWORD}\ud800`), bad("input"));
refuses("an empty password", () => basicAuthorization("user", ""), bad("password"));
refuses("an empty password of a till", () => capillary.basicAuthorization("till1", ""), bad("password"));
refuses("an empty digest", () => capillary.basicHeaders({ username: "till1", passwordMd5: "" }), bad("passwordMd5"));
refuses("an empty key", () => capillary.tokenRequest({ ...client, key: "" }), bad("key"));
refuses("an empty secret", () => capillaryOAuth({ ...client, secret: "" }), bad("secret"));
refuses("an empty token", () => capillary.oauthHeaders({ accessToken: "" }), bad("accessToken"));
refuses("an empty token for decodeJwt", () => decodeJwt(""), bad("token"));

const looksHashed = { code: "looks_hashed", field: "password" };
refuses("a digest for a password", () => capillary.basicAuthorization("till1", DIGEST), looksHashed);
refuses("a digest in capital letters for a password", () => capillary.basicCredentials("till1", DIGEST.toUpperCase()), looksHashed);
refuses("a digest for a password, as an option", () => capillary.basicHeaders({ username: "till1", password: DIGEST }), looksHashed);
refuses("a digest for a password of an authenticator", () => capillaryBasic({ host: "x.example", username: "till1", password: DIGEST }), looksHashed);
refuses("a password for a digest", () => capillary.basicHeaders({ username: "till1", passwordMd5: PASSWORD }), bad("passwordMd5"));
refuses("password and digest", () => capillary.basicHeaders({ ...till, passwordMd5: DIGEST }), bad("passwordMd5"));
refuses("neither password nor digest", () => capillaryBasic({ host: "x.example", username: "till1" }), bad("password"));
refuses("allowHashLikePassword in words", () => capillary.basicHeaders({ ...till, allowHashLikePassword: "yes" }), bad("allowHashLikePassword"));

const HOSTS = {
  "http:": ["http://eu.api.capillarytech.com", { code: "insecure_url", field: "host" }],
  "http: to this machine": ["http://127.0.0.1:8787", { code: "insecure_url", field: "host" }],
  "a user name": ["https://user@eu.api.capillarytech.com", bad("host", 12)],
  "a password": [`https://user:${DIGEST}@x.example`, bad("host", 45)],
  "a query": ["https://x.example/?a=1", bad("host", 18)],
  "a fragment": ["https://x.example#a", bad("host", 17)],
  "a line break": ["x.example\n", bad("host", 9)],
  "another scheme": ["ftp://x.example", bad("host", 0)],
  nothing: ["", bad("host", 0)],
};
for (const [what, [host, expected]] of Object.entries(HOSTS)) {
  refuses(`a host with ${what}, for a token request`, () => capillary.tokenRequest({ ...client, host }), expected);
  refuses(`a host with ${what}, for an authenticator`, () => capillaryOAuth({ ...client, host }), expected);
  refuses(`a host with ${what}, for a till`, () => capillaryBasic({ ...till, host }), expected);
}

const entity = (attribution) => () => capillary.oauthHeaders({ accessToken: TOKEN, attribution });
const lookUp = (attribution) => () => capillary.basicHeaders({ ...till, attribution });
const unfit = (field, position) => ({ code: "invalid_header_value", field, position });

refuses("an unknown entity type", entity({ entityType: "TIL", entityCode: "1" }), bad("attribution.entityType"));
refuses("an entity type in small letters", entity({ entityType: "till", entityCode: "1" }), bad("attribution.entityType"));
refuses("an entity type without a code", entity({ entityType: "TILL" }), bad("attribution.entityCode"));
refuses("an entity code that breaks the header", entity({ entityCode: "1\r\nX-Evil: 1" }), unfit("attribution.entityCode", 1));
refuses("an entity code that is not ASCII", entity({ entityCode: "caf\u00e9" }), unfit("attribution.entityCode", 3));
refuses("an entity code with a space behind it", entity({ entityCode: "london " }), unfit("attribution.entityCode", 6));
refuses("an empty entity code", entity({ entityCode: "" }), unfit("attribution.entityCode"));
refuses("a lookup without its type", lookUp({ lookup: "x" }), bad("attribution.lookupType"));
refuses("a lookup type without its lookup", lookUp({ lookupType: "WECHAT" }), bad("attribution.lookup"));
refuses("a lookup that breaks the header", lookUp({ lookupType: "WECHAT", lookup: "a\nb" }), unfit("attribution.lookup", 1));
refuses("a lookup type that breaks the header", lookUp({ lookupType: "\0", lookup: "a" }), unfit("attribution.lookupType", 0));
refuses("the attribution of the other scheme", entity({ lookupType: "WECHAT", lookup: "x" }), mistyped("lookupType"));
refuses("the attribution of an authenticator", () => capillaryOAuth({ ...client, attribution: { entityCode: "\n" } }), unfit("attribution.entityCode", 0));
refuses("an attribution that is text", entity("TILL"), bad("attribution"));

for (const prefix of ["Bearer ", "bearer "]) {
  refuses(`a token behind "${prefix}"`, () => capillary.oauthHeaders({ accessToken: `${prefix}${TOKEN}` }), bad("accessToken"));
  refuses(`a Bearer token behind "${prefix}"`, () => bearerAuthorization(`${prefix}${TOKEN}`), bad("token"));
}
refuses("a token with a line break", () => capillary.oauthHeaders({ accessToken: `${TOKEN}\n` }), unfit("accessToken", TOKEN.length));
refuses("a token in quotes", () => bearerAuthorization(`"${TOKEN}"`), unfit("token", 0));

for (const value of [0, -1, NaN, Infinity, "1000"]) {
  refuses(`timeoutMs: ${value}`, () => capillaryOAuth({ ...client, timeoutMs: value }), bad("timeoutMs"));
  refuses(`maxResponseBytes: ${value}`, () => capillaryOAuth({ ...client, maxResponseBytes: value }), bad("maxResponseBytes"));
}
refuses("a negative margin", () => capillaryOAuth({ ...client, refreshMarginSeconds: -1 }), bad("refreshMarginSeconds"));
refuses("a fetch that is no function", () => capillaryOAuth({ ...client, fetch: SECRET }), bad("fetch"));
refuses("a clock that is no function", () => capillaryBasic({ ...till, host: "x.example", now: 1 }), bad("now"));
refuses("origins that are no list", () => capillaryOAuth({ ...client, origins: "https://x.example" }), bad("origins"));
refuses("an origin that is no text", () => capillaryOAuth({ ...client, origins: [7] }), bad("origins", 0));
refuses("an http origin", () => capillaryOAuth({ ...client, origins: ["http://x.example"] }), { code: "insecure_url", field: "origins" });
refuses("an origin with a path", () => capillaryOAuth({ ...client, origins: ["https://x.example/base"] }), bad("origins"));
refuses("an unknown permission", () => capillaryOAuth({ ...client, dangerouslyAllowInsecureHttp: "localhost" }), bad("dangerouslyAllowInsecureHttp"));
refuses("http to another machine though loopback is allowed", () => capillaryOAuth({ ...client, host: "http://10.0.0.1", dangerouslyAllowInsecureHttp: "loopback" }), { code: "insecure_url", field: "host" });
refuses("a status that is none", () => capillary.classifyResponse({ status: 42, body: "" }), bad("response.status"));
refuses("header fields that are no record", () => capillary.classifyResponse({ status: 200, headers: "a: b", body: "" }), bad("response.headers"));
refuses("an instant for options", () => capillary.readTokenResponse({ status: 200, body: "{}" }, 1_700_000_000_000), bad("options"));
refuses("an instant that is none", () => capillary.readTokenResponse({ status: 200, body: "{}" }, { now: NaN }), bad("now"));

test("the digest of a password of any case is sent in small letters", () => {
  const { Authorization } = capillary.basicHeaders({ username: "till1", passwordMd5: DIGEST.toUpperCase() });
  assert.equal(Authorization, `Basic ${PAIR}`);
});

test("a password that looks like a digest is hashed where that is asked for", () => {
  const { Authorization } = capillary.basicHeaders({ username: "till1", password: DIGEST, allowHashLikePassword: true });
  const twice = createHash("md5").update(DIGEST).digest("hex");
  assert.equal(Authorization, `Basic ${Buffer.from(`till1:${twice}`).toString("base64")}`);
});

const ODD_OBJECTS = {
  frozen: Object.freeze({ ...till }),
  "without a prototype": Object.assign(Object.create(null), till),
  "of another realm": vm.runInNewContext(`({ username: "till1", password: ${JSON.stringify(PASSWORD)} })`),
  "with options that are left out": { ...till, passwordMd5: undefined, attribution: undefined },
};

for (const [what, options] of Object.entries(ODD_OBJECTS)) {
  test(`an options object ${what} is taken as it is`, () => {
    const before = JSON.stringify(options);
    assert.equal(capillary.basicHeaders(options).Authorization, `Basic ${PAIR}`);
    assert.equal(JSON.stringify(options), before);
  });
}

test("bytes of another realm have the same digest", () => {
  assert.equal(md5Hex(vm.runInNewContext("new Uint8Array([49, 50, 51])")), md5Hex("123"));
  assert.equal(md5Hex(Buffer.from("123")), md5Hex("123"));
  assert.equal(thrownBy(() => md5Hex(new Uint16Array(3))).field, "input");
});

const LENGTHS = [1, 120, 121, 511, 512, 513, 5_461, 5_462, 16_300, 16_384, 16_385, 100_000, 1 << 20];

for (const [letter, what] of [["x", "ASCII"], ["\u00e9", "letters of two bytes"], ["\u{1f600}", "letters of four bytes"]]) {
  test(`inputs up to a megabyte of ${what} are right at every length in bytes that matters`, () => {
    for (const length of LENGTHS) {
      const text = letter.repeat(Math.ceil(length / Buffer.byteLength(letter)));
      const digest = createHash("md5").update(text).digest("hex");
      const pair = (name, word) => `Basic ${Buffer.from(`${name}:${word}`).toString("base64")}`;
      assert.equal(md5Hex(text), digest);
      assert.equal(md5Hex(Buffer.from(text)), digest);
      assert.equal(capillary.basicAuthorization("till1", text), pair("till1", digest));
      assert.equal(basicAuthorization(text, text), pair(text, text));
      assert.equal(parseBasicAuthorization(pair("a", text)).password, text);
    }
  });
}

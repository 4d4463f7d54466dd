// Text of more than 16 MiB is refused before it crosses, by the name of the field that it stands in.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";

import { allInstances, observed } from "./observed-wasm.mjs";
import { startedCopy } from "./installed.mjs";

const LIMIT = 16 << 20;
const { value: api } = await observed(() => startedCopy("index.js"));
const { capillary, caxton, pledg } = api;
const { value: server } = await observed(() => startedCopy("server.js"));
const profile = server.defineProfile(JSON.parse(readFileSync(new URL("../profiles/rfc-6749.json", import.meta.url), "utf8")).profile);

const SECRET = "a secret of more than 32 letters, for HS256";
const host = "x.example";
const answer = (body) => ({ status: 200, body });
const long = (length) => "x".repeat(length);
/** A parsed value whose JSON text has this length. */
const parsed = (length) => ({ a: long(length - '{"a":""}'.length) });
const bytes = (length) => new Uint8Array(length).fill(0x78);

/** The field that each text stands in: `field: [call, making of the text where it is not one of letters]`. */
const ARGUMENTS = {
  "basicAuthorization username": [(text) => api.basicAuthorization(text, "x")],
  "basicAuthorization password": [(text) => api.basicAuthorization("x", text)],
  "parseBasicAuthorization value": [(text) => api.parseBasicAuthorization(text)],
  "bearerAuthorization token": [(text) => api.bearerAuthorization(text)],
  "bearerAuthorization token of an AccessToken": [(text) => api.bearerAuthorization({ value: text }), long, "token"],
  "decodeJwt token": [(text) => api.decodeJwt(text)],
  "signJwtHs256 claims": [(claims) => api.signJwtHs256(claims, SECRET), parsed],
  "signJwtHs256 secret": [(text) => api.signJwtHs256({}, text)],
  "signJwtHs256 secret of bytes": [(secret) => api.signJwtHs256({}, secret), bytes, "secret"],
  "signJwtHs256 header": [(header) => api.signJwtHs256({}, SECRET, { header }), parsed],
  "verifyJwtHs256 token": [(text) => api.verifyJwtHs256(text, SECRET)],
  "verifyJwtHs256 secret": [(text) => api.verifyJwtHs256("e30.e30.c2ln", text)],
  "verifyJwtHs256 secret of several": [(text) => api.verifyJwtHs256("e30.e30.c2ln", ["x", text]), long, "secret"],
  "capillary.basicAuthorization username": [(text) => capillary.basicAuthorization(text, "x")],
  "capillary.basicAuthorization password": [(text) => capillary.basicAuthorization("x", text)],
  "capillary.basicCredentials username": [(text) => capillary.basicCredentials(text, "x")],
  "capillary.basicCredentials password": [(text) => capillary.basicCredentials("x", text)],
  "capillary.basicHeaders options": [(text) => capillary.basicHeaders(text)],
  "capillary.basicHeaders password": [(password) => capillary.basicHeaders({ username: "x", password })],
  "capillary.basicHeaders attribution": [(lookup) => capillary.basicHeaders({ username: "x", password: "x", attribution: { lookupType: "WECHAT", lookup } }), long, "attribution.lookup"],
  "capillary.basicHeadersBatch password": [(password) => thrownOf(capillary.basicHeadersBatch([{ username: "x", password: "x" }, { username: "x", password }])[1])],
  "capillary.oauthHeaders accessToken": [(accessToken) => capillary.oauthHeaders({ accessToken })],
  "capillary.tokenRequest secret": [(secret) => capillary.tokenRequest({ host, key: "x", secret })],
  "capillary.staffHeaders accessToken": [(accessToken) => capillary.staffHeaders({ accessToken })],
  "capillary.customer.otpRequest identifierValue": [(identifierValue) => capillary.customer.otpRequest({ host, brand: "x", identifierValue })],
  "recommend scenario": [(text) => capillary.recommend(text)],
  "pledg.basicHeaders password": [(password) => pledg.basicHeaders({ email: "x", password })],
  "pledg.signPurchase parameters": [(parameters) => pledg.signPurchase(parameters, SECRET), parsed],
  "pledg.signPurchase secret": [(text) => pledg.signPurchase({}, text)],
  "pledg.verifyNotification body": [(text) => pledg.verifyNotification(text, { secret: SECRET })],
  "pledg.verifyNotification body of bytes": [(body) => pledg.verifyNotification(body, { secret: SECRET }), bytes, "body"],
  "pledg.verifyNotification body that is parsed": [(body) => pledg.verifyNotification(body, { secret: SECRET }), parsed, "body"],
  "pledg.verifyNotification secret": [(secret) => pledg.verifyNotification("{}", { secret })],
  "caxton.bearerHeaders accessToken": [(accessToken) => caxton.bearerHeaders({ accessToken })],
  "caxton.parseDateTime text": [(text) => caxton.parseDateTime(text)],
  "caxton.userPasswordDigest password": [(text) => caxton.userPasswordDigest(text)],
  "defineProfile profile": [(data) => server.defineProfile(data), parsed],
  "profile.tokenRequest credentials": [(text) => profile.tokenRequest({ client_id: "x", client_secret: text }), long],
  "profile.headers accessToken": [(text) => profile.headers(text)],
};

const READERS = {
  "capillary.readTokenResponse": capillary.readTokenResponse,
  "capillary.readStaffTokenResponse": capillary.readStaffTokenResponse,
  "capillary.classifyResponse": capillary.classifyResponse,
  "capillary.customer.readResponse": capillary.customer.readResponse,
  "pledg.readTokenResponse": pledg.readTokenResponse,
  "caxton.readTokenResponse": caxton.readTokenResponse,
  "caxton.readRegisterResponse": caxton.readRegisterResponse,
  "caxton.readEnvelope": caxton.readEnvelope,
  "profile.readTokenResponse": (response) => profile.readTokenResponse(response),
  "profile.classifyResponse": (response) => profile.classifyResponse(response),
};

function thrownOf({ error }) {
  if (error) throw error;
}

/** The `AuthError` of a call as `{ code, field }`; nothing where it returns. */
function refusal(call) {
  try {
    call();
    return {};
  } catch (error) {
    assert.ok(api.isAuthError(error), `not an AuthError: ${error}`);
    return { code: error.code, field: error.field };
  }
}

function testLimit(name, call, make, refused) {
  test(`${name}: 16 MiB are looked at, and one byte more is refused before it crosses`, () => {
    const whole = make(LIMIT);
    const { code, field } = refusal(() => call(whole));
    assert.notEqual(code, "internal");
    assert.notEqual(code, "response_too_large");
    api.md5Hex("123");
    const { memory } = allInstances().at(-1);
    const [instances, size] = [allInstances().length, memory.buffer.byteLength];
    assert.deepEqual(refusal(() => call(make(LIMIT + 1))), refused);
    assert.deepEqual([allInstances().length, memory.buffer.byteLength], [instances, size], `it crossed; at the limit: ${code} ${field}`);
  });
}

for (const [name, [call, make = long, field = name.split(" ")[1]]] of Object.entries(ARGUMENTS)) {
  testLimit(name, call, make, { code: "invalid_argument", field });
}

for (const [name, read] of Object.entries(READERS)) {
  const refused = { code: "response_too_large", field: "response.body" };
  testLimit(`${name} of a text`, (body) => read(answer(body)), long, refused);
  testLimit(`${name} of a parsed body`, (body) => read(answer(body)), parsed, refused);
}

test("the limit counts bytes of UTF-8, not letters", () => {
  const third = Math.floor(LIMIT / 3);
  assert.equal(refusal(() => api.decodeJwt("€".repeat(third))).field, undefined);
  assert.equal(refusal(() => api.decodeJwt("€".repeat(third + 1))).field, "token");
});

test("a text is measured by itself, not by the escapes it crosses with", () => {
  assert.notEqual(refusal(() => capillary.classifyResponse(answer('"'.repeat(LIMIT)))).code, "response_too_large");
  assert.equal(refusal(() => capillary.classifyResponse(answer('"'.repeat(LIMIT + 1)))).code, "response_too_large");
});

test("a text that the platform itself can hardly hold is refused in the same way", () => {
  assert.deepEqual(refusal(() => api.basicAuthorization("x", "\u0001".repeat(200 << 20))), { code: "invalid_argument", field: "password" });
});

test("texts that are too long together are refused by the longest", () => {
  const password = long(LIMIT - 1);
  const options = { host, channel: "web", brand: "b", mobile: "1", token: "a.b.c", password, confirmPassword: password };
  assert.deepEqual(refusal(() => capillary.customer.passwordChangeRequest({ ...options, newPassword: long(LIMIT) })), { code: "invalid_argument", field: "newPassword" });
});

test("after a refusal the next call works", () => {
  refusal(() => api.decodeJwt(long(LIMIT + 1)));
  assert.equal(api.md5Hex("123"), "202cb962ac59075b964b07152d234b70");
});

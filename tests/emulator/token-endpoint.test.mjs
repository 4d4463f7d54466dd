import assert from "node:assert/strict";
import test from "node:test";

import { askToken, latest, tokenFrom } from "./capillary-calls.mjs";
import { runningEmulator } from "./running-emulator.mjs";

const JSON_HEADERS = { "Content-Type": "application/json" };

test("key and secret give a token of the vendor's shape", async (t) => {
  const emulator = await runningEmulator(t);
  const answer = await askToken(emulator);
  assert.equal(answer.status, 200);
  assert.deepEqual(Object.keys(answer.json), ["data", "errors"]);
  assert.deepEqual(Object.keys(answer.json.data), ["accessToken", "ttlSeconds"]);
  assert.equal(answer.json.errors, null);
  assert.equal(answer.json.data.ttlSeconds, 300);
  assert.equal(latest(emulator).verdict, "accepted");
  assert.equal(latest(emulator).endpoint, "token");
});

test("every answer carries X-Cap-Requestid, each its own, and a Date", async (t) => {
  const emulator = await runningEmulator(t);
  const answers = [await askToken(emulator), await askToken(emulator, { body: "{}" })];
  const ids = answers.map(({ headers }) => headers["x-cap-requestid"]);
  assert.match(ids[0], /^[0-9a-f-]{36}$/);
  assert.notEqual(ids[0], ids[1]);
  for (const { headers } of answers) {
    assert.ok(Math.abs(Date.parse(headers.date) - Date.now()) < 5_000);
  }
});

test("the token is a JWT as Capillary makes them", async (t) => {
  const emulator = await runningEmulator(t);
  const before = Math.floor(Date.now() / 1000);
  const [header, claims, signature] = (await tokenFrom(emulator)).split(".");
  assert.equal(Buffer.from(header, "base64url").toString(), '{"kid":"k1","alg":"RS256"}');
  assert.equal(header.length, 35);
  assert.equal(Buffer.from(signature, "base64url").length, 256);
  assertClaims(JSON.parse(Buffer.from(claims, "base64url")), before, emulator.capillary.credentials.key);
});

function assertClaims(claims, before, key) {
  assert.equal(claims.iss, "Capillary");
  assert.equal(claims.token_use, "token_access");
  assert.equal(claims.exp - claims.iat, 300);
  assert.ok(claims.iat >= before && claims.iat <= before + 5);
  assert.match(claims.jti, /^[A-Za-z0-9_-]{22}$/);
  assert.equal(claims.client_key, key);
  assert.equal(claims.scopes, "[]");
  for (const name of ["client_id", "org_id", "default_till"]) assert.equal(typeof claims[name], "number");
}

test("each call gives a different token, and they are counted", async (t) => {
  const emulator = await runningEmulator(t);
  assert.equal(emulator.capillary.tokensIssued, 0);
  const tokens = [await tokenFrom(emulator), await tokenFrom(emulator), await tokenFrom(emulator)];
  assert.equal(new Set(tokens).size, 3);
  assert.equal(emulator.capillary.tokensIssued, 3);
});

test("the lifetime is the client's, until setLifetime", async (t) => {
  const client = { key: "k".repeat(25), secret: "s".repeat(40), lifetimeSeconds: 90 };
  const emulator = await runningEmulator(t, { clients: [client] });
  assert.equal((await askToken(emulator)).json.data.ttlSeconds, 90);
  emulator.capillary.setLifetime(3600);
  assert.equal((await askToken(emulator)).json.data.ttlSeconds, 3600);
  assert.throws(() => emulator.capillary.setLifetime(0), /setLifetime.*whole number from 1/);
});

test("each of several clients gets its own token", async (t) => {
  const clients = [{ key: "first-key", secret: "first-secret", defaultTill: 1 }, { key: "second-key", secret: "second-secret", defaultTill: 2 }];
  const emulator = await runningEmulator(t, { clients });
  const { json } = await askToken(emulator, { body: '{"key":"second-key","secret":"second-secret"}' });
  const claims = JSON.parse(Buffer.from(json.data.accessToken.split(".")[1], "base64url"));
  assert.deepEqual([claims.client_key, claims.default_till], ["second-key", 2]);
  const crossed = await askToken(emulator, { body: '{"key":"second-key","secret":"first-secret"}' });
  assert.equal(crossed.json.errors[0].code, 320001);
});

test("a wrong pair is error 320001 in a 200, or in the status asked for", async (t) => {
  for (const [options, status] of [[undefined, 200], [{ badCredentialsStatus: 401 }, 401]]) {
    const emulator = await runningEmulator(t, options);
    const { key } = emulator.capillary.credentials;
    const answer = await askToken(emulator, { body: JSON.stringify({ key, secret: "wrong" }) });
    assert.equal(answer.status, status);
    assert.deepEqual(answer.json, { data: null, errors: [{ code: 320001, message: "Invalid client key and secret" }] });
    assert.equal(latest(emulator).verdict, "wrong key or secret");
    assert.equal(emulator.capillary.tokensIssued, 0);
  }
});

const REFUSALS = [
  ["a GET", { method: "GET", body: "" }, 405, /takes POST/],
  ["a query", { query: "?=null" }, 400, /no query/],
  ["an Authorization header", { headers: { ...JSON_HEADERS, Authorization: "Basic eDp5" } }, 400, /no Authorization/],
  ["a token header", { headers: { ...JSON_HEADERS, "X-CAP-API-OAUTH-TOKEN": "t" } }, 400, /no X-CAP-API-OAUTH-TOKEN/],
  ["no Content-Type", { headers: {} }, 415, /Content-Type/],
  ["a form", { headers: { "Content-Type": "application/x-www-form-urlencoded" } }, 415, /Content-Type/],
  ["a foreign charset", { headers: { "Content-Type": "application/json; charset=latin1" } }, 415, /Content-Type/],
  ["no body", { body: " " }, 400, /exactly/],
  ["broken JSON", { body: '{"key":"a","secret":"b"' }, 400, /exactly/],
  ["a missing member", { body: '{"key":"a"}' }, 400, /exactly/],
  ["a third member", { body: '{"key":"a","secret":"b","grantType":"c"}' }, 400, /exactly/],
  ["a doubled member", { body: '{"key":"a","key":"b"}' }, 400, /exactly/],
  ["a misspelt member", { body: '{"key":"a","Secret":"b"}' }, 400, /exactly/],
  ["another name for the key", { body: '{"id":"a","secret":"b"}' }, 400, /exactly/],
  ["another name for the secret", { body: '{"key":"a","token":"b"}' }, 400, /exactly/],
  ["a number", { body: '{"key":"a","secret":1}' }, 400, /exactly/],
  ["an array", { body: '["key","secret"]' }, 400, /exactly/],
  ["bytes that are not UTF-8", { body: Buffer.from('{"key":"a","secret":"\xff"}', "latin1") }, 400, /UTF-8/],
];

for (const [what, call, status, verdict] of REFUSALS) {
  test(`the token endpoint refuses ${what}`, async (t) => {
    const emulator = await runningEmulator(t);
    const answer = await askToken(emulator, call);
    assert.equal(answer.status, status);
    assert.equal(answer.json.data, null);
    assert.match(latest(emulator).verdict, verdict);
    assert.equal(emulator.capillary.tokensIssued, 0);
  });
}

test("a charset of UTF-8, white space and either order of the members are accepted", async (t) => {
  const emulator = await runningEmulator(t);
  const { key, secret } = emulator.capillary.credentials;
  const body = `\n{ "secret" : ${JSON.stringify(secret)} , "key" : ${JSON.stringify(key)} }\n`;
  const answer = await askToken(emulator, { body, headers: { "content-type": "application/json; charset=UTF-8" } });
  assert.equal(answer.json.data.ttlSeconds, 300);
});

test("a secret beyond ASCII and with quotes arrives whole", async (t) => {
  const client = { key: "clé", secret: 'sé"cr\\et€' };
  const emulator = await runningEmulator(t, { clients: [client] });
  assert.equal((await askToken(emulator)).json.errors, null);
});

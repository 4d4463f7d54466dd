import assert from "node:assert/strict";
import test from "node:test";

import { md5Hex } from "./capillary-calls.mjs";
import { askToken, basicOf, credit, CREDIT, latest, tokenFrom } from "./pledg-calls.mjs";
import { send } from "./raw-client.mjs";
import { runningVendors } from "./running-emulator.mjs";

const SECRET = "fake:pledg+secret%of the emulator";

test("key and secret by Basic give a bearer token for ten minutes", async (t) => {
  const emulator = await runningVendors(t);
  const { status, json, headers } = await askToken(emulator);
  assert.deepEqual([status, json.token_type, json.expires_in], [200, "Bearer", 600]);
  assert.deepEqual(JSON.parse(Buffer.from(json.access_token.split(".")[0], "base64url")), { typ: "JWT", alg: "HS256" });
  assert.equal(headers["x-cap-requestid"], undefined);
  const { vendor, endpoint, authentication, verdict } = latest(emulator);
  assert.deepEqual([vendor, endpoint, authentication, verdict], ["pledg", "pledg.token", "basic", "accepted"]);
  assert.notEqual((await askToken(emulator)).json.access_token, json.access_token);
  assert.equal(emulator.pledg.tokensIssued, 2);
});

test("the vendor page's sample pair (V12) is Basic without hashing", async (t) => {
  const emulator = await runningVendors(t, { pledg: { clients: [{ key: "your_key", secret: "your_secret" }] } });
  const answer = await askToken(emulator, { headers: { Authorization: "Basic eW91cl9rZXk6eW91cl9zZWNyZXQ=" } });
  assert.equal(answer.json.expires_in, 600);
});

test("the form as fetch types it is a form", async (t) => {
  const emulator = await runningVendors(t);
  const headers = { "Content-Type": "application/x-www-form-urlencoded;charset=UTF-8" };
  assert.equal((await askToken(emulator, { headers })).status, 200);
});

const REQUESTS = [
  ["GET", { method: "GET", body: "" }, 405, "invalid_request", /takes POST/],
  ["a query", { query: "?grant_type=client_credentials" }, 400, "invalid_request", /no query/],
  ["JSON", { headers: { "Content-Type": "application/json" }, body: "{}" }, 415, "invalid_request", /x-www-form-urlencoded/],
  ["no body", { body: "" }, 400, "invalid_request", /exactly grant_type=client_credentials/],
  ["the credentials in the body", { body: "grant_type=client_credentials&client_id=a" }, 400, "invalid_request", /exactly/],
  ["another grant", { body: "grant_type=password" }, 400, "unsupported_grant_type", /exactly/],
  ["a line end", { body: "grant_type=client_credentials\n" }, 400, "invalid_request", /exactly/],
];
for (const [what, call, status, error, reason] of REQUESTS) {
  test(`Pledg's token endpoint refuses ${what}`, async (t) => {
    const emulator = await runningVendors(t);
    const answer = await askToken(emulator, call);
    assert.deepEqual([answer.status, answer.json], [status, { error }]);
    assert.match(latest(emulator).verdict, reason);
    assert.equal(emulator.pledg.tokensIssued, 0);
  });
}

const LOGINS = [
  ["none", undefined, /no credential/],
  ["two logins", [basicOf("fake-pledg-key", SECRET), "Basic eDp5"], /sent twice/],
  ["Bearer", "Bearer x", /not `Basic `.*Bearer/],
  ["the pair in clear", `Basic fake-pledg-key:${SECRET}`, /padded base64/],
  ["an unknown key", basicOf("other", SECRET), /no client has this key/],
  ["the wrong way round", basicOf(SECRET, "fake-pledg-key"), /wrong way round/],
  ["a wrong secret", basicOf("fake-pledg-key", "x"), /^wrong secret$/],
  ["a hashed secret", basicOf("fake-pledg-key", md5Hex(SECRET)), /hashed; it is sent in clear/],
  ["a form-encoded secret", basicOf("fake-pledg-key", encodeURIComponent(SECRET)), /form-encoded/],
  ["white space", basicOf("fake-pledg-key", `${SECRET}\n`), /white space/],
];
for (const [what, Authorization, reason] of LOGINS) {
  test(`Pledg gives no token for ${what}`, async (t) => {
    const emulator = await runningVendors(t);
    const answer = await askToken(emulator, { headers: { Authorization } });
    assert.deepEqual([answer.status, answer.json], [401, { error: "invalid_client" }]);
    assert.match(latest(emulator).verdict, reason);
    assert.ok(!latest(emulator).verdict.includes(SECRET));
  });
}

test("the token opens the API; without amounts in whole cents it does not help", async (t) => {
  const emulator = await runningVendors(t);
  const token = await tokenFrom(emulator);
  const { status, json } = await credit(emulator, token);
  assert.deepEqual([status, json.amount_cents, json.purchase_uid], [200, 100, "pur_1"]);
  assert.deepEqual([latest(emulator).endpoint, latest(emulator).authentication], ["pledg.api", "bearer"]);
  assert.equal((await credit(emulator, token, { path: "/api/purchases/pur_1/release", body: "" })).json.released, true);
  for (const [body, reason] of [
    ['{"amount_cents":10.5}', /amount_cents is not an integer/],
    ['{"amount_cents":"100"}', /amount_cents is text/],
    ['{"amount_cents":0}', /at least 1 cent/],
    ["{}", /amount_cents is missing/],
    ['{"amount_cents":1,"amountCents":1}', /unknown member/],
    ["amount_cents=100", /not JSON/],
  ]) {
    assert.equal((await credit(emulator, token, { body })).status, 400);
    assert.match(latest(emulator).verdict, reason);
  }
  assert.equal((await credit(emulator, token, { headers: { "Content-Type": "text/plain" } })).status, 415);
});

test("the API says what is wrong with a token", async (t) => {
  const emulator = await runningVendors(t);
  const token = await tokenFrom(emulator);
  const call = (headers) => send(emulator.pledg.url + CREDIT, { method: "POST", headers, body: "{}" });
  for (const [headers, reason] of [
    [{}, /no credential/],
    [{ Authorization: token }, /Bearer prefix missing/],
    [{ Authorization: `Bearer Bearer ${token}` }, /stands twice/],
    [{ Authorization: `Bearer  ${token}` }, /one space/],
    [{ Authorization: basicOf("a", "b") }, /Basic where Bearer belongs/],
    [{ "X-CAP-API-OAUTH-TOKEN": token }, /belongs in Authorization, not in X-CAP-API-OAUTH-TOKEN/],
    [{ Authorization: "Bearer x" }, /unknown or revoked/],
  ]) {
    assert.equal((await call(headers)).status, 401);
    assert.match(latest(emulator).verdict, reason);
  }
});

test("tokens expire, are revoked, and live as long as a test wants", async (t) => {
  const emulator = await runningVendors(t, { pledg: { clients: [{ key: "k", secret: "s", lifetimeSeconds: 30 }] } });
  const first = await askToken(emulator);
  assert.equal(first.json.expires_in, 30);
  emulator.pledg.expireTokens();
  assert.equal((await credit(emulator, first.json.access_token)).status, 401);
  assert.match(latest(emulator).verdict, /has expired/);
  emulator.pledg.setLifetime(1);
  const second = await tokenFrom(emulator);
  assert.equal((await credit(emulator, second)).status, 200);
  emulator.pledg.revokeTokens();
  assert.equal((await credit(emulator, second)).status, 401);
  const third = await tokenFrom(emulator);
  await new Promise((resolve) => setTimeout(resolve, 1_050));
  assert.equal((await credit(emulator, third)).status, 401);
  assert.throws(() => emulator.pledg.setLifetime(0), /setLifetime/);
});

test("the Basic path takes the dashboard's e-mail and password as they are (V13)", async (t) => {
  const emulator = await runningVendors(t, { pledg: { users: [{ email: "random@domain.com", password: "john123" }] } });
  const call = (Authorization) => send(`${emulator.pledg.url}/api/users/me`, { headers: { Authorization } });
  assert.equal((await call("Basic cmFuZG9tQGRvbWFpbi5jb206am9objEyMw==")).status, 200);
  for (const [login, reason] of [
    [basicOf("random@domain.com", md5Hex("john123")), /wrong password/],
    [basicOf("other@domain.com", "john123"), /no user/],
    [`Bearer ${await tokenFrom(emulator)}`, /not `Basic `/],
  ]) {
    assert.equal((await call(login)).status, 401);
    assert.match(latest(emulator).verdict, reason);
  }
});

test("other paths and methods", async (t) => {
  const emulator = await runningVendors(t);
  assert.equal((await credit(emulator, "x", { path: "/api/nothing" })).status, 404);
  assert.equal((await credit(emulator, "x", { path: "/api//purchases/pur_1/release" })).status, 404);
  assert.match(latest(emulator).verdict, /doubles a slash/);
  assert.equal((await send(emulator.pledg.url + CREDIT)).status, 405);
  assert.equal((await send(`${emulator.pledg.url}/nothing`)).status, 404);
  assert.equal(latest(emulator).endpoint, "unknown");
});

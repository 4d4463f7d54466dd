import assert from "node:assert/strict";
import test from "node:test";

import { md5Hex } from "./capillary-calls.mjs";
import { askToken, call, form, latest, tokenFrom } from "./caxton-calls.mjs";
import { runningVendors } from "./running-emulator.mjs";

const USERNAME = "fake.api.user@example.com";
const PASSWORD = "Fake+Password/Of=The&Emulator%20!";

test("user name and client password give an opaque token for 30 days less a second", async (t) => {
  const emulator = await runningVendors(t);
  const { status, json } = await askToken(emulator);
  assert.equal(status, 200);
  assert.deepEqual({ ...json, access_token: "" }, { access_token: "", token_type: "bearer", expires_in: 2_591_999 });
  assert.match(json.access_token, /^[\w-]{240}$/);
  assert.deepEqual(emulator.caxton.credentials, { username: USERNAME, clientPassword: PASSWORD });
  const { vendor, endpoint, authentication } = latest(emulator);
  assert.deepEqual([vendor, endpoint, authentication], ["caxton", "caxton.token", "none"]);
  assert.equal(emulator.caxton.tokensIssued, 1);
});

test("the form as URLSearchParams writes it, in any order, is accepted", async (t) => {
  const emulator = await runningVendors(t);
  const body = new URLSearchParams({ Password: PASSWORD, Username: USERNAME, Grant_Type: "password" }).toString();
  const headers = { "Content-Type": "application/x-www-form-urlencoded;charset=UTF-8" };
  assert.equal((await askToken(emulator, { body, headers })).status, 200);
});

const RIGHT = form(USERNAME, PASSWORD);
const REFUSALS = [
  ["GET", { method: "GET", body: "" }, 405, "invalid_request", /takes POST/],
  ["a query", { query: "?a" }, 400, "invalid_request", /no query/],
  ["Basic", { headers: { Authorization: "Basic eDp5" } }, 400, "invalid_request", /no Authorization/],
  ["JSON", { headers: { "Content-Type": "text/json" }, body: "{}" }, 415, "invalid_request", /x-www-form-urlencoded/],
  ["no form", { body: "{}" }, 400, "invalid_request", /not a form/],
  ["grant_type", { body: RIGHT.replace("Grant_Type", "grant_type") }, 400, "invalid_request", /grant_type must be spelt Grant_Type/],
  ["UserName", { body: RIGHT.replace("Username", "UserName") }, 400, "invalid_request", /UserName must be spelt Username/],
  ["no grant", { body: "Username=a&Password=b" }, 400, "invalid_request", /Grant_Type is missing/],
  ["an empty password", { body: "Grant_Type=password&Username=a&Password=" }, 400, "invalid_request", /Password is missing/],
  ["a field twice", { body: `${RIGHT}&Username=b` }, 400, "invalid_request", /sent twice/],
  ["a field more", { body: `${RIGHT}&scope=b` }, 400, "invalid_request", /more fields/],
  ["another grant", { body: RIGHT.replace("=password", "=client_credentials") }, 400, "unsupported_grant_type", /not password/],
  ["nobody", { body: form("other", PASSWORD) }, 400, "invalid_grant", /no account has this Username/],
  ["a wrong password", { body: form(USERNAME, "x") }, 400, "invalid_grant", /^wrong Password/],
  ["a hashed password", { body: form(USERNAME, md5Hex(PASSWORD)) }, 400, "invalid_grant", /hashed/],
  ["a user's digest", { body: form(USERNAME, Buffer.from(md5Hex(PASSWORD)).toString("base64")) }, 400, "invalid_grant", /hashed/],
  ["a password as it is", { body: `Grant_Type=password&Username=a&Password=${PASSWORD}` }, 400, "invalid_request", /not form-encoded/],
  ["a plus left as it is", { body: RIGHT.replace("%2B", "+") }, 400, "invalid_grant", /not form-encoded/],
];
for (const [what, request, status, error, reason] of REFUSALS) {
  test(`Caxton gives no token for ${what}`, async (t) => {
    const emulator = await runningVendors(t);
    const answer = await askToken(emulator, request);
    assert.deepEqual([answer.status, answer.json.error], [status, error]);
    assert.equal("error_description" in answer.json, error === "invalid_grant");
    assert.match(latest(emulator).verdict, reason);
    assert.ok(!latest(emulator).verdict.includes(PASSWORD));
    assert.equal(emulator.caxton.tokensIssued, 0);
  });
}

test("a password whose EndDate has passed is an invalid grant", async (t) => {
  const emulator = await runningVendors(t);
  emulator.caxton.expirePassword();
  const { status, json } = await askToken(emulator);
  assert.deepEqual([status, json.error], [400, "invalid_grant"]);
  assert.match(latest(emulator).verdict, /EndDate has passed; register again/);
  assert.ok(emulator.caxton.passwordEndsAt <= Date.now());
});

test("or a refusal in an envelope with status 200", async (t) => {
  const emulator = await runningVendors(t, { caxton: { expiredPassword: "envelope" } });
  emulator.caxton.expirePassword();
  const { status, json } = await askToken(emulator);
  assert.deepEqual([status, json.access_token, json.Content.Model.ApiStatus], [200, undefined, "PasswordExpired"]);
});

test("tokens outlive the password, and end as a test wants", async (t) => {
  const emulator = await runningVendors(t, { caxton: { lifetimeSeconds: 60 } });
  const first = await askToken(emulator);
  assert.equal(first.json.expires_in, 60);
  emulator.caxton.setLifetime(1);
  const short = await tokenFrom(emulator);
  emulator.caxton.expirePassword();
  assert.equal((await call(emulator, first.json.access_token)).status, 200);
  await new Promise((resolve) => setTimeout(resolve, 1_050));
  assert.equal((await call(emulator, short)).status, 401);
  assert.match(latest(emulator).verdict, /has expired/);
  emulator.caxton.expireTokens();
  assert.equal((await call(emulator, first.json.access_token)).status, 401);
  emulator.caxton.revokeTokens();
  assert.equal((await call(emulator, first.json.access_token)).status, 401);
  assert.match(latest(emulator).verdict, /revoked/);
});

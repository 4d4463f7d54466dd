// Pledg behind the interface of every authenticator: a token of ten minutes, or Basic.

import assert from "node:assert/strict";
import test from "node:test";

import { AuthError, assertNoLeak, startVendor } from "./vendor.mjs";
import { imported } from "./installed.mjs";

const { pledgAccessToken, pledgBasic } = await imported("commerce-auth/server");
const CREDIT = "/api/purchases/pur_1/credit_by_transfer";
const refund = () => ({ method: "POST", body: JSON.stringify({ amount_cents: 2000 }) });
const OVER_HTTP = { dangerouslyAllowInsecureHttp: "loopback" };

async function atPledg(t, options) {
  const vendor = await startVendor(t);
  const api = pledgAccessToken({ host: vendor.pledg.url, ...vendor.pledg.credentials, ...OVER_HTTP, ...options });
  t.after(() => api.close());
  return { vendor, api };
}

const tokenCalls = (vendor) => vendor.requests.filter(({ path }) => path === "/api/token");

test("a token is asked for once, used, and asked for again when it is rejected", async (t) => {
  const { vendor, api } = await atPledg(t);
  assert.equal((await api.fetch(CREDIT, refund())).status, 200);
  assert.equal((await api.fetch(CREDIT, refund())).status, 200);
  assert.equal(tokenCalls(vendor).length, 1);
  vendor.pledg.expireTokens();
  assert.equal((await api.fetch(CREDIT, refund())).status, 200);
  assert.equal(tokenCalls(vendor).length, 2);
  const { expiresAt, lifetimeSeconds, tokenType } = await api.token();
  assert.deepEqual([lifetimeSeconds, tokenType], [600, "Bearer"]);
  assert.ok(Math.abs(expiresAt - Date.now() - 600_000) < 10_000);
  const [field] = Object.entries(await api.headers());
  assert.deepEqual([field[0], field[1].startsWith("Bearer ")], ["Authorization", true]);
});

test("G1: 100 callers on a cold cache are one token request", async (t) => {
  const { vendor, api } = await atPledg(t);
  const answers = await Promise.all(Array.from({ length: 100 }, () => api.fetch(CREDIT, refund())));
  assert.ok(answers.every(({ status }) => status === 200));
  assert.equal(tokenCalls(vendor).length, 1);
});

test("a wrong secret is bad_credentials, and is not shown", async (t) => {
  const { api } = await atPledg(t, { secret: "a-planted-wrong-secret" });
  const error = await api.headers().catch((thrown) => thrown);
  assert.ok(error instanceof AuthError);
  assert.deepEqual([error.code, error.vendor], ["bad_credentials", "pledg"]);
  assertNoLeak(error, ["a-planted-wrong-secret"]);
});

test("text is sent as JSON unless the caller says otherwise", async (t) => {
  const { vendor, api } = await atPledg(t);
  await api.fetch(CREDIT, refund());
  await api.fetch(CREDIT, { ...refund(), headers: { "content-type": "text/plain", accept: "text/plain" } });
  const [first, second] = vendor.requests.filter(({ path }) => path === CREDIT).map(({ headers }) => headers);
  assert.deepEqual([first["content-type"], first.accept], ["application/json", "application/json"]);
  assert.deepEqual([second["content-type"], second.accept], ["text/plain", "text/plain"]);
});

test("Basic with a dashboard user", async (t) => {
  const vendor = await startVendor(t);
  const api = pledgBasic({ host: vendor.pledg.url, ...vendor.pledg.user, ...OVER_HTTP });
  t.after(() => api.close());
  assert.deepEqual(await (await api.fetch("/api/users/me")).json(), { authentication: "basic" });
  assert.deepEqual(Object.keys(await api.headers()), ["Authorization"]);
  await assert.rejects(api.token(), { code: "invalid_argument", field: "token" });
  await assert.rejects(api.headers({ attribution: { entityCode: "1" } }), { code: "invalid_argument", field: "attribution" });
});

const REFUSED = {
  "neither environment nor host": [{}, "invalid_argument", "environment"],
  "both": [{ environment: "staging", host: "x.example" }, "invalid_argument", "host"],
  "an unknown environment": [{ environment: "prod" }, "invalid_argument", "environment"],
  "an empty secret": [{ environment: "staging", secret: "" }, "invalid_argument", "secret"],
  "a colon in the key": [{ environment: "staging", key: "a:b" }, "invalid_argument", "key"],
  "a misspelt option": [{ environment: "staging", sceret: "s" }, "unknown_option", "sceret"],
};

for (const [what, [options, code, field]] of Object.entries(REFUSED)) {
  test(`${what} is refused at once`, () => {
    assert.throws(() => pledgAccessToken({ key: "k", secret: "s", ...options }), { name: "AuthError", code, field });
  });
}

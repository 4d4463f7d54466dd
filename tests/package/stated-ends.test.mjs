// G6: an end that no calendar has is not believed: a token that never ends by time is never renewed by time.

import assert from "node:assert/strict";
import test from "node:test";

import { imported } from "./installed.mjs";

const { profileAuthenticator } = await imported("commerce-auth/server");
const { capillary } = await imported("commerce-auth");

const SECONDS = 1_900_000_000;
const NEVER = 253_402_300_799;

const coded = (value) => Buffer.from(JSON.stringify(value)).toString("base64url");
const jwt = (exp) => `${coded({ alg: "none" })}.${coded({ exp })}.c2ln`;

const sessionOf = (token) => ({
  status: { success: true, code: 200 },
  auth: { token, key: "k" },
  user: { role: "USER", sessionId: "s", appRegistered: false, userRegisteredForPassword: false },
});

/** The end of the token in an answer, or the code and the field of its refusal. */
async function endOf(t, response, body) {
  const profile = { name: "x", request: { url: "https://a.example/t", clientAuthentication: "none" }, response };
  const api = profileAuthenticator(profile, {}, { fetch: async () => Response.json(body), retry: false, now: () => 1_700_000_000_000 });
  t.after(() => api.close());
  return api.token().then(({ expiresAt }) => expiresAt, ({ code, field }) => [code, field]);
}

const REFUSED = ["malformed_response", "/e"];

for (const [what, stated, end] of [
  ["seconds", SECONDS, SECONDS * 1e3],
  ["milliseconds", SECONDS * 1e3, SECONDS * 1e3],
  ["milliseconds as text", String(SECONDS * 1e3), SECONDS * 1e3],
  ["the end of the year 9999", NEVER * 1e3, NEVER * 1e3],
  ["seconds, the end of the year 9999", NEVER, NEVER * 1e3],
  ["seconds, the last day of the year 9999", NEVER - 86_399, (NEVER - 86_399) * 1e3],
  ["seconds, that end rounded up", NEVER + 1, NEVER * 1e3 + 999],
  ["milliseconds of 1978", NEVER + 2, ["token_expired", undefined]],
  ["the end of the year 9999 as a date-time", "9999-12-31T23:59:59Z", NEVER * 1e3],
  ["a millisecond of the year 10000", (NEVER + 1) * 1e3, REFUSED],
  ["microseconds", SECONDS * 1e6, REFUSED],
  ["microseconds as text", String(SECONDS * 1e6), REFUSED],
  ["nanoseconds", SECONDS * 1e9, REFUSED],
]) {
  test(`a stated end in ${what}`, async (t) => {
    assert.deepEqual(await endOf(t, { token: "/t", expiresAt: "/e" }, { t: "tokentoken", e: stated }), end);
  });
}

for (const exp of [1_600_000_000, 0, -1]) {
  test(`a token's own end that has passed: ${exp}`, () => {
    const session = capillary.customer.readResponse({ status: 200, body: sessionOf(jwt(exp)) }, { now: 1_700_000_000_000 });
    assert.equal(session.token.expiresAt, exp * 1e3);
    const token = capillary.readTokenResponse({ status: 200, body: { data: { accessToken: jwt(exp) } } }, { now: 1_700_000_000_000 });
    assert.equal(token.expiresAt, exp * 1e3);
  });
}

for (const [what, exp, end, byDefault] of [
  ["seconds", SECONDS, SECONDS * 1e3],
  ["milliseconds", SECONDS * 1e3, SECONDS * 1e3],
  [".NET's never", NEVER, NEVER * 1e3],
  ["microseconds", SECONDS * 1e6, null, 1_700_000_600_000],
  ["nothing that comes to pass", (NEVER + 1) * 1e3, null, 1_700_000_600_000],
]) {
  test(`a token's own end in ${what}`, async (t) => {
    assert.equal(await endOf(t, { token: "/t" }, { t: jwt(exp) }), end);
    assert.equal(await endOf(t, { token: "/t", defaultLifetimeSeconds: 600 }, { t: jwt(exp) }), byDefault ?? end);
    const session = capillary.customer.readResponse({ status: 200, body: sessionOf(jwt(exp)) }, { now: 1_700_000_000_000 });
    assert.equal(session.token.expiresAt, end);
  });
}

test("a lifetime beyond the year 9999 is refused", async (t) => {
  assert.equal(await endOf(t, { token: "/t", lifetimeSeconds: "/e" }, { t: "tokentoken", e: 1e9 }), 1_700_000_000_000 + 1e12);
  assert.deepEqual((await endOf(t, { token: "/t", lifetimeSeconds: "/e" }, { t: "tokentoken", e: 1e12 }))[0], "malformed_response");
});

// A Caxton account: registered on its own, then a token of thirty days, until the password itself ends.

import assert from "node:assert/strict";
import test from "node:test";

import { AuthError, assertNoLeak, manualClock, pause, rejectionOf, startVendor } from "./vendor.mjs";
import { imported } from "./installed.mjs";

const { caxton } = await imported("commerce-auth");
const { caxtonAccount, registerCaxtonClient } = await imported("commerce-auth/server");
const OVER_HTTP = { dangerouslyAllowInsecureHttp: "loopback" };
const WEBHOOKS = "webhooks/endpoints";

function accountAt(t, vendor, options) {
  const api = caxtonAccount({ host: vendor.caxton.url, ...vendor.caxton.credentials, ...OVER_HTTP, ...options });
  t.after(() => api.close());
  return api;
}

const calls = (vendor, path) => vendor.requests.filter((request) => request.path === path);
const TOKEN = "/api/token";
const REGISTER = "/api/clients/auth/register";

test("a token is asked for once, used, and renewed when it is rejected; no slash doubles", async (t) => {
  const vendor = await startVendor(t);
  const api = accountAt(t, vendor);
  for (const path of [WEBHOOKS, `/api/${WEBHOOKS}`]) assert.equal((await api.fetch(path)).status, 200);
  vendor.caxton.expireTokens();
  assert.equal((await api.fetch(WEBHOOKS)).status, 200);
  assert.equal(calls(vendor, TOKEN).length, 2);
  assert.equal((await api.token()).lifetimeSeconds, 2_591_999);
  assert.equal(calls(vendor, REGISTER).length, 0, "nobody asked for a registration");
});

// Caxton publishes no failing answer, so a 401 for a field that is missing looks like one for the token.
test("G5: a payment without userapitoken costs one renewal, not one for each payment", async (t) => {
  const vendor = await startVendor(t);
  const clock = manualClock();
  const api = accountAt(t, vendor, { now: clock.now });
  const pay = async (headers) => (await api.fetch("payments", { method: "POST", body: "{}", headers })).status;
  assert.deepEqual([await pay(), await pay(), await pay()], [401, 401, 401]);
  assert.equal(calls(vendor, TOKEN).length, 2);
  assert.equal(await pay({ userapitoken: vendor.caxton.userApiToken }), 200);
  assert.equal(calls(vendor, TOKEN).length, 2);
});

test("a call for a sub-account names it", async (t) => {
  const vendor = await startVendor(t);
  const [{ identityNumber }] = vendor.caxton.subAccounts;
  await accountAt(t, vendor).fetch(WEBHOOKS, { headers: { IdentityNumber: identityNumber } });
  assert.equal(vendor.requests.at(-1).headers.identitynumber, identityNumber);
});

test("a client registers, and its password gives a token", async (t) => {
  const vendor = await startVendor(t);
  const options = { host: vendor.caxton.url, ...OVER_HTTP };
  const { clientPassword, startsAt, endsAt } = await registerCaxtonClient({ ...options, ...vendor.caxton.registration });
  assert.equal(endsAt - startsAt, 30 * 86_400_000);
  const api = caxtonAccount({ ...options, username: vendor.caxton.registration.username, clientPassword, passwordEndsAt: endsAt });
  t.after(() => api.close());
  assert.equal((await api.fetch(WEBHOOKS)).status, 200);
  assert.equal(calls(vendor, REGISTER).length, 1);
});

test("a password that has ended asks for nothing and says what to do; a token that is held is used up", async (t) => {
  const vendor = await startVendor(t);
  const clock = manualClock();
  const api = accountAt(t, vendor, { now: clock.now, passwordEndsAt: clock.now() + 60_000 });
  assert.equal((await api.fetch(WEBHOOKS)).status, 200);
  clock.advance(60_000);
  assert.equal((await api.fetch(WEBHOOKS)).status, 200, "the token outlives its password");
  api.invalidate();
  const error = await api.fetch(WEBHOOKS).catch((thrown) => thrown);
  assert.ok(error instanceof AuthError);
  assert.equal(error.code, "password_expired");
  assert.match(error.message, /register again/);
  assert.deepEqual([calls(vendor, TOKEN).length, error.retryable], [1, false]);
});

// What the vendor really answers is not published: OAuth's error, or an envelope where a token should be.
for (const [answer, code] of [["invalid_grant", "bad_credentials"], ["envelope", "vendor_error"]]) {
  test(`a password that the vendor says has ended is ${code} where it answers with ${answer}`, async (t) => {
    const vendor = await startVendor(t, undefined, { caxton: { expiredPassword: answer } });
    vendor.caxton.expirePassword();
    const error = await accountAt(t, vendor).headers().catch((thrown) => thrown);
    assert.ok(error instanceof AuthError);
    assert.equal(error.code, code);
    assertNoLeak(error, [vendor.caxton.credentials.clientPassword]);
  });
}

test("a registration is made once, whatever becomes of it", async (t) => {
  const vendor = await startVendor(t);
  const register = (options) =>
    registerCaxtonClient({ host: vendor.caxton.url, ...vendor.caxton.registration, ...OVER_HTTP, ...options }).catch((thrown) => thrown);
  for (const [fault, code, options] of [
    [{ status: 503, body: "" }, "http_error"],
    [{ reset: true }, "network"],
    [{ delayMs: 500 }, "timeout", { timeoutMs: 50 }],
    [{ status: 302, headers: { Location: "https://elsewhere.example/" } }, "redirect_refused"],
    [{ body: "{", headers: { "Content-Type": "application/json" } }, "malformed_response"],
  ]) {
    vendor.clearFaults();
    const before = calls(vendor, REGISTER).length;
    vendor.fault({ on: { path: REGISTER }, times: Infinity, ...fault });
    const error = await register(options);
    assert.ok(error instanceof AuthError, String(error));
    assert.equal(error.code, code);
    assert.equal(calls(vendor, REGISTER).length, before + 1, code);
  }
  vendor.clearFaults();
  const own = new AuthError({ code: "foreign_origin", message: "mine" });
  assert.equal(await register({ fetch: () => Promise.reject(own) }), own);
  const unknown = await register({ username: "nobody@example.com" });
  assert.deepEqual([unknown.code, unknown.vendor, unknown.vendorCode], ["vendor_error", "caxton", "102"]);
  await assert.rejects(registerCaxtonClient({ environment: "sandbox", username: "u" }), { code: "invalid_argument", field: "clientname" });
  await assert.rejects(registerCaxtonClient({ environment: "sandbox", username: "u", clientname: "c", clientName: "c" }), { code: "unknown_option" });
});

const REFUSED = {
  "an unknown environment": [{ host: undefined, environment: "live" }, "invalid_argument", "environment"],
  "an end in seconds": [{ passwordEndsAt: 1_700_000_000 }, "invalid_argument", "passwordEndsAt"],
  "an end that is no number": [{ passwordEndsAt: "tomorrow" }, "invalid_argument", "passwordEndsAt"],
  "an empty password": [{ clientPassword: "" }, "invalid_argument", "clientPassword"],
  "a password with its line break": [{ clientPassword: "planted-password\n" }, "invalid_argument", "clientPassword"],
};

for (const [what, [options, code, field]] of Object.entries(REFUSED)) {
  test(`${what} is refused at once`, () => {
    const given = { host: "x.example", username: "u", clientPassword: "planted-password", ...options };
    assert.throws(() => caxtonAccount(given), (error) => {
      assert.deepEqual([error.code, error.field], [code, field]);
      assertNoLeak(error, ["planted-password"]);
      return true;
    });
  });
}

test("the chain of a sub-account: create, register, token, call", async (t) => {
  const vendor = await startVendor(t);
  const host = vendor.caxton.url;
  // The builders ask for https, so the addresses are rewritten for this machine.
  const send = async (request) => {
    const response = await fetch(request.url.replace("https://sandbox.caxton.io", host), request);
    return { status: response.status, headers: response.headers, body: await response.text() };
  };
  const accessToken = await accountAt(t, vendor).token();
  const created = await send(caxton.subsidiaryRequest({ environment: "sandbox", accessToken, companyName: "demo45", email: "a@demo45.example" }));
  const { model } = caxton.readEnvelope(created);
  const registration = caxton.readRegisterResponse(
    await send(caxton.registerRequest({ environment: "sandbox", username: model.Username, clientname: model.Name })),
  );
  const asked = await send(
    caxton.tokenRequest({ environment: "sandbox", username: model.Username, clientPassword: registration.clientPassword }),
  );
  const token = caxton.readTokenResponse(asked);
  const headers = { ...caxton.bearerHeaders({ accessToken: token }), Accept: "application/json" };
  assert.equal((await fetch(`${host}/api/${WEBHOOKS}`, { headers })).status, 200);
});

test("the chain of an existing sub-account: reset, register, token", async (t) => {
  const vendor = await startVendor(t);
  const [{ username, clientname, identityNumber }] = vendor.caxton.subAccounts;
  const send = async (request) => {
    const response = await fetch(request.url.replace("https://sandbox.caxton.io", vendor.caxton.url), request);
    return { status: response.status, headers: response.headers, body: await response.text() };
  };
  const accessToken = await accountAt(t, vendor).token();
  const path = vendor.caxton.resetPath.replace("/api/", "");
  caxton.readEnvelope(await send(caxton.resetRequest({ environment: "sandbox", path, accessToken, identityNumber })));
  const registration = caxton.readRegisterResponse(await send(caxton.registerRequest({ environment: "sandbox", username, clientname })));
  const answer = await send(caxton.tokenRequest({ environment: "sandbox", username, clientPassword: registration.clientPassword }));
  assert.equal(typeof caxton.readTokenResponse(answer).value, "string");
});

test("E3: the end of the password stands in status(), and is told of once, seven days before", async (t) => {
  const vendor = await startVendor(t);
  const DAY = 86_400_000;
  const clock = manualClock(1_700_000_000_000);
  const passwordEndsAt = clock.now() + 30 * DAY;
  const events = [];
  const api = accountAt(t, vendor, { now: clock.now, passwordEndsAt, onEvent: (event) => void events.push(event) });
  const told = () => events.filter(({ type }) => type === "password_ends_soon");
  assert.equal(api.status().passwordEndsAt, passwordEndsAt);
  clock.advance(23 * DAY - 1);
  await api.headers();
  assert.deepEqual(told(), []);
  clock.advance(1);
  await api.headers();
  await api.headers();
  clock.advance(DAY);
  await api.headers();
  assert.deepEqual(told(), [{ type: "password_ends_soon", at: clock.now() - DAY, vendor: "caxton", passwordEndsAt }]);
  assert.equal(accountAt(t, vendor, { passwordEndsAt: undefined }).status().passwordEndsAt, null);
  const failed = () => events.filter(({ type }) => type === "token_request_failed");
  clock.advance(36 * DAY);
  const [first, second] = [await rejectionOf(api.headers()), await rejectionOf(api.headers())];
  await pause(0);
  assert.deepEqual([first.code, second.code], ["password_expired", "password_expired"]);
  const ended = { attempt: 0, durationMs: 0, code: "password_expired", status: null, nextTryAt: null };
  assert.deepEqual(failed(), [{ type: "token_request_failed", at: clock.now(), vendor: "caxton", ...ended }]);
});

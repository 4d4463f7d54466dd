import assert from "node:assert/strict";
import test from "node:test";

import { md5Hex, latest } from "./capillary-calls.mjs";
import { decoded, engine, IDENTIFIER, loginByOtp, PAGE, PHONE, sessionOf, SUBJECTS } from "./customer-calls.mjs";
import { runningEmulator } from "./running-emulator.mjs";

const PASSWORDS = { customer: { passwords: true } };
const TWICE = { password: "Fake-Password-1", confirmPassword: "Fake-Password-1" };

/** Checks that the newest call was refused with this code, for this reason. */
function assertRefused(emulator, { status, json }, code, reason) {
  assert.deepEqual([status, json.status.success, json.status.code], [200, false, code]);
  assert.match(latest(emulator).verdict, reason);
  assert.equal(latest(emulator).endpoint, "customer");
}

test("a session is a VIEW token, which is no login, and a session id", async (t) => {
  const emulator = await runningEmulator(t);
  const { status, json } = await engine(emulator, "token/generate", PHONE);
  assert.equal(status, 200);
  assert.deepEqual(json.status, { success: true, code: 200, message: "SUCCESS" });
  assert.equal(json.user.role, "VIEW");
  assert.equal(json.auth.key, null);
  assert.match(json.user.sessionId, /^D-[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
  const { header, claims } = decoded(json.auth.token);
  assert.deepEqual(header, { idv: ["MOBILE|919900000000"], dev: "device-1", org: "FAKEBRAND", alg: "HS256" });
  assert.deepEqual([claims.rol, claims.exp - claims.iat, claims.iss, claims.isc], ["VIEW", 3600, "CAPILLARY TECHNOLOGIES", "false"]);
});

const LOGINS = [
  ["", 3600, "device-1", true],
  ["web/", 10_800, null, false],
];
for (const [channel, lifetime, device, hasKey] of LOGINS) {
  test(`${channel || "mobile"}: a login by OTP, its lifetime, and a key for apps only`, async (t) => {
    const emulator = await runningEmulator(t);
    const { json } = await loginByOtp(emulator, channel);
    const { header, claims } = decoded(json.auth.token);
    assert.deepEqual([json.user.role, json.user.sessionId, json.user.appRegistered], ["USER", null, true]);
    assert.deepEqual([claims.rol, claims.exp - claims.iat, header.dev], ["USER", lifetime, device]);
    assert.equal(json.auth.key !== null, hasKey);
    if (!hasKey) return;
    const key = decoded(json.auth.key);
    assert.deepEqual([key.claims.rol, "exp" in key.claims], ["AUTH", false]);
  });
}

test("the second factor takes the first factor's token, and nothing less", async (t) => {
  const emulator = await runningEmulator(t, { customer: { secondFactor: true } });
  const first = await loginByOtp(emulator, "web/");
  assert.equal(first.json.user.role, "MFA_PENDING");
  const second = await loginByOtp(emulator, "mfa/", { authorizedToken: first.json.auth.token });
  assert.equal(second.json.user.role, "USER");
  assert.deepEqual([decoded(second.json.auth.key).claims.mfa, decoded(second.json.auth.token).claims.rol], [true, "USER"]);
  assertRefused(emulator, await engine(emulator, "mfa/token/generate", PAGE), 1504, /authorizedToken.*missing/);
  const view = (await engine(emulator, "web/token/generate", PAGE)).json.auth.token;
  assertRefused(emulator, await engine(emulator, "mfa/token/generate", { ...PAGE, authorizedToken: view }), 1504, /first factor/);
  emulator.capillary.customer.expireTokens();
  const late = { ...PAGE, authorizedToken: first.json.auth.token };
  assertRefused(emulator, await engine(emulator, "mfa/token/generate", late), 1529, /expired/);
});

test("a bare mobile number is an identity too; a first login makes a customer", async (t) => {
  const emulator = await runningEmulator(t);
  const bare = { mobile: "918888888888", brand: "FAKEBRAND", deviceId: "d" };
  const opened = await engine(emulator, "token/generate", bare);
  assert.equal(opened.json.user.appRegistered, false);
  const { sessionId } = opened.json.user;
  await engine(emulator, "otp/generate", { ...bare, sessionId }, { query: "?fallbackChannel=SMS" });
  const login = await engine(emulator, "otp/validate", { ...bare, sessionId, otp: "012345" });
  assert.deepEqual([login.json.user.role, login.json.user.appRegistered], ["USER", true]);
  assert.deepEqual(decoded(login.json.auth.token).header.idv, ["MOBILE|918888888888"]);
});

const OPENINGS = [
  ["another brand", { ...PHONE, brand: "OTHER" }, 1509, /brand is not/],
  ["no device", { ...PHONE, deviceId: undefined }, 1508, /deviceId is missing/],
  ["an unknown type", { ...PHONE, identifierType: "PHONE" }, 1546, /identifierType is none/],
  ["the type of a second factor", { ...PHONE, identifierType: "EXTERNALID" }, 1546, /none of MOBILE, EMAIL, USERNAME$/],
  ["a value without type", { ...PHONE, identifierType: undefined }, 1546, /identifierType/],
  ["a type without value", { ...PHONE, identifierValue: undefined }, 1519, /identifierValue is missing/],
  ["nobody", { brand: "FAKEBRAND", deviceId: "d" }, 1540, /no identifier/],
  ["a user name without an address", { ...PHONE, identifierType: "USERNAME", identifierValue: "u" }, 1540, /beside it/],
  ["two passwords", { ...PHONE, password: "a", confirmPassword: "b" }, 1521, /differ/],
  ["one password of two", { ...PHONE, password: "a" }, 1521, /differ/],
  ["a token of a first factor", { ...PHONE, authorizedToken: "x" }, 1519, /for mfa/],
];
for (const [what, members, code, reason] of OPENINGS) {
  test(`no session for ${what}: ${code}`, async (t) => {
    const emulator = await runningEmulator(t);
    assertRefused(emulator, await engine(emulator, "token/generate", members), code, reason);
    assert.equal(emulator.capillary.customer.tokensIssued, 0);
  });
}

test("a brand with passwords wants two at the start: 1520", async (t) => {
  const emulator = await runningEmulator(t, PASSWORDS);
  assertRefused(emulator, await engine(emulator, "token/generate", PHONE), 1520, /needs password/);
  assert.match(await sessionOf(emulator, "", TWICE), /^P-/);
});

const MISSHAPEN = [
  ["GET", 405, "{}", { method: "GET" }, /takes POST/],
  ["a form", 415, "a=b", { headers: { "Content-Type": "application/x-www-form-urlencoded" } }, /Content-Type must be application\/json/],
  ["no JSON", 400, "{", {}, /not JSON/],
  ["a list", 400, "[]", {}, /not a JSON object/],
  ["a number", 400, '{"brand":1}', {}, /"brand" is not text/],
  ["no brand", 400, "{}", {}, /brand is missing/],
  ["a misspelt member", 400, '{"brand":"FAKEBRAND","deviceID":"x"}', {}, /unknown member "deviceID"/],
  ["a query", 200, JSON.stringify(PHONE), { query: "?null" }, /no query/],
];
for (const [what, status, body, call, reason] of MISSHAPEN) {
  test(`the auth engine refuses ${what}`, async (t) => {
    const emulator = await runningEmulator(t);
    const answer = await engine(emulator, "token/generate", body, call);
    assert.deepEqual([answer.status, answer.json.status.success], [status, false]);
    assert.match(latest(emulator).verdict, reason);
  });
}

for (const step of ["nothing/here", "tablet/token/generate", "web/token/expire", "web/user/updateIdentifierValue", "constructor/x"]) {
  test(`there is no ${step}`, async (t) => {
    const emulator = await runningEmulator(t);
    assert.equal((await engine(emulator, step, PHONE)).status, 404);
    assert.match(latest(emulator).verdict, /no such path/);
  });
}

const SESSIONS = [
  ["an unknown one", () => ({ sessionId: "D-x" }), 1505, /unknown/],
  ["another device", (sessionId) => ({ sessionId, deviceId: "device-2" }), 1508, /opened with/],
  ["another identifier", (sessionId) => ({ sessionId, identifierValue: "910000000000" }), 1541, /began with/],
  ["another mobile", (sessionId) => ({ sessionId, identifierType: undefined, identifierValue: undefined, mobile: "91" }), 1507, /mobile/],
  ["another brand", (sessionId) => ({ sessionId, brand: "X" }), 1509, /brand/],
];
for (const [what, change, code, reason] of SESSIONS) {
  test(`a session is refused for ${what}: ${code}`, async (t) => {
    const emulator = await runningEmulator(t);
    const members = { ...PHONE, ...change(await sessionOf(emulator)) };
    assertRefused(emulator, await engine(emulator, "otp/generate", members), code, reason);
  });
}

test("a session of one channel is none of another, and its time ends: 1505", async (t) => {
  const emulator = await runningEmulator(t, { customer: { sessionSeconds: 1 } });
  const sessionId = await sessionOf(emulator, "");
  assertRefused(emulator, await engine(emulator, "web/otp/generate", { ...PHONE, sessionId }), 1505, /opened for mobile/);
  await new Promise((resolve) => setTimeout(resolve, 1_050));
  assertRefused(emulator, await engine(emulator, "otp/generate", { ...PHONE, sessionId }), 1505, /minutes are over/);
  const second = await sessionOf(emulator);
  emulator.capillary.customer.expireSessions();
  assertRefused(emulator, await engine(emulator, "otp/generate", { ...PHONE, sessionId: second }), 1505, /over/);
});

test("an OTP: none sent, as a number, wrong, used", async (t) => {
  const emulator = await runningEmulator(t);
  const sessionId = await sessionOf(emulator);
  const validate = (otp) => engine(emulator, "otp/validate", { ...PHONE, sessionId, otp });
  assertRefused(emulator, await validate("012345"), 1537, /no OTP was generated/);
  const sent = await engine(emulator, "otp/generate", { ...PHONE, sessionId });
  assert.deepEqual(sent.json, { status: { success: true, code: 200, message: "SUCCESS" } });
  assertRefused(emulator, await validate(12_345), 1506, /leading zeros/);
  assertRefused(emulator, await validate("999999"), 1506, /wrong OTP/);
  assert.equal((await validate("012345")).json.user.role, "USER");
  assertRefused(emulator, await validate("012345"), 1537, /used/);
});

test("a test may set the OTP to come, and the fallback has one name: 1601", async (t) => {
  const emulator = await runningEmulator(t);
  const sessionId = await sessionOf(emulator);
  emulator.capillary.customer.setOtp("777777");
  const wrong = await engine(emulator, "otp/generate", { ...PHONE, sessionId }, { query: "?fallbackChannel=WHATSAPP" });
  assertRefused(emulator, wrong, 1601, /fallbackChannel/);
  await engine(emulator, "otp/generate", { ...PHONE, sessionId });
  assert.equal((await engine(emulator, "otp/validate", { ...PHONE, sessionId, otp: "777777" })).json.status.success, true);
  assert.throws(() => emulator.capillary.customer.setOtp(777_777), /setOtp: expected 4 to 10 digits as text/);
});

test("after five wrong OTPs even the right one is 1518", async (t) => {
  const emulator = await runningEmulator(t);
  const sessionId = await sessionOf(emulator);
  await engine(emulator, "otp/generate", { ...PHONE, sessionId });
  const validate = (otp) => engine(emulator, "otp/validate", { ...PHONE, sessionId, otp });
  for (let i = 0; i < 5; i += 1) assertRefused(emulator, await validate("999999"), 1506, /wrong/);
  assertRefused(emulator, await validate("012345"), 1518, /exhausted/);
  assert.equal((await loginByOtp(emulator)).json.status.success, true);
});

test("a faulted attempt is not counted", async (t) => {
  const emulator = await runningEmulator(t, { customer: { retries: 1 } });
  const sessionId = await sessionOf(emulator);
  await engine(emulator, "otp/generate", { ...PHONE, sessionId });
  emulator.fault({ on: "customer", status: 503 });
  assert.equal((await engine(emulator, "otp/validate", { ...PHONE, sessionId, otp: "9999" })).status, 503);
  assert.equal((await engine(emulator, "otp/validate", { ...PHONE, sessionId, otp: "012345" })).json.status.success, true);
});

for (const channel of ["", "web/"]) {
  test(`${channel || "mobile"}: a login by password, in clear`, async (t) => {
    const emulator = await runningEmulator(t, PASSWORDS);
    const subject = SUBJECTS[channel];
    const sessionId = await sessionOf(emulator, channel, TWICE);
    const validate = (password) => engine(emulator, `${channel}password/validate`, { ...subject, sessionId, password });
    assertRefused(emulator, await validate("wrong"), 1528, /^wrong password$/);
    assertRefused(emulator, await validate(md5Hex("Fake-Password-1")), 1528, /MD5/);
    const { json } = await validate("Fake-Password-1");
    assert.deepEqual([json.user.role, json.user.userRegisteredForPassword, json.auth.key !== null], ["USER", true, channel === ""]);
  });
}

test("a brand without passwords has nobody log in by one", async (t) => {
  const emulator = await runningEmulator(t);
  const { json } = await engine(emulator, "web/token/generate", SUBJECTS["web/"]);
  assert.deepEqual([json.user.role, json.user.userRegisteredForPassword], ["VIEW", false]);
});

test("passwords: not enabled 1524, nobody 1515, none yet 1526, too many wrong ones 1530", async (t) => {
  const plain = await runningEmulator(t);
  const validate = (emulator, subject, sessionId, password) =>
    engine(emulator, "web/password/validate", { ...subject, sessionId, password });
  assertRefused(plain, await validate(plain, PAGE, await sessionOf(plain, "web/"), "x"), 1524, /no passwords/);
  const users = [{ mobile: "919900000000", password: "Fake-Password-1" }, { email: "new@example.com" }];
  const emulator = await runningEmulator(t, { customer: { passwords: true, users, retries: 2 } });
  const asNobody = { ...PAGE, identifierValue: "910" };
  const asNew = { ...PAGE, identifierType: "EMAIL", identifierValue: "new@example.com" };
  assertRefused(emulator, await validate(emulator, asNobody, await sessionOf(emulator, "web/", { ...asNobody, ...TWICE }), "x"), 1515, /no such/);
  assertRefused(emulator, await validate(emulator, asNew, await sessionOf(emulator, "web/", { ...asNew, ...TWICE }), "x"), 1526, /first login/);
  const sessionId = await sessionOf(emulator, "web/", TWICE);
  for (let i = 0; i < 2; i += 1) assertRefused(emulator, await validate(emulator, PAGE, sessionId, "x"), 1528, /wrong/);
  assertRefused(emulator, await validate(emulator, PAGE, sessionId, "Fake-Password-1"), 1530, /exhausted/);
});

test("regenerate: by key in an app, by the expired token in a page, for 90 s there", async (t) => {
  const emulator = await runningEmulator(t);
  const app = (await loginByOtp(emulator)).json.auth;
  const page = (await loginByOtp(emulator, "web/")).json.auth;
  emulator.capillary.customer.expireTokens();
  const renewed = await engine(emulator, "token/regenerate", { ...PHONE, key: app.key });
  assert.equal(renewed.json.user.role, "USER");
  assert.notEqual(renewed.json.auth.token, app.token);
  const { claims } = decoded((await engine(emulator, "web/token/regenerate", { ...PAGE, expiredToken: page.token })).json.auth.token);
  assert.equal(claims.exp - claims.iat, 90);
  const wrong = (step, members) => engine(emulator, `${step}token/regenerate`, members);
  assertRefused(emulator, await wrong("", { ...PHONE, expiredToken: app.token }), 1525, /for web/);
  assertRefused(emulator, await wrong("web/", { ...PAGE, key: app.key }), 1525, /web sends expiredToken/);
  assertRefused(emulator, await wrong("", { ...PHONE, key: app.token }), 1597, /key is missing, unknown/);
  assertRefused(emulator, await wrong("web/", { ...PAGE, expiredToken: "x.y.z" }), 1525, /unknown/);
  assertRefused(emulator, await wrong("", { ...PHONE, deviceId: "2", key: app.key }), 1508, /device/);
  assertRefused(emulator, await wrong("", { ...PHONE, identifierValue: "91", key: app.key }), 1541, /identifier/);
  assertRefused(emulator, await wrong("web/", { ...PAGE, expiredToken: app.token }), 1525, /the login was for mobile/);
  const view = (await engine(emulator, "web/token/generate", PAGE)).json.auth.token;
  assertRefused(emulator, await wrong("web/", { ...PAGE, expiredToken: view }), 1525, /not the token of a login/);
});

test("password/change asks for the old one and a login", async (t) => {
  const emulator = await runningEmulator(t, PASSWORDS);
  const { token } = (await loginByOtp(emulator, "", TWICE)).json.auth;
  const change = (members) =>
    engine(emulator, "password/change", { ...PHONE, password: "Fake-Password-1", newPassword: "N-2", confirmPassword: "N-2", token, ...members });
  assertRefused(emulator, await change({ confirmPassword: "N-3" }), 1521, /differ/);
  assertRefused(emulator, await change({ password: "x" }), 1528, /wrong password/);
  assertRefused(emulator, await change({ newPassword: "Fake-Password-1", confirmPassword: "Fake-Password-1" }), 1527, /old one/);
  assertRefused(emulator, await change({ token: "x.y.z" }), 1523, /unknown/);
  assertRefused(emulator, await change({ token: `Bearer ${token}` }), 1523, /Bearer prefix/);
  const view = (await engine(emulator, "token/generate", { ...PHONE, ...TWICE })).json.auth.token;
  assertRefused(emulator, await change({ token: view }), 1523, /a VIEW token is no login/);
  assert.equal((await change({})).json.status.success, true);
  assertRefused(emulator, await change({}), 1528, /wrong password/);
  emulator.capillary.customer.expireTokens();
  assertRefused(emulator, await change({ password: "N-2", newPassword: "N-3", confirmPassword: "N-3" }), 1529, /expired/);
});

test("password/forget counts once the session's OTP is validated", async (t) => {
  const emulator = await runningEmulator(t, PASSWORDS);
  const sessionId = await sessionOf(emulator, "web/", TWICE);
  const call = (step, members) => engine(emulator, `web/${step}`, { ...PAGE, sessionId, ...members });
  assertRefused(emulator, await call("password/forget", { password: "N-2", confirmPassword: "N-3" }), 1521, /differ/);
  assert.equal((await call("password/forget", { password: "N-2", confirmPassword: "N-2" })).json.status.success, true);
  assertRefused(emulator, await call("password/validate", { password: "N-2" }), 1528, /wrong/);
  await call("otp/generate", {});
  await call("otp/validate", { otp: "012345" });
  assert.equal((await call("password/validate", { password: "N-2" })).json.status.success, true);
  const nobody = { ...PAGE, identifierValue: "910", ...TWICE };
  const strange = { ...nobody, sessionId: await sessionOf(emulator, "web/", nobody) };
  assertRefused(emulator, await engine(emulator, "web/password/forget", strange), 1515, /no such/);
});

test("mfa/token/expire ends a token of the second factor, once: 1531", async (t) => {
  const emulator = await runningEmulator(t);
  const first = (await loginByOtp(emulator, "web/")).json.auth.token;
  const { token } = (await loginByOtp(emulator, "mfa/", { authorizedToken: first })).json.auth;
  const expire = (ended) => engine(emulator, "mfa/token/expire", { ...PAGE, token: ended }, { method: "DELETE" });
  assertRefused(emulator, await expire(first), 1531, /second factor/);
  assert.equal((await expire(token)).json.status.success, true);
  assertRefused(emulator, await expire(token), 1531, /unknown or revoked/);
  assert.equal((await engine(emulator, "mfa/token/expire", { ...PAGE, token })).status, 405);
});

test("user/updateIdentifierValue: for the customer who is logged in, to a free value: 1543", async (t) => {
  const users = [{ mobile: "919900000000" }, { mobile: "911111111111" }];
  const emulator = await runningEmulator(t, { customer: { users } });
  const { token } = (await loginByOtp(emulator)).json.auth;
  const update = (members) => engine(emulator, "user/updateIdentifierValue", { ...IDENTIFIER, brand: "FAKEBRAND", token, ...members });
  assertRefused(emulator, await update({ newIdentifierValue: "911111111111" }), 1543, /another customer's/);
  assertRefused(emulator, await update({ newIdentifierValue: "92", identifierValue: "911111111111" }), 1519, /another customer's/);
  assert.equal((await update({ newIdentifierValue: "922222222222" })).json.status.success, true);
  assertRefused(emulator, await update({ newIdentifierValue: "93" }), 1515, /no such/);
});

test("the status of refusals, and lifetimes, are options", async (t) => {
  const emulator = await runningEmulator(t, { customer: { errorStatus: 400, lifetimeSeconds: 90, brand: "B", otp: "0000" } });
  assert.equal((await engine(emulator, "token/generate", PHONE)).status, 400);
  const opened = await engine(emulator, "token/generate", { ...PHONE, brand: "B" });
  const { claims } = decoded(opened.json.auth.token);
  assert.equal(claims.exp - claims.iat, 90);
  assert.throws(() => emulator.capillary.customer.setLifetime(10_801), /setLifetime: expected a whole number from 1 to 10800/);
});

import assert from "node:assert/strict";
import test from "node:test";

import { askToken, call, form, latest, register, SUBSIDIARY, tokenFrom, WEBHOOKS } from "./caxton-calls.mjs";
import { runningVendors } from "./running-emulator.mjs";

const SEVEN_DIGITS = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{7}Z$/;

test("registration gives a password for 30 days, in the envelope", async (t) => {
  const emulator = await runningVendors(t);
  const { status, json, headers } = await register(emulator);
  const { Model, ExpectedResponses } = json.Content;
  assert.deepEqual([status, Model.ApiStatusCode, Model.ApiStatus, ExpectedResponses], [200, 100, "IsValid", ["IsValid"]]);
  assert.match(Model.StartDate, SEVEN_DIGITS);
  assert.match(Model.EndDate, SEVEN_DIGITS);
  assert.equal(Date.parse(Model.EndDate) - Date.parse(Model.StartDate), 30 * 86_400_000);
  assert.equal(Date.parse(Model.EndDate), emulator.caxton.passwordEndsAt);
  assert.equal(Model.ClientPassword, emulator.caxton.credentials.clientPassword);
  assert.equal(typeof Model.PublicKey, "string");
  assert.deepEqual([json.AuthorisedClientModel, json.AuthorisedUserModel, headers["x-cap-requestid"]], [undefined, undefined, undefined]);
  const { vendor, endpoint, authentication, verdict } = latest(emulator);
  assert.deepEqual([vendor, endpoint, authentication, verdict], ["caxton", "caxton.register", "none", "accepted"]);
});

test("a second registration makes the first password a wrong one", async (t) => {
  const emulator = await runningVendors(t);
  const old = emulator.caxton.credentials;
  const { ClientPassword } = (await register(emulator)).json.Content.Model;
  assert.notEqual(ClientPassword, old.clientPassword);
  assert.equal((await askToken(emulator, { body: form(old.username, old.clientPassword) })).json.error, "invalid_grant");
  assert.match(latest(emulator).verdict, /a later registration has replaced/);
  assert.equal((await askToken(emulator, { body: form(old.username, ClientPassword) })).status, 200);
  assert.equal(emulator.caxton.passwordsIssued, 1);
});

test("or it repeats the first, or is refused while that is valid", async (t) => {
  const repeating = await runningVendors(t, { caxton: { secondRegistration: "repeats" } });
  const { clientPassword } = repeating.caxton.credentials;
  assert.equal((await register(repeating)).json.Content.Model.ClientPassword, clientPassword);
  const refusing = await runningVendors(t, { caxton: { secondRegistration: "refused", failureStatus: 409 } });
  const { status, json } = await register(refusing);
  assert.equal(status, 409);
  assert.ok(!json.Content.ExpectedResponses.includes(json.Content.Model.ApiStatus));
  assert.match(latest(refusing).verdict, /still valid; reset it first/);
  refusing.caxton.expirePassword();
  assert.equal((await register(refusing)).status, 200);
});

test("an account without a password has to register first", async (t) => {
  const emulator = await runningVendors(t, { caxton: { account: { username: "u", clientname: "c" }, passwordDays: 1 } });
  assert.deepEqual([emulator.caxton.credentials.clientPassword, emulator.caxton.passwordEndsAt], ["", null]);
  assert.equal((await askToken(emulator, { body: form("u", "x") })).status, 400);
  assert.match(latest(emulator).verdict, /register first/);
  const { StartDate, EndDate } = (await register(emulator)).json.Content.Model;
  assert.equal(Date.parse(EndDate) - Date.parse(StartDate), 86_400_000);
  assert.equal((await askToken(emulator)).status, 200);
});

for (const type of ["text/json", "application/json", "text/json; charset=utf-8"]) {
  test(`registration takes ${type}`, async (t) => {
    const emulator = await runningVendors(t);
    assert.equal((await register(emulator, { headers: { "Content-Type": type } })).status, 200);
  });
}

const REFUSALS = [
  ["GET", { method: "GET", body: "" }, 405, /takes POST/],
  ["a query", { query: "?a=b" }, 400, /no query/],
  ["plain text", { headers: { "Content-Type": "text/plain" } }, 415, /^Content-Type must be text\/json/],
  ["no type", { headers: { "Content-Type": undefined } }, 415, /Content-Type must be text\/json/],
  ["a wildcard", { headers: { Accept: "*/*" } }, 400, /Accept must name/],
  ["a login", { headers: { Authorization: "Bearer x" } }, 400, /no Authorization/],
  ["a form", { body: "Username=a&Clientname=b" }, 400, /not JSON/],
  ["names in lower case", { body: '{"username":"a","Clientname":"b"}' }, 400, /username must be spelt Username/],
  ["ClientName", { body: '{"Username":"a","ClientName":"b"}' }, 400, /ClientName must be spelt Clientname/],
  ["no client name", { body: '{"Username":"a"}' }, 400, /Clientname is missing/],
  ["one member more", { body: '{"Username":"a","Clientname":"b","Password":"c"}' }, 400, /unknown member "Password"/],
  ["a number", { body: '{"Username":1,"Clientname":"b"}' }, 400, /Username is not a text/],
];
for (const [what, request, status, reason] of REFUSALS) {
  test(`registration refuses ${what}`, async (t) => {
    const emulator = await runningVendors(t);
    const answer = await register(emulator, request);
    assert.equal(answer.status, status);
    assert.equal(typeof answer.json.Message, "string");
    assert.match(latest(emulator).verdict, reason);
    assert.equal(emulator.caxton.passwordsIssued, 0);
  });
}

test("an unknown account is refused inside a 200", async (t) => {
  const emulator = await runningVendors(t);
  const { status, json } = await register(emulator, { body: '{"Username":"a","Clientname":"b"}' });
  assert.deepEqual([status, json.Content.Model.ApiStatus, json.Content.ExpectedResponses], [200, "IsInvalid", ["IsValid"]]);
  assert.match(latest(emulator).verdict, /no account/);
});

test("reset takes the password away; registration gives another", async (t) => {
  const emulator = await runningVendors(t);
  const token = await tokenFrom(emulator);
  const path = emulator.caxton.resetPath;
  assert.equal((await call(emulator, token, { path, method: "POST", body: "" })).status, 405);
  assert.equal((await call(emulator, "x", { path, method: "PUT" })).status, 401);
  const { status, json } = await call(emulator, token, { path, method: "PUT" });
  assert.deepEqual([status, json.Content.Model.ApiStatus, latest(emulator).endpoint], [200, "IsValid", "caxton.reset"]);
  assert.equal(emulator.caxton.credentials.clientPassword, "");
  await register(emulator);
  assert.equal((await askToken(emulator)).status, 200);
});

test("a reset may be for a sub-account, and its path is an option", async (t) => {
  const emulator = await runningVendors(t, { caxton: { resetPath: "/api/clients/reset" } });
  const token = await tokenFrom(emulator);
  const [sub] = emulator.caxton.subAccounts;
  const body = JSON.stringify({ Username: sub.username, Clientname: sub.clientname });
  const { ClientPassword } = (await register(emulator, { body })).json.Content.Model;
  const headers = { IdentityNumber: sub.identityNumber };
  assert.equal((await call(emulator, token, { path: "/api/clients/reset", method: "PUT", headers })).json.Content.Model.Username, sub.username);
  assert.equal((await askToken(emulator, { body: form(sub.username, ClientPassword) })).json.error, "invalid_grant");
  assert.equal((await askToken(emulator)).status, 200);
});

test("a new sub-account answers 100 IsValid and can register by its name", async (t) => {
  const emulator = await runningVendors(t);
  const body = '{"CompanyName":"Sub","Email":"sub@example.com"}';
  const { json } = await call(emulator, await tokenFrom(emulator), { path: SUBSIDIARY, method: "POST", body });
  const { Username, Name, ApiStatusCode, ApiStatus, IdentityNumber } = json.Content.Model;
  assert.deepEqual([ApiStatusCode, ApiStatus, json.Content.ExpectedResponses], [100, "IsValid", ["IsValid"]]);
  const registered = await register(emulator, { body: JSON.stringify({ Username, Clientname: Name }) });
  const { ClientPassword } = registered.json.Content.Model;
  const token = (await askToken(emulator, { body: form(Username, ClientPassword) })).json.access_token;
  assert.equal((await call(emulator, token, { path: WEBHOOKS })).json.Content.Model.IdentityNumber, IdentityNumber);
  assert.equal(emulator.caxton.subAccounts.length, 2);
  assert.equal((await call(emulator, token, { headers: { IdentityNumber } })).status, 403);
  assert.match(latest(emulator).verdict, /main account's token only/);
});

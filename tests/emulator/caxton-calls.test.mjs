import assert from "node:assert/strict";
import test from "node:test";

import { call, latest, PAYMENTS, SUBSIDIARY, tokenFrom, WEBHOOKS } from "./caxton-calls.mjs";
import { runningVendors } from "./running-emulator.mjs";

test("a token is enough for webhooks, in either case of Bearer; dates inside lack a zone", async (t) => {
  const emulator = await runningVendors(t);
  const token = await tokenFrom(emulator);
  for (const Authorization of [`Bearer ${token}`, `bearer ${token}`]) {
    const { status, json } = await call(emulator, token, { headers: { Authorization } });
    assert.deepEqual([status, json.Content.Model.ApiStatus], [200, "IsValid"]);
    assert.match(json.Content.Model.Endpoints[0].CreatedDate, /T\d\d:\d\d:\d\d\.\d{7}$/);
    assert.match(json.AuthorisedUserModel.TokenStartDate, /\.\d{7}$/);
    assert.equal(json.AuthorisedClientModel.ClientRef, "fakeclient");
  }
  assert.deepEqual([latest(emulator).endpoint, latest(emulator).authentication], ["caxton.api", "bearer"]);
});

test("a payment needs a user's token as well", async (t) => {
  const emulator = await runningVendors(t);
  const token = await tokenFrom(emulator);
  const pay = (headers) => call(emulator, token, { path: PAYMENTS, method: "POST", body: '{"Amount":1}', headers });
  const { status, json } = await pay({ userapitoken: emulator.caxton.userApiToken });
  assert.deepEqual([status, json.Content.Model.Payment], [200, { Amount: 1 }]);
  for (const [value, reason] of [
    [undefined, /userapitoken is missing/],
    ["x", /no user's/],
    [`Bearer ${emulator.caxton.userApiToken}`, /bare token/],
  ]) {
    assert.equal((await pay({ userapitoken: value })).status, 401);
    assert.match(latest(emulator).verdict, reason);
  }
});

test("IdentityNumber acts for a sub-account, and only for one", async (t) => {
  const emulator = await runningVendors(t);
  const token = await tokenFrom(emulator);
  const [{ identityNumber, clientname }] = emulator.caxton.subAccounts;
  const { json } = await call(emulator, token, { headers: { IdentityNumber: identityNumber } });
  assert.equal(json.Content.Model.IdentityNumber, identityNumber);
  assert.equal(json.AuthorisedClientModel.ClientRef, clientname);
  assert.equal((await call(emulator, token)).json.Content.Model.IdentityNumber, null);
  assert.equal((await call(emulator, token, { headers: { IdentityNumber: "7" } })).status, 403);
  assert.match(latest(emulator).verdict, /IdentityNumber is no sub-account's/);
});

const REFUSALS = [
  ["no token", { headers: { Authorization: undefined } }, 401, /no credential/],
  ["a bare token", { headers: { Authorization: "abc" } }, 401, /Bearer prefix missing/],
  ["Basic", { headers: { Authorization: "Basic eDp5" } }, 401, /Basic where Bearer belongs/],
  ["an unknown token", { headers: { Authorization: "Bearer abc" } }, 401, /unknown/],
  ["the slash doubled", { path: "/api//webhooks/endpoints" }, 404, /doubles a slash/],
  ["no such path", { path: "/api/nothing" }, 404, /no such path/],
  ["another method", { path: WEBHOOKS, method: "DELETE" }, 405, /takes GET/],
  ["a wildcard", { headers: { Accept: "*/*" } }, 400, /Accept/],
  ["a sub-account without e-mail", { path: SUBSIDIARY, method: "POST", body: '{"CompanyName":"x"}' }, 400, /Email is missing/],
  ["a sub-account that is no JSON", { path: SUBSIDIARY, method: "POST", body: "{" }, 400, /not JSON/],
  ["a token twice", { headers: { Authorization: ["Bearer a", "Bearer b"] } }, 401, /Authorization was sent twice/],
  ["IdentityNumber twice", { headers: { IdentityNumber: ["1", "2"] } }, 403, /IdentityNumber was sent twice/],
  ["a sub-account in a form", { path: SUBSIDIARY, method: "POST", body: "a=b", headers: { "Content-Type": "text/plain" } }, 415, /Content-Type/],
];
for (const [what, request, status, reason] of REFUSALS) {
  test(`Caxton's API refuses ${what}`, async (t) => {
    const emulator = await runningVendors(t);
    const answer = await call(emulator, await tokenFrom(emulator), request);
    assert.equal(answer.status, status);
    assert.equal(typeof answer.json.Message, "string");
    assert.match(latest(emulator).verdict, reason);
  });
}

test("a path outside /api is nobody's", async (t) => {
  const emulator = await runningVendors(t);
  assert.equal((await call(emulator, "x", { path: "/token" })).status, 404);
  assert.equal(latest(emulator).endpoint, "unknown");
});

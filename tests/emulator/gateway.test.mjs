import assert from "node:assert/strict";
import test from "node:test";

import { latest } from "./capillary-calls.mjs";
import { engine, GATEWAY, loginByOtp, PAGE, PHONE, throughGateway } from "./customer-calls.mjs";
import { send } from "./raw-client.mjs";
import { runningEmulator } from "./running-emulator.mjs";

test("a customer's token opens the gateway, by either way of naming the customer", async (t) => {
  const emulator = await runningEmulator(t);
  const { token } = (await loginByOtp(emulator)).json.auth;
  const byMobile = { cap_identifier_type: undefined, cap_identifier_value: undefined, cap_mobile: "919900000000" };
  for (const headers of [{}, byMobile]) {
    const { status, json } = await throughGateway(emulator, token, headers);
    assert.equal(status, 200);
    assert.deepEqual(json.response.customers.customer[0].identifier, { type: "MOBILE", value: "919900000000" });
  }
  const { endpoint, authentication, verdict } = latest(emulator);
  assert.deepEqual([endpoint, authentication, verdict], ["gateway", "customer", "accepted"]);
});

test("a token of a web page has no device to be told", async (t) => {
  const emulator = await runningEmulator(t);
  const { token } = (await loginByOtp(emulator, "web/")).json.auth;
  assert.equal((await throughGateway(emulator, token, { cap_device_id: undefined })).status, 200);
});

const REFUSALS = [
  ["no token", { cap_authorization: undefined }, 401, /cap_authorization is missing/],
  ["a hyphen in the name", { cap_authorization: undefined, "cap-authorization": "x" }, 401, /underscore/],
  ["Authorization instead", { cap_authorization: undefined, Authorization: "Bearer x" }, 401, /not in Authorization/],
  ["an unknown token", { cap_authorization: "x.y.z" }, 401, /unknown/],
  ["a brand twice", { cap_brand: ["FAKEBRAND", "OTHER"] }, 400, /cap_brand was sent twice/],
  ["no brand", { cap_brand: undefined }, 1509, /cap_brand is missing/],
  ["another brand", { cap_brand: "OTHER" }, 1509, /cap_brand is not/],
  ["no device", { cap_device_id: undefined }, 1508, /cap_device_id/],
  ["another device", { cap_device_id: "device-2" }, 1508, /cap_device_id/],
  ["half an identifier", { cap_identifier_value: undefined }, 1541, /go together/],
  ["no identifier", { cap_identifier_type: undefined, cap_identifier_value: undefined }, 1541, /neither/],
  ["another identifier", { cap_identifier_value: "91" }, 1541, /not the token's/],
  ["another mobile", { cap_mobile: "91" }, 1541, /not the token's/],
];
for (const [what, headers, code, reason] of REFUSALS) {
  test(`the gateway refuses ${what}`, async (t) => {
    const emulator = await runningEmulator(t);
    const { token } = (await loginByOtp(emulator)).json.auth;
    const { status, json } = await throughGateway(emulator, token, headers);
    assert.deepEqual([status, json.status.success, json.status.code], [code === 400 ? 400 : 401, false, code]);
    assert.match(latest(emulator).verdict, reason);
  });
}

test("the gateway refuses a VIEW token, a key, a Bearer prefix, and an expired token with 1529", async (t) => {
  const emulator = await runningEmulator(t);
  const view = (await engine(emulator, "token/generate", PHONE)).json.auth.token;
  const { token, key } = (await loginByOtp(emulator)).json.auth;
  for (const [sent, reason] of [[view, /VIEW token is no login/], [key, /a key was sent as a token/], [`Bearer ${token}`, /without a Bearer prefix/]]) {
    assert.equal((await throughGateway(emulator, sent)).status, 401);
    assert.match(latest(emulator).verdict, reason);
  }
  emulator.capillary.customer.expireTokens();
  const { status, json } = await throughGateway(emulator, token);
  assert.deepEqual([status, json.status.code], [401, 1529]);
});

test("a token whose time is over is expired without a test's doing", async (t) => {
  const emulator = await runningEmulator(t, { customer: { lifetimeSeconds: 1 } });
  const { token } = (await loginByOtp(emulator)).json.auth;
  await new Promise((resolve) => setTimeout(resolve, 1_050));
  assert.equal((await throughGateway(emulator, token)).json.status.code, 1529);
});

test("a first factor alone does not open the gateway where a second is wanted", async (t) => {
  const emulator = await runningEmulator(t, { customer: { secondFactor: true } });
  const first = (await loginByOtp(emulator, "web/")).json.auth.token;
  assert.equal((await throughGateway(emulator, first)).status, 401);
  assert.match(latest(emulator).verdict, /MFA_PENDING token is no login/);
  const { token } = (await loginByOtp(emulator, "mfa/", { authorizedToken: first })).json.auth;
  assert.equal((await throughGateway(emulator, token, { cap_device_id: undefined })).status, 200);
  const ended = { ...PAGE, token };
  await engine(emulator, "mfa/token/expire", ended, { method: "DELETE" });
  assert.equal((await throughGateway(emulator, token)).status, 401);
});

test("the gateway has one path, for GET, and takes what fetch says it accepts", async (t) => {
  const emulator = await runningEmulator(t);
  const json = { Accept: "application/json" };
  assert.equal((await send(`${emulator.url}/mobile/v2/api/nothing`, { headers: json })).status, 404);
  assert.equal((await send(emulator.url + GATEWAY, { headers: json, method: "POST" })).status, 405);
  assert.equal((await send(emulator.url + GATEWAY, { headers: { Accept: "*/*" } })).status, 401, "for want of a token");
});

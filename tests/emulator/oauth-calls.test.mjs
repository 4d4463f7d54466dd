import assert from "node:assert/strict";
import test from "node:test";
import { setTimeout as pause } from "node:timers/promises";

import { callWithToken, CREATE, latest, LOOK_UP, OLD_GET, SAMPLE_BASIC, tokenFrom } from "./capillary-calls.mjs";
import { send } from "./raw-client.mjs";
import { runningEmulator } from "./running-emulator.mjs";

const UNAUTHORIZED = { errors: [{ status: false, code: 401, message: "Unauthorized" }] };
const EXPIRED_AT = /^Token expired at \d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}\+0530$/;

test("a bare token is accepted on v2 and v1.1", async (t) => {
  const emulator = await runningEmulator(t);
  const token = await tokenFrom(emulator);
  const answer = await callWithToken(emulator, token);
  assert.equal(answer.status, 200);
  assert.deepEqual(Object.keys(answer.json), ["entity", "warnings", "errors", "success"]);
  assert.deepEqual([answer.json.warnings, answer.json.errors, answer.json.success], [[], [], true]);
  assert.deepEqual([latest(emulator).verdict, latest(emulator).authentication], ["accepted", "oauth"]);
  const old = await callWithToken(emulator, token, { path: OLD_GET });
  assert.deepEqual(old.json.response.status, { success: "true", code: "200", message: "Success" });
});

test("a Bearer prefix is refused and diagnosed", async (t) => {
  const emulator = await runningEmulator(t);
  const answer = await callWithToken(emulator, `Bearer ${await tokenFrom(emulator)}`);
  assert.equal(answer.status, 401);
  assert.match(latest(emulator).verdict, /without a Bearer prefix/);
});

test("a token under another header is refused and diagnosed", async (t) => {
  const emulator = await runningEmulator(t);
  const token = await tokenFrom(emulator);
  for (const headers of [{ "CAP-API-ACCESS-TOKEN": token }, { Authorization: `Bearer ${token}` }]) {
    const answer = await send(emulator.url + LOOK_UP, { headers: { Accept: "application/json", ...headers } });
    assert.equal(answer.status, 401);
    assert.equal(latest(emulator).authentication, "none");
  }
  assert.match(emulator.requests.at(-2).verdict, /belongs in X-CAP-API-OAUTH-TOKEN/);
  assert.match(emulator.requests.at(-1).verdict, /not `Basic `/);
});

test("a token never given, or given by another emulator, is unauthorized", async (t) => {
  const emulator = await runningEmulator(t);
  const other = await runningEmulator(t);
  for (const token of ["abc", await tokenFrom(other)]) {
    const answer = await callWithToken(emulator, token);
    assert.deepEqual([answer.status, answer.json], [401, UNAUTHORIZED]);
    assert.match(latest(emulator).verdict, /unknown or revoked/);
  }
});

test("revoked tokens are unauthorized: in the status on v2, inside a 200 on v1.1; later ones are good", async (t) => {
  const emulator = await runningEmulator(t);
  const token = await tokenFrom(emulator);
  emulator.capillary.revokeTokens();
  const answer = await callWithToken(emulator, token);
  assert.deepEqual([answer.status, answer.json], [401, UNAUTHORIZED]);
  const old = await callWithToken(emulator, token, { path: OLD_GET });
  assert.equal(old.status, 200);
  assert.deepEqual(old.json, { response: { status: { success: "true", code: "401", message: "Unauthorized" } } });
  assert.equal((await callWithToken(emulator, await tokenFrom(emulator))).status, 200);
});

test("expired tokens are 498: inside a 200 on v1.1, with 401 on v2; later ones are good", async (t) => {
  const emulator = await runningEmulator(t);
  const token = await tokenFrom(emulator);
  emulator.capillary.expireTokens();
  const old = await callWithToken(emulator, token, { path: OLD_GET });
  const { success, code, message } = old.json.response.status;
  assert.deepEqual([old.status, success, code], [200, "true", "498"]);
  assert.match(message, EXPIRED_AT);
  assert.ok(Math.abs(Date.parse(message.slice(17)) - Date.now()) < 5_000);
  const answer = await callWithToken(emulator, token);
  assert.deepEqual([answer.status, answer.json.errors[0].code], [401, 498]);
  assert.equal(latest(emulator).verdict, "the token has expired");
  assert.equal((await callWithToken(emulator, await tokenFrom(emulator))).status, 200);
});

test("expired tokens on v2 are a 498 inside a 200 when asked for", async (t) => {
  const emulator = await runningEmulator(t, { expiredTokenStatus: 200 });
  const token = await tokenFrom(emulator);
  emulator.capillary.expireTokens();
  const answer = await callWithToken(emulator, token);
  assert.equal(answer.status, 200);
  assert.equal(answer.json.response.status.code, "498");
  emulator.capillary.revokeTokens();
  assert.equal((await callWithToken(emulator, token)).status, 401);
});

test("a token expires by the clock", async (t) => {
  const emulator = await runningEmulator(t);
  emulator.capillary.setLifetime(1);
  const token = await tokenFrom(emulator);
  assert.equal((await callWithToken(emulator, token)).status, 200);
  await pause(1_050);
  assert.equal((await callWithToken(emulator, token)).json.errors[0].code, 498);
});

test("a path outside the access group: 403 with 4000 on v2, the number 403 inside a 200 on v1.1", async (t) => {
  const client = { key: "some-key", secret: "some-secret", forbidden: [OLD_GET, LOOK_UP] };
  const emulator = await runningEmulator(t, { clients: [client] });
  const token = await tokenFrom(emulator);
  const answer = await callWithToken(emulator, token);
  assert.equal(answer.status, 403);
  assert.deepEqual(answer.json.errors, [{ status: false, code: 4000, message: "Not authorized. Access is denied!" }]);
  const old = await callWithToken(emulator, token, { path: OLD_GET });
  const { status } = old.json.response;
  assert.deepEqual([old.status, status.success, status.code, status.warnings], [200, false, 403, { warning: [] }]);
  const post = { method: "POST", path: CREATE, headers: { "Content-Type": "application/json" }, body: "{}" };
  assert.equal((await callWithToken(emulator, token, post)).status, 200);
});

test("the client's default till is the one acted for", async (t) => {
  const emulator = await runningEmulator(t, { clients: [{ key: "some-key", secret: "some-secret", defaultTill: 77 }] });
  assert.equal((await callWithToken(emulator, await tokenFrom(emulator))).json.entity.till, 77);
});

test("the sample Basic login and a token are both good at once, in separate calls", async (t) => {
  const emulator = await runningEmulator(t);
  const byBasic = await send(emulator.url + LOOK_UP, { headers: { Accept: "application/json", Authorization: SAMPLE_BASIC } });
  const byToken = await callWithToken(emulator, await tokenFrom(emulator));
  assert.deepEqual([byBasic.json.entity.authentication, byToken.json.entity.authentication], ["basic", "oauth"]);
});

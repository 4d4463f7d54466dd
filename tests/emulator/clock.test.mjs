// The vendors' clock: a test's own, or as far ahead as it lets time go by.

import assert from "node:assert/strict";
import test from "node:test";

import { imported } from "../package/installed.mjs";

const { startEmulator } = await imported("commerce-auth/testing");
const { capillaryOAuth, caxtonAccount } = await imported("commerce-auth/server");
const { pledg: pledgFunctions } = await imported("commerce-auth");

const HOUR = 3_600_000;
const LOOPBACK = { dangerouslyAllowInsecureHttp: "loopback" };

async function emulatorOf(t, options) {
  const emulator = await startEmulator(options);
  t.after(() => emulator.close());
  return emulator;
}

test("tokens end when their time has gone by, and not before", async (t) => {
  const emulator = await emulatorOf(t);
  const { url: host, capillary } = emulator;
  const api = capillaryOAuth({ host, ...capillary.credentials, ...LOOPBACK });
  t.after(() => api.close());
  const headers = await api.headers();
  const look = async () => (await fetch(`${host}/v2/customers/lookup`, { headers })).status;
  assert.notEqual(await look(), 401);
  emulator.advance(299_000);
  assert.notEqual(await look(), 401);
  emulator.advance(1_000);
  assert.equal(await look(), 401);
});

test("an authenticator that takes its clock renews in time", async (t) => {
  const emulator = await emulatorOf(t);
  const { url: host, capillary, now } = emulator;
  const api = capillaryOAuth({ host, ...capillary.credentials, ...LOOPBACK, now });
  t.after(() => api.close());
  await api.token();
  emulator.advance(HOUR);
  assert.equal((await api.fetch("/v2/customers/lookup")).status, 200);
  assert.equal(capillary.tokensIssued, 2);
  assert.equal(emulator.count({ status: 401 }), 0, "the token was renewed before it was refused");
});

test("a clock of the test's own is the vendors', in answers, claims and notifications", async (t) => {
  let at = Date.parse("2031-02-03T04:05:06.000Z");
  const emulator = await emulatorOf(t, { now: () => at });
  assert.equal(emulator.now(), at);
  const { key, secret } = emulator.capillary.credentials;
  const asked = await fetch(`${emulator.url}/v3/oauth/token/generate`, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify({ key, secret }) });
  assert.equal(asked.headers.get("date"), "Mon, 03 Feb 2031 04:05:06 GMT");
  const { data: { accessToken } } = await asked.json();
  const { iat, exp } = JSON.parse(Buffer.from(accessToken.split(".")[1], "base64url"));
  assert.deepEqual([iat, exp], [at / 1_000, at / 1_000 + 300]);
  assert.equal(JSON.parse(emulator.pledg.notification({ kind: "back" })).created_at, "2031-02-03T04:05:06.000Z");
  at += HOUR;
  emulator.advance(HOUR);
  assert.equal(emulator.now(), Date.parse("2031-02-03T06:05:06.000Z"));
});

test("a client password ends by it, and a signed purchase expires by it", async (t) => {
  const emulator = await emulatorOf(t);
  const { caxton, pledg } = emulator;
  const account = caxtonAccount({ host: caxton.url, ...caxton.credentials, ...LOOPBACK });
  t.after(() => account.close());
  await account.token();
  const purchase = pledgFunctions.signPurchase({ merchantUid: pledg.merchant.uid, title: "Chair", reference: "r", amountCents: 2_000 }, pledg.merchant.secret, { issuedAt: Date.now(), expiresAt: Date.now() + HOUR });
  const open = async () => (await fetch(`${pledg.url}/purchase?signature=${purchase}`)).status;
  assert.equal(await open(), 200);
  emulator.advance(HOUR + 1_000);
  assert.equal(await open(), 400);
  emulator.advance(31 * 24 * HOUR);
  account.invalidate();
  assert.ok(caxton.passwordEndsAt <= emulator.now());
  await assert.rejects(account.token(), { code: "bad_credentials" });
});

test("what is no time is refused", async (t) => {
  const emulator = await emulatorOf(t);
  for (const wrong of [-1, 1.5, Number.NaN, Infinity, "1000", undefined, null]) assert.throws(() => emulator.advance(wrong), /^TypeError: advance: expected whole milliseconds/);
  await assert.rejects(startEmulator({ now: 5 }), /^TypeError: startEmulator\.now: expected a function/);
});

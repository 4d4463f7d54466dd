// Money is credited for a purchase that exists, and no more than it is about.

import assert from "node:assert/strict";
import test from "node:test";

import { imported } from "../package/installed.mjs";

const { startEmulator } = await imported("commerce-auth/testing");
const { pledgAccessToken } = await imported("commerce-auth/server");
const { pledg: pledgFunctions } = await imported("commerce-auth");

async function running(t, pledg) {
  const emulator = await startEmulator({ pledg });
  const api = pledgAccessToken({ host: emulator.pledg.url, ...emulator.pledg.credentials, dangerouslyAllowInsecureHttp: "loopback" });
  t.after(async () => {
    await api.close();
    await emulator.close();
  });
  const credit = async (uid, amount) => {
    const answer = await api.fetch(`/api/purchases/${uid}/credit_by_transfer`, { method: "POST", body: JSON.stringify({ amount_cents: amount }) });
    return [answer.status, emulator.requests.at(-1).verdict];
  };
  return { emulator, api, credit };
}

const UNKNOWN = [404, "no purchase has this uid"];
const TOO_MUCH = [400, "amount_cents is more than is left of the purchase"];
const GOOD = [200, "accepted"];

test("a purchase that nobody made is not found, for credit or release", async (t) => {
  const { api, credit } = await running(t);
  for (const uid of ["undefined", "pur_2", "__proto__", "null"]) {
    assert.deepEqual(await credit(uid, 100), UNKNOWN);
    assert.equal((await api.fetch(`/api/purchases/${uid}/release`, { method: "POST" })).status, 404);
  }
});

test("no more is credited than the purchase is about, in one part or in several", async (t) => {
  const { credit } = await running(t, { purchases: [{ uid: "pur_7", amountCents: 2_000 }] });
  assert.deepEqual(await credit("pur_7", 999_999_999), TOO_MUCH);
  assert.deepEqual(await credit("pur_7", 2_001), TOO_MUCH);
  assert.deepEqual(await credit("pur_7", 1_500), GOOD);
  assert.deepEqual(await credit("pur_7", 501), TOO_MUCH);
  assert.deepEqual(await credit("pur_7", 500), GOOD);
  assert.deepEqual(await credit("pur_7", 1), TOO_MUCH);
  assert.deepEqual(await credit("pur_1", 1), UNKNOWN, "the default one is there by default only");
});

test("what was signed and taken is a purchase of that amount", async (t) => {
  const { emulator: { pledg }, credit } = await running(t);
  const signature = pledgFunctions.signPurchase({ merchantUid: pledg.merchant.uid, title: "Chair", reference: "r", amountCents: 4_200 }, pledg.merchant.secret);
  const { uid } = await (await fetch(`${pledg.url}/purchase?signature=${signature}`)).json();
  assert.deepEqual(await credit(uid, 4_201), TOO_MUCH);
  assert.deepEqual(await credit(uid, 4_200), GOOD);
});

test("a purchase that is none is refused by name", async () => {
  for (const [purchase, words] of [[{ uid: "", amountCents: 1 }, /purchases\[0\]\.uid/], [{ uid: "a", amountCents: 0 }, /purchases\[0\]\.amountCents/], [{ uid: "a", amountCents: 1, x: 1 }, /x/]]) {
    await assert.rejects(startEmulator({ pledg: { purchases: [purchase] } }), words);
  }
});

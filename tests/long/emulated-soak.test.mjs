// The same over sockets: authenticators of all kinds at the emulated vendors, with faults by a seed. 30 000 requests with
// COMMERCE_AUTH_LONG, 900 without.

import assert from "node:assert/strict";
import test from "node:test";

import { imported } from "../package/installed.mjs";
import { SEED, chance } from "../package/random.mjs";

const { AuthError } = await imported("commerce-auth");
const { caxtonAccount, capillaryOAuth, memoryStore, pledgAccessToken } = await imported("commerce-auth/server");
const { startEmulator } = await imported("commerce-auth/testing");

const WAVES = process.env.COMMERCE_AUTH_LONG === "1" ? 500 : 15;
const WAVE = 10;
/** Past every lifetime: Caxton's is thirty days. */
const LONG_AFTER_MS = 31 * 86_400_000;

const FAULTS = [
  { description: { reset: true }, code: "network" },
  { description: { truncate: true }, code: "network" },
  { description: { status: 429, body: "{}", headers: { "Retry-After": "1" } }, code: "rate_limited" },
  { description: { status: 503, body: "{}" }, code: "http_error" },
  { description: { body: '{"access_token": "cut' }, code: "malformed_response" },
  { description: { body: "<html>", headers: { "Content-Type": "text/html" } }, code: "malformed_response" },
];

const KINDS = [
  { tokens: "token", api: "api", path: "/v2/customers/lookup", part: "capillary", make: (vendor, common) => capillaryOAuth({ host: vendor.url, ...vendor.capillary.credentials, ...common }) },
  { tokens: "pledg.token", api: "pledg.api", path: "/api/purchases/pur_1/credit_by_transfer", part: "pledg", make: (vendor, common) => pledgAccessToken({ host: vendor.pledg.url, ...vendor.pledg.credentials, ...common }) },
  { tokens: "caxton.token", api: "caxton.api", path: "webhooks/endpoints", part: "caxton", make: (vendor, common) => caxtonAccount({ host: vendor.caxton.url, ...vendor.caxton.credentials, ...common }) },
];

for (const [index, kind] of KINDS.entries()) {
  for (const store of [undefined, memoryStore()]) {
    test(`G14: ${WAVES * WAVE} requests at the emulated ${kind.part} ${store ? "with" : "without"} a store (seed ${SEED})`, async (t) => {
      const vendor = await startEmulator();
      t.after(() => vendor.close());
      const below = chance(SEED * (index + 1));
      let at = Date.now();
      const api = kind.make(vendor, { dangerouslyAllowInsecureHttp: "loopback", now: () => at, timeoutMs: 5_000, retry: { maxDelayMs: 1 }, store });
      t.after(() => api.close());
      const counts = {};
      for (let wave = 0; wave < WAVES; wave += 1) {
        const { fault, isRejection } = disturb(vendor, kind, below);
        at += isRejection ? 31_000 : LONG_AFTER_MS;
        const outcomes = await Promise.all(Array.from({ length: WAVE }, () => outcomeOf(api, kind)));
        for (const outcome of outcomes) {
          counts[outcome] = (counts[outcome] ?? 0) + 1;
          const isRight = outcome === "200" || outcome === fault?.code || (fault?.onApi && outcome === `${fault.description.status}`);
          assert.ok(isRight, `${outcome} where the vendor ${JSON.stringify(fault ?? { isRejection })}`);
        }
        vendor.clearFaults();
        vendor.clearRequests();
        // What failed is told to callers until its window has passed.
        if (outcomes.some((outcome) => outcome !== "200")) at += LONG_AFTER_MS;
      }
      t.diagnostic(JSON.stringify(counts));
      assert.equal(Object.values(counts).reduce((sum, count) => sum + count, 0), WAVES * WAVE);
      assert.ok(counts["200"] > WAVES && api.status().rejections > 0);
    });
  }
}

/** What goes wrong in the next wave: a token call, a request of the API, the tokens, or nothing. */
function disturb(vendor, kind, below) {
  const way = below(4);
  if (way === 3) vendor[kind.part].expireTokens();
  if (way !== 1 && way !== 2) return { isRejection: way === 3 };
  const fault = { ...FAULTS[below(FAULTS.length)], onApi: way === 2 };
  vendor.fault({ on: fault.onApi ? kind.api : kind.tokens, times: 1 + below(4), ...fault.description });
  return { fault };
}

/** The status of the answer, or the code of the error. Whatever else is thrown fails the test. */
async function outcomeOf(api, { path, part }) {
  const init = part === "pledg" ? { method: "POST", body: '{"amount_cents":2000}' } : undefined;
  let response;
  try {
    response = await api.fetch(path, init);
  } catch (error) {
    if (error instanceof AuthError) return error.code;
    throw error;
  }
  // A body that breaks off is the caller's to meet.
  await response.text().catch(() => {});
  return `${response.status}`;
}

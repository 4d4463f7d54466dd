// G1: one token call per burst.

import assert from "node:assert/strict";
import test from "node:test";

import { LOOK_UP, manualClock, oauthAt, rejectionOf, startVendor, times, tokenCalls } from "./vendor.mjs";

test("G1: 100 concurrent callers on a cold cache make one token request", async (t) => {
  const vendor = await startVendor(t);
  const api = oauthAt(t, vendor);
  const all = await Promise.all(times(100, () => api.headers()));
  assert.equal(tokenCalls(vendor), 1);
  assert.equal(new Set(all.map((headers) => headers["X-CAP-API-OAUTH-TOKEN"])).size, 1);
  assert.equal(new Set(all).size, 100);
});

test("G1: 100 callers who come one after the other while the call lasts make one token request", async (t) => {
  const vendor = await startVendor(t);
  vendor.fault({ on: "token", delayMs: 60 });
  const api = oauthAt(t, vendor);
  const calls = [];
  for (let index = 0; index < 100; index += 1) {
    calls.push(api.headers());
    await new Promise(setImmediate);
  }
  await Promise.all(calls);
  assert.equal(tokenCalls(vendor), 1);
});

test("G1: headers, tokens and requests share the call", async (t) => {
  const vendor = await startVendor(t);
  const api = oauthAt(t, vendor);
  const calls = [api.headers, api.token, () => api.fetch(LOOK_UP).then((response) => response.text())];
  await Promise.all(times(90, (index) => calls[index % 3].call(api)));
  assert.deepEqual([tokenCalls(vendor), vendor.count({ endpoint: "api", verdict: "accepted" })], [1, 30]);
});

test("G1: 100 concurrent callers on an expired token make one token request", async (t) => {
  const vendor = await startVendor(t);
  const clock = manualClock();
  const api = oauthAt(t, vendor, { now: clock.now });
  const first = await api.token();
  clock.advance(301_000);
  const all = await Promise.all(times(100, () => api.token()));
  assert.equal(tokenCalls(vendor), 2);
  assert.deepEqual([...new Set(all.map(({ value }) => value === first.value))], [false]);
});

test("G1: a failure is shared as well: one request, 100 errors of their own", async (t) => {
  const vendor = await startVendor(t);
  vendor.fault({ on: "token", status: 503, delayMs: 20, times: Infinity });
  const api = oauthAt(t, vendor, { retry: false });
  const errors = await Promise.all(times(100, () => rejectionOf(api.headers())));
  assert.equal(tokenCalls(vendor), 1);
  assert.equal(new Set(errors).size, 100);
  assert.deepEqual([...new Set(errors.map(({ code, status }) => `${code} ${status}`))], ["http_error 503"]);
});

test("G7: authenticators with the same credentials share nothing", async (t) => {
  const vendor = await startVendor(t);
  const [one, other] = [oauthAt(t, vendor), oauthAt(t, vendor)];
  assert.notEqual((await one.token()).value, (await other.token()).value);
  assert.equal(tokenCalls(vendor), 2);
});

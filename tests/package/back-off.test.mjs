// G2: failures do not stick, outages do not multiply.

import assert from "node:assert/strict";
import test from "node:test";

import { fixChance, manualClock, oauthAt, rejectionOf, startVendor, times, tokenCalls } from "./vendor.mjs";

/** The largest share: of 1 000 ms it takes 999. */
const NEARLY_ALL = 0.9999999;

/**
 * An authenticator at a vendor whose token endpoint fails like this until the faults are taken back. It does not retry,
 * so that a renewal is one request: what retries do is in retries.test.mjs.
 */
async function withFault(t, fault, options) {
  const vendor = await startVendor(t);
  const clock = manualClock();
  vendor.fault({ on: "token", times: Infinity, ...fault });
  return { vendor, clock, api: oauthAt(t, vendor, { now: clock.now, retry: false, ...options }) };
}

/** How long the window is that a failed call opens, in milliseconds. */
async function windowAfterFailure({ api, clock }) {
  await rejectionOf(api.headers());
  return api.status().nextTryAt - clock.now();
}

test("G2: inside the window callers fail at once, each with an error of its own; behind it the first call probes", async (t) => {
  fixChance(t, NEARLY_ALL);
  const { vendor, clock, api } = await withFault(t, { status: 503 });
  await rejectionOf(api.headers());
  const errors = await Promise.all(times(20, () => rejectionOf(api.headers())));
  assert.equal(tokenCalls(vendor), 1);
  assert.equal(new Set(errors).size, 20);
  for (const { code, status, retryable, retryAfterMs } of errors) {
    assert.deepEqual([code, status, retryable], ["http_error", 503, true]);
    assert.ok(retryAfterMs > 0 && retryAfterMs <= 999);
  }
  clock.advance(1_000);
  await Promise.all(times(20, () => rejectionOf(api.headers())));
  assert.equal(tokenCalls(vendor), 2);
});

test("G2: the window doubles from 1 s to 30 s and stays there", async (t) => {
  fixChance(t, NEARLY_ALL);
  const world = await withFault(t, { status: 500 });
  const lengths = [];
  for (let round = 0; round < 8; round += 1) {
    lengths.push(await windowAfterFailure(world));
    world.clock.advance(30_000);
  }
  assert.deepEqual(lengths.map((length) => Math.round(length / 1_000)), [1, 2, 4, 8, 16, 30, 30, 30]);
});

for (const [share, expected] of [[0, 0], [0.25, 1_000], [0.5, 2_000]]) {
  test(`G2: a share of ${share} waits ${expected} ms of the third window: full jitter`, async (t) => {
    fixChance(t, share);
    const world = await withFault(t, { status: 500 });
    for (let round = 0; round < 2; round += 1) {
      await windowAfterFailure(world);
      world.clock.advance(5_000);
    }
    assert.equal(await windowAfterFailure(world), expected);
  });
}

test("G2: bad credentials wait 30 s, whatever chance says", async (t) => {
  fixChance(t, 0);
  const vendor = await startVendor(t);
  const clock = manualClock();
  const api = oauthAt(t, vendor, { secret: "wrong", now: clock.now });
  for (let round = 1; round <= 3; round += 1) {
    assert.equal(await windowAfterFailure({ api, clock }), 30_000);
    clock.advance(29_000);
    assert.equal((await rejectionOf(api.headers())).code, "bad_credentials");
    assert.equal(tokenCalls(vendor), round);
    clock.advance(1_000);
  }
});

const IN_SECONDS = { 7: 7_000, 0: 0, 300: 300_000, 301: 300_000, 99999999999999999999: 300_000 };
for (const [value, expected] of Object.entries(IN_SECONDS)) {
  for (const status of [429, 503]) {
    test(`G2: Retry-After: ${value} with ${status} makes a window of ${expected} ms`, async (t) => {
      fixChance(t, 0);
      const world = await withFault(t, { status, headers: { "Retry-After": value } });
      assert.equal(await windowAfterFailure(world), expected);
      assert.equal((await rejectionOf(world.api.headers())).status, status);
      assert.equal(tokenCalls(world.vendor), expected === 0 ? 2 : 1);
    });
  }
}

test("G2: Retry-After as a date counts from the clock", async (t) => {
  fixChance(t, 0);
  const clock = manualClock(1_700_000_000_000);
  const vendor = await startVendor(t);
  vendor.fault({ on: "token", status: 503, headers: { "Retry-After": new Date(1_700_000_012_000).toUTCString() } });
  assert.equal(await windowAfterFailure({ api: oauthAt(t, vendor, { now: clock.now, retry: false }), clock }), 12_000);
});

test("G2: Retry-After as a date counts from the answer, not from the request", async (t) => {
  fixChance(t, 0);
  const clock = manualClock(1_700_000_000_000);
  const vendor = await startVendor(t);
  vendor.fault({ on: "token", status: 503, headers: { "Retry-After": new Date(1_700_000_012_000).toUTCString() } });
  const fetch = async (...args) => {
    const response = await globalThis.fetch(...args);
    clock.advance(5_000);
    return response;
  };
  const api = oauthAt(t, vendor, { now: clock.now, fetch, retry: false });
  assert.equal((await rejectionOf(api.headers())).retryAfterMs, 7_000);
  assert.equal(api.status().nextTryAt, 1_700_000_012_000);
});

test("G2: Retry-After never makes a window shorter", async (t) => {
  fixChance(t, NEARLY_ALL);
  const world = await withFault(t, { status: 503, headers: { "Retry-After": "0" } });
  assert.equal(await windowAfterFailure(world), 999);
});

for (const value of ["soon", "-1", "1.5", "", "Thu, 99 Nov 2023 00:00:00 GMT"]) {
  test(`G2: Retry-After: "${value}" is no hint`, async (t) => {
    fixChance(t, 0);
    assert.equal(await windowAfterFailure(await withFault(t, { status: 503, headers: { "Retry-After": value } })), 0);
  });
}

test("G2: a success closes the window and starts the doubling anew", async (t) => {
  fixChance(t, NEARLY_ALL);
  const world = await withFault(t, { status: 500 });
  const { vendor, clock, api } = world;
  for (let round = 0; round < 4; round += 1) {
    await windowAfterFailure(world);
    clock.advance(10_000);
  }
  vendor.clearFaults();
  await api.headers();
  assert.deepEqual([api.status().lastError, api.status().nextTryAt], [null, null]);
  vendor.fault({ on: "token", status: 500 });
  api.invalidate();
  assert.equal(await windowAfterFailure(world), 999);
});

test("G2: recovery is seen within one window", async (t) => {
  fixChance(t, NEARLY_ALL);
  const world = await withFault(t, { reset: true });
  const length = await windowAfterFailure(world);
  world.vendor.clearFaults();
  world.clock.advance(length);
  assert.ok((await world.api.headers())["X-CAP-API-OAUTH-TOKEN"]);
});

test("G2: time that passes without the wall clock ends a window as well", async (t) => {
  fixChance(t, 0.1);
  const { vendor, api } = await withFault(t, { status: 500 });
  await rejectionOf(api.headers());
  vendor.clearFaults();
  await new Promise((resolve) => setTimeout(resolve, 110));
  assert.ok((await api.headers())["X-CAP-API-OAUTH-TOKEN"]);
});

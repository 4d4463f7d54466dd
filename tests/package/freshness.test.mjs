// G3 and G6: a valid token is served, and time is read from both clocks.

import assert from "node:assert/strict";
import test from "node:test";

import { capillaryOAuth, fixChance, manualClock, oauthAt, pause, rejectionOf, startVendor, times, tokenCalls, until } from "./vendor.mjs";

/** An authenticator with a token of this lifetime, at a clock of its own. */
async function withToken(t, lifetimeSeconds, options) {
  const vendor = await startVendor(t);
  vendor.capillary.setLifetime(lifetimeSeconds);
  const clock = manualClock();
  const api = oauthAt(t, vendor, { now: clock.now, ...options });
  const token = await api.token();
  return { vendor, clock, api, token };
}

/** Lets a renewal in the background come to its end. */
async function settled(api) {
  await until(() => !api.status().calling);
}

test("G6: a fresh token is served without a call", async (t) => {
  const { vendor, clock, api, token } = await withToken(t, 300);
  clock.advance(233_000);
  for (const { value } of await Promise.all(times(50, () => api.token()))) assert.equal(value, token.value);
  assert.equal(tokenCalls(vendor), 1);
});

test("G3: a token that is due is served at once, and renewed once meanwhile", async (t) => {
  const { vendor, clock, api, token } = await withToken(t, 300);
  clock.advance(247_000);
  vendor.fault({ on: "token", delayMs: 500 });
  const served = await Promise.all(times(50, () => api.token()));
  assert.ok(api.status().calling);
  assert.deepEqual([...new Set(served.map(({ value }) => value))], [token.value]);
  await settled(api);
  assert.equal(tokenCalls(vendor), 2);
  assert.notEqual((await api.token()).value, token.value);
});

for (const [what, fault] of Object.entries({ fails: { status: 503 }, "is reset": { reset: true }, hangs: { hang: true } })) {
  test(`G3: an early renewal that ${what} neither fails nor delays a call`, async (t) => {
    fixChance(t, 0.9999999);
    const { vendor, clock, api, token } = await withToken(t, 300, { timeoutMs: 300, retry: false });
    vendor.fault({ on: "token", ...fault });
    clock.advance(250_000);
    await Promise.all(times(5, () => api.headers()));
    assert.deepEqual([api.status().calling, api.status().failedCalls], [true, 0]);
    await until(() => api.status().failedCalls > 0);
    assert.deepEqual([api.status().failedCalls, tokenCalls(vendor)], [1, 2]);
    assert.equal((await api.token()).value, token.value);
  });
}

test("G6: an expired token is not served: callers wait for the next one", async (t) => {
  const { vendor, clock, api, token } = await withToken(t, 300);
  clock.advance(298_000);
  assert.notEqual((await api.token()).value, token.value);
  assert.equal(tokenCalls(vendor), 2);
});

test("G6: an expired token is not served even where there is no other", async (t) => {
  const { vendor, clock, api } = await withToken(t, 300, { retry: false });
  clock.advance(299_000);
  vendor.fault({ on: "token", status: 500 });
  assert.equal((await rejectionOf(api.headers())).code, "http_error");
});

for (const [lifetime, share, margin, tail] of [
  [300, 0, 54, 2],
  [300, 0.9999999, 66, 2],
  [3_600, 0.5, 60, 2],
  [90, 0, 16.2, 2],
  [90, 0.9999999, 19.8, 2],
  [10, 0.5, 2, 0.5],
]) {
  test(`G6: a token of ${lifetime} s is due ${margin} s before its end and served until ${tail} s before, at a chance of ${share}`, async (t) => {
    fixChance(t, share);
    const { vendor, clock, api, token } = await withToken(t, lifetime, { retry: false });
    const { renewalDueAt, expiresAt } = api.status();
    assert.ok(Math.abs(expiresAt - renewalDueAt - margin * 1_000) <= 1, `${expiresAt - renewalDueAt}`);
    clock.advance((lifetime - tail) * 1_000 - 400);
    vendor.fault({ on: "token", status: 500, times: Infinity });
    assert.equal((await api.token()).value, token.value);
    await settled(api);
    clock.advance(400);
    assert.equal((await rejectionOf(api.token())).code, "http_error");
  });
}

test("G6: a token of 90 s is not renewed on every call", async (t) => {
  const { vendor, clock, api } = await withToken(t, 90);
  for (let second = 0; second < 69; second += 1) {
    await api.headers();
    clock.advance(1_000);
  }
  assert.equal(tokenCalls(vendor), 1);
});

for (const [margin, expected] of [[0, 0], [10, 10], [100, 100], [1_000, 150]]) {
  test(`G6: refreshMarginSeconds: ${margin} counts as ${expected} s of 300 s`, async (t) => {
    fixChance(t, 0.5);
    const { api } = await withToken(t, 300, { refreshMarginSeconds: margin });
    const { renewalDueAt, expiresAt } = api.status();
    // Not later than the token is served.
    assert.equal(expiresAt - renewalDueAt, Math.max(expected, 2) * 1_000);
  });
}

test("G6: a lifetime counts from just before the request", async (t) => {
  const clock = manualClock(1_700_000_000_000);
  const vendor = await startVendor(t);
  const fetch = async (...args) => {
    const response = await globalThis.fetch(...args);
    clock.advance(100_000);
    return response;
  };
  const token = await oauthAt(t, vendor, { now: clock.now, fetch }).token();
  assert.deepEqual([token.obtainedAt, token.expiresAt], [1_700_000_000_000, 1_700_000_300_000]);
});

test("G6: a clock set back keeps no token alive", async (t) => {
  const { vendor, clock, api, token } = await withToken(t, 1);
  clock.advance(-3_600_000);
  await pause(1_000);
  assert.notEqual((await api.token()).value, token.value);
  assert.equal(tokenCalls(vendor), 2);
});

test("G6: a clock set forward expires a token at once", async (t) => {
  const { vendor, clock, api, token } = await withToken(t, 2_592_000);
  clock.advance(40 * 86_400_000);
  assert.notEqual((await api.token()).value, token.value);
  assert.equal(tokenCalls(vendor), 2);
});

/** A JWT that says when it ends, in an answer that states no lifetime. */
function endingAt(instant) {
  const part = (value) => Buffer.from(JSON.stringify(value)).toString("base64url");
  return `${part({ alg: "none" })}.${part({ exp: Math.floor(instant / 1_000) })}.c2ln`;
}

/** A token of 300 s by the vendor's clock, at a machine whose clock is so far ahead of it. */
async function withSkew(t, aheadMs, answer = {}) {
  fixChance(t, 0.5);
  const vendor = await startVendor(t);
  const vendorNow = Math.floor(Date.now() / 1_000) * 1_000;
  const clock = manualClock(vendorNow + aheadMs);
  const data = { accessToken: endingAt(vendorNow + 300_000) };
  vendor.fault({ on: "token", body: { data: { ...data, ...answer.data } }, headers: { Date: new Date(vendorNow).toUTCString(), ...answer.headers } });
  const api = oauthAt(t, vendor, { now: clock.now, retry: false });
  await api.token();
  return { vendor, clock, api, servedForMs: api.status().renewalDueAt - clock.now() + 60_000 };
}

for (const [aheadMs, lifetimeMs] of [[3_600_000, 300_000], [-3_600_000, 300_000], [-2_000, 300_000], [2_000, 300_000], [1_999, 298_001], [-1_999, 301_999], [0, 300_000]]) {
  test(`G6: with a clock ${aheadMs} ms ahead of the vendor's a stated end counts as ${lifetimeMs} ms`, async (t) => {
    const { servedForMs } = await withSkew(t, aheadMs);
    // Where the lifetime is below 300 s, the margin is a fifth of it.
    assert.ok(Math.abs(servedForMs - lifetimeMs) < 500, `${servedForMs}`);
  });
}

test("G6: a stated lifetime counts whatever the vendor's clock says", async (t) => {
  const { servedForMs } = await withSkew(t, -3_600_000, { data: { ttlSeconds: 300 } });
  assert.equal(servedForMs, 300_000);
});

for (const date of ["soon", "12", "", "Mon, 99 Jan 2024 00:00:00 GMT"]) {
  test(`G6: a Date of "${date}" says nothing`, async (t) => {
    const { servedForMs } = await withSkew(t, -100_000, { headers: { Date: date } });
    assert.ok(Math.abs(servedForMs - 400_000) < 500, `${servedForMs}`);
  });
}

test("G6: jitter is this process's own, a tenth of the margin either way, and new for each token", async (t) => {
  const margins = new Set();
  for (let round = 0; round < 12; round += 1) {
    const { api } = await withToken(t, 300);
    const { renewalDueAt, expiresAt } = api.status();
    const margin = expiresAt - renewalDueAt;
    assert.ok(margin >= 54_000 && margin <= 66_000, `${margin}`);
    margins.add(margin);
  }
  assert.ok(margins.size > 6);
});

test("G2: a token that is dead on arrival fails the call and opens a window", async (t) => {
  fixChance(t, 0.9999999);
  const vendor = await startVendor(t);
  const clock = manualClock();
  vendor.fault({ on: "token", body: { data: { accessToken: endingAt(clock.now() - 5_000) } }, times: Infinity });
  const api = oauthAt(t, vendor, { now: clock.now });
  for (let round = 0; round < 5; round += 1) assert.equal((await rejectionOf(api.headers())).code, "token_expired");
  assert.equal(tokenCalls(vendor), 1);
  clock.advance(1_000);
  vendor.clearFaults();
  assert.ok((await api.headers())["X-CAP-API-OAUTH-TOKEN"]);
});

test("G6: a token without any stated end is used until it is rejected", async (t) => {
  const vendor = await startVendor(t);
  vendor.fault({ on: "token", body: { data: { accessToken: "opaque" } } });
  const clock = manualClock();
  const api = oauthAt(t, vendor, { now: clock.now });
  assert.equal((await api.token()).expiresAt, null);
  clock.advance(365 * 86_400_000);
  assert.equal((await api.token()).value, "opaque");
  assert.deepEqual([api.status().renewalDueAt, api.status().expiresAt], [null, null]);
  assert.equal((await api.fetch("/v2/customers/lookup")).status, 200);
  assert.equal(tokenCalls(vendor), 2);
});

for (const [what, now] of Object.entries({
  "throws": () => {
    throw new Error("no clock");
  },
  "gives NaN": () => NaN,
  "gives nothing": () => undefined,
  "gives a text": () => "noon",
})) {
  test(`a clock that ${what} gives way to the runtime's own`, async (t) => {
    const vendor = await startVendor(t);
    const { expiresAt } = await oauthAt(t, vendor, { now }).token();
    assert.ok(Math.abs(expiresAt - Date.now() - 300_000) < 10_000);
  });
}

test("G3: a call that a frozen process lost does not hold up the next", async (t) => {
  const vendor = await startVendor(t);
  const clock = manualClock();
  const api = oauthAt(t, vendor, { now: clock.now, timeoutMs: 1_000 });
  vendor.fault({ on: "token", hang: true });
  const lost = rejectionOf(api.headers());
  clock.advance(1_001);
  assert.ok((await api.headers())["X-CAP-API-OAUTH-TOKEN"]);
  assert.equal(tokenCalls(vendor), 2);
  await api.close();
  assert.match((await lost).code, /^(closed|timeout)$/);
});

const LATE = {
  "a token": (own) => own.resolve(answerOf("late.late.late")),
  "a 503": (own) => own.resolve(new Response("busy", { status: 503 })),
  "wrong credentials": (own) => own.resolve(Response.json({ errors: [{ code: 1111, message: "wrong" }] }, { status: 401 })),
  "no network": (own) => own.reject(new TypeError("fetch failed")),
};

const answerOf = (accessToken) => Response.json({ data: { accessToken, ttlSeconds: 300 } });

for (const [what, answerLate] of Object.entries(LATE)) {
  test(`G1: ${what} for a renewal that another one has overtaken is told of by no event, and harms nobody`, async (t) => {
    const clock = manualClock();
    const events = [];
    const answers = [];
    const fetch = () => new Promise((resolve, reject) => answers.push({ resolve, reject }));
    const api = capillaryOAuth({ host: "x.example", key: "k", secret: "s", fetch, now: clock.now, retry: false, onEvent: ({ type }) => events.push(type) });
    t.after(() => api.close());
    const late = times(2, () => api.token());
    await until(() => answers.length === 1);
    clock.advance(10_001);
    const next = api.token();
    await until(() => answers.length === 2);
    answerLate(answers[0]);
    await pause(20);
    answers[1].resolve(answerOf("next.next.next"));
    const served = await Promise.all([...late, next]);
    assert.deepEqual(served.map(({ value }) => value), times(3, () => "next.next.next"));
    await until(() => events.includes("token_obtained"));
    assert.deepEqual(events, ["token_requested", "token_requested", "token_obtained"]);
    const { failedCalls, lastError, tokenCalls: requests } = api.status();
    assert.deepEqual([failedCalls, lastError, requests], [0, null, 2]);
  });
}

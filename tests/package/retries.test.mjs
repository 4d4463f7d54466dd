// G13: retries only where they are safe, bounded by count and deadline.

import assert from "node:assert/strict";
import test from "node:test";

import { runModule } from "./child.mjs";
import { LOOK_UP, apiCalls, codeOf, duration, fixChance, manualClock, oauthAt, rejectionOf, startVendor, times, tokenCalls, until } from "./vendor.mjs";

const STUMBLES = { "a reset": { reset: true }, "a cut": { truncate: true } };
for (const status of [408, 425, 429, 500, 502, 503, 504]) STUMBLES[`status ${status}`] = { status };

for (const [what, fault] of Object.entries(STUMBLES)) {
  test(`G13: ${what} of the token endpoint is stepped over, twice`, async (t) => {
    fixChance(t, 0.01);
    const vendor = await startVendor(t);
    vendor.fault({ on: "token", times: 2, ...fault });
    const api = oauthAt(t, vendor);
    assert.ok((await api.headers())["X-CAP-API-OAUTH-TOKEN"]);
    assert.deepEqual([tokenCalls(vendor), api.status().failedCalls, api.status().lastError], [3, 2, null]);
  });
}

const FINAL = {
  "wrong credentials": [{ body: { data: null, errors: [{ code: 320001 }] } }, "bad_credentials"],
  "wrong credentials in a 503": [{ status: 503, body: { data: null, errors: [{ code: 320001 }] } }, "bad_credentials"],
  "status 401": [{ status: 401 }, "bad_credentials"],
  "status 403": [{ status: 403 }, "forbidden"],
  "status 404": [{ status: 404 }, "http_error"],
  "a redirect": [{ status: 307, headers: { Location: "/x" } }, "redirect_refused"],
  "an answer without a token": [{ body: {} }, "malformed_response"],
  "an answer too large": [{ body: "x".repeat(70_000) }, "response_too_large"],
};

for (const [what, [fault, code]] of Object.entries(FINAL)) {
  test(`G13: ${what} is asked once`, async (t) => {
    fixChance(t, 0.01);
    const vendor = await startVendor(t);
    vendor.fault({ on: "token", times: Infinity, ...fault });
    assert.equal(await codeOf(oauthAt(t, vendor).headers()), code);
    assert.equal(tokenCalls(vendor), 1);
  });
}

for (const [retry, expected] of [[undefined, 3], [{}, 3], [false, 1], [{ maxRetries: 0 }, 1], [{ maxRetries: 4, maxDelayMs: 5 }, 5]]) {
  test(`G13: retry: ${JSON.stringify(retry)} makes ${expected} requests at most`, async (t) => {
    fixChance(t, 0.05);
    const vendor = await startVendor(t);
    vendor.fault({ on: "token", status: 503, times: Infinity });
    const api = oauthAt(t, vendor, { retry });
    const error = await rejectionOf(api.headers());
    assert.deepEqual([error.code, error.status, tokenCalls(vendor)], ["http_error", 503, expected]);
    assert.ok(error.retryAfterMs === undefined);
  });
}

for (const retry of [true, 3, { maxRetries: -1 }, { maxRetries: NaN }, { maxDelayMs: "1" }, { retries: 2 }]) {
  test(`retry: ${JSON.stringify(retry)} is refused`, async (t) => {
    assert.throws(() => oauthAt(t, { url: "https://x.example", capillary: { credentials: { key: "k", secret: "s" } } }, { retry }), /retry|maxRetries|maxDelayMs/);
  });
}

test("G13: the waits are a share of 250 ms and 500 ms", async (t) => {
  fixChance(t, 0.8);
  const vendor = await startVendor(t);
  vendor.fault({ on: "token", status: 500, times: 2 });
  const took = await duration(oauthAt(t, vendor).headers());
  assert.ok(took >= 0.8 * 750 - 5 && took < 5_000, `${took}`);
});

test("G13: maxDelayMs bounds the waits", async (t) => {
  fixChance(t, 0.9999);
  const vendor = await startVendor(t);
  vendor.fault({ on: "token", status: 500, times: 2 });
  assert.ok((await duration(oauthAt(t, vendor, { retry: { maxDelayMs: 10 } }).headers())) < 740);
});

test("G13: the deadline is that of the whole renewal", async (t) => {
  fixChance(t, 0.9999);
  const vendor = await startVendor(t);
  vendor.fault({ on: "token", status: 503, times: Infinity });
  const api = oauthAt(t, vendor, { timeoutMs: 600, retry: { maxRetries: 50 } });
  const call = api.headers();
  assert.ok((await duration(call)) < 3_000);
  assert.match(await codeOf(call), /^(http_error|timeout)$/);
  assert.ok(tokenCalls(vendor) <= 3, `${tokenCalls(vendor)}`);
});

test("G13: a retry that hangs ends at the deadline", async (t) => {
  fixChance(t, 0.01);
  const vendor = await startVendor(t);
  vendor.fault({ on: "token", reset: true });
  vendor.fault({ on: "token", hang: true });
  assert.equal(await codeOf(oauthAt(t, vendor, { timeoutMs: 300 }).headers()), "timeout");
});

test("G13: Retry-After is waited for", async (t) => {
  fixChance(t, 0);
  const vendor = await startVendor(t);
  vendor.fault({ on: "token", status: 503, headers: { "Retry-After": "1" } });
  const took = await duration(oauthAt(t, vendor).headers());
  assert.ok(took >= 990, `${took}`);
  assert.equal(tokenCalls(vendor), 2);
});

for (const [options, wait] of [[{}, 3], [{ timeoutMs: 900 }, 1], [{}, 99_999_999_999_999_999_999n]]) {
  test(`G13: Retry-After: ${wait} ends a renewal with ${JSON.stringify(options)} at once`, async (t) => {
    fixChance(t, 0);
    const vendor = await startVendor(t);
    vendor.fault({ on: "token", status: 429, headers: { "Retry-After": `${wait}` }, times: Infinity });
    const call = oauthAt(t, vendor, options).headers();
    assert.ok((await duration(call)) < 890);
    const error = await rejectionOf(call);
    assert.equal(error.code, "rate_limited");
    assert.ok(Number.isSafeInteger(error.retryAfterMs), `${error.retryAfterMs}`);
    assert.equal(tokenCalls(vendor), 1);
  });
}

test("G2: while an outage lasts a probe is one request", async (t) => {
  fixChance(t, 0.1);
  const vendor = await startVendor(t);
  const clock = manualClock();
  vendor.fault({ on: "token", status: 503, times: Infinity });
  const api = oauthAt(t, vendor, { now: clock.now });
  for (const expected of [3, 4, 5]) {
    await Promise.all(times(20, () => rejectionOf(api.headers())));
    assert.equal(tokenCalls(vendor), expected);
    clock.advance(30_000);
  }
});

test("G1: callers who come while a retry is waited for share it", async (t) => {
  fixChance(t, 0.5);
  const vendor = await startVendor(t);
  vendor.fault({ on: "token", status: 503 });
  const api = oauthAt(t, vendor);
  const calls = times(10, () => api.headers());
  await until(() => api.status().failedCalls === 1);
  calls.push(...times(10, () => api.headers()));
  await Promise.all(calls);
  assert.equal(tokenCalls(vendor), 2);
});

test("G13: an API request is never retried by itself", async (t) => {
  const vendor = await startVendor(t);
  const api = oauthAt(t, vendor);
  vendor.fault({ on: "api", status: 503, times: Infinity });
  assert.equal((await api.fetch(LOOK_UP)).status, 503);
  vendor.clearFaults();
  vendor.fault({ on: "api", reset: true, times: Infinity });
  assert.equal(await codeOf(api.fetch(LOOK_UP)), "network");
  assert.equal(apiCalls(vendor), 2);
});

test("G12: close() ends the wait before a retry", async (t) => {
  fixChance(t, 0.9999);
  const vendor = await startVendor(t);
  vendor.fault({ on: "token", status: 503 });
  const api = oauthAt(t, vendor, { retry: { maxDelayMs: 60_000 } });
  const waiting = codeOf(api.headers());
  await until(() => api.status().failedCalls === 1);
  assert.ok((await duration(api.close())) < 200);
  assert.equal(await waiting, "closed");
  assert.equal(tokenCalls(vendor), 1);
});

// The emulator of these is another process's, as its own socket would hold the process.
for (const [what, awaits] of [["nobody waits for", false], ["somebody waits for", true]]) {
  test(`G12: the wait before a retry that ${what} ${awaits ? "holds" : "does not hold"} the process`, async (t) => {
    const vendor = await startVendor(t);
    vendor.fault({ on: "token", status: 503, headers: { "Retry-After": "2", Connection: "close" }, skip: 1 });
    const { key, secret } = vendor.capillary.credentials;
    const { code, stdout, stderr } = await runModule(`
      import { capillaryOAuth } from "commerce-auth/server";
      let at = Date.now();
      const api = capillaryOAuth({ host: "${vendor.url}", key: "${key}", secret: "${secret}", dangerouslyAllowInsecureHttp: "loopback", now: () => at });
      const first = (await api.token()).value;
      at += ${awaits ? 301_000 : 250_000};
      await api.headers();
      console.log((await api.token()).value === first);`);
    assert.deepEqual([code, stdout, stderr], [0, `${!awaits}\n`, ""]);
    assert.equal(tokenCalls(vendor), awaits ? 3 : 2);
  });
}

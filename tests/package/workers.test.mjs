// G1 and G3 where a promise belongs to the request that made it, as in Cloudflare's runtime.

import assert from "node:assert/strict";
import test from "node:test";

import { runModule } from "./child.mjs";
import { codeOf, duration, fixChance, manualClock, oauthAt, pause, rejectionOf, startVendor, times, tokenCalls, until } from "./vendor.mjs";

async function worker(t, options) {
  const vendor = await startVendor(t);
  const clock = manualClock();
  return { vendor, clock, api: oauthAt(t, vendor, { now: clock.now, sharePendingCalls: false, ...options }) };
}

test("G1: results are shared among requests: 50 callers, one token request", async (t) => {
  const { vendor, api } = await worker(t);
  vendor.fault({ on: "token", delayMs: 100 });
  const tokens = await Promise.all(times(50, () => api.token()));
  assert.deepEqual([tokenCalls(vendor), new Set(tokens.map(({ value }) => value)).size], [1, 1]);
  await api.headers();
  assert.equal(tokenCalls(vendor), 1);
});

test("G1: a failure is shared as well", async (t) => {
  const { vendor, api } = await worker(t, { retry: false });
  vendor.fault({ on: "token", status: 503, delayMs: 50, times: Infinity });
  const errors = await Promise.all(times(20, () => rejectionOf(api.token())));
  assert.deepEqual([tokenCalls(vendor), new Set(errors).size], [1, 20]);
  assert.deepEqual([...new Set(errors.map(({ code }) => code))], ["http_error"]);
});

// Nothing that one request awaits is a promise of another: what a request begins settles none of the others.
test("G1: no caller awaits a promise of another's", async (t) => {
  let answer;
  const { api } = await worker(t, { fetch: () => new Promise((resolve) => { answer = resolve; }) });
  const first = api.token();
  const second = api.token();
  let looks = 0;
  t.mock.method(globalThis, "setTimeout", ((own) => (...args) => ((looks += args[1] === 20), own(...args)))(globalThis.setTimeout));
  // The second one looks by timers of its own.
  await until(() => looks >= 3);
  answer(Response.json({ data: { accessToken: "a.b.c", ttlSeconds: 300 } }));
  assert.equal((await first).value, (await second).value);
});

/** The platform ends a request: its timers and its promises are never heard of again. */
function withoutTimers(t, run) {
  const { setInterval: interval } = globalThis;
  globalThis.setInterval = () => 0;
  try {
    return run();
  } finally {
    globalThis.setInterval = interval;
  }
}

test("G1: the renewal of a request that was ended is taken over", async (t) => {
  let calls = 0;
  const fetch = async () => {
    calls += 1;
    return calls === 1 ? new Promise(() => {}) : Response.json({ data: { accessToken: "a.b.c", ttlSeconds: 300 } });
  };
  const { api } = await worker(t, { fetch });
  const ended = withoutTimers(t, () => rejectionOf(api.token()));
  const took = await duration(Promise.all(times(5, () => api.token())));
  assert.ok(took < 4_000, `${took}`);
  assert.equal(calls, 2);
  await api.close();
  assert.match((await ended).code, /^(closed|timeout)$/);
});

test("G1: an event loop that is held up by something else makes no second call", async (t) => {
  const { vendor, api } = await worker(t);
  vendor.fault({ on: "token", delayMs: 200 });
  const callers = times(10, () => api.token());
  await until(() => tokenCalls(vendor) === 1);
  // Whoever holds up the loop holds up the renewal's beats as well.
  for (const end = performance.now() + 1_300; performance.now() < end; );
  assert.equal(new Set((await Promise.all(callers)).map(({ value }) => value)).size, 1);
  assert.equal(tokenCalls(vendor), 1);
});

test("G3: without waitUntil a due token is served until it expires, and then renewed in the foreground", async (t) => {
  const { vendor, clock, api } = await worker(t);
  const { value } = await api.token();
  clock.advance(297_000);
  assert.equal((await api.token()).value, value);
  await pause(30);
  assert.equal(tokenCalls(vendor), 1);
  clock.advance(2_000);
  assert.notEqual((await api.token()).value, value);
  assert.equal(tokenCalls(vendor), 2);
});

for (const sharePendingCalls of [false, true]) {
  test(`G3: waitUntil carries a renewal in the background (sharePendingCalls: ${sharePendingCalls})`, async (t) => {
    const carried = [];
    const { vendor, clock, api } = await worker(t, { sharePendingCalls, waitUntil: (promise) => void carried.push(promise) });
    const { value } = await api.token();
    await Promise.all(carried.splice(0));
    clock.advance(250_000);
    vendor.fault({ on: "token", delayMs: 50 });
    assert.equal((await api.token()).value, value);
    assert.equal(carried.length, 1);
    assert.equal(tokenCalls(vendor), 1);
    await carried[0];
    assert.equal(tokenCalls(vendor), 2);
    assert.notEqual((await api.token()).value, value);
  });
}

test("G3: what waitUntil carries never rejects, and one that throws breaks nothing", async (t) => {
  const carried = [];
  const { vendor, clock, api } = await worker(t, {
    retry: false,
    waitUntil(promise) {
      carried.push(promise);
      throw new TypeError("Illegal invocation");
    },
  });
  await api.token();
  clock.advance(250_000);
  vendor.fault({ on: "token", status: 503 });
  assert.ok(await api.token());
  await Promise.all(carried);
  assert.equal(api.status().failedCalls, 1);
});

test("G12: close() does not wait for what belongs to other requests", async (t) => {
  const { vendor, api } = await worker(t);
  vendor.fault({ on: "token", hang: true });
  const waiting = times(3, () => codeOf(api.token()));
  await until(() => tokenCalls(vendor) === 1);
  await api.close();
  assert.deepEqual(await Promise.all(waiting), ["closed", "closed", "closed"]);
  assert.equal(api.status().calling, false);
});

test("G1: in Cloudflare's runtime that is the rule, and sharePendingCalls: true lifts it", async (t) => {
  const vendor = await startVendor(t);
  const { key, secret } = vendor.capillary.credentials;
  const { code, stdout, stderr } = await runModule(`
    Object.defineProperty(globalThis, "navigator", { value: { userAgent: "Cloudflare-Workers" }, configurable: true });
    const { capillaryOAuth } = await import("commerce-auth/server");
    for (const sharePendingCalls of [undefined, true]) {
      let at = Date.now();
      const api = capillaryOAuth({ host: "${vendor.url}", key: "${key}", secret: "${secret}", dangerouslyAllowInsecureHttp: "loopback", now: () => at, sharePendingCalls });
      await api.token();
      at += 250_000;
      await api.token();
      console.log(api.status().calling);
      await api.close();
    }`);
  assert.deepEqual([code, stdout, stderr], [0, "false\ntrue\n", ""]);
});

for (const sharePendingCalls of [0, "no", {}]) {
  test(`sharePendingCalls: ${JSON.stringify(sharePendingCalls)} is refused`, async (t) => {
    await assert.rejects(worker(t, { sharePendingCalls }), { code: "invalid_argument", field: "sharePendingCalls" });
  });
}

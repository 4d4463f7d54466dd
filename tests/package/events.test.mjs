// onEvent: what happens is told, without any secret, and whoever is told cannot break a call.

import assert from "node:assert/strict";
import test from "node:test";

import { CREATE, LOOK_UP, assertNoLeak, basicAt, fixChance, manualClock, oauthAt, pause, rejectionOf, startVendor, times } from "./vendor.mjs";

const SECRET = 'PlantedSecret "With/+&= and more 0123456789';

async function listening(t, options) {
  const vendor = await startVendor(t, { clients: [{ key: "PlantedKeyOfTwentyFiveXyz", secret: SECRET }] });
  const events = [];
  const clock = manualClock(1_700_000_000_000);
  const api = oauthAt(t, vendor, { now: clock.now, onEvent: (event) => void events.push(event), ...options });
  return { vendor, events, clock, api, types: () => events.map(({ type }) => type) };
}

test("a token that is obtained is told of", async (t) => {
  const { api, events } = await listening(t);
  await Promise.all(times(5, () => api.headers()));
  assert.deepEqual(events[0], { type: "token_requested", at: 1_700_000_000_000, vendor: "capillary", attempt: 1 });
  const { durationMs, renewalDueAt, ...rest } = events[1];
  assert.deepEqual(rest, { type: "token_obtained", at: 1_700_000_000_000, vendor: "capillary", attempt: 1, expiresAt: 1_700_000_300_000 });
  assert.ok(Number.isInteger(durationMs) && durationMs >= 0 && durationMs < 10_000);
  assert.equal(renewalDueAt, api.status().renewalDueAt);
  assert.equal(events.length, 2);
});

test("retries, a failure and its window are told of", async (t) => {
  fixChance(t, 0.5);
  const { api, vendor, events } = await listening(t);
  vendor.fault({ on: "token", status: 503, times: Infinity });
  await rejectionOf(api.headers());
  await rejectionOf(api.headers());
  const known = events.map(({ durationMs, vendor, requestId, ...event }) => event);
  const at = 1_700_000_000_000;
  assert.deepEqual(known, [
    { type: "token_requested", at, attempt: 1 },
    { type: "token_request_retried", at, attempt: 1, code: "http_error", status: 503, delayMs: 125 },
    { type: "token_requested", at, attempt: 2 },
    { type: "token_request_retried", at, attempt: 2, code: "http_error", status: 503, delayMs: 250 },
    { type: "token_requested", at, attempt: 3 },
    { type: "token_request_failed", at, attempt: 3, code: "http_error", status: 503, nextTryAt: at + 500 },
  ]);
});

test("a rejection, its replay and the end are told of", async (t) => {
  const { api, vendor, events, types } = await listening(t);
  await api.headers();
  vendor.capillary.expireTokens();
  await (await api.fetch(LOOK_UP)).text();
  await api.close();
  await api.close();
  assert.deepEqual(types(), ["token_requested", "token_obtained", "token_rejected", "token_requested", "token_obtained", "request_replayed", "request_completed", "closed"]);
  assert.equal(events.find(({ type }) => type === "request_replayed").status, 200);
  assert.equal(events.find(({ type }) => type === "token_rejected").replay, true);
  assert.equal(types().filter((type) => type === "closed").length, 1);
});

test("an authenticator with Basic tells of its end", async (t) => {
  const vendor = await startVendor(t);
  const events = [];
  const api = basicAt(t, vendor, { onEvent: (event) => events.push(event.type) });
  await api.headers();
  await api.close();
  assert.deepEqual(events, ["closed"]);
});

const HANDLERS = {
  "throws": () => {
    throw new Error("mine");
  },
  "rejects": async () => {
    throw new Error("mine");
  },
  "never settles": () => new Promise(() => {}),
  "gives a broken thenable": () => ({
    get then() {
      throw new Error("mine");
    },
  }),
};

for (const [what, onEvent] of Object.entries(HANDLERS)) {
  test(`a handler that ${what} breaks nothing`, async (t) => {
    const { api, vendor } = await listening(t, { onEvent });
    vendor.fault({ on: "token", status: 503 });
    assert.ok((await api.headers())["X-CAP-API-OAUTH-TOKEN"]);
    vendor.capillary.expireTokens();
    assert.equal((await api.fetch(LOOK_UP)).status, 200);
    await api.close();
    await pause(10);
  });
}

test("a handler may call the authenticator, and close it", async (t) => {
  let api;
  const world = await listening(t, { onEvent: ({ type }) => void (api.status(), type === "token_obtained" && api.close()) });
  api = world.api;
  const outcome = await api.headers().then(() => "headers", ({ code }) => code);
  assert.match(outcome, /^(headers|closed)$/);
  assert.equal((await rejectionOf(api.headers())).code, "closed");
});

test("an event cannot be changed, and a handler that is none is refused", async (t) => {
  const { api, events } = await listening(t);
  await api.headers();
  assert.ok(events.every(Object.isFrozen));
  assert.throws(() => oauthAt(t, { url: "https://x.example", capillary: { credentials: { key: "k", secret: "s" } } }, { onEvent: 1 }), { code: "invalid_argument", field: "onEvent" });
});

test("G11: events hold no secret, whatever the vendor says", async (t) => {
  fixChance(t, 0.01);
  const store = { read: async () => { throw new Error(SECRET); }, write: async () => { throw new Error(SECRET); }, remove: async () => {} };
  const { api, vendor, events } = await listening(t, { store });
  const token = (await api.token()).value;
  vendor.capillary.expireTokens();
  await (await api.fetch(LOOK_UP)).text();
  const second = (await api.token()).value;
  for (const fault of [{ reset: true }, { status: 503 }, { body: { data: null, errors: [{ code: SECRET, message: SECRET }] } }]) {
    vendor.fault({ on: "token", ...fault });
    api.invalidate();
    await rejectionOf(api.headers().then(() => Promise.reject(new Error("fine"))));
  }
  await api.close();
  assert.ok(events.length > 10);
  assertNoLeak(events, [SECRET, "PlantedKeyOfTwentyFiveXyz", token, second]);
});

test("whose events they are: the option name, and the vendor; what a name may be", async (t) => {
  const { api, events } = await listening(t, { name: "till 7, Zürich" });
  await api.headers();
  assert.deepEqual(events.map(({ name, vendor }) => [name, vendor]), [["till 7, Zürich", "capillary"], ["till 7, Zürich", "capillary"]]);
  assert.deepEqual([api.status().name, api.status().vendor], ["till 7, Zürich", "capillary"]);
  const vendor = await startVendor(t);
  for (const name of ["", "two\nlines", "x".repeat(101), 7, null]) {
    assert.throws(() => oauthAt(t, vendor, { name }), { code: "invalid_argument", field: "name" }, `${name}`);
  }
});

test("a call is told of when it is over: method and origin, never path or query", async (t) => {
  const { api, vendor, events } = await listening(t);
  const completed = () => events.filter(({ type }) => type === "request_completed").map(({ type, at, durationMs, ...event }) => event);
  await (await api.fetch(`${LOOK_UP}?email=zoe@example.com`)).text();
  vendor.capillary.expireTokens();
  await (await api.fetch(CREATE, { method: "post", body: "{}" })).text();
  const known = { vendor: "capillary", origin: new URL(vendor.url).origin };
  assert.deepEqual(completed(), [
    { ...known, method: "GET", status: 200, attempts: 1 },
    { ...known, method: "POST", status: 200, attempts: 2 },
  ]);
  events.length = 0;
  vendor.fault({ on: "api", reset: true, times: 9 });
  await rejectionOf(api.fetch(LOOK_UP));
  vendor.clearFaults();
  vendor.fault({ on: "api", delayMs: 500 });
  await rejectionOf(api.fetch(LOOK_UP, { signal: AbortSignal.timeout(20) }));
  await rejectionOf(api.fetch("https://evil.example/"));
  const [broken, ended, ...more] = completed();
  assert.deepEqual([broken.status, broken.code, typeof broken.platformCode], [null, "network", "string"]);
  assert.deepEqual([ended, more], [{ ...known, method: "GET", status: null, attempts: 1 }, []]);
});

test("what the vendor said of a refusal is told: its code and its request id", async (t) => {
  const { api, vendor, events } = await listening(t, { retry: false });
  vendor.fault({ on: "token", status: 401, body: { data: null, errors: [{ status: false, code: 1199, message: "Invalid key secret" }] } });
  const error = await rejectionOf(api.headers());
  const { vendorCode, requestId } = events.at(-1);
  assert.deepEqual([vendorCode, requestId], [error.vendorCode, error.requestId]);
  assert.equal(vendorCode, "1199");
  assert.match(requestId, /^[0-9a-f-]{36}$/);
});

test("E2: the window after a second rejection shows in status(), with its end", async (t) => {
  fixChance(t, 0.999);
  const { api, vendor, clock } = await listening(t);
  await api.headers();
  assert.equal(api.status().rejectedUntil, null);
  vendor.fault({ on: "api", status: 401, times: Infinity });
  await api.fetch(LOOK_UP);
  const { rejectedUntil } = api.status();
  assert.equal(rejectedUntil, clock.now() + 1_000);
  clock.advance(1_000);
  assert.equal(api.status().rejectedUntil, null);
});

// G4: deadlines are real, and a caller's signal ends the caller's wait only.

import assert from "node:assert/strict";
import { Readable } from "node:stream";
import test from "node:test";

import { LOOK_UP, codeOf, duration, oauthAt, pause, rejectionOf, startVendor, tokenCalls, until } from "./vendor.mjs";

const SLOW = {
  "a hang": { hang: true },
  "a drip": { drip: { bytes: 1, everyMs: 30 } },
  "a hang behind the head": { drip: { bytes: 1, everyMs: 60_000 } },
  "an answer that comes late": { delayMs: 60_000 },
};

for (const [what, fault] of Object.entries(SLOW)) {
  test(`G4: ${what} ends at timeoutMs`, async (t) => {
    const vendor = await startVendor(t);
    vendor.fault({ on: "token", ...fault });
    const api = oauthAt(t, vendor, { timeoutMs: 150 });
    const call = api.headers();
    assert.ok((await duration(call)) < 3_000);
    const error = await rejectionOf(call);
    assert.deepEqual([error.code, error.retryable, api.status().calling, api.status().lastError], ["timeout", true, false, "timeout"]);
  });
}

test("G4: the connection of a call that ran out of time is ended", async (t) => {
  const vendor = await startVendor(t);
  vendor.fault({ on: "token", hang: true });
  await rejectionOf(oauthAt(t, vendor, { timeoutMs: 50 }).headers());
  // On a busy machine the call can end before its request is received.
  await until(() => vendor.requests.every(({ milliseconds }) => milliseconds !== null));
});

const IGNORING = {
  "never settles": () => new Promise(() => {}),
  "gives a body that never ends": async () => new Response(new ReadableStream({ pull: () => new Promise(() => {}) })),
  "answers too late": async () => {
    await pause(200);
    return Response.json({ data: { accessToken: "late.late.late", ttlSeconds: 300 } });
  },
};

for (const [what, fetch] of Object.entries(IGNORING)) {
  test(`G4: a fetch that ignores its signal and ${what} ends at timeoutMs`, async (t) => {
    const vendor = await startVendor(t);
    const api = oauthAt(t, vendor, { timeoutMs: 100, fetch });
    const call = api.headers();
    assert.ok((await duration(call)) < 3_000);
    assert.equal(await codeOf(call), "timeout");
    await pause(150);
    assert.equal(api.status().hasToken, false);
  });
}

test("G4: a body that goes on after the deadline is cancelled", async (t) => {
  const vendor = await startVendor(t);
  let cancelled = false;
  const body = new ReadableStream({ pull: () => pause(20), cancel: () => void (cancelled = true) });
  await rejectionOf(oauthAt(t, vendor, { timeoutMs: 50, fetch: async () => new Response(body) }).headers());
  await until(() => cancelled);
});

test("G4: a stream of Node that goes on after the deadline is destroyed, whoever waits for its next part", async (t) => {
  const vendor = await startVendor(t);
  const body = new Readable({ read() {} });
  body.push("{");
  const headers = new Headers({ "content-type": "application/json" });
  const api = oauthAt(t, vendor, { timeoutMs: 50, fetch: async () => ({ status: 200, headers, body }) });
  assert.equal(await codeOf(api.headers()), "timeout");
  await until(() => body.destroyed);
});

test("G4: one caller's signal ends that caller's wait, at once and with its own reason", async (t) => {
  const vendor = await startVendor(t);
  vendor.fault({ on: "token", delayMs: 600 });
  const api = oauthAt(t, vendor);
  const controller = new AbortController();
  const reason = { of: "the caller" };
  const [impatient, patient] = [api.headers({ signal: controller.signal }), api.headers()];
  setTimeout(() => controller.abort(reason), 30);
  assert.equal(await rejectionOf(impatient), reason);
  assert.ok(api.status().calling);
  assert.ok((await patient)["X-CAP-API-OAUTH-TOKEN"]);
  assert.equal(tokenCalls(vendor), 1);
});

test("G4: the caller who began the call may go; the call goes on for the next", async (t) => {
  const vendor = await startVendor(t);
  vendor.fault({ on: "token", delayMs: 500 });
  const api = oauthAt(t, vendor);
  await rejectionOf(api.token({ signal: AbortSignal.timeout(20) }));
  assert.ok((await api.token()).value);
  assert.equal(tokenCalls(vendor), 1);
});

for (const reason of [null, 0, "text", new Error("mine"), undefined]) {
  test(`G4: the reason ${String(reason)} comes back untouched`, async (t) => {
    const vendor = await startVendor(t);
    vendor.fault({ on: "token", hang: true });
    const api = oauthAt(t, vendor);
    const controller = new AbortController();
    const calls = [api.headers({ signal: controller.signal }), api.token({ signal: controller.signal }), api.fetch(LOOK_UP, { signal: controller.signal })];
    setTimeout(() => controller.abort(reason), 20);
    for (const call of calls) assert.equal(await rejectionOf(call), controller.signal.reason);
    for (const call of [api.headers({ signal: controller.signal }), api.fetch(LOOK_UP, { signal: controller.signal })]) {
      assert.equal(await rejectionOf(call), controller.signal.reason);
    }
  });
}

test("G4: a signal ends an API request under way with its own reason", async (t) => {
  const vendor = await startVendor(t);
  const api = oauthAt(t, vendor);
  await api.headers();
  vendor.fault({ on: "api", hang: true });
  const controller = new AbortController();
  const reason = new Error("mine");
  setTimeout(() => controller.abort(reason), 30);
  assert.equal(await rejectionOf(api.fetch(LOOK_UP, { signal: controller.signal })), reason);
});

test("G4: the signal of a Request counts as well", async (t) => {
  const vendor = await startVendor(t);
  vendor.fault({ on: "token", hang: true });
  const controller = new AbortController();
  const reason = new Error("mine");
  const call = oauthAt(t, vendor).fetch(new Request(vendor.url + LOOK_UP, { signal: controller.signal }));
  setTimeout(() => controller.abort(reason), 30);
  assert.equal(await rejectionOf(call), reason);
});

test("G4: a signal that stays quiet holds nothing", async (t) => {
  const vendor = await startVendor(t);
  const api = oauthAt(t, vendor);
  const { signal } = new AbortController();
  let listening = 0;
  t.mock.method(signal, "addEventListener", (...args) => void (listening += 1, EventTarget.prototype.addEventListener.apply(signal, args)));
  t.mock.method(signal, "removeEventListener", (...args) => void (listening -= 1, EventTarget.prototype.removeEventListener.apply(signal, args)));
  await Promise.all([api.headers({ signal }), api.token({ signal }), api.headers({ signal })]);
  assert.equal(listening, 0);
});

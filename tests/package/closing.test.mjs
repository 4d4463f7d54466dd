// G12: nothing lingers.

import assert from "node:assert/strict";
import test from "node:test";

import { runModule } from "./child.mjs";
import { LOOK_UP, apiCalls, codeOf, duration, manualClock, oauthAt, startVendor, times, tokenCalls, until } from "./vendor.mjs";

test("G12: close() ends a token call under way and settles everyone who waits for it", async (t) => {
  const vendor = await startVendor(t);
  vendor.fault({ on: "token", hang: true });
  const api = oauthAt(t, vendor);
  const waiting = [...times(10, () => api.headers()), api.token(), api.fetch(LOOK_UP)].map(codeOf);
  await until(() => tokenCalls(vendor) === 1);
  assert.ok((await duration(api.close())) < 3_000);
  assert.deepEqual([...new Set(await Promise.all(waiting))], ["closed"]);
  await until(() => vendor.requests[0].milliseconds !== null);
});

test("G12: close() is prompt though a fetch ignores its signal", async (t) => {
  const vendor = await startVendor(t);
  const api = oauthAt(t, vendor, { fetch: () => new Promise(() => {}) });
  const waiting = codeOf(api.headers());
  assert.ok((await duration(api.close())) < 3_000);
  assert.equal(await waiting, "closed");
});

test("every call after close() is closed, and asks for nothing", async (t) => {
  const vendor = await startVendor(t);
  const api = oauthAt(t, vendor);
  await api.headers();
  await api.close();
  for (const call of [() => api.headers(), () => api.token(), () => api.fetch(LOOK_UP), () => api.fetch()]) {
    assert.equal(await codeOf(call()), "closed");
  }
  assert.doesNotThrow(() => api.invalidate());
  assert.equal(vendor.count(), 1);
});

test("status() still answers after close(), and holds no token", async (t) => {
  const vendor = await startVendor(t);
  const api = oauthAt(t, vendor);
  await api.headers();
  await api.close();
  const { hasToken, calling, tokenCalls: calls } = api.status();
  assert.deepEqual([hasToken, calling, calls], [false, false, 1]);
});

test("close() may be called again, beside itself and before any use", async (t) => {
  const vendor = await startVendor(t);
  const api = oauthAt(t, vendor);
  await Promise.all([api.close(), api.close()]);
  await api.close();
  assert.equal(vendor.count(), 0);
});

test("an API request under way at close() comes back as it came", async (t) => {
  const vendor = await startVendor(t);
  const api = oauthAt(t, vendor);
  await api.headers();
  vendor.capillary.expireTokens();
  vendor.fault({ on: "api", delayMs: 100 });
  const underWay = api.fetch(LOOK_UP);
  await until(() => apiCalls(vendor) === 1);
  await api.close();
  const response = await underWay;
  assert.equal(response.status, 401);
  assert.equal(await response.text(), vendor.requests.at(-1).responseBody);
  assert.equal(tokenCalls(vendor), 1);
});

test("an API answer that is being read at close() comes back whole", async (t) => {
  const vendor = await startVendor(t);
  const api = oauthAt(t, vendor);
  await api.headers();
  vendor.fault({ on: "api", drip: { bytes: 40, everyMs: 15 } });
  const underWay = api.fetch(LOOK_UP);
  await until(() => vendor.count({ endpoint: "api", status: 200 }) === 1);
  await api.close();
  assert.equal((await (await underWay).json()).success, true);
});

test("an authenticator disposes of itself", { skip: !Symbol.asyncDispose && "this runtime has no Symbol.asyncDispose" }, async (t) => {
  const vendor = await startVendor(t);
  const api = oauthAt(t, vendor);
  await api[Symbol.asyncDispose]();
  assert.equal(await codeOf(api.headers()), "closed");
});

test("G12: await using closes it", { skip: !Symbol.asyncDispose && "this runtime has no Symbol.asyncDispose" }, async (t) => {
  const vendor = await startVendor(t);
  const api = oauthAt(t, vendor);
  // What `await using` comes to; the syntax itself is younger than the oldest runtime.
  const run = async () => {
    try {
      return await api.headers();
    } finally {
      await api[Symbol.asyncDispose]();
    }
  };
  assert.ok((await run())["X-CAP-API-OAUTH-TOKEN"]);
  assert.equal(await codeOf(api.token()), "closed");
});

test("G12: close() ends a renewal in the background, and nothing of it is heard", async (t) => {
  const vendor = await startVendor(t);
  const clock = manualClock();
  const api = oauthAt(t, vendor, { now: clock.now });
  await api.headers();
  vendor.fault({ on: "token", hang: true });
  clock.advance(250_000);
  await api.headers();
  assert.ok(api.status().calling);
  await api.close();
  assert.equal(api.status().calling, false);
});

const SET_UP = `
  import { startEmulator } from "commerce-auth/testing";
  import { capillaryOAuth } from "commerce-auth/server";
  const vendor = await startEmulator();
  let at = Date.now();
  const api = capillaryOAuth({ host: vendor.url, ...vendor.capillary.credentials, dangerouslyAllowInsecureHttp: "loopback", now: () => at });
`;

const ENDS = {
  "after a token was got": `await api.headers(); await vendor.close();`,
  "after a request": `await (await api.fetch("/v2/customers/lookup")).text(); await vendor.close();`,
  "after an answer nobody read": `await api.fetch("/v2/customers/lookup"); await vendor.close();`,
  "after a failure, inside its window": `vendor.fault({ on: "token", status: 503 }); await api.headers().catch(() => {}); await vendor.close();`,
  "without any use": `await vendor.close();`,
  "after close()": `await api.headers(); await api.close(); await vendor.close();`,
};

for (const [what, script] of Object.entries(ENDS)) {
  test(`G12: a process ends by itself ${what}`, async () => {
    const { code, signal, stdout, stderr } = await runModule(SET_UP + script, { timeoutMs: 8_000 });
    assert.deepEqual({ code, signal, stdout, stderr }, { code: 0, signal: null, stdout: "", stderr: "" });
  });
}

// The emulator of these is another process's, as its own socket would hold the process.
for (const [what, renew] of [["a token call", ""], ["a renewal in the background", "await api.headers(); at += 250_000;"]]) {
  test(`G12: ${what} that hangs holds the process no longer than timeoutMs`, async (t) => {
    const vendor = await startVendor(t);
    vendor.fault({ on: "token", hang: true, skip: renew ? 1 : 0 });
    const { key, secret } = vendor.capillary.credentials;
    const script = `
      import { capillaryOAuth } from "commerce-auth/server";
      let at = Date.now();
      const api = capillaryOAuth({ host: "${vendor.url}", key: "${key}", secret: "${secret}", dangerouslyAllowInsecureHttp: "loopback", now: () => at, timeoutMs: 400 });
      ${renew}
      const began = performance.now();
      process.once("exit", () => console.log(Math.round(performance.now() - began)));
      api.headers().catch(() => {});`;
    const { code, stdout, stderr } = await runModule(script, { timeoutMs: 8_000 });
    assert.deepEqual([code, stderr], [0, ""]);
    assert.ok(Number(stdout) >= 300 && Number(stdout) < 4_000, stdout);
    assert.equal(tokenCalls(vendor), renew ? 2 : 1);
  });
}

test("G12: who waits is answered, though nothing else holds the process", async () => {
  const { code, stdout, stderr } = await runModule(`
    import { capillaryOAuth } from "commerce-auth/server";
    const api = capillaryOAuth({ host: "x.example", key: "key", secret: "secret", timeoutMs: 300, fetch: () => new Promise(() => {}) });
    console.log(await api.headers().catch(({ code }) => code));`);
  assert.deepEqual([code, stdout, stderr], [0, "timeout\n", ""]);
});

test("an authenticator that is dropped while a renewal fails disturbs nobody", async (t) => {
  const vendor = await startVendor(t);
  const { key, secret } = vendor.capillary.credentials;
  vendor.fault({ on: "token", reset: true, skip: 1, times: Infinity });
  const { code, stderr } = await runModule(`
    import { capillaryOAuth } from "commerce-auth/server";
    let at = Date.now();
    const api = capillaryOAuth({ host: "${vendor.url}", key: "${key}", secret: "${secret}", dangerouslyAllowInsecureHttp: "loopback", now: () => at });
    await api.headers();
    at += 250_000;
    await api.headers();`);
  assert.deepEqual([code, stderr], [0, ""]);
});

// Pages of this machine may call the emulator, as a browser asks it; pages of the world may not.

import assert from "node:assert/strict";
import { request } from "node:http";
import test from "node:test";

import { imported } from "../package/installed.mjs";

const { startEmulator } = await imported("commerce-auth/testing");

const OURS = ["http://localhost:5173", "http://127.0.0.1:8080", "https://localhost", "http://[::1]:3000"];
const OTHERS = ["https://shop.example", "http://localhost.example", "http://127.0.0.1.example:80", "null", "file://", "https://127.0.0.1@shop.example"];

async function emulatorOf(t) {
  const emulator = await startEmulator();
  t.after(() => emulator.close());
  return emulator;
}

const preflight = (url, origin, headers = {}) =>
  fetch(url, { method: "OPTIONS", headers: { origin, "access-control-request-method": "POST", "access-control-request-headers": "authorization,content-type", ...headers } });

test("a preflight of a page here is answered by every vendor, and nobody logs it", async (t) => {
  const emulator = await emulatorOf(t);
  emulator.fault({ on: "api", status: 503, times: Infinity });
  for (const base of [emulator.url, emulator.pledg.url, emulator.caxton.url]) {
    for (const origin of OURS) {
      const { status, headers } = await preflight(`${base}/v2/customers/lookup`, origin);
      assert.equal(status, 204);
      assert.equal(headers.get("access-control-allow-origin"), origin);
      assert.equal(headers.get("access-control-allow-methods"), "POST");
      assert.equal(headers.get("access-control-allow-headers"), "authorization,content-type");
      assert.equal(headers.get("vary"), "Origin");
      assert.equal(headers.get("access-control-allow-credentials"), null);
    }
  }
  assert.equal(emulator.requests.length, 0);
});

test("a page of the world gets no leave, neither before a call nor for its answer", async (t) => {
  const { url } = await emulatorOf(t);
  for (const origin of OTHERS) {
    for (const { headers } of [await preflight(url, origin), await fetch(url, { headers: { origin } })]) {
      assert.deepEqual([...headers.keys()].filter((name) => name.startsWith("access-control-")), [], origin);
      assert.equal(headers.get("vary"), "Origin");
    }
  }
});

test("a page of the world is not heard at all, and neither is whoever comes by another name", async (t) => {
  const emulator = await emulatorOf(t);
  for (const origin of OTHERS) {
    const answer = await fetch(`${emulator.url}/v3/oauth/token/generate`, { method: "POST", body: "{}", headers: { origin, "content-type": "text/plain" } });
    assert.deepEqual([answer.status, await answer.text()], [403, "This is an emulator: pages of this machine may call it, and no others.\n"], origin);
  }
  for (const host of ["shop.example", "127.0.0.1.shop.example", "localhost.shop.example:80", "a@b", "192.168.0.1"]) {
    const status = await new Promise((resolve, reject) => request(emulator.url, { headers: { host } }, ({ statusCode }) => resolve(statusCode)).on("error", reject).end());
    assert.equal(status, 421, host);
  }
  assert.equal(emulator.requests.length, 0);
});

test("every answer can be read by a page here: good, refused, and a fault's", async (t) => {
  const emulator = await emulatorOf(t);
  const [origin] = OURS;
  emulator.fault({ on: "api", status: 503, skip: 1 });
  for (const status of [401, 503]) {
    const answer = await fetch(`${emulator.url}/v2/customers/lookup`, { headers: { origin } });
    assert.equal(answer.status, status);
    assert.equal(answer.headers.get("access-control-allow-origin"), origin);
    assert.equal(answer.headers.get("access-control-expose-headers"), "*");
  }
  assert.equal((await fetch(`${emulator.url}/nothing`, { headers: { origin } })).headers.get("access-control-allow-origin"), origin);
});

test("without an origin nothing of it is sent, and OPTIONS that asks for nothing is a request like others", async (t) => {
  const emulator = await emulatorOf(t);
  const plain = await fetch(`${emulator.url}/v2/customers/lookup`);
  assert.deepEqual([...plain.headers.keys()].filter((name) => /access-control|vary/.test(name)), []);
  await fetch(`${emulator.url}/v2/customers/lookup`, { method: "OPTIONS", headers: { origin: OURS[0] } });
  assert.equal(emulator.requests.length, 2);
});

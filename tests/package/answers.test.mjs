// G9: whatever the token endpoint answers ends in a token or in one typed error, in bounded time and memory.

import assert from "node:assert/strict";
import test from "node:test";
import { gzipSync } from "node:zlib";

import { AuthError, LOOK_UP, assertNoLeak, codeOf, duration, oauthAt, rejectionOf, startVendor, tokenCalls } from "./vendor.mjs";

const TOKEN = "eyJraWQiOiJrMSJ9.UGxhbnRlZFRva2Vu.c2ln";
const good = (more) => ({ data: { accessToken: TOKEN, ttlSeconds: 300, ...more }, errors: null });
const html = { "Content-Type": "text/html" };

const FAILURES = {
  "a reset": [{ reset: true }, "network", { retryable: true }],
  "a reset after a while": [{ reset: true, delayMs: 30 }, "network", {}],
  "a hang": [{ hang: true }, "timeout", { retryable: true }],
  "a body that is cut off": [{ truncate: true }, "network", { retryable: true }],
  "no body": [{ status: 200, body: "" }, "malformed_response", { status: 200 }],
  "no content": [{ status: 204 }, "malformed_response", { status: 204 }],
  "no JSON": [{ body: "<html>" }, "malformed_response", { position: 0 }],
  "JSON that ends early": [{ body: `{"data":{"accessToken":"${TOKEN}"` }, "malformed_response", {}],
  "JSON that is no object": [{ body: "[1,2]" }, "malformed_response", { field: "/data/accessToken" }],
  "a null": [{ body: "null" }, "malformed_response", {}],
  "JSON as HTML": [{ body: good(), headers: html }, "malformed_response", {}],
  "bytes that are no UTF-8": [{ body: Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x7d]) }, "malformed_response", {}],
  "a member twice": [{ body: `{"data":{"accessToken":"${TOKEN}","accessToken":"x"}}` }, "malformed_response", {}],
  "no token": [{ body: { data: {} } }, "malformed_response", { field: "/data/accessToken" }],
  "data: null": [{ body: { data: null, errors: null } }, "malformed_response", { field: "/data/accessToken" }],
  "a token that is a number": [{ body: good({ accessToken: 7 }) }, "malformed_response", { field: "/data/accessToken" }],
  "an empty token": [{ body: good({ accessToken: "" }) }, "malformed_response", { field: "/data/accessToken" }],
  "a token that breaks the header": [{ body: good({ accessToken: `${TOKEN}\r\nX: 1` }) }, "malformed_response", { field: "/data/accessToken" }],
  "a lifetime in words": [{ body: good({ ttlSeconds: "3600abc" }) }, "malformed_response", { field: "/data/ttlSeconds" }],
  "a lifetime of 0": [{ body: good({ ttlSeconds: 0 }) }, "malformed_response", { field: "/data/ttlSeconds" }],
  "a negative lifetime": [{ body: good({ ttlSeconds: -1 }) }, "malformed_response", { field: "/data/ttlSeconds" }],
  "a lifetime beyond all dates": [{ body: `{"data":{"accessToken":"${TOKEN}","ttlSeconds":1e999}}` }, "malformed_response", {}],
  "wrong credentials in a 200": [{ body: { data: null, errors: [{ code: 320001, message: "Invalid" }] } }, "bad_credentials", { vendorCode: "320001", vendorMessage: "Invalid", retryable: false }],
  "status 401": [{ status: 401, body: "" }, "bad_credentials", { status: 401, retryable: false }],
  "status 403": [{ status: 403, body: {} }, "forbidden", { status: 403 }],
  "status 404": [{ status: 404, body: "Not found", headers: html }, "http_error", { status: 404, retryable: false }],
  "status 429": [{ status: 429, headers: { "Retry-After": "3" } }, "rate_limited", { retryAfterMs: 3_000, retryable: true }],
  "status 500": [{ status: 500, body: "broken", headers: html }, "http_error", { status: 500, retryable: true }],
  "status 503": [{ status: 503, headers: { "Retry-After": "2" } }, "http_error", { retryAfterMs: 2_000, retryable: true }],
  "an error of the vendor's own": [{ body: { data: null, errors: [{ code: 777, message: "odd" }] } }, "vendor_error", { vendorCode: "777", vendorMessage: "odd" }],
  "status 400 with a code": [{ status: 400, body: { errors: [{ code: "99", message: "m" }] } }, "vendor_error", { status: 400, vendorCode: "99" }],
  "a redirect": [{ status: 307, headers: { Location: "/elsewhere" } }, "redirect_refused", { status: 307 }],
  "not modified": [{ status: 304 }, "redirect_refused", { status: 304 }],
  "a body larger than 64 KiB": [{ body: good({ padding: "x".repeat(65_536) }) }, "response_too_large", { retryable: false }],
  "a body that grows to 50 MB when unpacked": [{ body: gzipSync(Buffer.alloc(50_000_000, "x")), headers: { "Content-Encoding": "gzip" } }, "response_too_large", {}],
  "a body that is not packed as it says": [{ body: "{}", headers: { "Content-Encoding": "gzip" } }, "network", {}],
};

for (const [what, [fault, code, facts]] of Object.entries(FAILURES)) {
  test(`G9: ${what} is ${code}`, async (t) => {
    const vendor = await startVendor(t);
    vendor.fault({ on: "token", ...fault });
    // A slow machine must not turn another failure into this one.
    const api = oauthAt(t, vendor, { timeoutMs: code === "timeout" ? 300 : 3_500, retry: false });
    const call = api.headers();
    assert.ok((await duration(call)) < 4_000);
    const error = await rejectionOf(call);
    assert.ok(error instanceof AuthError);
    assert.deepEqual({ code: error.code, ...Object.fromEntries(Object.keys(facts).map((name) => [name, error[name]])) }, { code, ...facts });
    assertNoLeak(error, [TOKEN, vendor.capillary.credentials.secret]);
    assert.deepEqual([api.status().lastError, api.status().hasToken, tokenCalls(vendor)], [code, false, 1]);
  });
}

const ACCEPTED = {
  "a drip that ends in time": { drip: { bytes: 200, everyMs: 1 } },
  "no content type": { body: good(), headers: { "Content-Type": null } },
  "text/json": { body: good(), headers: { "Content-Type": "text/json" } },
  "a type that ends in +json": { body: good(), headers: { "Content-Type": "application/hal+json; charset=utf-8" } },
  "a packed body": { body: gzipSync(JSON.stringify(good())), headers: { "Content-Encoding": "gzip" } },
  "64 KiB less a little": { body: good({ padding: "x".repeat(65_000) }) },
  "a lifetime as text": { body: good({ ttlSeconds: "300" }) },
  "no lifetime": { body: { data: { accessToken: TOKEN } } },
  "an empty list of errors": { body: { ...good(), errors: [] } },
  "status 201": { status: 201, body: good() },
};

for (const [what, fault] of Object.entries(ACCEPTED)) {
  test(`G9: ${what} gives a token`, async (t) => {
    const vendor = await startVendor(t);
    vendor.fault({ on: "token", ...fault });
    assert.ok((await oauthAt(t, vendor).token()).value.length > 10);
  });
}

test("G9: maxResponseBytes is the limit, to the byte", async (t) => {
  const vendor = await startVendor(t);
  const body = JSON.stringify(good());
  for (const [limit, outcome] of [[body.length, "a token"], [body.length - 1, "response_too_large"], [1, "response_too_large"]]) {
    vendor.fault({ on: "token", body });
    const api = oauthAt(t, vendor, { maxResponseBytes: limit });
    assert.equal(await api.token().then(() => "a token", ({ code }) => code), outcome);
  }
});

test("the vendor's identifier of the exchange is on the error, and an odd one is not", async (t) => {
  const vendor = await startVendor(t);
  vendor.fault({ on: "token", status: 403, body: {}, headers: { "X-Cap-Requestid": "req-17" } });
  assert.equal((await rejectionOf(oauthAt(t, vendor).headers())).requestId, "req-17");
  vendor.fault({ on: "token", status: 403, body: {}, headers: { "X-Cap-Requestid": "two words" } });
  assert.equal((await rejectionOf(oauthAt(t, vendor).headers())).requestId, undefined);
});

test("the vendor's words are cut to 200 characters, on one line", async (t) => {
  const vendor = await startVendor(t);
  vendor.fault({ on: "token", status: 400, body: { errors: [{ code: 9, message: `a\nb\u0007${"é".repeat(300)}` }] } });
  const { vendorMessage } = await rejectionOf(oauthAt(t, vendor).headers());
  assert.equal(vendorMessage, `a b ${"é".repeat(196)}`);
});

test("what failed below stands in the causes by name and code only", async (t) => {
  const vendor = await startVendor(t);
  const { url } = vendor;
  await vendor.close();
  const api = () => oauthAt(t, { url, capillary: { credentials: { key: "key", secret: "secret" } } });
  for (const call of [() => api().headers(), () => api().fetch(LOOK_UP)]) {
    const error = await rejectionOf(call());
    assert.equal(error.code, "network");
    assert.deepEqual([error.cause.name, error.cause.cause.code], ["TypeError", "ECONNREFUSED"]);
    assert.doesNotMatch(`${error.cause.message} ${error.cause.cause.message}`, /127\.0\.0\.1|fetch failed/);
  }
});

test("an API request that is reset is a network error", async (t) => {
  const vendor = await startVendor(t);
  const api = oauthAt(t, vendor);
  vendor.fault({ on: "api", reset: true });
  assert.equal(await codeOf(api.fetch(LOOK_UP)), "network");
  assert.equal((await api.fetch(LOOK_UP)).status, 200);
});

// The same interface with Basic, where there is nothing to obtain or renew.

import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import test from "node:test";

import { CREATE, LOOK_UP, basicAt, codeOf, startVendor, tokenCalls } from "./vendor.mjs";

test("headers() and fetch() carry the till's login, and no token is asked for", async (t) => {
  const vendor = await startVendor(t);
  const api = basicAt(t, vendor);
  assert.deepEqual(await api.headers(), {
    Authorization: "Basic c3RvcmUuc2VydmVyOjhhMTZhNmI3MDUwNWViMWYxZmY3Y2RjMGNkNTU1OWE3",
    "Content-Type": "application/json",
    Accept: "application/json",
  });
  assert.equal((await api.fetch(LOOK_UP)).status, 200);
  assert.equal((await api.fetch(CREATE, { method: "POST", body: "{}" })).status, 200);
  assert.deepEqual([vendor.count({ authentication: "basic", verdict: "accepted" }), tokenCalls(vendor)], [2, 0]);
});

test("the digest in the password's place gives the same", async (t) => {
  const vendor = await startVendor(t);
  const passwordMd5 = createHash("md5").update(vendor.capillary.till.password).digest("hex").toUpperCase();
  const api = basicAt(t, vendor, { password: undefined, passwordMd5 });
  assert.equal((await api.fetch(LOOK_UP)).status, 200);
});

test("a rejection is the answer: nothing is renewed or sent again", async (t) => {
  const vendor = await startVendor(t);
  const api = basicAt(t, vendor, { password: "not the password" });
  const response = await api.fetch(LOOK_UP);
  assert.equal(response.status, 401);
  assert.equal(vendor.count(), 1);
  vendor.fault({ on: "api", body: { response: { status: { code: "498", success: "true" } } } });
  assert.match(await (await api.fetch(LOOK_UP)).text(), /498/);
  assert.equal(vendor.count(), 2);
  assert.equal(api.status().rejections, 0);
});

test("it has no token, and says so", async (t) => {
  const vendor = await startVendor(t);
  const api = basicAt(t, vendor);
  assert.equal(await codeOf(api.token()), "invalid_argument");
  assert.doesNotThrow(() => api.invalidate());
  assert.deepEqual([api.status().hasToken, api.status().tokenCalls], [false, 0]);
});

test("it closes like any other", async (t) => {
  const vendor = await startVendor(t);
  const api = basicAt(t, vendor);
  await api.close();
  assert.deepEqual([await codeOf(api.headers()), await codeOf(api.fetch(LOOK_UP))], ["closed", "closed"]);
  assert.equal(vendor.count(), 0);
});

test("an aborted signal ends a call with its own reason", async (t) => {
  const vendor = await startVendor(t);
  const api = basicAt(t, vendor);
  const reason = { of: "the caller" };
  await assert.rejects(api.headers({ signal: AbortSignal.abort(reason) }), (error) => error === reason);
  await assert.rejects(api.fetch(LOOK_UP, { signal: AbortSignal.abort(reason) }), (error) => error === reason);
  assert.equal(vendor.count(), 0);
});

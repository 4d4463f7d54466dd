// What a call says that got no answer: the platform's code, in error and events; a certificate is asked about once.

import assert from "node:assert/strict";
import test from "node:test";

import { imported } from "./installed.mjs";
import { AuthError, assertNoLeak, basicAt, capillaryOAuth, oauthAt, rejectionOf, startVendor } from "./vendor.mjs";

const { registerCaxtonClient } = await imported("commerce-auth/server");

const coded = (code, cause) => Object.assign(new Error(`a message with a secret for ${code}`), { code, ...(cause && { cause }) });
/** As Node's fetch fails: what is wrong is in the cause. */
const asNodes = (code) => Object.assign(new TypeError("fetch failed"), { cause: coded(code) });
const failing = (thrown) => async () => {
  throw thrown;
};

async function refusal(thrown, options) {
  const events = [];
  let requests = 0;
  const fetch = async () => {
    requests += 1;
    throw thrown;
  };
  const api = capillaryOAuth({ host: "x.example", key: "key", secret: "PlantedSecret77", fetch, onEvent: (event) => void events.push(event), retry: { maxRetries: 2, maxDelayMs: 1 }, ...options });
  const error = await rejectionOf(api.headers());
  // The window that opens is as short as chance wills, so the next call may ask anew.
  const asked = requests;
  const told = events.filter(({ type }) => /retried|failed/.test(type));
  const again = await rejectionOf(api.headers());
  await api.close();
  return { error, again, requests: asked, failed: told };
}

for (const code of ["ENOTFOUND", "ECONNREFUSED", "UND_ERR_CONNECT_TIMEOUT", "EAI_AGAIN"]) {
  test(`${code} stands in message, JSON and events, and is tried again`, async (t) => {
    const { error, requests, failed } = await refusal(asNodes(code));
    assert.deepEqual([error.code, error.platformCode, error.retryable, requests], ["network", code, true, 3]);
    assert.ok(error.message.includes(`(${code})`), error.message);
    assert.equal(error.toJSON().platformCode, code);
    assert.deepEqual(failed.map(({ platformCode }) => platformCode), [code, code, code]);
    const vendor = await startVendor(t);
    const ofCall = await rejectionOf(basicAt(t, vendor, { fetch: failing(asNodes(code)) }).fetch("/x"));
    assert.deepEqual([ofCall.code, ofCall.platformCode, ofCall.retryable, ofCall.message.includes(`(${code})`)], ["network", code, true, true]);
  });
}

for (const code of ["DEPTH_ZERO_SELF_SIGNED_CERT", "CERT_HAS_EXPIRED", "ERR_TLS_CERT_ALTNAME_INVALID", "UNABLE_TO_VERIFY_LEAF_SIGNATURE"]) {
  test(`${code} is asked about once, named, and not retryable`, async (t) => {
    const { error, again, requests } = await refusal(asNodes(code));
    for (const { code: ours, platformCode, retryable, message } of [error, again]) {
      assert.deepEqual([ours, platformCode, retryable], ["network", code, false]);
      assert.match(message, /certificate of the host/);
    }
    assert.equal(requests, 1);
    const vendor = await startVendor(t);
    const ofCall = await rejectionOf(basicAt(t, vendor, { fetch: failing(asNodes(code)) }).fetch("/x"));
    assert.deepEqual([ofCall.platformCode, ofCall.retryable, /certificate/.test(ofCall.message)], [code, false, true]);
  });
}

test("a platform without codes says certificate in its message", async () => {
  const deno = new TypeError("error sending request for url (https://x.example/): client error (Connect): invalid peer certificate: UnknownIssuer");
  const { error, requests } = await refusal(deno);
  assert.deepEqual([error.code, error.platformCode, error.retryable, requests], ["network", undefined, false, 1]);
});

test("the innermost code counts, and what is no code is not told", async () => {
  const { error } = await refusal(coded("FETCH_ERROR", coded("DEPTH_ZERO_SELF_SIGNED_CERT")));
  assert.equal(error.platformCode, "DEPTH_ZERO_SELF_SIGNED_CERT");
  for (const odd of ["PlantedSecret77", "E".repeat(65), "x", 7, { toString: () => "ENOTFOUND" }]) {
    const { error: other } = await refusal(coded(odd));
    assert.deepEqual([other.code, other.platformCode], ["network", undefined]);
    assertNoLeak(other, "PlantedSecret77");
  }
});

test("what is thrown may have getters that throw", async () => {
  const throwing = { get: () => assert.fail("read") };
  for (const name of ["code", "cause", "message", "name", "digest"]) {
    const thrown = Object.defineProperty(new Error("odd"), name, throwing);
    const { error } = await refusal(thrown);
    assert.deepEqual([error instanceof AuthError, error.code], [true, "network"], name);
    const ofCall = await rejectionOf(capillaryOAuth({ host: "x.example", key: "k", secret: "s", fetch: failing(thrown) }).fetch("/x"));
    assert.ok(ofCall instanceof AuthError, name);
  }
});

test("a registration says the same, and that it may have succeeded where it may", async () => {
  const options = { host: "x.example", username: "u", clientname: "c" };
  const broken = await rejectionOf(registerCaxtonClient({ ...options, fetch: failing(asNodes("ECONNRESET")) }));
  assert.deepEqual([broken.code, broken.platformCode, /may have succeeded/.test(broken.message)], ["network", "ECONNRESET", true]);
  const untrusted = await rejectionOf(registerCaxtonClient({ ...options, fetch: failing(asNodes("CERT_HAS_EXPIRED")) }));
  assert.deepEqual([untrusted.platformCode, untrusted.retryable, /may have succeeded/.test(untrusted.message)], ["CERT_HAS_EXPIRED", false, false]);
});

for (const [what, mock] of Object.entries({ "{ ok, json }": { ok: true, json: async () => ({}) }, nothing: undefined, "a status alone": { status: 200 }, "a getter that throws": Object.defineProperty({}, "status", { get: () => assert.fail("read") }) })) {
  test(`a mocked fetch that resolves to ${what} is told that it is no Response`, async (t) => {
    const vendor = await startVendor(t);
    let requests = 0;
    const fetch = async () => ((requests += 1), mock);
    for (const call of [() => oauthAt(t, vendor, { fetch }).headers(), () => basicAt(t, vendor, { fetch }).fetch("/x"), () => registerCaxtonClient({ host: "x.example", username: "u", clientname: "c", fetch })]) {
      requests = 0;
      const error = await rejectionOf(call());
      assert.deepEqual([error.code, error.field, error.retryable, requests], ["invalid_argument", "fetch", false, 1]);
      assert.match(error.message, /no Response/);
    }
  });
}

test("Retry-After beyond five minutes is five minutes", async (t) => {
  const vendor = await startVendor(t);
  const fetch = async () => new Response("{}", { status: 503, headers: { "Retry-After": "99999999999", "Content-Type": "application/json" } });
  const api = oauthAt(t, vendor, { fetch, retry: false });
  for (const error of [await rejectionOf(api.headers()), await rejectionOf(api.headers())]) {
    assert.ok(error.retryAfterMs > 0 && error.retryAfterMs <= 300_000, `${error.retryAfterMs}`);
  }
});

test("G6: a Date of 1970 keeps no token alive", async (t) => {
  const { profileAuthenticator } = await imported("commerce-auth/server");
  let [now, requests] = [1_700_000_000_000, 0];
  const fetch = async () => {
    requests += 1;
    return Response.json({ t: `token-${requests}`, e: Math.floor(now / 1000) + 60 }, { headers: { Date: "Thu, 01 Jan 1970 00:00:00 GMT" } });
  };
  const profile = { name: "p", request: { url: "https://x.example/t", fields: { a: "{a}" }, clientAuthentication: "body" }, response: { token: "/t", expiresAt: "/e" } };
  const api = profileAuthenticator(profile, { a: "secret" }, { fetch, now: () => now });
  t.after(() => api.close());
  assert.equal((await api.token()).value, "token-1");
  now += 61_000;
  assert.equal((await api.token()).value, "token-2");
});

// G8: where credentials go, and where they never do.

import assert from "node:assert/strict";
import test from "node:test";

import { startSecondServer } from "./second-server.mjs";
import { AuthError, CREATE, LOOK_UP, apiCalls, basicAt, capillaryOAuth, codeOf, oauthAt, rejectionOf, startVendor, tokenCalls } from "./vendor.mjs";

/** An authenticator at https, whose fetch notes what it is called with. */
function recording(options) {
  const sent = [];
  const fetch = async (url) => {
    sent.push(url);
    return Response.json({ data: { accessToken: "a.b.c", ttlSeconds: 300 } });
  };
  return { sent, api: capillaryOAuth({ host: "https://eu.api.example/base", key: "key", secret: "secret", fetch, ...options }) };
}

const FOREIGN = [
  "https://evil.example/",
  "https://eu.api.example.evil.example/",
  "https://evil.example/?https://eu.api.example/",
  "https://xeu.api.example/",
  "https://api.example/",
  "https://eu.api.example:8443/",
  "http://evil.example/",
  "http://eu.api.example:8080/",
  "https://eu.api.example.:443/",
  "//evil.example/x",
  "/\\evil.example/x",
  "\\\\evil.example\\x",
  " https://evil.example/",
  "ht\ntps://evil.example/",
  "wss://eu.api.example/",
  "file:///etc/passwd",
  "data:text/plain,x",
  "blob:https://eu.api.example/1",
  "javascript:0",
];

for (const input of FOREIGN) {
  test(`G8: ${JSON.stringify(input)} is foreign_origin, before anything is sent`, async () => {
    const { api, sent } = recording();
    for (const form of [input, () => new URL(input, "https://eu.api.example/")]) {
      const error = await rejectionOf(api.fetch(typeof form === "function" ? form() : form));
      assert.ok(error instanceof AuthError);
      assert.deepEqual([error.code, error.field], ["foreign_origin", "input"]);
    }
    assert.deepEqual(sent, []);
  });
}

test("G8: a foreign Request, a foreign URL object and a foreign stand-in are refused as well", async () => {
  const { api, sent } = recording();
  const inputs = [new Request("https://evil.example/"), new URL("https://evil.example/"), { url: "https://evil.example/", clone() {} }, { href: "https://evil.example/", toString: () => "https://eu.api.example/" }];
  for (const input of inputs.slice(0, 3)) assert.equal(await codeOf(api.fetch(input)), "foreign_origin");
  // What is checked is what is sent: such an object is its text.
  await api.fetch(inputs[3]);
  assert.deepEqual([...new Set(sent.map((url) => new URL(url).origin))], ["https://eu.api.example"]);
});

for (const input of ["http://eu.api.example/x", "http://eu.api.example:443/x", new Request("http://eu.api.example/x")]) {
  test(`G8: ${input.url ?? input} is insecure_url, before anything is sent`, async () => {
    const { api, sent } = recording();
    assert.equal(await codeOf(api.fetch(input)), "insecure_url");
    assert.deepEqual(sent, []);
  });
}

for (const input of ["https://user@eu.api.example/", "https://user:word@eu.api.example/", "//:word@eu.api.example/"]) {
  test(`G8: ${input} is refused for its user information`, async () => {
    const { api, sent } = recording();
    assert.deepEqual([await codeOf(api.fetch(input)), sent], ["invalid_argument", []]);
  });
}

test("G8: further origins of the vendor are allowed by name, and nothing beside them", async () => {
  const { api, sent } = recording({ origins: ["https://eu.intouch.example", "other.example:8443"] });
  for (const input of ["https://eu.intouch.example/a", "https://OTHER.example:8443/b", "https://eu.api.example:443/c"]) await api.fetch(input);
  assert.deepEqual(sent.slice(1), ["https://eu.intouch.example/a", "https://other.example:8443/b", "https://eu.api.example/c"]);
  for (const input of ["https://other.example/", "http://eu.intouch.example/", "https://intouch.example/"]) {
    assert.match(await codeOf(api.fetch(input)), /^(foreign_origin|insecure_url)$/);
  }
});

test("G8: http needs the option that says so", async (t) => {
  const vendor = await startVendor(t);
  assert.throws(() => oauthAt(t, vendor, { dangerouslyAllowInsecureHttp: undefined }), { code: "insecure_url", field: "host" });
  assert.throws(() => basicAt(t, vendor, { dangerouslyAllowInsecureHttp: false }), { code: "insecure_url", field: "host" });
  assert.equal((await oauthAt(t, vendor, { dangerouslyAllowInsecureHttp: true }).fetch(LOOK_UP)).status, 200);
});

test("G8: loopback is no other machine", async (t) => {
  const vendor = await startVendor(t);
  for (const host of ["http://localhost.evil.example", "http://127.0.0.1.evil.example", "http://10.0.0.1", "http://0.0.0.0", "http://[::2]"]) {
    assert.throws(() => oauthAt(t, vendor, { host }), (error) => /^(insecure_url|invalid_argument)$/.test(error.code));
  }
});

for (const status of [301, 302, 303, 307, 308]) {
  test(`G8: a token call answered by ${status} is redirect_refused, and the other server hears nothing`, async (t) => {
    const [vendor, other] = [await startVendor(t), await startSecondServer(t)];
    vendor.fault({ on: "token", status, headers: { Location: `${other.url}/v3/oauth/token/generate` } });
    assert.equal(await codeOf(oauthAt(t, vendor).headers()), "redirect_refused");
    assert.deepEqual([tokenCalls(vendor), other.requests], [1, []]);
  });

  for (const [scheme, make] of [["a token", oauthAt], ["Basic", basicAt]]) {
    test(`G8: an API call with ${scheme} answered by ${status} is returned as it came, and the other server hears nothing`, async (t) => {
      const [vendor, other] = [await startVendor(t), await startSecondServer(t)];
      const location = `${other.url}/elsewhere`;
      vendor.fault({ on: "api", status, headers: { Location: location } });
      const response = await make(t, vendor).fetch(CREATE, { method: "POST", body: "{}", redirect: "follow" });
      assert.deepEqual([response.status, response.headers.get("location")], [status, location]);
      assert.deepEqual([apiCalls(vendor), other.requests], [1, []]);
    });
  }
}

test("G8: an answer that hides its redirect is redirect_refused", async (t) => {
  const vendor = await startVendor(t);
  const opaque = { type: "opaqueredirect", status: 0, headers: new Headers(), body: null };
  const api = oauthAt(t, vendor, { fetch: async () => opaque });
  assert.equal(await codeOf(api.headers()), "redirect_refused");
  const basic = basicAt(t, vendor, { fetch: async () => opaque });
  assert.equal(await codeOf(basic.fetch(LOOK_UP)), "redirect_refused");
});

// Requests that builders make for an address of this machine, which has no certificate: to the emulator, by the platform's fetch.

import assert from "node:assert/strict";
import test from "node:test";

import { imported } from "./installed.mjs";

const { capillary, caxton, pledg } = await imported("commerce-auth");
const { defineProfile } = await imported("commerce-auth/server");
const { startEmulator } = await imported("commerce-auth/testing");

const dangerouslyAllowInsecureHttp = "loopback";
const TOKEN = "eyJhbGciOiJIUzI1NiJ9.e30.c2ln";
const CUSTOMER = { brand: "Bukl", deviceId: "d1", identifierType: "MOBILE", identifierValue: "918576912344", channel: "mobile" };

const SHOP = defineProfile({ name: "shop", request: { url: "{host}/token", clientAuthentication: "basic" }, response: { token: "/access_token" } });

/** Every builder that takes a host, with the options that it needs beside. */
const BUILDERS = {
  "capillary.tokenRequest": (host) => capillary.tokenRequest({ ...host, key: "key", secret: "secret" }),
  "capillary.staffTokenRequest": (host) => capillary.staffTokenRequest({ ...host, username: "till", password: "password" }),
  "capillary.staffLogoutRequest": (host) => capillary.staffLogoutRequest({ ...host, accessToken: TOKEN }),
  "capillary.customer.tokenRequest": (host) => capillary.customer.tokenRequest({ ...host, ...CUSTOMER }),
  "capillary.customer.expireRequest": (host) => capillary.customer.expireRequest({ ...host, ...CUSTOMER, channel: "mfa", token: TOKEN }),
  "pledg.tokenRequest": (host) => pledg.tokenRequest({ ...host, key: "key", secret: "secret" }),
  "pledg.purchaseUrl": (host) => ({ url: pledg.purchaseUrl({ ...host, signature: TOKEN }) }),
  "pledg.transferUrl": (host) => ({ url: pledg.transferUrl({ ...host, signature: TOKEN }) }),
  "pledg.purchaseLinkRequest": (host) => pledg.purchaseLinkRequest({ ...host, signature: TOKEN }),
  "caxton.registerRequest": (host) => caxton.registerRequest({ ...host, username: "user", clientname: "client" }),
  "caxton.tokenRequest": (host) => caxton.tokenRequest({ ...host, username: "user", clientPassword: "password" }),
  "caxton.subsidiaryRequest": (host) => caxton.subsidiaryRequest({ ...host, accessToken: TOKEN, companyName: "Shop", email: "shop@shop.example" }),
  "caxton.resetRequest": (host) => caxton.resetRequest({ ...host, path: "/ResetClientPassword", accessToken: TOKEN }),
  "Profile.tokenRequest": ({ host, ...allowed }) => SHOP.tokenRequest({ host, key: "key", secret: "secret" }, allowed),
};

for (const [name, build] of Object.entries(BUILDERS)) {
  test(`${name}: http to this machine, where that is allowed`, () => {
    for (const host of ["http://127.0.0.1:8080", "http://localhost:1", "http://[::1]:2/base"]) {
      assert.ok(build({ host, dangerouslyAllowInsecureHttp }).url.startsWith(host), host);
      assert.throws(() => build({ host }), { code: "insecure_url", field: "host" });
    }
    for (const host of ["http://127.0.0.1.shop.example", "http://shop.example", "http://localhost.shop.example"]) {
      assert.throws(() => build({ host, dangerouslyAllowInsecureHttp }), { code: "insecure_url", field: "host" });
    }
    for (const value of [true, false, "anywhere", 1]) {
      const message = 'dangerouslyAllowInsecureHttp must be "loopback" here';
      assert.throws(() => build({ host: "https://shop.example", dangerouslyAllowInsecureHttp: value }), { code: "invalid_argument", field: "dangerouslyAllowInsecureHttp", message });
    }
    assert.equal(build({ host: "shop.example", dangerouslyAllowInsecureHttp: undefined }).url.startsWith("https://shop.example"), true);
  });
}

test("a token that a builder asked the emulator for", async () => {
  const emulator = await startEmulator();
  try {
    const { url, ...init } = capillary.tokenRequest({ host: emulator.url, ...emulator.capillary.credentials, dangerouslyAllowInsecureHttp });
    const response = await fetch(url, init);
    const token = capillary.readTokenResponse({ status: response.status, headers: response.headers, body: await response.text() });
    const answer = await fetch(`${emulator.url}/v2/customers/lookup`, { headers: capillary.oauthHeaders({ accessToken: token }) });
    assert.equal(answer.status, 200);
  } finally {
    await emulator.close();
  }
});

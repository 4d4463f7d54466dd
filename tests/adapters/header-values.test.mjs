// A header value that cannot be sent is often a secret, read with its line break: no error quotes it.

import assert from "node:assert/strict";
import test from "node:test";
import { inspect } from "node:util";

import { LOOK_UP, oauthAt, rejectionOf, startVendor } from "../package/vendor.mjs";
import { authErrorOf, axios, axiosOptions, got, gotOptions, ofetch, ofetchOptions, playwright, playwrightRequest, undici, undiciInterceptor } from "./clients.mjs";

const SENDING = {
  fetch: (api, url, headers) => api.fetch(url, { headers }),
  got: (api, url, headers) => got(url, { headers, ...gotOptions(api) }),
  ofetch: (api, url, headers) => ofetch.create({}, ofetchOptions(api))(url, { headers }),
  "ofetch with headers of its own": (api, url, headers) => ofetch.create({ headers: { "x-mine": "1" } }, ofetchOptions(api))(url, { headers }),
  "ofetch with defaults": (api, url, headers) => ofetch.create({ headers }, ofetchOptions(api))(url, { headers: { "x-mine": "1" } }),
  Playwright: async (api, url, headers) => {
    const context = await playwright.newContext();
    return playwrightRequest(api, context).get(url, { headers }).finally(() => context.dispose());
  },
  undici: async (api, url, headers) => {
    const dispatcher = new undici.Agent().compose(undiciInterceptor(api));
    return undici.request(url, { headers, dispatcher }).finally(() => dispatcher.destroy());
  },
};

const BAD = { "a NUL": "hunter2\0secret", "a line break": "hunter2\nsecret", "a letter beyond Latin-1": "hunter2\u6f22secret" };

for (const [name, send] of Object.entries(SENDING)) {
  for (const [what, value] of Object.entries(BAD)) {
    test(`${name}: ${what} in a header value is invalid_header_value, and quoted nowhere`, async (t) => {
      const vendor = await startVendor(t);
      const error = await rejectionOf(send(oauthAt(t, vendor), vendor.url + LOOK_UP, { "x-other": value }));
      const { name: kind, code, field } = authErrorOf(error);
      assert.deepEqual([kind, code, field], ["AuthError", "invalid_header_value", "headers"]);
      assert.doesNotMatch([error.message, error.stack, error.cause?.message, inspect(authErrorOf(error), { depth: 9 })].join("\n"), /hunter2/);
      assert.deepEqual(vendor.requests, []);
    });
  }
}

for (const name of ["got", "ofetch", "undici"]) {
  test(`${name}: the error names the field of a bad value, and says nothing of a bad name`, async (t) => {
    const vendor = await startVendor(t);
    const api = oauthAt(t, vendor);
    const messageOf = async (headers) => authErrorOf(await rejectionOf(SENDING[name](api, vendor.url + LOOK_UP, headers))).message;
    assert.match(await messageOf({ "x-other": "a\nb" }), /^x-other in headers /);
    assert.match(await messageOf({ "hunter2 secret": "a" }), /^headers holds /);
  });
}

test("axios: what no header field can carry is left out by axios itself, or quoted nowhere", async (t) => {
  const vendor = await startVendor(t);
  for (const value of Object.values(BAD)) {
    const outcome = await axios.get(vendor.url + LOOK_UP, { headers: { "x-other": value }, ...axiosOptions(oauthAt(t, vendor)) }).catch((error) => error);
    assert.ok(outcome.status === 200 || authErrorOf(outcome).code === "invalid_header_value");
    assert.doesNotMatch(`${outcome.message} ${outcome.stack} ${outcome.cause?.message}`, /hunter2/);
  }
});

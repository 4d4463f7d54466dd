// G11 through the adapters: what a client keeps in its errors and answers has none of our header fields, since they are
// added below it.

import assert from "node:assert/strict";
import test from "node:test";
import { format, inspect } from "node:util";

import { LOOK_UP, assertNoLeak, basicAt, md5Hex, oauthAt, rejectionOf, startVendor } from "../package/vendor.mjs";
import { axios, axiosOptions, createClient, got, gotOptions, ky, kyOptions, ofetch, ofetchOptions, openapiFetchOptions, playwright, playwrightRequest, undici, undiciInterceptor } from "./clients.mjs";

const SCHEMES = { "a token": oauthAt, Basic: basicAt };

/** Everything that was secret in a run, in the forms in which it went over the wire. */
async function secretsOf(vendor, api) {
  const { credentials, till } = vendor.capillary;
  const digest = md5Hex(till.password);
  const token = api.token ? await api.token().then(({ value }) => [value], () => []) : [];
  return [credentials.secret, till.password, digest, Buffer.from(`${till.username}:${digest}`).toString("base64"), ...token];
}

async function checkViews(value, vendor, api) {
  const secrets = await secretsOf(vendor, api);
  assertNoLeak([value, inspect(value, { showHidden: true, depth: 12 }), format("%s %o %j", value, value, value)], secrets);
  assertNoLeak([value.stack, JSON.stringify(value), inspect(value.cause, { showHidden: true, depth: 12 })], secrets);
}

const FAULTS = {
  "a refusal of the vendor": { on: "api", status: 403, body: { errors: [{ code: 4000 }] } },
  "a rejected token": { on: "api", status: 401, body: { errors: [{ code: 401 }] }, times: 2 },
  "a redirect": { on: "api", status: 302, headers: { Location: "/elsewhere" } },
  "a broken connection": { on: "api", reset: true, times: 9 },
  "a body that is no JSON": { on: "api", status: 500, body: "{", headers: { "Content-Type": "application/json" } },
};

const FAILING = {
  axios: (api, vendor) => rejectionOf(axios.create({ baseURL: vendor.url, ...axiosOptions(api) }).get(LOOK_UP)),
  got: (api, vendor) => got(vendor.url + LOOK_UP, { ...gotOptions(api), retry: { limit: 0 } }).then(({ statusCode, headers, body }) => ({ statusCode, headers, body }), (error) => error),
  ofetch: (api, vendor) => ofetch.create({ baseURL: vendor.url, retry: 0 }, ofetchOptions(api)).raw(LOOK_UP).catch((error) => error),
  Playwright: async (api, vendor) => {
    const context = await playwright.newContext();
    const outcome = await playwrightRequest(api, context).get(vendor.url + LOOK_UP).catch((error) => error);
    await context.dispose();
    return outcome;
  },
  undici: async (api, vendor) => {
    const dispatcher = new undici.Agent().compose(undiciInterceptor(api));
    const outcome = await undici.request(vendor.url + LOOK_UP, { dispatcher }).catch((error) => error);
    await outcome.body?.dump();
    await dispatcher.destroy();
    return outcome;
  },
  ky: (api, vendor) => rejectionOf(ky(vendor.url + LOOK_UP, { ...kyOptions(api), retry: 0 })),
  "openapi-fetch": async (api, vendor) => createClient({ baseUrl: vendor.url, ...openapiFetchOptions(api) }).request("get", LOOK_UP).catch((error) => error),
};

for (const [name, fail] of Object.entries(FAILING)) {
  for (const [scheme, make] of Object.entries(SCHEMES)) {
    for (const [what, fault] of Object.entries(FAULTS)) {
      test(`${name}: G11: ${what} shows no secret with ${scheme}`, async (t) => {
        const vendor = await startVendor(t);
        const api = make(t, vendor);
        vendor.fault(fault);
        await checkViews(await fail(api, vendor), vendor, api);
      });
    }
  }
}

test("axios: G11: a good answer holds what the caller asked with, and no secret", async (t) => {
  const vendor = await startVendor(t);
  const api = oauthAt(t, vendor);
  const answer = await axios.get(vendor.url + LOOK_UP, axiosOptions(api));
  assert.equal(answer.status, 200);
  assert.equal(vendor.requests.at(-1).headers["x-cap-api-oauth-token"].length > 0, true);
  await checkViews(answer, vendor, api);
});

test("G11: the options themselves show no secret", async (t) => {
  const vendor = await startVendor(t);
  const api = oauthAt(t, vendor);
  await api.headers();
  for (const options of [axiosOptions(api), kyOptions(api), openapiFetchOptions(api)]) await checkViews(options, vendor, api);
});

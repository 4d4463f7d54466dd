// Whom a call is made for: the authenticator's own attribution on what writes, or that of the call, or none.

import assert from "node:assert/strict";
import test from "node:test";

import { CREATE, LOOK_UP, basicAt, oauthAt, rejectionOf, startVendor } from "./vendor.mjs";

const ENTITY = { entityType: "STORE_CODE", entityCode: "london-1" };
const LOOKUP = { lookupType: "WECHAT", lookup: "open-id" };

/** The attribution fields that the last request carried. */
function fieldsOf(vendor) {
  const { headers } = vendor.requests.at(-1);
  const names = Object.keys(headers).filter((name) => name.startsWith("x-cap-api-attribution-"));
  return Object.fromEntries(names.map((name) => [name.slice(22), headers[name]]));
}

const SCHEMES = {
  "a token": { make: oauthAt, own: ENTITY, fields: { "entity-type": "STORE_CODE", "entity-code": "london-1" }, other: { entityCode: "2" }, otherFields: { "entity-code": "2" } },
  Basic: { make: basicAt, own: LOOKUP, fields: { "lookup-type": "WECHAT", lookup: "open-id" }, other: { lookupType: "MOBILE_TRIGGER", lookup: "2" }, otherFields: { "lookup-type": "MOBILE_TRIGGER", lookup: "2" } },
};

for (const [scheme, { make, own, fields, other, otherFields }] of Object.entries(SCHEMES)) {
  const CALLS = [
    ["POST", {}, fields],
    ["PUT", {}, fields],
    ["post", {}, fields],
    ["GET", {}, {}],
    ["DELETE", {}, fields],
    ["HEAD", {}, {}],
    ["PATCH", {}, fields],
    ["delete", {}, fields],
    ["OPTIONS", {}, {}],
    ["DELETE", { attribution: null }, {}],
    ["PATCH", { attribution: other }, otherFields],
    ["POST", { attribution: null }, {}],
    ["POST", { attribution: other }, otherFields],
    ["GET", { attribution: other }, otherFields],
    ["POST", { attribution: undefined }, fields],
  ];
  for (const [method, init, expected] of CALLS) {
    const what = "attribution" in init ? `attribution: ${JSON.stringify(init.attribution)}` : "nothing said";
    test(`with ${scheme}, ${method} and ${what}`, async (t) => {
      const vendor = await startVendor(t);
      const api = make(t, vendor, { attribution: own });
      const body = /^(POST|PUT|PATCH)$/i.test(method) ? { body: "{}" } : {};
      await (await api.fetch(method === "GET" ? LOOK_UP : CREATE, { method, ...body, ...init })).text();
      assert.deepEqual(fieldsOf(vendor), expected);
    });
  }

  test(`with ${scheme}, the vendor accepts the attribution`, async (t) => {
    const vendor = await startVendor(t);
    const response = await make(t, vendor, { attribution: own }).fetch(CREATE, { method: "POST", body: "{}" });
    assert.deepEqual((await response.json()).entity.attribution, own);
  });

  test(`with ${scheme}, headers() carries the authenticator's own, that of the call, or none`, async (t) => {
    const vendor = await startVendor(t);
    const api = make(t, vendor, { attribution: own });
    const names = async (request) => Object.keys(await api.headers(request)).filter((name) => name.startsWith("X-CAP-API-ATTRIBUTION")).length;
    assert.deepEqual([await names(), await names({}), await names({ attribution: null }), await names({ attribution: undefined }), await names({ attribution: other })], [
      Object.keys(fields).length, Object.keys(fields).length, 0, Object.keys(fields).length, Object.keys(otherFields).length,
    ]);
  });

  test(`with ${scheme} and no attribution of its own, a call may have one`, async (t) => {
    const vendor = await startVendor(t);
    const api = make(t, vendor);
    await (await api.fetch(CREATE, { method: "POST", body: "{}", attribution: other })).text();
    assert.deepEqual(fieldsOf(vendor), otherFields);
    await (await api.fetch(CREATE, { method: "POST", body: "{}" })).text();
    assert.deepEqual(fieldsOf(vendor), {});
  });
}

for (const name of ["atribution", "Attribution", "attributions", "attribtuion"]) {
  test(`fetch refuses ${name}, before anything is sent`, async (t) => {
    const vendor = await startVendor(t);
    const call = oauthAt(t, vendor).fetch(CREATE, { method: "POST", body: "{}", [name]: { entityCode: "1" } });
    const error = await rejectionOf(call);
    assert.deepEqual([error.code, error.field], ["unknown_option", name]);
    assert.match(error.message, /Did you mean attribution\?/);
    assert.equal(vendor.requests.length, 0);
  });
}

test("what else a platform's fetch may take is passed on", async (t) => {
  const vendor = await startVendor(t);
  let given;
  const fetch = (url, init) => {
    given = init;
    return globalThis.fetch(url, init);
  };
  const init = { keepalive: true, priority: "low", attributionReporting: {}, cf: {}, agent: 1 };
  await (await oauthAt(t, vendor, { fetch }).fetch(LOOK_UP, init)).text();
  for (const name of Object.keys(init)) assert.equal(given[name], init[name], name);
});

test("attribution is no option of the platform's fetch", async (t) => {
  const vendor = await startVendor(t);
  let seen;
  const fetch = (url, init) => {
    seen = init;
    return globalThis.fetch(url, init);
  };
  await (await basicAt(t, vendor, { fetch }).fetch(LOOK_UP, { attribution: LOOKUP })).text();
  assert.ok(!("attribution" in seen));
});

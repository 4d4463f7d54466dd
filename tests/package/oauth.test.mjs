// An authenticator with a token, from the first call to an answer.

import assert from "node:assert/strict";
import test from "node:test";

import { CREATE, JSON_FIELDS, LOOK_UP, OLD_GET, apiCalls, basicAt, capillaryOAuth, codeOf, oauthAt, startVendor, tokenCalls } from "./vendor.mjs";

test("nothing is asked for before the first use", async (t) => {
  const vendor = await startVendor(t);
  const api = oauthAt(t, vendor);
  assert.deepEqual({ ...api.status(), renewalDueAt: null }, {
    hasToken: false, calling: false, ageMs: null, renewalDueAt: null, expiresAt: null,
    name: null, vendor: "capillary", lastError: null, nextTryAt: null, rejectedUntil: null, passwordEndsAt: null, tokenCalls: 0, failedCalls: 0, rejections: 0,
  });
  assert.equal(vendor.count(), 0);
});

test("headers() gives the fields of the vendor's page, as records of the caller's own", async (t) => {
  const vendor = await startVendor(t);
  const api = oauthAt(t, vendor);
  const [first, second] = [await api.headers(), await api.headers()];
  assert.deepEqual(Object.keys(first), ["X-CAP-API-OAUTH-TOKEN", "Content-Type", "Accept"]);
  first["X-CAP-API-OAUTH-TOKEN"] = "changed";
  assert.notEqual(second["X-CAP-API-OAUTH-TOKEN"], "changed");
  assert.equal((await api.headers())["X-CAP-API-OAUTH-TOKEN"], second["X-CAP-API-OAUTH-TOKEN"]);
  assert.equal(tokenCalls(vendor), 1);
});

for (const [method, path, options] of [
  ["GET", LOOK_UP, {}],
  ["GET", OLD_GET, {}],
  ["POST", CREATE, { body: JSON.stringify({ name: "Zoë" }) }],
]) {
  test(`${method} ${path} is accepted by the vendor`, async (t) => {
    const vendor = await startVendor(t);
    const response = await oauthAt(t, vendor).fetch(path, { method, ...options });
    assert.equal(response.status, 200);
    assert.equal(vendor.requests.at(-1).verdict, "accepted");
    const body = await response.json();
    if (method === "POST") assert.deepEqual(body.entity.body, { name: "Zoë" });
  });
}

test("the token request is the one of the vendor's page", async (t) => {
  const vendor = await startVendor(t);
  await oauthAt(t, vendor).headers();
  const [{ method, path, query, headers, body, verdict }] = vendor.requests;
  assert.deepEqual([method, path, query, verdict], ["POST", "/v3/oauth/token/generate", "", "accepted"]);
  assert.deepEqual([headers["content-type"], headers.accept], ["application/json", "application/json"]);
  assert.deepEqual(JSON.parse(body), vendor.capillary.credentials);
});

test("a base path, a relative path and an absolute URL lead where they say", async (t) => {
  const vendor = await startVendor(t);
  const api = oauthAt(t, vendor, { host: `${vendor.url}/base/` });
  vendor.fault({ on: { path: "/base/v3/oauth/token/generate" }, body: { data: { accessToken: "a.b.c", ttlSeconds: 300 } } });
  for (const input of ["a/b?c=1", "/a", "../x", `${vendor.url}/y#part`, new URL(`${vendor.url}/z`), "?q=1"]) await (await api.fetch(input)).text();
  const asked = vendor.requests.slice(1).map(({ path, query }) => `${path}?${query}`);
  assert.deepEqual(asked, ["/base/a/b?c=1", "/a?", "/x?", "/y?", "/z?", "/base/?q=1"]);
});

test("a Request is sent as it is, with these credentials", async (t) => {
  const vendor = await startVendor(t);
  const headers = { ...JSON_FIELDS, "X-Own": "1", "X-CAP-API-OAUTH-TOKEN": "a.b.c" };
  const request = new Request(vendor.url + CREATE, { method: "POST", body: '{"a":1}', headers });
  const response = await oauthAt(t, vendor).fetch(request);
  assert.deepEqual((await response.json()).entity.body, { a: 1 });
  assert.equal(vendor.requests.at(-1).headers["x-own"], "1");
  assert.equal(apiCalls(vendor), 1);
});

test("a Request can stand in the place of init as well, and is sent again like any other", async (t) => {
  const vendor = await startVendor(t);
  const api = oauthAt(t, vendor);
  await api.headers();
  vendor.capillary.expireTokens();
  const init = new Request(vendor.url, { method: "POST", body: '{"a":1}', headers: { ...JSON_FIELDS, "X-Own": "1" } });
  const response = await api.fetch(CREATE, init);
  assert.deepEqual((await response.json()).entity.body, { a: 1 });
  assert.equal(vendor.requests.at(-1).headers["x-own"], "1");
});

test("init counts before the Request", async (t) => {
  const vendor = await startVendor(t);
  const request = new Request(vendor.url + CREATE, { method: "POST", body: '{"a":1}', headers: { "X-Own": "1" } });
  await (await oauthAt(t, vendor).fetch(request, { body: '{"a":2}', headers: { "X-Other": "2" } })).text();
  const { body, headers } = vendor.requests.at(-1);
  assert.deepEqual([body, headers["x-own"], headers["x-other"]], ['{"a":2}', undefined, "2"]);
});

test("the caller's content fields stay, and ours of the same name replace the caller's in any case", async (t) => {
  const vendor = await startVendor(t);
  const headers = { "CONTENT-type": "application/json; charset=utf-8", accept: "application/json, */*;q=0.1", "x-cap-api-oauth-TOKEN": "a.b.c" };
  await (await oauthAt(t, vendor).fetch(CREATE, { method: "POST", body: "{}", headers })).text();
  const { headers: sent, rawHeaders, verdict } = vendor.requests.at(-1);
  assert.equal(verdict, "accepted");
  assert.deepEqual([sent["content-type"], sent.accept], ["application/json; charset=utf-8", "application/json, */*;q=0.1"]);
  assert.equal(rawHeaders.filter(([name]) => name.toLowerCase() === "x-cap-api-oauth-token").length, 1);
});

test("G8: the caller's Authorization does not go beside the authenticator's credentials", async (t) => {
  const vendor = await startVendor(t);
  for (const api of [oauthAt(t, vendor), basicAt(t, vendor)]) {
    const own = await api.headers();
    await (await api.fetch(LOOK_UP, { headers: { authorization: "Bearer planted" } })).text();
    assert.equal(vendor.requests.at(-1).headers.authorization, own.Authorization);
  }
});

test("a Request with JSON asks for JSON, as a body of text does", async (t) => {
  const vendor = await startVendor(t);
  const api = oauthAt(t, vendor);
  const sent = async (init) => {
    await (await api.fetch(new Request(vendor.url + CREATE, { method: "POST", body: "{}", ...init }))).text();
    const { "content-type": type, accept } = vendor.requests.at(-1).headers;
    return [type, accept];
  };
  const type = "application/json; charset=utf-8";
  assert.deepEqual(await sent({ headers: { "Content-Type": type } }), [type, "application/json"]);
  assert.deepEqual(await sent({ headers: { "Content-Type": type, Accept: "text/csv" } }), [type, "text/csv"]);
  assert.equal((await sent({ body: new URLSearchParams({ a: "1" }) }))[1], "*/*");
});

test("bytes with a content type of JSON ask for JSON, as a body of text does", async (t) => {
  const vendor = await startVendor(t);
  const api = oauthAt(t, vendor);
  for (const [type, accept] of [
    ["application/json", "application/json"],
    ["Application/JSON ; charset=utf-8", "application/json"],
    ["application/vnd.api+json", "application/json"],
    ["application/problem+json;a=b", "application/json"],
    ["text/json", "application/json"],
    ["application/jsonl", "*/*"],
    ["application/x+jsonp", "*/*"],
    ["text/plain;a=+json", "*/*"],
  ]) {
    await (await api.fetch(CREATE, { method: "POST", body: new Uint8Array(2), headers: { "Content-Type": type } })).text();
    assert.deepEqual([type, vendor.requests.at(-1).headers.accept], [type, accept]);
  }
});

test("a body that brings its content type keeps it", async (t) => {
  const vendor = await startVendor(t);
  const api = oauthAt(t, vendor);
  const form = new FormData();
  form.set("a", "1");
  for (const body of [form, new URLSearchParams("a=1"), new Blob(["x"], { type: "text/csv" })]) {
    await (await api.fetch(CREATE, { method: "POST", body })).text();
  }
  const types = vendor.requests.slice(1).map(({ headers }) => headers["content-type"].split(";")[0]);
  assert.deepEqual(types, ["multipart/form-data", "application/x-www-form-urlencoded", "text/csv"]);
});

test("status() tells what happened", async (t) => {
  const vendor = await startVendor(t);
  const api = oauthAt(t, vendor);
  const pending = api.headers();
  assert.deepEqual([api.status().calling, api.status().hasToken], [true, false]);
  await pending;
  const { hasToken, calling, ageMs, renewalDueAt, expiresAt, tokenCalls: calls, failedCalls } = api.status();
  assert.deepEqual([hasToken, calling, calls, failedCalls], [true, false, 1, 0]);
  assert.ok(ageMs >= 0 && ageMs < 5_000);
  assert.ok(expiresAt - renewalDueAt >= 54_000 && expiresAt - renewalDueAt <= 66_000);
});

test("wrong credentials are bad_credentials, with the vendor's words", async (t) => {
  const vendor = await startVendor(t);
  const api = oauthAt(t, vendor, { secret: "not-the-secret" });
  await assert.rejects(api.headers(), {
    name: "AuthError", code: "bad_credentials", vendor: "capillary", vendorCode: "320001",
    vendorMessage: "Invalid client key and secret", retryable: false, status: 200,
  });
  assert.equal(api.status().lastError, "bad_credentials");
});

test("factories throw at once, methods only reject", async (t) => {
  assert.throws(() => capillaryOAuth({}), { code: "invalid_argument", field: "host" });
  const vendor = await startVendor(t);
  const api = oauthAt(t, vendor);
  for (const call of [() => api.fetch(), () => api.fetch("/", { signal: 1 }), () => api.headers({ signal: "x" }), () => api.token({ signal: {} })]) {
    let promise;
    assert.doesNotThrow(() => (promise = call()));
    assert.equal(await codeOf(promise), "invalid_argument");
  }
});

async function usedRequest() {
  const request = new Request("http://127.0.0.1/", { method: "POST", body: "{}" });
  await request.text();
  return request;
}

const WRONG_CALLS = {
  "no input": [(api) => api.fetch(), "invalid_argument", "input"],
  "a number for input": [(api) => api.fetch(7), "invalid_argument", "input"],
  "an input that is no URL": [(api) => api.fetch("https://"), "invalid_argument", "input"],
  "a header with a line break": [(api) => api.fetch("/", { headers: { "X-A": "Planted\nSecret" } }), "invalid_header_value", "headers"],
  "a body with GET": [(api) => api.fetch("/", { body: "{}" }), "invalid_argument", "body"],
  "a misspelt option of headers()": [(api) => api.headers({ atribution: null }), "unknown_option", "atribution"],
  "a BigInt for attribution": [(api) => api.headers({ attribution: 1n }), "invalid_argument", "attribution"],
  "a misspelt option of token()": [(api) => api.token({ sinal: undefined }), "unknown_option", "options"],
  "a method that is no text": [(api) => api.fetch("/", { method: 7 }), "invalid_argument", "method"],
  "a Request that was read before": [async (api) => api.fetch(await usedRequest()), "invalid_argument", "body"],
  "half an attribution": [(api) => api.headers({ attribution: { entityType: "TILL" } }), "invalid_argument", "attribution.entityCode"],
  "an unknown entity type": [(api) => api.fetch("/", { attribution: { entityType: "X", entityCode: "1" } }), "invalid_argument", "attribution.entityType"],
  "a BigInt for the attribution of a fetch": [(api) => api.fetch("/", { attribution: 1n }), "invalid_argument", "attribution"],
};

for (const [what, [call, code, field]] of Object.entries(WRONG_CALLS)) {
  test(`${what} is ${code} in ${field}, before anything is sent`, async (t) => {
    const vendor = await startVendor(t);
    await assert.rejects(call(oauthAt(t, vendor)), { name: "AuthError", code, field });
    assert.equal(vendor.count(), 0);
  });
}

test("invalidate() drops the token held, and only that", async (t) => {
  const vendor = await startVendor(t);
  const api = oauthAt(t, vendor);
  const first = await api.token();
  api.invalidate("another.token.x");
  assert.equal((await api.token()).value, first.value);
  api.invalidate(first);
  const second = await api.token();
  assert.notEqual(second.value, first.value);
  api.invalidate(first.value);
  assert.equal((await api.token()).value, second.value);
  assert.equal(tokenCalls(vendor), 2);
  assert.throws(() => api.invalidate(7), { code: "invalid_argument", field: "rejected" });
});

test("invalidate() drops the token however often it is called", async (t) => {
  const vendor = await startVendor(t);
  const api = oauthAt(t, vendor);
  const values = [];
  for (let round = 0; round < 4; round += 1) {
    values.push((await api.token()).value);
    api.invalidate();
    assert.equal(api.status().hasToken, false);
  }
  assert.equal(new Set(values).size, 4);
  assert.equal(api.status().rejections, 0);
});

test("a token that is dropped in any turn after it came harms nobody who waits for it", async () => {
  for (let turns = 0; turns < 40; turns += 1) {
    let dropping;
    async function drop() {
      for (let turn = 0; turn < 1_000 && !api.status().hasToken; turn += 1) await null;
      for (let turn = 0; turn < turns; turn += 1) await null;
      const { hasToken } = api.status();
      api.invalidate();
      return hasToken;
    }
    const fetch = async (url) => {
      if (!url.includes("token/generate")) return new Response("{}");
      dropping ??= drop();
      return Response.json({ data: { accessToken: "a.b.c", ttlSeconds: 300 } });
    };
    const api = capillaryOAuth({ host: "x.example", key: "key", secret: "secret", fetch });
    const { signal } = new AbortController();
    await Promise.all([api.headers(), api.headers({ signal }), api.token(), api.token({ signal }), api.fetch("/"), api.fetch("/", { signal })]);
    assert.ok(await dropping);
    await api.close();
  }
});

test("methods work without their owner, as clients call a fetch they are given", async (t) => {
  const vendor = await startVendor(t);
  const { fetch, headers, status, close } = oauthAt(t, vendor);
  assert.equal((await fetch(LOOK_UP)).status, 200);
  assert.deepEqual(Object.keys(await headers())[0], "X-CAP-API-OAUTH-TOKEN");
  assert.equal(status().hasToken, true);
  await close();
  await assert.rejects(fetch(LOOK_UP), { code: "closed" });
});

test("an object for a body is refused, since it would be sent as [object Object]", async (t) => {
  const vendor = await startVendor(t);
  for (const body of [{ a: 1 }, [1], Object.create(null)]) {
    await assert.rejects(oauthAt(t, vendor).fetch(CREATE, { method: "POST", body }), { code: "invalid_argument", field: "body" });
  }
  assert.equal(vendor.count(), 0);
});

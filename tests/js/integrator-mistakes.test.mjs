// What integrators get wrong, row by row of docs/integrator-mistakes.md.

import assert from "node:assert/strict";
import test from "node:test";
import { format } from "node:util";

import { imported } from "./installed.mjs";
import { mistakeRows } from "./mistake-table.mjs";
import { AuthError, CREATE, LOOK_UP, OLD_GET, assertNoLeak, apiCalls, capillary, manualClock, oauthAt, rejectionOf, startVendor, tokenCalls } from "./vendor.mjs";
import { WINDOW, inWebRealm } from "./web-realm.mjs";

const TOKEN = "eyJraWQiOiJrMSJ9.e30.c2ln";
const NOW = 1_700_000_000_000;
const HOST = "eu.api.capillarytech.com";
const rows = new Map(mistakeRows().map((row) => [row.id, row]));
const tested = [];

/**
 * The test of a row. It gets `fails`, which gives the error of a call and holds its code against those of the row; a row
 * that names a code has a test that meets it.
 */
function mistake(id, name, check) {
  tested.push(`${id} ${name}`);
  test(`mistake: ${id} ${name}`, async (t) => {
    const { codes } = rows.get(id);
    const met = new Set();
    const fails = async (call) => {
      const error = await rejectionOf((async () => call())());
      assert.ok(error instanceof AuthError, `not an AuthError: ${error}`);
      assert.ok(codes.includes(error.code), `${error.code} is not in the row: ${error.message}`);
      met.add(error.code);
      return error;
    };
    await check({ t, fails });
    assert.deepEqual([...met].sort(), [...new Set(codes)].sort(), "the row names a code that the test does not meet");
  });
}

const answered = (body, status = 200, headers = {}) => ({ status, headers, body });

mistake("C1", "the lifetime comes from the field that is there", () => {
  const body = { data: { accessToken: TOKEN, ttlSeconds: 300, expiresIn: 9_999 }, errors: null };
  const token = capillary.readTokenResponse(answered(body), { now: NOW });
  assert.deepEqual([token.lifetimeSeconds, token.expiresAt], [300, NOW + 300_000]);
  const { expiresAt } = capillary.readTokenResponse(answered({ data: { accessToken: TOKEN }, errors: null }), { now: NOW });
  assert.equal(expiresAt, null);
});

mistake("C2", "a token is kept as long as its answer says", async ({ t }) => {
  const clock = manualClock();
  const vendor = await startVendor(t);
  vendor.capillary.setLifetime(300);
  const api = oauthAt(t, vendor, { now: clock.now });
  await api.headers();
  clock.advance(200_000);
  await api.headers();
  assert.equal(tokenCalls(vendor), 1);
  clock.advance(101_000);
  await api.headers();
  assert.equal(tokenCalls(vendor), 2);
});

mistake("C3", "an invented shape is no token", async ({ fails }) => {
  const invented = { accessToken: TOKEN, expiresIn: 3600, tokenType: "Bearer" };
  await fails(() => capillary.readTokenResponse(answered(invented)));
});

mistake("C4", "a Bearer prefix does not pass", async ({ fails }) => {
  for (const prefix of ["Bearer ", "bearer "]) {
    await fails(() => capillary.oauthHeaders({ accessToken: `${prefix}${TOKEN}` }));
  }
});

mistake("C5", "attribution is chosen for each call", async ({ t }) => {
  const vendor = await startVendor(t);
  const api = oauthAt(t, vendor, { attribution: { entityCode: "till-1" } });
  const sent = async (init) => {
    await api.fetch(CREATE, { method: "POST", body: "{}", ...init });
    return vendor.requests.at(-1).headers["x-cap-api-attribution-entity-code"];
  };
  assert.equal(await sent({}), "till-1");
  assert.equal(await sent({ attribution: { entityCode: "till-2" } }), "till-2");
  assert.equal(await sent({ attribution: null }), undefined);
});

const WRONG_KEY = { data: null, errors: [{ code: 320001, message: "Invalid client key and secret" }] };

mistake("C6", "the vendor's code and words are on the error", async ({ fails }) => {
  const error = await fails(() => capillary.readTokenResponse(answered(WRONG_KEY, 401, { "X-Cap-Requestid": "r-1" })));
  const { vendorCode, vendorMessage, status, requestId } = error;
  assert.deepEqual([vendorCode, vendorMessage, status, requestId], ["320001", "Invalid client key and secret", 401, "r-1"]);
});

mistake("C7", "a 200 without a token is a typed error", async ({ fails }) => {
  assert.equal((await fails(() => capillary.readTokenResponse(answered(WRONG_KEY)))).code, "bad_credentials");
  const silent = await fails(() => capillary.readTokenResponse(answered({ data: null, errors: null })));
  assert.equal(silent.code, "malformed_response");
});

mistake("C8", "a rejected token is renewed", async ({ t }) => {
  const vendor = await startVendor(t);
  for (const [kill, path] of [["expireTokens", LOOK_UP], ["expireTokens", OLD_GET], ["revokeTokens", LOOK_UP], ["revokeTokens", OLD_GET]]) {
    const api = oauthAt(t, vendor);
    await api.headers();
    vendor.capillary[kill]();
    vendor.clearRequests();
    assert.doesNotMatch(await (await api.fetch(path)).text(), /"?code"?: ?"?(401|498)/);
    assert.deepEqual([tokenCalls(vendor), apiCalls(vendor)], [1, 2], `${kill} ${path}`);
  }
});

mistake("C9", "errors are judged by their codes", () => {
  const judged = (body) => capillary.classifyResponse(answered(body));
  assert.equal(judged({ errors: [{ status: false, code: 498, message: "Token expired" }] }), "token_expired");
  assert.equal(judged({ errors: [{ status: false, code: 8015, message: "Customer not found" }] }), "error");
  assert.equal(judged({ entity: {}, warnings: [], errors: [], success: true }), "ok");
  assert.equal(judged({ data: {}, errors: null }), "ok");
});

mistake("C10", "a page makes no token request", async ({ fails }) => {
  const client = { host: HOST, key: "my-key", secret: "my-secret" };
  const page = inWebRealm("index.cjs", WINDOW);
  await fails(() => page.capillary.tokenRequest(client));
  await fails(() => inWebRealm("server.cjs", WINDOW).capillaryOAuth(client));
});

mistake("C11", "what the package keeps does not print", async ({ t }) => {
  const vendor = await startVendor(t);
  const api = oauthAt(t, vendor);
  const token = await api.token();
  vendor.fault({ on: "token", body: WRONG_KEY });
  api.invalidate(token);
  const error = await rejectionOf(api.token());
  const { key, secret } = vendor.capillary.credentials;
  for (const value of [api, token, error, api.status()]) {
    assertNoLeak([value, format("%s %o %j", value, value, value)], [key, secret, token.value]);
  }
});

mistake("C12", "one token serves many calls", async ({ t }) => {
  const vendor = await startVendor(t);
  const api = oauthAt(t, vendor);
  for (let call = 0; call < 10; call += 1) await api.fetch(LOOK_UP);
  assert.deepEqual([tokenCalls(vendor), apiCalls(vendor)], [1, 10]);
});

mistake("C13", "a host carries no query", async ({ fails }) => {
  for (const end of ["?=null", "/?", "/v3?=null", "#x"]) {
    const error = await fails(() => capillary.tokenRequest({ host: `https://${HOST}${end}`, key: "my-key", secret: "my-secret" }));
    assert.equal(error.field, "host");
  }
});

mistake("C14", "look-ups carry no attribution", async ({ t }) => {
  const vendor = await startVendor(t);
  const api = oauthAt(t, vendor, { attribution: { entityType: "STORE_EXTERNAL_ID", entityCode: "7" } });
  await api.fetch(LOOK_UP);
  await api.fetch(CREATE, { method: "POST", body: "{}" });
  const codes = vendor.requests.filter(({ endpoint }) => endpoint === "api").map(({ headers }) => headers["x-cap-api-attribution-entity-code"]);
  assert.deepEqual(codes, [undefined, "7"]);
});

mistake("C15", "a password is hashed in UTF-8", () => {
  const { passwordMd5 } = capillary.basicCredentials("store.server", "p\u00e4ssword");
  assert.equal(passwordMd5, "8e1843033a0f6ee52e2f618aa8ebbef4");
});

mistake("C16", "half an attribution does not pass", async ({ fails }) => {
  const till = { username: "store.server", password: "server123" };
  await fails(() => capillary.basicHeaders({ ...till, attribution: { lookupType: "WECHAT" } }));
  await fails(() => capillary.basicHeaders({ ...till, attribution: { lookup: "abc" } }));
  await fails(() => capillary.oauthHeaders({ accessToken: TOKEN, attribution: { entityType: "TILL" } }));
});

mistake("C17", "a status counts where the body says nothing", () => {
  const judged = (status) => capillary.classifyResponse(answered("<html>", status));
  assert.deepEqual([401, 403, 429, 503].map(judged), ["token_invalid", "forbidden", "retry_later", "retry_later"]);
});

mistake("C18", "the caller's token field is replaced", async ({ t }) => {
  const vendor = await startVendor(t);
  const api = oauthAt(t, vendor);
  const { value } = await api.token();
  for (const name of ["x-cap-api-oauth-token", "X-CAP-API-OAUTH-TOKEN", "X-Cap-Api-OAuth-Token"]) {
    assert.equal((await api.fetch(LOOK_UP, { headers: { [name]: "somebody-else" } })).status, 200);
    const fields = vendor.requests.at(-1).rawHeaders.filter(([sent]) => sent.toLowerCase() === name.toLowerCase());
    assert.deepEqual(fields.map(([, sent]) => sent === value), [true]);
  }
});

mistake("C19", "failures keep what they are", async ({ t }) => {
  const vendor = await startVendor(t);
  const api = oauthAt(t, vendor);
  for (const status of [400, 403, 429, 521]) {
    vendor.fault({ on: "api", status, body: { errors: [{ code: 4000, message: "no" }] } });
    const response = await api.fetch(LOOK_UP);
    assert.deepEqual([response.status, (await response.json()).errors[0].code], [status, 4000]);
  }
  vendor.capillary.expireTokens();
  vendor.fault({ on: "token", status: 503, headers: { "Retry-After": "7" } });
  const { code, status, retryable, retryAfterMs } = await rejectionOf(api.fetch(LOOK_UP));
  assert.deepEqual({ code, status, retryable, retryAfterMs }, { code: "http_error", status: 503, retryable: true, retryAfterMs: 7_000 });
});

mistake("C20", "response fields have no case", () => {
  for (const headers of [{ "X-Cap-Requestid": "r-1" }, { "x-cap-requestid": "r-1" }, new Headers({ "X-CAP-REQUESTID": "r-1" })]) {
    assert.throws(() => capillary.readTokenResponse(answered(WRONG_KEY, 200, headers)), { requestId: "r-1" });
  }
});

mistake("C21", "field names are written for you", () => {
  const headers = capillary.oauthHeaders({ accessToken: TOKEN, attribution: { entityType: "STORE_CODE", entityCode: "7" } });
  assert.deepEqual(Object.keys(headers).filter((name) => name.includes("ATTRIBUTION")), [
    "X-CAP-API-ATTRIBUTION-ENTITY-TYPE",
    "X-CAP-API-ATTRIBUTION-ENTITY-CODE",
  ]);
});

test("every row of the table has its test, and every test its row", () => {
  assert.deepEqual(tested, [...rows.values()].map(({ id, name }) => `${id} ${name}`));
});

test("a line that is no row of the table is not passed over", () => {
  const row = "| C1 | It is wrong. | **refused** `invalid_argument` | it is refused |";
  assert.deepEqual(mistakeRows(`text\n| row | mistake |\n|---|---|\n${row}\n`), [
    { id: "C1", name: "it is refused", outcome: "refused", codes: ["invalid_argument"] },
  ]);
  for (const broken of [row.replace("refused**", "denied**"), row.replace("C1", "first"), "| C1 | It is wrong. |"]) {
    assert.throws(() => mistakeRows(broken), /no row of mistakes/);
  }
});

// What integrators get wrong, row by row of docs/integrator-mistakes.md.

import assert from "node:assert/strict";
import test from "node:test";
import { format } from "node:util";

import { imported } from "./installed.mjs";
import { mistakeRows } from "./mistake-table.mjs";
import { AuthError, CREATE, LOOK_UP, OLD_GET, assertNoLeak, apiCalls, capillary, manualClock, oauthAt, rejectionOf, startVendor, tokenCalls } from "./vendor.mjs";
import { WINDOW, inWebRealm } from "./web-realm.mjs";

const { caxton, pledg, signJwtHs256 } = await imported("commerce-auth");
const { caxtonAccount, pledgAccessToken } = await imported("commerce-auth/server");

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
  const error = await fails(() => capillary.readTokenResponse(answered({ data: { accessToken: "mock", expiresIn: 3600 } })));
  assert.equal(error.field, "/data/ttlSeconds");
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

const MOBILE = { channel: "mobile", host: HOST, brand: "BRAND", identifierType: "MOBILE", identifierValue: "919900000000" };

/** What the auth engine answers: with role VIEW before the password, USER behind it. */
const session = (role) =>
  capillary.customer.readResponse(
    answered({
      status: { success: true, code: 200, message: "SUCCESS" },
      auth: { token: TOKEN, key: null },
      user: { appRegistered: true, sessionId: "D-0b5fa8a2-0000-4000-8000-000000000000", role, userRegisteredForPassword: false },
    }),
    { now: NOW },
  );

mistake("C22", "a session that is stored shows nothing", () => {
  const found = session("VIEW");
  assertNoLeak([JSON.stringify(found), String(found), format("%s %o %j", found, found, found)], [TOKEN, found.sessionId]);
});

mistake("C23", "a device id is asked for", async ({ fails }) => {
  const error = await fails(() => capillary.customer.tokenRequest(MOBILE));
  assert.equal(error.field, "deviceId");
  const { body } = capillary.customer.tokenRequest({ ...MOBILE, deviceId: "device-7" });
  assert.equal(JSON.parse(body).deviceId, "device-7");
});

mistake("C24", "a session before the password is no login", () => {
  assert.deepEqual([session("VIEW").role, session("VIEW").loggedIn], ["VIEW", false]);
  assert.deepEqual([session("USER").role, session("USER").loggedIn], ["USER", true]);
});

mistake("C25", "customer calls are only built", ({ t }) => {
  const { mock } = t.mock.method(globalThis, "fetch", () => Promise.reject(new Error("nobody may call")));
  const request = capillary.customer.otpRequest({ ...MOBILE, deviceId: "device-7", sessionId: "D-1" });
  assert.deepEqual([request.method, new URL(request.url).pathname, mock.callCount()], ["POST", "/auth/v1/otp/generate", 0]);
});

mistake("C26", "an event without the fields of its webhook does not pass", async ({ fails }) => {
  const expected = { "X-Shop-Key": ["the new key", "the old key"] };
  assert.equal((await fails(() => capillary.verifyWebhook({ headers: {}, expected }))).code, "signature_missing");
  assert.equal((await fails(() => capillary.verifyWebhook({ headers: { "x-shop-key": "a guess" }, expected }))).code, "signature_mismatch");
  capillary.verifyWebhook({ headers: new Headers({ "x-shop-key": "the old key" }), expected });
});

mistake("C27", "a framework caches no token call", async ({ t }) => {
  const vendor = await startVendor(t);
  const { fetch: plain } = globalThis;
  const kept = [];
  // As Next patches it: whatever does not say otherwise is kept.
  const caching = (url, init) => (init?.cache === "no-store" || kept.push(String(url)), plain(url, init));
  globalThis.fetch = Object.assign(caching, { __nextPatched: true, _nextOriginalFetch: plain });
  t.after(() => (globalThis.fetch = plain));
  for (const fetch of [undefined, (url, init) => caching(url, init)]) {
    const api = oauthAt(t, vendor, fetch && { fetch });
    assert.equal((await api.fetch(LOOK_UP)).status, 200);
  }
  assert.equal(tokenCalls(vendor), 2);
  assert.deepEqual(kept.filter((url) => url.includes("/token/")), []);
  assert.equal(kept.length, 2, "API calls are the caller's to cache");
});

/** The back-mode sample of Pledg's page on notifications (V14), its secret and its signature. */
const PAID = {
  created_at: "2019-04-04T12:20:34.97138Z",
  id: "test-valid",
  additional_data: {},
  metadata: {},
  status: "completed",
  sandbox: "true",
  error: "",
  reference: "PLEDG_1086986786391",
  signature: "B1C777835C01CA96AC4C3097FD46A7CA49B92BE157EDE0CB3552880D12A15359",
};
const PAID_SECRET = "SECRET";
const TRANSFER = { reference: "purchase_reference", transfer_order_item_uid: "tri_1", amount_cents: 10_000 };
const FAILURE = { reference: "purchase_reference", purchase_state: "PRIMARY_KO", purchase_uid: "pur_1" };
const MERCHANT_SECRET = "a merchant's secret of 32 bytes!";

const verify = (body, options) => pledg.verifyNotification(body, options);
const signed = (claims, secret = MERCHANT_SECRET, options = {}) => ({ signature: signJwtHs256(claims, secret, options) });

mistake("P1", "a boolean is written as true or false", () => {
  for (const sandbox of [true, "true"]) {
    const { kind, trust } = verify({ ...PAID, sandbox }, { secret: PAID_SECRET });
    assert.deepEqual([kind, trust], ["back", "signed"]);
  }
  assert.throws(() => verify({ ...PAID, sandbox: "1" }, { secret: PAID_SECRET }), { code: "signature_mismatch" });
});

mistake("P2", "a null error is no missing one", () => {
  const { trust, verified } = verify({ ...PAID, error: null }, { secret: PAID_SECRET });
  assert.deepEqual([trust, verified.reference], ["signed", PAID.reference]);
});

mistake("P3", "a wrong signature is wrong wherever it differs", async ({ fails }) => {
  for (const at of [0, 31, 63]) {
    const digit = PAID.signature[at] === "0" ? "1" : "0";
    const signature = PAID.signature.slice(0, at) + digit + PAID.signature.slice(at + 1);
    await fails(() => verify({ ...PAID, signature }, { secret: PAID_SECRET }));
  }
});

mistake("P4", "a forged failure does not pass", async ({ fails }) => {
  await fails(() => verify(signed(FAILURE, "the forger's own secret"), { secret: MERCHANT_SECRET }));
  const { kind, verified } = verify(signed(FAILURE), { secret: MERCHANT_SECRET });
  assert.deepEqual([kind, verified.reference], ["error", FAILURE.reference]);
});

mistake("P5", "a list of secrets needs no look-up", async ({ fails }) => {
  const { verified } = verify(signed(TRANSFER), { secret: ["the first merchant's", MERCHANT_SECRET, "the third's"] });
  assert.equal(verified.reference, TRANSFER.reference);
  await fails(() => verify(signed(TRANSFER), { secret: ["the first merchant's", "the third's"] }));
});

mistake("P6", "algorithm and expiry are minded", async ({ fails }) => {
  const [, payload] = signed(TRANSFER).signature.split(".");
  const unsigned = `${Buffer.from('{"alg":"none"}').toString("base64url")}.${payload}.`;
  const none = await fails(() => verify({ signature: unsigned }, { secret: MERCHANT_SECRET }));
  assert.equal(none.code, "malformed_jwt");
  const late = await fails(() => verify(signed(TRANSFER, MERCHANT_SECRET, { expiresAt: NOW }), { secret: MERCHANT_SECRET, now: NOW + 1 }));
  assert.equal(late.code, "token_expired");
});

mistake("P7", "back mode vouches for no amount", async ({ fails }) => {
  await fails(() => verify(PAID, { secret: PAID_SECRET, expect: { amountCents: 10_000 } }));
});

mistake("P8", "a transfer of another amount does not pass", async ({ fails }) => {
  const expecting = (amountCents) => verify(signed(TRANSFER), { secret: MERCHANT_SECRET, expect: { amountCents } });
  await fails(() => expecting(9_999));
  assert.equal(expecting(10_000).kind, "transfer");
});

mistake("P9", "an unsigned notification does not pass for signed", async ({ fails }) => {
  const clear = { ...TRANSFER, created: "2020-09-17 15:00:02.052177", merchant_uid: "mer_1", purchase_uid: "pur_1" };
  await fails(() => verify(clear, { secret: MERCHANT_SECRET }));
  const { signature, ...stripped } = PAID;
  await fails(() => verify(stripped, { secret: PAID_SECRET }));
  assert.equal(verify(clear, { secret: null }).trust, "unsigned");
});

const purchase = (amountCents) => ({ merchantUid: "mer_test", title: "Chair", reference: "ref_1", amountCents });

mistake("P10", "a fraction of a cent is no amount", async ({ fails }) => {
  for (const amount of [20.15 * 100, 0.5]) await fails(() => pledg.signPurchase(purchase(amount), MERCHANT_SECRET));
});

mistake("P11", "a whole amount has no fraction", () => {
  const [, payload] = pledg.signPurchase(purchase(Math.round(20.15 * 100)), MERCHANT_SECRET).split(".");
  assert.match(Buffer.from(payload, "base64url").toString(), /"amountCents":2015[,}]/);
});

/** A `fetch` that answers every call alike, and the addresses it was called with. */
function answering(body, status = 200) {
  const urls = [];
  const fetch = async (url) => {
    urls.push(url);
    return new Response(JSON.stringify(body), { status, headers: { "Content-Type": "application/json" } });
  };
  return { urls, fetch };
}

mistake("P12", "one access token serves many calls", async ({ t }) => {
  const { urls, fetch } = answering({ access_token: TOKEN, token_type: "Bearer", expires_in: 600 });
  const api = pledgAccessToken({ environment: "staging", key: "my-key", secret: "my-secret", fetch });
  t.after(() => api.close());
  for (let call = 0; call < 10; call += 1) assert.equal((await api.headers()).Authorization, `Bearer ${TOKEN}`);
  assert.equal((await api.token()).lifetimeSeconds, 600);
  assert.deepEqual(urls, ["https://staging.back.ecard.pledg.co/api/token"]);
});

const CLIENT = { username: "my-username", clientname: "cxtnclient" };
const ACCOUNT = { environment: "sandbox", username: "my-username", clientPassword: "my-client-password" };

mistake("P13", "what is verified has one type", () => {
  const answers = [{}, { sandbox: true }, { error: null }].map((changed) => verify({ ...PAID, ...changed }, { secret: PAID_SECRET }));
  for (const { verified, sandbox, outcome, key } of answers) {
    assert.deepEqual([verified.sandbox, verified.error, sandbox, outcome, key], ["true", "", true, "completed", PAID.id]);
  }
});

mistake("P14", "settings of the plugin are left out", async ({ fails }) => {
  const settings = { onClose: () => {}, onSetback: () => {}, onCheckValidity: () => {}, onPaymentSolutionsAccess: () => {}, configure: {}, containerElement: {} };
  assert.equal(pledg.signPurchase({ ...purchase(2000), ...settings }, MERCHANT_SECRET), pledg.signPurchase(purchase(2000), MERCHANT_SECRET));
  const error = await fails(() => pledg.signPurchase({ ...purchase(2000), onPaid: () => {} }, MERCHANT_SECRET));
  assert.equal(error.field, "onPaid");
});

mistake("P15", "an address is no text", async ({ fails }) => {
  const address = { city: "Paris" };
  const error = await fails(() => pledg.signPurchase({ ...purchase(2000), address: JSON.stringify(address) }, MERCHANT_SECRET));
  assert.equal(error.field, "address");
  assert.ok(pledg.signPurchase({ ...purchase(2000), address }, MERCHANT_SECRET));
});

mistake("P16", "a purchase is whole", async ({ fails }) => {
  for (const name of ["amountcents", "amount_cents", "merchantUID"]) {
    await fails(() => pledg.signPurchase({ ...purchase(2000), [name]: 5 }, MERCHANT_SECRET));
  }
  await fails(() => pledg.signPurchase({}, MERCHANT_SECRET));
  await fails(() => pledg.signPurchase(purchase(2000), MERCHANT_SECRET, { expiresAt: NOW - 1, now: NOW }));
});

mistake("P17", "an end that is written down is set", async ({ fails }) => {
  const error = await fails(() => pledg.signPurchase(purchase(2000), MERCHANT_SECRET, { expiresAt: undefined }));
  assert.equal(error.field, "expiresAt");
});

mistake("P18", "what the customer comes back with is no payment", async ({ fails }) => {
  const back = (parameters, secret = MERCHANT_SECRET) => pledg.readReturn(new URL(`https://shop.example/back?${new URLSearchParams(parameters)}`), { secret });
  assert.deepEqual(back({ pledg_result: "{}" }), { kind: "result", trust: "unsigned", error: null });
  const failure = { type: "abandonment", reference: "ref_1" };
  assert.equal((await fails(() => back({ pledg_error: JSON.stringify(failure) }))).code, "signature_missing");
  assert.equal((await fails(() => back({ pledg_error: JSON.stringify(signed(failure, "the forger's own secret")) }))).code, "signature_mismatch");
  assert.equal(back({ pledg_error: JSON.stringify(signed(failure)) }).error.reference, "ref_1");
});

mistake("P19", "a body is taken whole, whatever it is called", async ({ fails }) => {
  const { signature } = signed(TRANSFER);
  const body = JSON.stringify({ signature });
  const form = new URLSearchParams({ signature }).toString();
  for (const whole of [body, Buffer.from(body), form, Buffer.from(form)]) {
    assert.equal(verify(whole, { secret: MERCHANT_SECRET }).verified.reference, TRANSFER.reference);
  }
  for (const cut of ["", "{", body.slice(0, -2), Buffer.from(body).subarray(0, 20), Buffer.alloc(0)]) {
    await fails(() => verify(cut, { secret: MERCHANT_SECRET }));
  }
  for (const secret of ["", []]) assert.equal((await fails(() => verify(body, { secret }))).field, "secret");
});

mistake("P20", "a signed error is no payment", async ({ fails }) => {
  const error = signed(FAILURE);
  const { kind, trust, outcome } = verify(error, { secret: MERCHANT_SECRET });
  assert.deepEqual([kind, trust, outcome], ["error", "signed", "failed"]);
  assert.equal((await fails(() => verify(error, { secret: MERCHANT_SECRET, expect: { amountCents: 2000 } }))).field, "amountCents");
});

mistake("X1", "paths are joined with one slash", () => {
  for (const host of ["https://sandbox.caxton.io/api/", "https://sandbox.caxton.io/api"]) {
    assert.equal(caxton.registerRequest({ host, ...CLIENT }).url, "https://sandbox.caxton.io/api/clients/auth/register");
  }
});

const envelope = (model, expected) => answered({ Content: { Model: model, ExpectedResponses: expected } });

mistake("X2", "success is what was expected", async ({ fails }) => {
  const created = { ApplicantId: 12_345, ApiStatusCode: 314, ApiStatus: "Success", ApiStatusDescription: "Success" };
  assert.equal(caxton.readEnvelope(envelope(created, ["Success"])).model.ApplicantId, 12_345);
  const error = await fails(() => caxton.readEnvelope(envelope({ ...created, ApiStatusCode: 100, ApiStatus: "IsValid" }, ["Success"])));
  assert.equal(error.vendorCode, "100");
});

mistake("X3", "the life of a password is an instant", () => {
  const model = { ClientPassword: "my-client-password", StartDate: "2023-08-23T10:55:45.0645017Z", EndDate: "2023-09-22T10:55:45.0645017", PublicKey: "k", ApiStatusCode: 100, ApiStatus: "IsValid", ApiStatusDescription: "Valid" };
  const { startsAt, endsAt } = caxton.readRegisterResponse(envelope(model, ["IsValid"]), { now: NOW });
  assert.deepEqual([startsAt, endsAt], [Date.UTC(2023, 7, 23, 10, 55, 45, 64), Date.UTC(2023, 8, 22, 10, 55, 45, 64)]);
});

mistake("X4", "a password ends", async ({ t, fails }) => {
  const { urls, fetch } = answering({ access_token: TOKEN, token_type: "bearer", expires_in: 2_591_999 });
  const api = caxtonAccount({ ...ACCOUNT, passwordEndsAt: NOW, now: () => NOW + 1, fetch });
  t.after(() => api.close());
  await fails(() => api.headers());
  assert.deepEqual(urls, []);
});

mistake("X5", "a failure registers nothing", async ({ t }) => {
  const { urls, fetch } = answering({ error: "invalid_grant" }, 400);
  const api = caxtonAccount({ ...ACCOUNT, fetch });
  t.after(() => api.close());
  await rejectionOf(api.headers());
  assert.deepEqual(urls, ["https://sandbox.caxton.io/api/token"]);
});

mistake("X6", "the form has the documented names", () => {
  const { body } = caxton.tokenRequest(ACCOUNT);
  assert.deepEqual([...new URLSearchParams(body)], [["Grant_Type", "password"], ["Username", "my-username"], ["Password", "my-client-password"]]);
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

// A vendor described as data: the profiles of tests/profiles on the package, and an authenticator made of one.

import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import test from "node:test";
import { inspect } from "node:util";

import { runModule } from "./child.mjs";
import { imported, required } from "./installed.mjs";
import { JSON_FIELDS, LOOK_UP, startVendor, tokenCalls } from "./vendor.mjs";
import { WINDOW, inWebRealm } from "./web-realm.mjs";

const NOW = 1_700_000_000_000;
const folder = new URL("../profiles/", import.meta.url);
const FILES = readdirSync(folder).filter((name) => name.endsWith(".json"));
const read = (file) => JSON.parse(readFileSync(new URL(file, folder), "utf8"));

const { AuthError } = await imported("commerce-auth");
const { defineProfile } = await imported("commerce-auth/server");
const { profileAuthenticator } = await imported("commerce-auth/server");
const { assertNoLeak } = await imported("commerce-auth/testing");

test("there are profiles", () => assert.ok(FILES.length >= 8));

for (const [form, api] of Object.entries({ import: { defineProfile }, require: required("commerce-auth/server") })) {
  for (const file of FILES) {
    const { profile: data, credentials, request, answers, headers, classify } = read(file);
    test(`${file} by ${form}`, () => {
      const profile = api.defineProfile(data);
      assert.deepEqual(profile.tokenRequest(credentials), request);
      assert.deepEqual(profile.headers(headers.token), headers.expected);
      for (const { name, response, expected } of answers) assert.deepEqual(outcome(profile, response), expected, name);
      for (const [meaning, status, body] of classify) {
        assert.equal(profile.classifyResponse({ status, body: JSON.stringify(body) }), meaning);
      }
    });
  }
}

function outcome(profile, given) {
  // As fetch gives it: the body is text.
  const response = { ...given, body: typeof given.body === "string" ? given.body : JSON.stringify(given.body) };
  try {
    const token = profile.readTokenResponse(response, { now: NOW });
    const { obtainedAt, problems, ...shown } = Object.fromEntries(Object.entries(token));
    assert.equal(obtainedAt, NOW);
    assert.ok(Array.isArray(problems));
    return { token: { value: token.value, ...shown, ...(token.refreshToken && { refreshToken: token.refreshToken }) } };
  } catch (error) {
    assert.ok(error instanceof AuthError, inspect(error));
    const { name, message, vendor, retryable, ...rest } = error.toJSON();
    return { error: retryable ? { ...rest, retryable } : rest };
  }
}

const SHOP = {
  name: "shop",
  request: { url: "https://auth.shop.example/token", encoding: "json", clientAuthentication: "body", fields: { s: "{secret}" } },
  response: { token: "/token", refreshToken: "/refresh" },
};

test("a profile is frozen, keeps what it was made of, and gives it back", () => {
  const data = structuredClone(SHOP);
  const profile = defineProfile(data);
  data.request.url = "https://elsewhere.example/";
  assert.equal(profile.name, "shop");
  assert.ok(Object.isFrozen(profile));
  assert.equal(profile.tokenRequest({ secret: "s" }).url, "https://auth.shop.example/token");
  assert.deepEqual(JSON.parse(JSON.stringify(profile)), SHOP);
  profile.toJSON().request.url = "https://elsewhere.example/";
  assert.equal(profile.tokenRequest({ secret: "s" }).url, "https://auth.shop.example/token");
});

test("a mistake is named with its JSON pointer", () => {
  const mistaken = structuredClone(SHOP);
  mistaken.request.feilds = {};
  assert.throws(() => defineProfile(mistaken), { name: "AuthError", code: "unknown_option", field: "/request/feilds" });
  assert.throws(() => defineProfile(), { code: "invalid_argument", field: "profile" });
  const cyclic = structuredClone(SHOP);
  cyclic.self = cyclic;
  assert.throws(() => defineProfile(cyclic), { code: "invalid_argument" });
});

test("G11: a refresh token does not show either", () => {
  const token = defineProfile(SHOP).readTokenResponse({ status: 200, body: { token: "visible-a", refresh: "planted-refresh-token" } });
  assert.equal(token.refreshToken, "planted-refresh-token");
  for (const text of [inspect(token, { showHidden: true }), JSON.stringify(token), String(token), `${{ ...token }.refreshToken}`]) {
    assertNoLeak(text, ["planted-refresh-token"]);
  }
});

test("a browser builds no token request", () => {
  const browser = inWebRealm("server.cjs", WINDOW);
  const profile = browser.defineProfile(SHOP);
  assert.throws(() => profile.tokenRequest({ secret: "s" }), { code: "server_only" });
  assert.deepEqual(profile.headers("t").Authorization, "Bearer t");
});

/** Capillary's flow once more, by nothing but data. */
const CAPILLARY = {
  name: "capillary-by-hand",
  request: {
    url: "{host}/v3/oauth/token/generate",
    encoding: "json",
    clientAuthentication: "body",
    fields: { key: "{key}", secret: "{secret}" },
  },
  response: { token: "/data/accessToken", lifetimeSeconds: "/data/ttlSeconds", errors: [{ pointer: "/errors", meanings: { 320001: "bad_credentials" } }] },
  header: { name: "X-CAP-API-OAUTH-TOKEN", format: "{token}" },
  rejected: { status: [401], body: [{ pointer: "/response/status/code", in: ["498", "401"] }] },
};

test("an authenticator made of data obtains, uses and renews a token", async (t) => {
  const vendor = await startVendor(t);
  for (const profile of [CAPILLARY, defineProfile(CAPILLARY)]) {
    vendor.requests.length = 0;
    const credentials = { host: vendor.url, ...vendor.capillary.credentials };
    const api = profileAuthenticator(profile, credentials, { dangerouslyAllowInsecureHttp: "loopback" });
    t.after(() => api.close());
    assert.equal((await api.fetch(LOOK_UP, { headers: JSON_FIELDS })).status, 200);
    vendor.capillary.expireTokens();
    assert.equal((await api.fetch("/v1.1/customer/get", { headers: JSON_FIELDS })).status, 200);
    assert.equal(tokenCalls(vendor), 2);
    assert.deepEqual(Object.keys(await api.headers()), ["X-CAP-API-OAUTH-TOKEN"]);
    await assert.rejects(api.headers({ attribution: { entityCode: "1" } }), { code: "invalid_argument", field: "attribution" });
  }
});

test("G5: where a profile says nothing of errors, a 401 rejects the token whatever its words", async (t) => {
  const vendor = await startVendor(t);
  const { response: { errors, ...response }, rejected, ...rest } = CAPILLARY;
  const api = profileAuthenticator({ ...rest, response }, { host: vendor.url, ...vendor.capillary.credentials }, { dangerouslyAllowInsecureHttp: "loopback" });
  t.after(() => api.close());
  await api.headers();
  vendor.fault({ on: "api", status: 401, body: { error: "access_denied" } });
  assert.equal((await api.fetch(LOOK_UP, { headers: JSON_FIELDS })).status, 200);
  assert.equal(tokenCalls(vendor), 2);
});

/** What an API's answer of these makes of a token, under this profile: how many tokens were asked for, and which status came. */
async function renewed(t, profile, answer) {
  const vendor = await startVendor(t);
  const api = profileAuthenticator(profile, { host: vendor.url, ...vendor.capillary.credentials }, { dangerouslyAllowInsecureHttp: "loopback" });
  t.after(() => api.close());
  await api.headers();
  vendor.fault({ on: "api", ...answer });
  const { status } = await api.fetch(LOOK_UP, { headers: JSON_FIELDS });
  return [tokenCalls(vendor) - 1, status];
}

test("G5: what the codes of the token endpoint mean renews nothing that an API answers", async (t) => {
  const { rejected, ...rest } = CAPILLARY;
  const errors = [{ pointer: "/errors", meanings: { 498: "token_expired", 17: "bad_credentials", 18: "forbidden" } }];
  const profile = { ...rest, response: { ...rest.response, errors } };
  const withCode = (code) => ({ errors: [{ code }] });
  assert.deepEqual(await renewed(t, profile, { status: 200, body: withCode(498) }), [0, 200]);
  assert.deepEqual(await renewed(t, profile, { status: 400, body: withCode(498) }), [0, 400]);
  for (const code of [17, 18]) assert.deepEqual(await renewed(t, profile, { status: 401, body: withCode(code) }), [1, 200]);
  const rejecting = { ...profile, rejected: { body: [{ pointer: "/errors/0/code", in: [498] }] } };
  for (const status of [200, 400]) assert.deepEqual(await renewed(t, rejecting, { status, body: withCode(498) }), [1, 200]);
  assert.deepEqual(await renewed(t, rejecting, { status: 401, body: withCode(17) }), [1, 200]);
  assert.deepEqual(await renewed(t, { ...profile, rejected: { status: [498] } }, { status: 401, body: withCode(17) }), [0, 401]);
  assert.deepEqual(await renewed(t, { ...profile, rejected: { status: [401, 498] } }, { status: 401, body: withCode(17) }), [1, 200]);
});

test("what JSON cannot carry is refused as well", () => {
  const profile = { ...SHOP, response: { ...SHOP.response, defaultLifetimeSeconds: NaN } };
  assert.throws(() => defineProfile(profile), { code: "invalid_argument", field: "/response/defaultLifetimeSeconds" });
  assert.throws(() => defineProfile(SHOP).tokenRequest({ secret: "«redacted»" }), { code: "invalid_argument", field: "secret" });
});

test("an opaque token is no bad JWT", () => {
  const { claims, problems } = defineProfile(SHOP).readTokenResponse({ status: 200, body: { token: "6F0-ZTOYwp4P7b6ngXx5" } });
  assert.deepEqual([claims, problems], [null, []]);
  const cut = defineProfile(SHOP).readTokenResponse({ status: 200, body: { token: "eyJhbGciOiJSUzI1NiJ9.eyJleHAiOjEyfQ" } });
  assert.equal(cut.problems.length, 1);
});

test("an authenticator made of data refuses what cannot work at once", async (t) => {
  const credentials = { host: "x.example", key: "k", secret: "s" };
  assert.throws(() => profileAuthenticator({ ...CAPILLARY, name: "" }, credentials), { code: "invalid_argument", field: "/name" });
  assert.throws(() => profileAuthenticator(CAPILLARY, { host: "x.example", key: "k" }), { code: "invalid_argument", field: "secret" });
  assert.throws(() => profileAuthenticator(CAPILLARY, credentials, { timeoutms: 1 }), { code: "unknown_option", field: "timeoutms" });
  assert.throws(() => profileAuthenticator(CAPILLARY, credentials, 7), { code: "invalid_argument", field: "common" });
  assert.throws(() => profileAuthenticator(CAPILLARY, { ...credentials, host: "http://x.example" }), { code: "insecure_url", field: "host" });
  assert.throws(() => profileAuthenticator(), { code: "invalid_argument", field: "profile" });
  const api = profileAuthenticator(SHOP, { secret: "s" });
  t.after(() => api.close());
  await assert.rejects(api.fetch("https://elsewhere.example/"), { code: "foreign_origin" });
});

const HOSTILE = `
  import { checkProfile } from "commerce-auth/server";
  const odd = (depth) => (depth === 0 ? Array(50_000).fill("{a-b}") : { ["n".repeat(5_000)]: odd(depth - 1) });
  const request = { url: "https://shop.example/token", encoding: "json", clientAuthentication: "none", fields: odd(80) };
  const profiles = [
    { name: "deep", request, response: { token: "/token" } },
    { name: "wide", oneOf: { ["n".repeat(1_000_000)]: Array(300_000).fill(5) }, headers: { key: "{key}" }, baseUrl: "https://shop.example" },
  ];
  console.log(JSON.stringify(profiles.map((profile) => checkProfile(profile).mistakes.map(({ field }) => field))));
`;

test("a long place of many mistakes is written down for those that are told, and with the beginnings of its names", async () => {
  const { signal, stderr, stdout } = await runModule(HOSTILE);
  assert.deepEqual([signal, stderr], [null, ""]);
  const [deep, wide] = JSON.parse(stdout);
  const name = `${"n".repeat(100)}…`;
  assert.deepEqual(deep, Array.from({ length: 16 }, (_, index) => `/request/fields/${Array(80).fill(name).join("/")}/${index}`));
  assert.equal(wide.length, 16);
  assert.equal(wide[0], `/oneOf/${name}/0`);
});

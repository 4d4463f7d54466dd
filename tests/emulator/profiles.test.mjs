// The emulator plays any profile: profileAuthenticator goes through it for every ready description, and for shapes that none of
// them has; what is wrong is refused where the profile's rules look for it.

import assert from "node:assert/strict";
import { createPrivateKey, generateKeyPairSync } from "node:crypto";
import test from "node:test";
import { inspect } from "node:util";

import { imported } from "../package/installed.mjs";
import { assertNoLeak, startEmulator } from "./installed.mjs";

const profiles = await imported("commerce-auth/profiles");
const { checkProfile, defineProfile, profileAuthenticator } = await imported("commerce-auth/server");

const TOKEN_AS_BODY = {
  name: "bare",
  request: { url: "https://auth.bare.example/token?tenant={tenant}", method: "GET", clientAuthentication: "none", headers: { "x-login": "{base64(user:pin)}" } },
  response: { as: "text", defaultLifetimeSeconds: 120 },
  headers: { "x-session": "bare {token}", "x-both": "{base64(user:token)}", "x-version": "7" },
  baseUrl: "https://api.bare.example/v1",
};
const IN_THE_QUERY = {
  name: "in-the-query",
  request: { url: "https://{shop}.query.example/token", encoding: "query", method: "GET", clientAuthentication: "body", fields: { id: "{appId}", secret: "{appSecret}" } },
  response: { token: "/data/0/token", expiresAt: "/data/0/end", errors: [{ pointer: "/errors", code: "number", message: "text", meanings: { 40: "bad_credentials", 41: "token_invalid" } }] },
  query: { access_token: "{token}", app: "{appId}" },
  rejected: { status: [], body: [{ pointer: "/errors/0/number", in: [41] }] },
};
const NESTED = {
  name: "nested",
  request: { url: "https://{host}/login", encoding: "text-json", clientAuthentication: "body", fields: { data: { user: "{user}", pins: ["{pin}", 7, true, null] } } },
  response: { token: "/a~1b/token", lifetimeSeconds: "/ttl", tokenType: "/type", refreshToken: "/refresh" },
  header: { name: "x-token" },
};
const assertion = (algorithm) => ({
  name: `signed-${algorithm.toLowerCase()}`,
  request: {
    url: "https://auth.signed.example/token",
    clientAuthentication: "none",
    fields: { grant_type: "urn:ietf:params:oauth:grant-type:jwt-bearer", assertion: "{assertion}" },
    assertion: { algorithm, key: "{privateKey}", header: { kid: "{keyId}" }, claims: { iss: "{clientId}", aud: "https://auth.signed.example/token", scopes: ["a"] }, lifetimeSeconds: 300 },
  },
  response: { token: "/access_token", lifetimeSeconds: "/expires_in" },
  headers: { Authorization: "Bearer {token}", "x-client": "{clientId}" },
});
const STATIC_QUERY = { name: "keys", baseUrl: "https://api.keys.example", query: { key: "{apiKey}" }, headers: { "x-region": "{region}" }, public: ["region"] };
const FORM_ENCODED = {
  name: "encoded",
  request: { url: "https://auth.encoded.example/token", clientAuthentication: "basic", basicEncoding: "form-urlencoded" },
  response: { token: "/access_token", keep: { tenant: "/tenant" } },
  headers: { Authorization: "Bearer {token}", "x-tenant": "{tenant}" },
};

const OWN = [TOKEN_AS_BODY, IN_THE_QUERY, NESTED, STATIC_QUERY, FORM_ENCODED, ...["RS256", "PS256", "ES256", "EdDSA", "HS256"].map(assertion)];
const ALL = [...Object.values(profiles), ...OWN];

async function playing(t, description, options = {}) {
  const emulator = await startEmulator({ profile: { description, ...options } });
  t.after(() => emulator.close());
  return emulator;
}

function clientOf(t, emulator, description, credentials = emulator.profile.credentials) {
  const api = profileAuthenticator(description, credentials, { fetch: emulator.fetch, now: emulator.now, retry: false });
  t.after(() => api.close());
  return api;
}

/** Where calls go whose profile does not say. */
const pathOf = ({ baseUrl, request }) => (baseUrl || request ? "example" : undefined);
const latest = (emulator) => emulator.requests.at(-1);
const secretsOf = (description) => checkProfile(description).credentials.filter(({ kind }) => kind === "secret").map(({ name }) => name);

test("enough unlike profiles are played", () => {
  assert.ok(ALL.length >= 55);
  assert.deepEqual(ALL.filter((description) => pathOf(description) === undefined), []);
  assert.ok(ALL.filter(({ request }) => request === undefined).length >= 5);
});

for (const description of ALL) {
  const { name, request } = description;

  test(`${name}: a call goes through, and only with what the profile says`, async (t) => {
    const emulator = await playing(t, description);
    const { profile } = emulator;
    const api = clientOf(t, emulator, description);
    const answer = await api.fetch("example");
    assert.equal(answer.status, 200, latest(emulator).verdict);
    assert.deepEqual(emulator.requests.map(({ vendor, verdict }) => [vendor, verdict]), request ? [["profile", "accepted"], ["profile", "accepted"]] : [["profile", "accepted"]]);
    assert.equal(latest(emulator).endpoint, "profile.api");
    assert.equal(profile.tokensIssued, request ? 1 : 0);
    assert.equal(profile.tokenUrl === null, request === undefined);
    // With nothing of it, the same call is refused as a wrong token or credential is.
    const bare = await fetch(`${profile.url}/example`);
    assert.equal(defineProfile(description).classifyResponse({ status: bare.status, body: await bare.text() }), "token_invalid", name);
    assert.notEqual(latest(emulator).verdict, "accepted");
  });

  for (const wrong of secretsOf(description)) {
    test(`${name}: a wrong ${wrong} is refused where the profile looks for it`, async (t) => {
      const emulator = await playing(t, description);
      const { credentials } = emulator.profile;
      const planted = planting(description, wrong, credentials[wrong]);
      const api = clientOf(t, emulator, description, { ...credentials, [wrong]: planted });
      const isOfTokenCall = request && JSON.stringify([request, request.clientAuthentication === "basic" ? ["{key}", "{secret}"] : []]).includes(nameIn(request, wrong));
      if (isOfTokenCall) {
        await assert.rejects(api.token(), { code: "bad_credentials" }, inspect(latest(emulator)));
        assert.equal(emulator.profile.tokensIssued, 0);
      } else {
        const answer = await api.fetch("example");
        assert.equal(defineProfile(description).classifyResponse({ status: answer.status, body: await answer.text() }), "token_invalid");
      }
      assert.notEqual(latest(emulator).verdict, "accepted");
      assert.ok(!latest(emulator).verdict.includes(planted));
      assertNoLeak(emulator, [planted]);
    });
  }

  if (request) {
    test(`${name}: an ended and a revoked token are renewed once each`, async (t) => {
      const emulator = await playing(t, description);
      const api = clientOf(t, emulator, description);
      await api.fetch("example");
      emulator.profile.expireTokens();
      assert.equal((await api.fetch("example")).status, 200);
      // A new token that is rejected at once would be a vendor that takes none: nothing is renewed for a while.
      emulator.advance(31_000);
      emulator.profile.revokeTokens();
      const answer = await api.fetch("example");
      assert.equal(answer.status, 200);
      assert.deepEqual(await answer.json(), {});
      assert.equal(emulator.profile.tokensIssued, 3);
      const calls = emulator.requests.filter(({ endpoint }) => endpoint === "profile.api").map(({ verdict }) => verdict);
      assert.deepEqual(calls, ["accepted", "the token has expired", "accepted", "the token is unknown, revoked, or not written as the profile says", "accepted"]);
    });
  }
}

/** What the templates call a credential: with `{`, or within `base64`. */
const nameIn = (request, name) => (JSON.stringify(request).includes(`{${name}}`) || request.clientAuthentication === "basic" ? `{${name}}` : name);

/** Another value of the same kind. */
function planting({ request }, name, value) {
  if (!request?.assertion || request.assertion.key !== `{${name}}`) return `planted-${value}`;
  if (!value.includes("PRIVATE KEY")) return `planted-${value}`;
  const { asymmetricKeyType, asymmetricKeyDetails = {} } = createPrivateKey(value);
  const { modulusLength, namedCurve } = asymmetricKeyDetails;
  const { privateKey } = generateKeyPairSync(asymmetricKeyType, { modulusLength, namedCurve });
  return privateKey.export({ type: "pkcs8", format: "pem" });
}

test("the log tells why, and never with what was sent", async (t) => {
  const emulator = await playing(t, TOKEN_AS_BODY);
  const { tokenUrl, credentials } = emulator.profile;
  const login = Buffer.from(`${credentials.user}:${credentials.pin}`).toString("base64");
  const tenant = `tenant=${credentials.tenant}`;
  const cases = [
    [{ query: tenant, method: "POST" }, 405, /takes GET/],
    [{ query: tenant }, 401, /x-login is missing|x-login/],
    [{ query: "", headers: { "x-login": login } }, 400, /tenant is missing/],
    [{ query: `${tenant}&a=1`, headers: { "x-login": login } }, 400, /"a" is unknown/],
    [{ query: "tenant=planted-tenant", headers: { "x-login": login } }, 401, /tenant is wrong, which holds tenant/],
    [{ query: tenant, headers: { "x-login": `${login}planted` } }, 401, /x-login is wrong, which holds user and pin/],
    [{ query: tenant, headers: { "x-login": login } }, 200, /^accepted$/],
  ];
  for (const [{ query, ...init }, status, verdict] of cases) {
    const answer = await fetch(`${tokenUrl}?${query}`, init);
    assert.match(latest(emulator).verdict, verdict);
    assert.equal(answer.status, verdict.source.startsWith("x-login is missing") ? 400 : status, latest(emulator).verdict);
  }
  assertNoLeak(emulator, ["planted-tenant", login]);
});

test("an assertion is held to its header, its claims, its times, and used once", async (t) => {
  const description = assertion("HS256");
  const emulator = await playing(t, description);
  const api = clientOf(t, emulator, description);
  await api.token();
  const { body } = emulator.requests[0];
  const ask = (text) => fetch(emulator.profile.tokenUrl, { method: "POST", body: text, headers: { "Content-Type": "application/x-www-form-urlencoded" } });
  assert.equal((await ask(body)).status, 401);
  assert.match(latest(emulator).verdict, /used before/);
  const [head, claims] = new URLSearchParams(body).get("assertion").split(".");
  const forged = (members, top = head) => ask(new URLSearchParams({ grant_type: description.request.fields.grant_type, assertion: `${top}.${Buffer.from(JSON.stringify(members)).toString("base64url")}.c2ln` }));
  const said = JSON.parse(Buffer.from(claims, "base64url"));
  for (const [members, top, verdict] of [
    [{ ...said, iss: "x" }, head, /claim iss .* wrong/],
    [{ ...said, exp: said.exp + 1 }, head, /lives for another time/],
    [{ ...said, iat: 1, exp: 301 }, head, /has expired/],
    [{ ...said, jti: undefined }, head, /no jti/],
    [said, Buffer.from('{"alg":"none"}').toString("base64url"), /header alg .* wrong/],
    [said, head, /signature .* wrong/],
  ]) {
    assert.equal((await forged(members, top)).status, 401);
    assert.match(latest(emulator).verdict, verdict);
  }
  assert.equal(emulator.profile.tokensIssued, 1);
});

test("calls and token calls have an origin each, where the profile has", async (t) => {
  const emulator = await playing(t, profiles.bol);
  const { url, tokenUrl } = emulator.profile;
  assert.notEqual(new URL(url).origin, new URL(tokenUrl).origin);
  assert.equal(new URL(url).pathname, "/retailer");
  // A token call that goes to the host of the API is none.
  assert.equal((await emulator.fetch("https://api.bol.com/token", { method: "POST" })).status, 401);
  assert.equal(latest(emulator).endpoint, "profile.api");
  assert.equal((await emulator.fetch("https://login.bol.com/orders")).status, 404);
  await assert.rejects(emulator.fetch("https://elsewhere.example/"), /none of the vendors' hosts \(.*login\.bol\.com/);
});

test("a kept base address is one that the profile allows, and others below it lead here too", async (t) => {
  const emulator = await playing(t, profiles.salesforce);
  const api = clientOf(t, emulator, profiles.salesforce);
  assert.equal((await api.fetch("services/data")).status, 200);
  assert.equal(latest(emulator).headers.host, new URL(emulator.profile.url).host);
  assert.equal((await emulator.fetch("https://other.my.salesforce.com/x")).status, 401);
  await assert.rejects(emulator.fetch("https://other-salesforce.com/x"), /nothing was sent/);
});

test("credentials of one's own, a lifetime, a clock, faults, and Basic by another pair", async (t) => {
  const emulator = await playing(t, profiles.paypal, { credentials: { clientId: "my:id", clientSecret: "my-secret" }, lifetimeSeconds: 90 }).catch((error) => error);
  // A colon is no user name of Basic: the package itself refuses it.
  const { clientId, clientSecret, apiHost } = emulator.profile.credentials;
  assert.deepEqual([clientId, clientSecret, apiHost], ["my:id", "my-secret", "api-m.paypal.com"]);
  assert.equal(emulator.profile.credentials.key, undefined);
  const other = await playing(t, profiles.paypal, { credentials: { clientId: "my-id", clientSecret: "my-secret" }, lifetimeSeconds: 90 });
  const api = clientOf(t, other, profiles.paypal);
  assert.equal((await api.token()).lifetimeSeconds, 90);
  other.advance(89_000);
  await api.token();
  assert.equal(other.profile.tokensIssued, 2);
  other.profile.setLifetime(30);
  api.invalidate(await api.token());
  assert.equal((await api.token()).lifetimeSeconds, 30);
  assert.throws(() => other.profile.setLifetime(0), { name: "TypeError" });
  other.fault({ on: "profile.api", status: 503 });
  assert.equal((await api.fetch("x")).status, 503);
  assert.equal(other.count({ vendor: "profile", endpoint: "profile.token" }), 3);
});

test("printing it shows no credential", async (t) => {
  const emulator = await playing(t, STATIC_QUERY);
  const api = clientOf(t, emulator, STATIC_QUERY);
  await api.fetch("example?page=2");
  const { apiKey } = emulator.profile.credentials;
  assert.match(latest(emulator).query, /fake-api-key/);
  assertNoLeak(emulator, [apiKey]);
  assertNoLeak(emulator.profile, [apiKey]);
  assert.doesNotMatch(inspect(emulator, { depth: 9 }), /fake-api-key/);
});

test("what is no profile, or no option, is refused by name, and nothing listens", async () => {
  const refused = (profile, expected) => assert.rejects(startEmulator({ profile }), expected);
  await refused({ description: { ...STATIC_QUERY, baseURL: "x" } }, { name: "AuthError", field: "/baseURL" });
  await refused({ description: STATIC_QUERY, lifetime: 5 }, /startEmulator\.profile: unknown option "lifetime"/);
  await refused({ description: STATIC_QUERY, lifetimeSeconds: 0 }, /profile\.lifetimeSeconds/);
  await refused({ description: STATIC_QUERY, credentials: { apikey: "x" } }, /did you mean "apiKey"/);
  await refused({ description: STATIC_QUERY, credentials: { apiKey: 7 } }, /credentials\.apiKey/);
  await refused({}, /profile\.description/);
  const emulator = await startEmulator();
  assert.equal(emulator.profile, null);
  assert.ok(!("profile" in emulator.toJSON()));
  await emulator.close();
});

test("what defineProfile made is as good as its data", async (t) => {
  const shop = defineProfile(profiles.shopware);
  const emulator = await playing(t, shop);
  assert.equal((await clientOf(t, emulator, shop).fetch("example")).status, 200);
});

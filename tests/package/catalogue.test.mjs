// The yardstick of profiles: the 96 entries of tests/catalogue, each as a profile that asks for a token, reads it and makes a call, held
// to requests that were written by other code.

import assert from "node:assert/strict";
import { createPublicKey, generateKeyPairSync, verify } from "node:crypto";
import { readFileSync } from "node:fs";
import test from "node:test";

import { TOKEN, apiCall, credentialsOf, endOf, tokenAnswer, tokenRequest } from "../catalogue/by-hand.mjs";
import { CANNOT, profileOf } from "../catalogue/profiles.mjs";
import { startStandIn } from "../catalogue/stand-in.mjs";
import { imported } from "./installed.mjs";

const { defineProfile, profileAuthenticator } = await imported("commerce-auth/server");
const { assertNoLeak } = await imported("commerce-auth/testing");

const APIS = JSON.parse(readFileSync(new URL("../catalogue/apis.json", import.meta.url), "utf8"));
const SAID = APIS.filter(({ name }) => !Object.hasOwn(CANNOT, name));
const { privateKey, publicKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
const PEM = privateKey.export({ type: "pkcs8", format: "pem" });
const PATH = "orders/7?x=%20a+b&x=2";

test("at least 85 of the 96 are said whole, and of the others the facts show why", () => {
  assert.equal(APIS.length, 96);
  assert.ok(SAID.length >= 85, `${SAID.length}`);
  for (const api of APIS) {
    const isBeyondData = api.encoding === "xml" || api.assertion?.type === "saml" || api.steps !== undefined;
    assert.equal(Object.hasOwn(CANNOT, api.name), isBeyondData, api.name);
  }
});

for (const api of SAID) {
  test(`${api.name}: its token request, its answer and a call`, async (t) => {
    const profile = profileOf(api);
    const credentials = withKey(profile, { ...credentialsOf(api, profile.oneOf), ...claimed(profile) });
    assert.deepEqual(new Set(namesOf(defineProfile(profile), credentials)), new Set(Object.keys(credentials)));
    const standIn = await startStandIn(t);
    standIn.answerBy(({ url }) => ({ body: url.includes("orders/7") ? "{}" : tokenAnswer(api) }));
    const authenticator = profileAuthenticator(profile, credentials, { fetch: standIn.fetch });
    t.after(() => authenticator.close());

    const token = await authenticator.token();
    assert.equal(token.value, TOKEN);
    assert.equal(token.expiresAt, endOf(api, token.obtainedAt));
    const [asked] = standIn.seen;
    const assertion = profile.request.assertion && assertionIn(asked);
    if (assertion) checkAssertion(assertion, profile.request.assertion, credentials);
    assertSameRequest(asked, tokenRequest(api, credentials, assertion));

    assert.equal((await authenticator.fetch(PATH)).status, 200);
    assert.equal(standIn.seen.length, 2);
    assertSameRequest(standIn.seen[1], apiCall(api, credentials, PATH));
    await assert.rejects(authenticator.fetch("https://elsewhere.example/orders/7"), { code: "foreign_origin" });
    assert.equal(standIn.seen.length, 2);
  });
}

test("G11: what a token endpoint repeats of any entry's secrets shows nowhere", async (t) => {
  for (const api of SAID) {
    const profile = profileOf(api);
    const credentials = withKey(profile, { ...credentialsOf(api, profile.oneOf), ...claimed(profile) });
    const sent = JSON.stringify([api.fields, api.headers, api.apiHeaders]);
    const secrets = Object.keys(credentials).filter((name) => api.clientAuthentication === "basic" ? /^client(Id|Secret)$/.test(name) : sent.includes(`{${name}}`));
    const shown = secrets.filter((name) => !profile.hosts?.includes(name) && !profile.oneOf?.[name]).map((name) => credentials[name]);
    for (const secret of shown) {
      const fetch = async () => Response.json({ error: "invalid_request", error_description: `no: ${secret}!` }, { status: 400 });
      const authenticator = profileAuthenticator(profile, credentials, { fetch, retry: false });
      const error = await authenticator.token().catch((thrown) => thrown);
      assert.equal(error.vendorCode, "invalid_request", api.name);
      assertNoLeak([error.message, JSON.stringify(error), String(error.stack)].join(), [secret]);
      assert.equal(error.vendorMessage, undefined);
      await authenticator.close();
    }
  }
});

function namesOf(profile, credentials) {
  const pair = ["key", "secret"];
  const names = profile.credentialNames;
  return pair.every((name) => names.includes(name)) && "clientId" in credentials
    ? [...names.filter((name) => !pair.includes(name)), "clientId", "clientSecret"]
    : names;
}

/** Credentials that only the claims of an assertion name. */
function claimed({ request: { assertion } }) {
  const names = [...JSON.stringify(assertion?.claims ?? {}).matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
  return Object.fromEntries(names.filter((name) => !["tenantId", "accountId"].includes(name)).map((name) => [name, `claimed ${name}`]));
}

const withKey = ({ request: { assertion } }, credentials) => (assertion ? { ...credentials, privateKey: PEM } : credentials);

function assertionIn({ body }) {
  const fields = new URLSearchParams(body);
  return fields.get("assertion") ?? fields.get("client_assertion");
}

function checkAssertion(assertion, { header, claims, lifetimeSeconds }, credentials) {
  const [head, payload, signature] = assertion.split(".");
  const read = (part) => JSON.parse(Buffer.from(part, "base64url").toString());
  const filled = (members) => JSON.parse(JSON.stringify(members), (_, value) => typeof value === "string" ? value.replaceAll(/\{(\w+)\}/g, (_, name) => credentials[name]) : value);
  const { iat, exp, jti, ...others } = read(payload);
  assert.deepEqual(read(head), { alg: "RS256", typ: "JWT", ...filled(header ?? {}) });
  assert.deepEqual(others, filled(claims));
  assert.equal(exp - iat, lifetimeSeconds);
  assert.ok(Math.abs(iat * 1000 - Date.now()) < 600_000 && jti.length >= 16);
  assert.ok(verify("sha256", Buffer.from(`${head}.${payload}`), createPublicKey(publicKey.export({ type: "spki", format: "pem" })), Buffer.from(signature, "base64url")));
}

function assertSameRequest(actual, expected) {
  assert.equal(actual.method, expected.method);
  const [one, other] = [actual, expected].map(({ url }) => new URL(url));
  assert.equal(one.origin + one.pathname, other.origin + other.pathname);
  assert.deepEqual([...one.searchParams], [...other.searchParams]);
  assert.deepEqual(actual.headers, expected.headers);
  const isForm = /urlencoded/.test(expected.headers["content-type"] ?? "");
  assert.deepEqual(...[actual, expected].map(({ body }) => (isForm ? [...new URLSearchParams(body)] : body === "" ? "" : JSON.parse(body))));
}

// What the calls of a profile carry and where they go, against a server that answers for every host.

import assert from "node:assert/strict";
import { createHmac, generateKeyPairSync, verify } from "node:crypto";
import test from "node:test";
import { inspect, isDeepStrictEqual } from "node:util";

import { startStandIn } from "../catalogue/stand-in.mjs";
import { imported } from "./installed.mjs";

const { AuthError } = await imported("commerce-auth");
const { defineProfile, memoryStore, profileAuthenticator } = await imported("commerce-auth/server");
const { assertNoLeak } = await imported("commerce-auth/testing");

const CRM = {
  name: "crm",
  request: { url: "https://login.crm.example/t", clientAuthentication: "body", fields: { id: "{clientId}", secret: "{clientSecret}" } },
  response: { token: "/access_token", keep: { instanceUrl: "/instance_url", org: "/org" } },
  headers: { Authorization: "Bearer {token}", "X-Org": "{org}", "X-Client": "{clientId}" },
  baseUrl: "{instanceUrl}/v1",
  keepOrigins: ["crm.example"],
};
const CREDENTIALS = { clientId: "my-client", clientSecret: "planted-secret" };

/** An authenticator whose vendor answers its token calls with this. */
async function opened(t, profile, credentials, answer, options = {}) {
  const standIn = await startStandIn(t);
  standIn.answerBy(({ url }) => {
    const path = new URL(url).pathname;
    return path === "/t" ? { body: JSON.stringify(typeof answer === "function" ? answer() : answer) } : { body: "{}" };
  });
  const api = profileAuthenticator(profile, credentials, { fetch: standIn.fetch, retry: false, ...options });
  t.after(() => api.close());
  return { api, standIn, calls: () => standIn.seen.filter(({ url }) => !url.endsWith("/t")), tokens: () => standIn.seen.filter(({ url }) => url.endsWith("/t")).length };
}

const KEPT = { access_token: "abc", instance_url: "https://eu-7.crm.example/", org: "o-1" };

test("what an answer gives as an address is where relative calls go", async (t) => {
  const { api, calls } = await opened(t, CRM, CREDENTIALS, KEPT);
  for (const path of ["contacts?x=1", "/root", new URL("https://eu-9.crm.example/absolute"), "../up", new Request("https://crm.example/request")]) await api.fetch(path);
  assert.deepEqual(calls().map(({ url }) => url), [
    "https://eu-7.crm.example/v1/contacts?x=1",
    "https://eu-7.crm.example/root",
    "https://eu-9.crm.example/absolute",
    "https://eu-7.crm.example/up",
    "https://crm.example/request",
  ]);
  assert.deepEqual(calls()[0].headers, { authorization: "Bearer abc", "x-org": "o-1", "x-client": "my-client", accept: "application/json" });
});

test("G8: an address of an answer leads nowhere but below what the profile names", async (t) => {
  const foreign = ["https://crm.example.evil.example", "https://evilcrm.example", "http://eu.crm.example", "https://eu.crm.example:8443", "https://u:p@eu.crm.example", "https://evil.example/.crm.example", "https://evil.example#.crm.example", "https://evil.example\\.crm.example", "//eu.crm.example", "eu.crm.example.", "javascript:alert(1)", "https://[::1]", "https://crm.example%2eevil.example", "http://127.0.0.1:1"];
  for (const instance_url of foreign) {
    const { api, calls } = await opened(t, CRM, CREDENTIALS, { ...KEPT, instance_url });
    const error = await api.fetch("contacts").catch((thrown) => thrown);
    assert.ok(error instanceof AuthError);
    assert.equal(error.code, "foreign_origin", instance_url);
    assert.equal(error.field, "instanceUrl");
    assert.ok(!error.message.includes(instance_url) && calls().length === 0);
  }
});

test("G8: an absolute address elsewhere is refused at once, a relative one before it is sent", async (t) => {
  const { api, calls, tokens } = await opened(t, CRM, CREDENTIALS, KEPT, { origins: ["https://files.example"] });
  for (const url of ["https://evil.example/", "https://evilcrm.example/", "http://eu.crm.example/", "https://eu.crm.example:8443/"]) {
    await assert.rejects(api.fetch(url), ({ code }) => ["foreign_origin", "insecure_url"].includes(code), url);
  }
  assert.equal(tokens(), 0);
  await assert.rejects(api.fetch("//evil.example/x"), { code: "foreign_origin" });
  await assert.rejects(api.fetch("\\\\evil.example/x"), { code: "foreign_origin" });
  await assert.rejects(api.fetch("https://u:p@eu-7.crm.example/"), { code: "invalid_argument" });
  assert.equal(calls().length, 0);
  await api.fetch("https://files.example/a");
  await api.fetch("https://login.crm.example/a");
  assert.equal(calls().length, 2);
});

test("what was kept is stored with the token, and looked at when it is read again", async (t) => {
  const records = new Map();
  const store = {
    read: async (key) => records.get(key) ?? null,
    write: async (key, record) => void records.set(key, record),
    remove: async (key) => void records.delete(key),
  };
  const first = await opened(t, CRM, CREDENTIALS, KEPT, { store });
  await first.api.fetch("a");
  await first.api.close();
  const [[key, record]] = records;
  assert.deepEqual(JSON.parse(record.value).kept, { instanceUrl: "https://eu-7.crm.example/", org: "o-1" });
  const second = await opened(t, CRM, CREDENTIALS, KEPT, { store });
  await second.api.fetch("b");
  assert.equal(second.tokens(), 0);
  assert.equal(second.calls()[0].url, "https://eu-7.crm.example/v1/b");
  assert.deepEqual(Object.keys((await second.api.token()).kept), []);
  assert.equal((await second.api.token()).kept.org, "o-1");

  const spoilt = [
    ["instanceUrl", "https://evil.example"],
    ["org", "a\nb"],
    ["org", undefined],
    ["org", 7],
  ];
  for (const [name, value] of spoilt) {
    const text = JSON.parse(record.value);
    text.kept[name] = value;
    records.set(key, { ...record, value: JSON.stringify(text) });
    const events = [];
    const third = await opened(t, CRM, CREDENTIALS, KEPT, { store, onEvent: ({ type, reason }) => void events.push([type, reason]) });
    await third.api.fetch("c");
    assert.equal(third.tokens(), 1, name);
    assert.ok(events.some(([type, reason]) => type === "store_error" && reason === "malformed"));
    assert.equal(third.calls()[0].url, "https://eu-7.crm.example/v1/c");
  }
});

test("for tests, an address of an answer may be of this machine", async () => {
  let here = "";
  const seen = [];
  const fetch = async (url) => {
    if (url.endsWith("/t")) return Response.json({ ...KEPT, instance_url: here });
    seen.push(url);
    return new Response("{}");
  };
  for (const [address, allowed] of [["http://127.0.0.1:8080", true], ["http://localhost/api", true], ["http://elsewhere.example", false], ["https://127.0.0.1:8080", false]]) {
    here = address;
    for (const dangerouslyAllowInsecureHttp of ["loopback", true]) {
      const api = profileAuthenticator(CRM, CREDENTIALS, { fetch, dangerouslyAllowInsecureHttp, retry: false });
      const outcome = await api.fetch("a").catch(({ code }) => code);
      assert.equal(outcome instanceof Response ? seen.at(-1) : outcome, allowed ? `${address}/v1/a` : "foreign_origin");
      await api.close();
    }
  }
});

test("a new token can bring another address, and a replayed request goes there", async (t) => {
  let number = 0;
  const { api, standIn } = await opened(t, CRM, CREDENTIALS, {});
  standIn.answerBy(({ url }) => {
    if (url.endsWith("/t")) return { body: JSON.stringify({ ...KEPT, access_token: `t${++number}`, instance_url: `https://eu-${number}.crm.example` }) };
    return url.startsWith("https://eu-1.") ? { status: 401, body: "{}" } : { body: "{}" };
  });
  assert.equal((await api.fetch("a")).status, 200);
  assert.deepEqual(standIn.seen.map(({ url }) => url).filter((url) => !url.endsWith("/t")), ["https://eu-1.crm.example/v1/a", "https://eu-2.crm.example/v1/a"]);
});

test("G11: what was kept shows nowhere", async (t) => {
  const { api } = await opened(t, CRM, CREDENTIALS, { ...KEPT, org: "planted-organisation" });
  const token = await api.token();
  for (const shown of [inspect(token, { showHidden: true, getters: true, depth: 9 }), inspect(token.kept, { showHidden: true, getters: true, customInspect: false }), JSON.stringify(token), JSON.stringify(token.kept), String(token.kept), `${Object.values(token.kept)}`, JSON.stringify({ ...token })]) {
    assertNoLeak(shown, ["planted-organisation", "https://eu-7.crm.example/"]);
  }
  assert.equal(token.kept.org, "planted-organisation");
  assert.ok("org" in token.kept && !("other" in token.kept));
  assert.throws(() => {
    token.kept.org = "x";
  }, TypeError);
  const other = await (await opened(t, CRM, CREDENTIALS, { ...KEPT, org: "another" })).api.token();
  assert.ok(!isDeepStrictEqual(token.kept, other.kept));
  const profile = defineProfile(CRM);
  const read = profile.readTokenResponse({ status: 200, body: KEPT }, { now: 1_700_000_000_000 });
  assert.deepEqual(profile.headers(read, CREDENTIALS), { Authorization: "Bearer abc", "X-Org": "o-1", "X-Client": "my-client" });
  assert.throws(() => profile.headers("abc", CREDENTIALS), { code: "invalid_argument", field: "accessToken" });
});

test("parameters of every call replace its own, and leave the rest of the query as it is", async (t) => {
  const profile = {
    name: "q",
    request: { url: "https://a.shop.example/t", clientAuthentication: "none", fields: { s: "{clientSecret}" } },
    response: { token: "/access_token" },
    query: { key: "{clientSecret}", "to ken": "{token}&=", v: "2" },
  };
  const { api, calls } = await opened(t, profile, { clientSecret: "a&b c" }, { access_token: "abc" });
  await api.fetch("x?a=%20+%C3%A9&v=1&key=mine&V=3&%76=4&&b#part");
  const [{ url, headers }] = calls();
  assert.equal(url, "https://a.shop.example/x?a=%20+%C3%A9&V=3&b&key=a%26b%20c&to%20ken=abc%26%3D&v=2");
  assert.equal(headers.authorization, undefined);
});

test("G11: a credential in the address shows in no error and no event", async (t) => {
  const profile = { name: "q", baseUrl: "https://a.shop.example", query: { key: "{apiKey}" } };
  const events = [];
  for (const fetch of [
    async () => {
      throw Object.assign(new TypeError("fetch failed for https://a.shop.example/x?key=planted-api-key"), { cause: new Error("planted-api-key") });
    },
    async () => ({ status: 0, type: "opaqueredirect", ok: false, headers: new Headers() }),
    async () => "planted-api-key",
  ]) {
    const api = profileAuthenticator(profile, { apiKey: "planted-api-key" }, { fetch, onEvent: (event) => void events.push(event) });
    const error = await api.fetch("x").catch((thrown) => thrown);
    assert.ok(error instanceof AuthError);
    assertNoLeak([inspect(error, { showHidden: true, depth: 9 }), JSON.stringify(error), JSON.stringify(events), JSON.stringify(api.status())].join(), ["planted-api-key"]);
    await api.close();
  }
});

test("credentials that need no token call have fields and no token", async (t) => {
  const profile = { name: "key", baseUrl: "https://{region}.shop.example/api/", headers: { "X-Key": "{base64(user:key)}", accept: "a/b", "content-type": "c/d" } };
  const standIn = await startStandIn(t);
  standIn.answerBy(({ url }) => ({ status: url.endsWith("/401") ? 401 : 200, body: "{}" }));
  const api = profileAuthenticator(profile, { region: "eu", user: "me", key: "my-key" }, { fetch: standIn.fetch });
  t.after(() => api.close());
  assert.deepEqual(await api.headers(), { "X-Key": "bWU6bXkta2V5", Accept: "a/b", "Content-Type": "c/d" });
  await api.fetch("orders", { method: "POST", body: "x" });
  await api.fetch("orders", { headers: { Accept: "e/f" } });
  assert.equal((await api.fetch("401")).status, 401);
  assert.deepEqual(standIn.seen.map(({ url, headers }) => [url, headers["x-key"], headers.accept, headers["content-type"]]), [
    ["https://eu.shop.example/api/orders", "bWU6bXkta2V5", "a/b", "c/d"],
    ["https://eu.shop.example/api/orders", "bWU6bXkta2V5", "e/f", "c/d"],
    ["https://eu.shop.example/api/401", "bWU6bXkta2V5", "a/b", "c/d"],
  ]);
  await assert.rejects(api.token(), { code: "invalid_argument", message: /has no token/ });
  assert.equal(api.status().hasToken, false);
  assert.throws(() => profileAuthenticator(profile, { region: "eu.evil", user: "me", key: "k" }), { code: "invalid_argument", field: "region" });
  assert.throws(() => profileAuthenticator(profile, { region: "eu", user: "me" }), { code: "invalid_argument", field: "key" });
  const checked = defineProfile(profile);
  assert.deepEqual(checked.headers(null, { region: "eu", user: "me", key: "my-key" })["X-Key"], "bWU6bXkta2V5");
  assert.throws(() => checked.tokenRequest({ region: "eu", user: "me", key: "k" }), { code: "invalid_argument" });
});

/** Keys of every kind, and who verifies what they sign. */
function signers() {
  const pair = (type, options) => {
    const { privateKey, publicKey } = generateKeyPairSync(type, options);
    return { pem: privateKey.export({ type: "pkcs8", format: "pem" }), jwk: JSON.stringify({ ...privateKey.export({ format: "jwk" }), use: "enc", alg: "other", key_ops: ["verify"] }), publicKey };
  };
  const [rsa, ec, ed] = [pair("rsa", { modulusLength: 2048 }), pair("ec", { namedCurve: "P-256" }), pair("ed25519")];
  const secret = "a shared secret of more than thirty-two bytes";
  return [
    ["RS256", rsa, (data, signature) => verify("sha256", data, rsa.publicKey, signature)],
    ["PS256", rsa, (data, signature) => verify("sha256", data, { key: rsa.publicKey, padding: 6, saltLength: 32 }, signature)],
    ["ES256", ec, (data, signature) => verify("sha256", data, { key: ec.publicKey, dsaEncoding: "ieee-p1363" }, signature)],
    ["EdDSA", ed, (data, signature) => verify(null, data, ed.publicKey, signature)],
    ["HS256", { pem: secret, jwk: JSON.stringify({ kty: "oct", k: Buffer.from(secret).toString("base64url") }) }, (data, signature) => createHmac("sha256", secret).update(data).digest().equals(signature)],
  ];
}

const LEDGER = (algorithm, claims = { iss: "{clientId}", aud: "https://a.shop.example" }) => ({
  name: "ledger",
  request: {
    url: "https://auth.shop.example/t",
    clientAuthentication: "none",
    fields: { assertion: "{assertion}" },
    assertion: { algorithm, key: "{privateKey}", header: { kid: "k-1" }, claims, lifetimeSeconds: 300 },
  },
  response: { token: "/access_token", defaultLifetimeSeconds: 60 },
});

for (const [algorithm, { pem, jwk }, isGood] of signers()) {
  test(`an assertion is signed by ${algorithm}, with a key as a file, a variable or a JWK has it`, async (t) => {
    const escaped = pem.replaceAll("\n", "\\n");
    for (const key of [pem, jwk, ...(algorithm === "HS256" ? [] : [escaped, ` ${pem}\r\n`])]) {
      const { api, standIn } = await opened(t, LEDGER(algorithm), { privateKey: key, clientId: "my-client" }, { access_token: "abc" });
      await api.token();
      api.invalidate();
      await api.token();
      const assertions = standIn.seen.map(({ body }) => new URLSearchParams(body).get("assertion"));
      assert.equal(assertions.length, 2);
      const claims = assertions.map((assertion) => {
        const [head, payload, signature] = assertion.split(".");
        assert.deepEqual(JSON.parse(Buffer.from(head, "base64url")), { alg: algorithm, typ: "JWT", kid: "k-1" });
        assert.ok(isGood(Buffer.from(`${head}.${payload}`), Buffer.from(signature, "base64url")), algorithm);
        return JSON.parse(Buffer.from(payload, "base64url"));
      });
      const [one, other] = claims;
      assert.deepEqual(Object.keys(one), ["iss", "aud", "iat", "exp", "jti"]);
      assert.ok(one.jti !== other.jti && one.exp - one.iat === 300 && one.iss === "my-client");
    }
  });
}

test("claims that a profile writes are not added a second time", async (t) => {
  const [[, { pem }]] = signers();
  const { api, standIn } = await opened(t, LEDGER("RS256", { iat: 1, exp: 2, jti: "{clientId}" }), { privateKey: pem, clientId: "x" }, { access_token: "abc" });
  await api.token();
  const [, payload] = new URLSearchParams(standIn.seen[0].body).get("assertion").split(".");
  assert.equal(Buffer.from(payload, "base64url").toString(), '{"iat":1,"exp":2,"jti":"x"}');
});

test("a key that cannot sign is named, and shows nowhere", async () => {
  const [, , [, { pem: ec }]] = signers();
  const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const fetch = async () => assert.fail("nothing is sent");
  for (const key of [privateKey.export({ type: "pkcs1", format: "pem" }), "planted", privateKey.export({ type: "pkcs8", format: "pem", cipher: "aes-256-cbc", passphrase: "p" })]) {
    assert.throws(() => profileAuthenticator(LEDGER("RS256"), { privateKey: key, clientId: "x" }, { fetch }), { code: "invalid_argument", field: "privateKey" });
  }
  const cut = privateKey.export({ type: "pkcs8", format: "pem" }).replace(/\n[A-Za-z0-9+/]{64}\n/, "\n");
  for (const key of [ec, cut, "{not json", '{"kty":"oct","k":"AAAA"}', "-----BEGIN PRIVATE KEY-----\n!\n-----END PRIVATE KEY-----"]) {
    const events = [];
    const api = profileAuthenticator(LEDGER("RS256"), { privateKey: key, clientId: "my-client" }, { fetch, onEvent: (event) => void events.push(event) });
    const error = await api.token().catch((thrown) => thrown);
    assert.ok(error instanceof AuthError, String(error));
    assert.deepEqual([error.code, error.field, error.retryable], ["invalid_argument", "privateKey", false]);
    assert.match(error.message, /privateKey cannot sign with RS256/);
    assertNoLeak(inspect([error, events], { depth: 9, showHidden: true }), [key, ...(key.length > 60 ? [key.slice(30, 60)] : [])]);
    // It opens a window, as any failure does.
    assert.equal(api.status().lastError, "invalid_argument");
    await api.close();
  }
});

test("G7: the name of a token in a store is that of its client, whenever it was asked for", async (t) => {
  const [[, { pem }], , [, { pem: other }]] = signers();
  const keys = new Set();
  const store = { read: async (key) => void keys.add(key), write: async () => {}, remove: async () => {} };
  const ask = async (profile, privateKey, clientId) => {
    const { api } = await opened(t, profile, { privateKey, clientId }, { access_token: "abc" }, { store });
    await api.token().catch(() => {});
    return [...keys].at(-1);
  };
  await ask(LEDGER("RS256"), pem, "one");
  await ask(LEDGER("RS256"), pem, "one");
  assert.equal(keys.size, 1);
  await ask(LEDGER("RS256"), pem, "two");
  await ask(LEDGER("RS256"), generateKeyPairSync("rsa", { modulusLength: 2048 }).privateKey.export({ type: "pkcs8", format: "pem" }), "one");
  await ask(LEDGER("RS256", { iss: "{clientId}" }), pem, "one");
  await ask(LEDGER("ES256"), other, "one");
  assert.equal(keys.size, 5);
});

test("G4: signing is within the deadline, and close ends it", async () => {
  const [[, { pem }]] = signers();
  const fetch = () => new Promise(() => {});
  const api = profileAuthenticator(LEDGER("RS256"), { privateKey: pem, clientId: "x" }, { fetch, timeoutMs: 50, retry: false });
  await assert.rejects(api.token(), { code: "timeout" });
  await api.close();
  const closing = profileAuthenticator(LEDGER("RS256"), { privateKey: pem, clientId: "x" }, { fetch });
  const waiting = closing.token();
  await closing.close();
  await assert.rejects(waiting, { code: "closed" });
});

test("G11: what a vendor says is dropped where it repeats a secret, and not where it repeats what is none", async () => {
  const profile = {
    name: "s",
    request: { url: "https://{shop}.auth.shop.example/{tenant}/t?k={inQuery}", encoding: "json", clientAuthentication: "none", headers: { "X-A": "{inHeader}", "X-B": "{base64(inBase64:known)}" }, fields: { n: [{ d: "{inField}" }], short: "{tiny}", w: "written-out" } },
    response: { token: "/t" },
    query: { q: "{ofCalls}" },
    public: ["known"],
  };
  const credentials = { shop: "shop-name", tenant: "tenant-name", inQuery: "planted-query", inHeader: "planted-header", inBase64: "planted-base64", known: "known-name", inField: "planted-field", tiny: "abc", ofCalls: "planted-of-calls" };
  const said = async (words) => {
    const fetch = async () => Response.json({ error: "invalid_request", error_description: words }, { status: 400 });
    const api = profileAuthenticator(profile, credentials, { fetch, retry: false });
    const error = await api.token().catch((thrown) => thrown);
    await api.close();
    return error.vendorMessage;
  };
  for (const name of ["inQuery", "inHeader", "inBase64", "inField", "ofCalls"]) assert.equal(await said(`no: ${credentials[name]}`), undefined, name);
  for (const name of ["shop", "tenant", "known", "tiny"]) assert.equal(await said(`no: ${credentials[name]}`), `no: ${credentials[name]}`, name);
  assert.equal(await said("no: written-out"), "no: written-out");
});

test("a shared store shares between profiles that read the same, and not between others", async (t) => {
  const store = memoryStore();
  const first = await opened(t, CRM, CREDENTIALS, KEPT, { store });
  await first.api.fetch("a");
  const other = await opened(t, { ...CRM, response: { ...CRM.response, keep: { instanceUrl: "/instance_url", org: "/other" } } }, CREDENTIALS, { ...KEPT, other: "x" }, { store });
  await other.api.fetch("a");
  assert.equal(other.tokens(), 1);
  assert.equal(other.calls()[0].headers["x-org"], "x");
});

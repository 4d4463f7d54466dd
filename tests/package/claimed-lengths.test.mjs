// What callers hand over can claim any length, and many short texts are long together: each ends in an AuthError, before memory
// is taken for it.

import assert from "node:assert/strict";
import test from "node:test";

import { imported } from "./installed.mjs";

const { capillary, nearestName } = await imported("commerce-auth");
const { capillaryBasic, capillaryOAuth, defineProfile, profileAuthenticator } = await imported("commerce-auth/server");

const client = { host: "eu.api.capillarytech.com", key: "key", secret: "secret" };
const long = "a".repeat(5_000_000);

function refuses(name, call, field, code = "invalid_argument") {
  test(name, () => {
    assert.throws(call, (error) => {
      assert.deepEqual([error.name, error.code, error.field], ["AuthError", code, field]);
      return true;
    });
  });
}

refuses("a list of origins that claims two thousand million", () => capillaryOAuth({ ...client, origins: new Array(2 ** 31) }), "origins");
refuses("a batch that claims two thousand million", () => capillary.basicHeadersBatch(new Array(2 ** 31)), "list");
refuses("names that are longer together than a text can be", () => nearestName("a", Array(600).fill("a".repeat(1_000_000))), "names");
refuses("origins that are longer together than what is looked into", () => capillaryOAuth({ ...client, origins: Array(60).fill(long) }), "origins");
refuses("a hundred and one origins", () => capillaryOAuth({ ...client, origins: Array(101).fill("https://a.example") }), "origins");

const request = { url: "https://x.example/token", clientAuthentication: "none" };
const profileOf = (more) => defineProfile({ name: "shop", request: { ...request, ...more }, response: { token: "/token" } });
const many = (count, entry) => Object.fromEntries(Array.from({ length: count }, (_, index) => entry(index)));

refuses("credentials that are longer together than what is looked into", () => {
  const fields = many(30, (index) => [`f${index}`, `{c${index}}`]);
  profileAuthenticator(profileOf({ fields }), many(30, (index) => [`c${index}`, long]));
}, "credentials");
refuses("a profile of thirty-three credentials", () => profileOf({ fields: many(33, (index) => [`f${index}`, `{c${index}}`]) }), "/request");
refuses("a profile of sixty-five header fields", () => profileOf({ headers: many(65, (index) => [`x-${index}`, "a"]) }), "/request/headers");
refuses("a header field that JavaScript makes no member of", () => profileOf({ headers: JSON.parse('{"__proto__":"a"}') }), "/request/headers/__proto__");

test("a profile may have thirty-two credentials and sixty-four header fields", () => {
  const profile = profileOf({ fields: many(32, (index) => [`f${index}`, `{c${index}}`]), headers: many(64, (index) => [`x-${index}`, "a"]) });
  assert.equal(profile.credentialNames.length, 32);
});

test("what somebody added to all objects is no option of an authenticator", async (t) => {
  const seen = [];
  const planted = {
    fetch: async (_url, init) => (seen.push(init), new Response("{}")),
    now: () => (seen.push("now"), 0),
    onEvent: (event) => seen.push(event),
    waitUntil: () => seen.push("waitUntil"),
    store: { read: async () => void seen.push("read"), write: async () => {}, remove: async () => {} },
  };
  t.after(() => Object.keys(planted).forEach((name) => delete Object.prototype[name]));
  Object.assign(Object.prototype, planted);
  const options = { __proto__: null, host: "127.0.0.1:1", username: "till1", password: "server123" };
  const api = capillaryBasic(options);
  await assert.rejects(api.fetch("/x"), { code: "network" });
  const oauth = capillaryOAuth({ __proto__: null, host: "127.0.0.1:1", key: "key", secret: "secret", retry: false });
  await assert.rejects(oauth.headers(), { code: "network" });
  await oauth.close();
  await api.close();
  assert.deepEqual(seen, []);
});

test("options of a call that are no plain object are refused, not dropped", async () => {
  const api = capillaryBasic({ host: client.host, username: "till1", password: "server123" });
  const attribution = { lookupType: "MOBILE_TRIGGER", lookup: "1" };
  const hidden = Object.defineProperty({}, "attribution", { value: attribution });
  class Options {
    get attribution() {
      return attribution;
    }
  }
  for (const request of [new Options(), Object.create({ attribution }), hidden, { [Symbol("attribution")]: attribution }, [], 5, "x"]) {
    await assert.rejects(api.headers(request), { name: "AuthError", code: "invalid_argument", field: "request" });
  }
  assert.equal((await api.headers({ attribution }))["X-CAP-API-ATTRIBUTION-LOOKUP"], "1");
  assert.equal((await api.headers(null)).Authorization.slice(0, 6), "Basic ");
  await api.close();
});

test("a record as long as no token is costs sharing, and neither a call nor memory", async () => {
  const events = [];
  const answer = { data: { accessToken: "e30.e30.c2ln", ttlSeconds: 3600 } };
  const value = JSON.stringify({ token: "a".repeat(100_000_000) });
  const store = { read: async () => ({ value, version: 1 }), write: async () => {}, remove: async () => {} };
  const api = capillaryOAuth({ ...client, store, fetch: async () => Response.json(answer), onEvent: (event) => events.push(event) });
  assert.equal((await api.headers())["X-CAP-API-OAUTH-TOKEN"], "e30.e30.c2ln");
  assert.deepEqual(events.filter(({ type }) => type === "store_error").map(({ operation, reason }) => [operation, reason]), [["read", "malformed"]]);
  await api.close();
});

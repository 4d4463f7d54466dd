// Linear memory after the calls: no secret stays behind, and it does not grow.

import assert from "node:assert/strict";
import { createHash, randomBytes } from "node:crypto";
import test from "node:test";

import { allInstances, observed } from "./observed-wasm.mjs";
import { startedCopy } from "./installed.mjs";
import { secretsIn } from "./memory-search.mjs";
import { pause, rejectionOf, startVendor, times } from "./vendor.mjs";

const random = (length) => randomBytes(length).toString("base64url").slice(0, length);
const md5 = (text) => createHash("md5").update(text).digest("hex");
const base64 = (text) => Buffer.from(text).toString("base64");

/** A secret of this length with everything that is made of it. */
function planted(length) {
  const password = random(length);
  const username = random(16);
  return {
    username,
    password,
    token: `${random(20)}.${base64(`{"sub":"${random(length)}"}`).replaceAll("=", "")}.${random(20)}`,
    lookup: random(length),
    forms: { digest: md5(password), pair: base64(`${username}:${md5(password)}`), clear: base64(`${username}:${password}`) },
  };
}

/** Every operation with these secrets, in ways that succeed and in ways that fail. */
function operations(api, { username, password, token, lookup, forms }) {
  const { capillary } = api;
  const host = "x.example";
  const attribution = { lookupType: "WECHAT", lookup };
  const good = { data: { accessToken: token, ttlSeconds: 300 } };
  return [
    () => api.basicAuthorization(username, password),
    () => api.basicAuthorization(`${username}:`, password),
    () => api.basicAuthorization(username, `${password}\n`),
    () => api.parseBasicAuthorization(`Basic ${forms.clear}`),
    () => api.parseBasicAuthorization(`Basic ${forms.clear}*`),
    () => api.bearerAuthorization(token),
    () => api.bearerAuthorization(`${token}\n`),
    () => api.md5Hex(password),
    () => api.md5Hex(Buffer.from(password)),
    () => api.decodeJwt(token),
    () => api.decodeJwt(`${token}!`),
    () => capillary.basicAuthorization(username, password),
    () => capillary.basicAuthorization(`${username}:`, password),
    () => capillary.basicAuthorization(username, `${password}\u00e9`),
    () => capillary.basicAuthorization(username, forms.digest),
    () => capillary.basicCredentials(username, password),
    () => capillary.basicHeaders({ username, password, attribution }),
    () => capillary.basicHeaders({ username, passwordMd5: forms.digest }),
    () => capillary.basicHeaders({ username, password, attribution: { ...attribution, lookup: `${lookup}\n` } }),
    () => capillary.basicHeaders({ username, pasword: password }),
    () => capillary.basicHeadersBatch(times(password.length > 1_000 ? 3 : 300, (index) => ({ username, password: index % 3 ? password : `${password}\u00e9` }))),
    () => capillary.oauthHeaders({ accessToken: token, attribution: { entityCode: lookup } }),
    () => capillary.oauthHeaders({ accessToken: `${token}\n` }),
    () => capillary.tokenRequest({ host, key: username, secret: password }),
    () => capillary.tokenRequest({ host, key: username, secret: `${password}\n` }),
    () => capillary.tokenRequest({ host: `https://u:${password}@x.example`, key: username, secret: password }),
    () => capillary.readTokenResponse({ status: 200, body: good }),
    () => capillary.readTokenResponse({ status: 200, body: JSON.stringify(good) }),
    () => capillary.readTokenResponse({ status: 200, body: JSON.stringify(good).slice(0, -1) }),
    () => capillary.readTokenResponse({ status: 200, body: { data: null, errors: [{ code: 320001, message: password }] } }),
    () => capillary.classifyResponse({ status: 200, body: good }),
  ];
}

function perform(api, operation) {
  try {
    operation();
  } catch (error) {
    if (!api.isAuthError(error)) throw error;
  }
}

// Around MD5's block of 64 bytes, the fast path, the static buffer, and beyond all of them.
const LENGTHS = [24, 55, 56, 60, 63, 64, 121, 300, 490, 600, 5_500, 17_000, 200_000];

for (const length of LENGTHS) {
  test(`no operation leaves anything of a secret of ${length} letters in memory`, async () => {
    const { value: api, instances } = await observed(() => startedCopy("index.js"));
    const memories = instances.map(({ memory }) => memory);
    const { forms, ...secrets } = planted(length);
    for (const [index, operation] of operations(api, { ...secrets, forms }).entries()) {
      perform(api, operation);
      assert.deepEqual(secretsIn(memories, { ...secrets, ...forms }), [], `after operation ${index}: ${operation}`);
    }
  });
}

test("the search finds what is there", async () => {
  const { instances } = await observed(() => startedCopy("index.js"));
  const [{ memory }] = instances;
  const secret = random(40);
  Buffer.from(memory.buffer).write(secret.slice(20), memory.buffer.byteLength - 20);
  assert.deepEqual(secretsIn([memory], { secret, other: random(40) }), ["secret"]);
});

test("100 000 calls leave memory as large as it was", async () => {
  const { value: api, instances } = await observed(() => startedCopy("index.js"));
  const { capillary } = api;
  const round = (index) => {
    capillary.basicAuthorization("store.server", `password ${index}`);
    capillary.basicHeaders({ username: `till${index}`, password: "p\u00e4ss" });
    capillary.basicHeadersBatch([{ username: "till1", password: "x" }, { username: "till:1", password: "x" }]);
    capillary.readTokenResponse({ status: 200, body: { data: { accessToken: "a.b.c", ttlSeconds: 300 } } });
    api.md5Hex(`${index}`);
  };
  for (let index = 0; index < 1_000; index += 1) round(index);
  const [{ memory }] = instances;
  const size = memory.buffer.byteLength;
  for (let index = 0; index < 4_000; index += 1) round(index);
  for (let index = 0; index < 80_000; index += 1) capillary.basicAuthorization("store.server", `password ${index}`);
  assert.equal(memory.buffer.byteLength, size);
  assert.equal(instances.length, 1);
});

test("some hundred kilobytes again and again find the room of those before", async () => {
  const { value: api, instances } = await observed(() => startedCopy("index.js"));
  const text = "x".repeat(200_000);
  for (let index = 0; index < 5; index += 1) api.capillary.basicAuthorization("till1", text);
  const before = allInstances().length;
  const size = instances[0].memory.buffer.byteLength;
  for (let index = 0; index < 10; index += 1) api.capillary.basicAuthorization("till1", text);
  assert.deepEqual([allInstances().length, instances[0].memory.buffer.byteLength], [before, size]);
});

test("a closed authenticator leaves nothing in memory", async (t) => {
  const { value: server, instances } = await observed(() => startedCopy("server.js"));
  const memories = instances.map(({ memory }) => memory);
  const [key, secret] = [random(25), random(40)];
  const [username, password] = [random(16), random(40)];
  const vendor = await startVendor(t, { clients: [{ key, secret }], tills: [{ username, password }] });
  const at = { host: vendor.url, dangerouslyAllowInsecureHttp: "loopback" };
  const oauth = server.capillaryOAuth({ ...at, key, secret });
  const basic = server.capillaryBasic({ ...at, username, password });
  for (const api of [oauth, basic]) {
    await api.headers();
    await (await api.fetch("/v2/customers/lookup")).text();
  }
  const { value: token } = await oauth.token();
  vendor.capillary.expireTokens();
  await (await oauth.fetch("/v2/customers/lookup")).text();
  const { value: second } = await oauth.token();
  await Promise.all([oauth.close(), basic.close()]);
  const pair = base64(`${username}:${md5(password)}`);
  assert.deepEqual(secretsIn(memories, { key, secret, username, password, digest: md5(password), pair, token, second }), []);
});

test("an authenticator that could not be made leaves nothing in memory", async () => {
  const { value: server, instances } = await observed(() => startedCopy("server.js"));
  const memories = instances.map(({ memory }) => memory);
  const [key, secret] = [random(25), random(40)];
  const wrong = [{ host: "http://x.example" }, { host: "x.example", timeoutMs: 0 }, { host: "x.example", fetch: 1 }, { host: "x.example", now: 1 }, { host: "x.example", fecth: 1 }];
  for (const options of wrong) assert.throws(() => server.capillaryOAuth({ key, secret, ...options }));
  assert.deepEqual(secretsIn(memories, { key, secret }), []);
});

test("a token call that failed leaves nothing in memory once its authenticator is closed", async (t) => {
  const { value: server, instances } = await observed(() => startedCopy("server.js"));
  const memories = instances.map(({ memory }) => memory);
  const vendor = await startVendor(t);
  const [key, secret] = [random(25), random(40)];
  const faults = [{ reset: true }, { hang: true }, { truncate: true }, { status: 503 }, { body: "not JSON" }];
  for (const fault of [...faults, undefined]) {
    if (fault) vendor.fault({ on: "token", ...fault });
    const api = server.capillaryOAuth({ host: vendor.url, key, secret, timeoutMs: 100, dangerouslyAllowInsecureHttp: "loopback" });
    await rejectionOf(api.headers());
    await api.close();
  }
  // An aborted fetch rejects a moment later, and only then is its request dropped.
  await pause(20);
  assert.deepEqual(secretsIn(memories, { key, secret }), []);
});

test("the request of a call whose fetch ignores its signal is given back, and with close() all the rest", async () => {
  const { value: server, instances } = await observed(() => startedCopy("server.js"));
  const memories = instances.map(({ memory }) => memory);
  const clientPassword = random(40);
  let requests = 0;
  const fetch = () => {
    requests += 1;
    return new Promise(() => {});
  };
  const api = server.caxtonAccount({ environment: "sandbox", username: "user", clientPassword, fetch });
  const waiting = rejectionOf(api.headers());
  while (requests === 0) await pause(1);
  assert.deepEqual(secretsIn(memories, { clientPassword }), ["clientPassword"], "the account has it");
  await api.close();
  assert.equal((await waiting).code, "closed");
  assert.deepEqual(secretsIn(memories, { clientPassword }), []);
});

test("2 000 renewals leave memory as large as it was", async () => {
  const { value: server, instances } = await observed(() => startedCopy("server.js"));
  const body = JSON.stringify({ data: { accessToken: random(600), ttlSeconds: 300 } });
  const api = server.capillaryOAuth({ host: "x.example", key: "key", secret: "secret", fetch: async () => new Response(body, { headers: { "Content-Type": "application/json" } }), now: () => clock });
  const renew = async (count) => {
    for (let index = 0; index < count; index += 1) {
      await api.headers();
      api.status();
      api.invalidate();
      clock += 60_000;
    }
  };
  let clock = 0;
  await renew(200);
  const size = instances[0].memory.buffer.byteLength;
  await renew(1_800);
  assert.equal(instances[0].memory.buffer.byteLength, size);
  await api.close();
});

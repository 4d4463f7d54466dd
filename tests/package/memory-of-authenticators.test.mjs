// What an authenticator costs in the memory of the core, which never shrinks: at most 2 kB, its token included.

import assert from "node:assert/strict";
import test from "node:test";

import { allInstances, observed } from "./observed-wasm.mjs";
import { startedCopy } from "./installed.mjs";

const COUNT = 2_000;
const LIMIT = 2_000;
const TOKEN = "x".repeat(500);
const ANSWER = { data: { accessToken: TOKEN, ttlSeconds: 300 }, access_token: TOKEN, token: TOKEN, accessToken: TOKEN };
const fetch = async () => Response.json(ANSWER);

const SHOP = {
  name: "shop",
  request: { url: "https://shop.example/{tenant}/token", encoding: "json", headers: { "X-Version": "7" }, clientAuthentication: "body", fields: { a: "{secret}", b: "fixed" } },
  response: { token: "/token", errors: [{ pointer: "/errors", code: "no", message: "text", meanings: { 17: "bad_credentials", 18: "retry_later" } }] },
  header: { name: "X-Session", format: "shop {token}" },
  rejected: { status: [419], body: [{ pointer: "/state", in: ["logged out"] }] },
};

const KINDS = {
  capillaryOAuth: (server, n) => server.capillaryOAuth({ host: "eu.api.capillarytech.com", key: `key-of-till-${n}`, secret: `secret-of-till-${n}`, fetch }),
  pledgAccessToken: (server, n) => server.pledgAccessToken({ environment: "staging", key: `key-${n}`, secret: `secret-${n}`, fetch }),
  caxtonAccount: (server, n) => server.caxtonAccount({ environment: "sandbox", username: `user-${n}`, clientPassword: `password-${n}`, fetch }),
  profileAuthenticator: (server, n) => server.profileAuthenticator(SHOP, { tenant: `tenant-${n}`, secret: `secret-${n}` }, { fetch }),
};

for (const [kind, make] of Object.entries(KINDS)) {
  test(`an authenticator of ${kind} takes at most ${LIMIT} bytes`, async (t) => {
    const { value: server } = await observed(() => startedCopy("server.js"));
    const held = [];
    t.after(() => Promise.all(held.map((api) => api.close())));
    const add = async (n) => {
      held.push(make(server, n));
      await held.at(-1).headers();
    };
    await add(0);
    const { memory } = allInstances().at(-1);
    const before = memory.buffer.byteLength;
    for (let n = 1; n <= COUNT; n += 1) await add(n);
    const each = (memory.buffer.byteLength - before) / COUNT;
    t.diagnostic(`${Math.round(each)} bytes`);
    assert.ok(each > 0 && each <= LIMIT, `${each}`);
  });
}

test("authenticators of profiles made in turn keep to their own", async (t) => {
  const { value: server } = await observed(() => startedCopy("server.js"));
  const sent = [];
  const answering = async (url, init) => {
    if (url.includes("/token")) return Response.json(ANSWER);
    sent.push(init.headers["X-Session"] ?? init.headers["X-Other"]);
    return new Response("", { status: 419 });
  };
  const other = { ...SHOP, header: { name: "X-Other", format: "other {token}" }, rejected: { status: [401] } };
  const apis = [SHOP, other, SHOP, SHOP, other].map((profile) => server.profileAuthenticator(profile, { tenant: "t", secret: "s" }, { fetch: answering }));
  t.after(() => Promise.all(apis.map((api) => api.close())));
  for (const api of apis) await api.fetch("/x");
  assert.deepEqual(apis.map((api) => api.status().rejections), [2, 0, 2, 2, 0]);
  assert.deepEqual(sent.map((field) => field.split(" ")[0]), ["shop", "shop", "other", "shop", "shop", "shop", "shop", "other"]);
});

test("what the operations of a profile read stays nowhere, be it good, bad or beyond a limit", async (t) => {
  const { value: server } = await observed(() => startedCopy("server.js"));
  const api = server.profileAuthenticator(SHOP, { tenant: "t", secret: "s" }, { fetch });
  t.after(() => api.close());
  const { Authorization = "", ...held } = await api.headers();
  const [accounts] = allInstances().slice(-1);
  const profile = server.defineProfile(SHOP);
  const before = accounts.memory.buffer.byteLength;
  const long = "secret words of a vendor ".repeat(120_000);
  const CALLS = {
    "a token": () => profile.readTokenResponse({ status: 200, body: JSON.stringify({ token: "x".repeat(3_000_000) }) }),
    "no token": () => profile.readTokenResponse({ status: 500, body: long }),
    "an answer": () => profile.classifyResponse({ status: 200, body: JSON.stringify({ state: long }) }),
    "a profile": () => server.defineProfile({ ...SHOP, request: { ...SHOP.request, fields: { a: long } } }),
    credentials: () => profile.tokenRequest({ tenant: "t", secret: long }),
  };
  for (const [name, call] of Object.entries(CALLS)) {
    try {
      call();
    } catch (error) {
      assert.ok(server.isAuthError?.(error) ?? error.name === "AuthError", `${name}: ${error}`);
    }
    const aside = allInstances().at(-1);
    assert.notEqual(aside, accounts, name);
    assert.ok(new BigUint64Array(aside.memory.buffer).every((word) => word === 0n), name);
    assert.equal(accounts.memory.buffer.byteLength, before, name);
  }
  assert.deepEqual(await api.headers(), { ...held, ...(Authorization && { Authorization }) });
});

// An answer whose body cannot say anything of the token is the caller's as the platform's fetch gave it: the very object.

import assert from "node:assert/strict";
import test from "node:test";

import { imported } from "./installed.mjs";
import { until } from "./vendor.mjs";

const server = await imported("commerce-auth/server");
const JSON_TYPE = { "Content-Type": "application/json" };
const TOKEN = { data: { accessToken: "a.b.c", ttlSeconds: 300 }, access_token: "abc", accessToken: "abc", token: "abc", expires_in: 300, token_type: "Bearer" };
const EXPIRED = { response: { status: { success: "true", code: "498" } }, errors: [{ code: 401 }], error: "invalid_token" };

/** A fetch that gives one token after another, and for everything else what `answer` makes; all of it is kept. */
function fetchOf(answer) {
  const given = [];
  const fetch = async (url) => {
    if (/\/token|\/authorize|\/authtoken/i.test(url)) return Response.json(TOKEN);
    given.push(answer());
    return given.at(-1);
  };
  return { given, fetch };
}

const SHOP = {
  name: "shop",
  request: { url: "https://shop.example/token", clientAuthentication: "body", fields: { secret: "{secret}" } },
  response: { token: "/token", errors: [{ pointer: "/errors", meanings: { 401: "token_invalid" } }] },
};

const AUTHENTICATORS = {
  "Capillary, Basic": (fetch) => server.capillaryBasic({ host: "x.example", username: "till", password: "secret", fetch }),
  "Pledg, Basic": (fetch) => server.pledgBasic({ environment: "staging", email: "a@b.example", password: "secret", fetch }),
  "Pledg": (fetch) => server.pledgAccessToken({ environment: "staging", key: "k", secret: "s", fetch }),
  "Caxton": (fetch) => server.caxtonAccount({ environment: "sandbox", username: "u", clientPassword: "p", fetch }),
  "a profile that names no body": (fetch) => server.profileAuthenticator(SHOP, { secret: "s" }, { fetch }),
};

for (const [what, make] of Object.entries(AUTHENTICATORS)) {
  test(`${what}: JSON is handed on unread, whatever it says`, async (t) => {
    const { given, fetch } = fetchOf(() => Response.json(EXPIRED));
    const api = make(fetch);
    t.after(() => api.close());
    const response = await api.fetch("/x");
    assert.equal(response, given[0]);
    assert.deepEqual([given.length, response.bodyUsed, api.status().rejections], [1, false, 0]);
    assert.deepEqual(await response.json(), EXPIRED);
  });
}

const UNREAD = {
  "that is no JSON by its type": () => new Response(JSON.stringify(EXPIRED), { headers: { "Content-Type": "text/html" } }),
  "that is longer than any error": () => new Response(JSON.stringify(EXPIRED), { headers: { ...JSON_TYPE, "Content-Length": String(64 * 1024 + 1) } }),
  "without a body": () => new Response(null, { status: 204, headers: JSON_TYPE }),
  "that has been read by the fetch itself": () => {
    const response = Response.json(EXPIRED);
    void response.text();
    return response;
  },
};

for (const [what, answer] of Object.entries(UNREAD)) {
  test(`Capillary: an answer ${what} is handed on untouched`, async (t) => {
    const { given, fetch } = fetchOf(answer);
    const api = server.capillaryOAuth({ host: "x.example", key: "k", secret: "s", maxResponseBytes: 1_000_000, fetch });
    t.after(() => api.close());
    assert.equal(await api.fetch("/x"), given[0]);
    assert.equal(given.length, 1);
  });
}

test("Capillary: nothing beyond 64 KiB is looked into, whatever maxResponseBytes is", async (t) => {
  const text = JSON.stringify({ ...EXPIRED, padding: "x".repeat(64 * 1024) });
  const parts = text.match(/[^]{1,10000}/g).map((part) => new TextEncoder().encode(part));
  const answer = () => new Response(ReadableStream.from(parts), { headers: JSON_TYPE });
  const { given, fetch } = fetchOf(answer);
  const api = server.capillaryOAuth({ host: "x.example", key: "k", secret: "s", maxResponseBytes: 1_000_000, fetch });
  t.after(() => api.close());
  assert.equal(await (await api.fetch("/x")).text(), text);
  assert.equal(given.length, 1);
});

test("a body that is cancelled is cancelled at its source", async (t) => {
  let cancelled = 0;
  const source = { pull: (controller) => controller.enqueue(new Uint8Array(10_000)), cancel: () => void (cancelled += 1) };
  const { fetch } = fetchOf(() => new Response(new ReadableStream(source), { headers: JSON_TYPE }));
  const api = server.capillaryOAuth({ host: "x.example", key: "k", secret: "s", fetch });
  t.after(() => api.close());
  await (await api.fetch("/x")).body.cancel();
  await until(() => cancelled === 1);
});

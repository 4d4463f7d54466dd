// Answers and errors of Playwright's, of every kind that it has.

import assert from "node:assert/strict";
import test from "node:test";

import { LOOK_UP, oauthAt, rejectionOf, startVendor, tokenCalls } from "../package/vendor.mjs";
import { playwright, playwrightRequest } from "./clients.mjs";
import { KEY, startPlainVendor } from "./plain-vendor.mjs";

async function contextOf(t) {
  const context = await playwright.newContext();
  t.after(() => context.dispose());
  return context;
}

test("Playwright: an answer with several cookies is the answer", async (t) => {
  const { url, requests, api } = await startPlainVendor(t, (response) => {
    response.setHeader("set-cookie", ["a=1", "b=2"]).setHeader("content-type", "application/json").end('{"ok":true}');
  });
  const answer = await playwrightRequest(api, await contextOf(t)).post(`${url}/x`, { data: { a: 1 } });
  const cookies = answer.headersArray().filter(({ name }) => name.toLowerCase() === "set-cookie").map(({ value }) => value);
  assert.deepEqual([answer.status(), await answer.json(), cookies, requests.length], [200, { ok: true }, ["a=1", "b=2"], 1]);
});

for (const status of [204, 304, 404, 600, 999]) {
  test(`Playwright: status ${status} is the answer's`, async (t) => {
    const { url, api } = await startPlainVendor(t, (response) => response.writeHead(status, { "content-type": "application/json" }).end());
    assert.equal((await playwrightRequest(api, await contextOf(t)).get(`${url}/x`)).status(), status);
  });
}

test("Playwright: its own timeout is timeout, and a connection that breaks is network", async (t) => {
  const { url, api } = await startPlainVendor(t, (response, request) => request.url === "/broken" && response.destroy());
  const client = playwrightRequest(api, await contextOf(t));
  const late = await rejectionOf(client.get(`${url}/hang`, { timeout: 100 }));
  assert.deepEqual([late.name, late.code, late.retryable, late.cause.name], ["AuthError", "timeout", true, "TimeoutError"]);
  const broken = await rejectionOf(client.get(`${url}/broken`));
  assert.deepEqual([broken.name, broken.code], ["AuthError", "network"]);
});

test("Playwright: failOnStatusCode fails as Playwright does, after a rejected token was renewed", async (t) => {
  const vendor = await startVendor(t);
  const api = oauthAt(t, vendor);
  const client = playwrightRequest(api, await contextOf(t));
  await api.headers();
  vendor.capillary.expireTokens();
  assert.equal((await client.get(vendor.url + LOOK_UP, { failOnStatusCode: true })).status(), 200);
  assert.equal(tokenCalls(vendor), 2);
  vendor.fault({ on: "api", status: 404, body: {} });
  const error = await rejectionOf(client.get(vendor.url + LOOK_UP, { failOnStatusCode: true }));
  assert.deepEqual([error.name, error.message], ["Error", "404 Not Found"]);
});

test("Playwright: params go behind the address, and never beside a credential of the query", async (t) => {
  const { url, requests, api } = await startPlainVendor(t, (response) => response.end("{}"), { query: { api_key: "{key}" } });
  const client = playwrightRequest(api, await contextOf(t));
  for (const [path, params, expected] of [
    ["/x?a=1#top", { b: "ü&", c: 2, d: undefined, e: false }, `/x?a=1&b=%C3%BC%26&c=2&e=false&api_key=${KEY}`],
    ["/x", { api_key: "theirs" }, `/x?api_key=${KEY}`],
    ["/x", new URLSearchParams([["a", "1"], ["a", "2"], ["api_key", "theirs"]]), `/x?a=1&a=2&api_key=${KEY}`],
    ["/x?api_key=theirs", "?a=%41&api_key=theirs", `/x?a=%41&api_key=${KEY}`],
    ["/x", "", `/x?api_key=${KEY}`],
  ]) {
    for (const address of [path, url + path]) {
      await client.get(address, { params });
      assert.equal(requests.at(-1).url, expected);
    }
  }
});

test("Playwright: params go behind an address as Playwright puts them there", async (t) => {
  const { url, requests, api } = await startPlainVendor(t, (response) => response.end("{}"));
  const context = await contextOf(t);
  for (const params of [{ a: "ü &+", b: 1, c: true }, new URLSearchParams("a=1&a=2"), "a=%41&b", "?a", {}, ""]) {
    for (const path of ["/x", "/x?z=1", "/x?", "/x#y"]) {
      for (const client of [context, playwrightRequest(api, context)]) await client.get(url + path, { params });
      const [theirs, ours] = requests.slice(-2).map(({ url }) => url);
      assert.equal(ours, theirs);
    }
  }
});

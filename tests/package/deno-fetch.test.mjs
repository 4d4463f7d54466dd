// G13 on Deno, which repeats a request with a body that it can repeat: its fetch is given none, and a caller's own
// fetch gets the body as it is. In Deno itself: tests/runtimes.

import assert from "node:assert/strict";
import test from "node:test";

import { freshCopy } from "./installed.mjs";

const TOKEN = { data: { accessToken: "e30.e30.c2ln", ttlSeconds: 300 } };

/** The bodies that reach the global fetch. */
async function bodiesSent(t, option) {
  const { Deno, fetch } = globalThis;
  t.after(() => Object.assign(globalThis, { fetch, Deno }));
  const bodies = [];
  globalThis.Deno = { version: { deno: "2.0.0" } };
  globalThis.fetch = async (_, { body }) => {
    bodies.push(body);
    return Response.json(TOKEN);
  };
  const server = await freshCopy("server.js");
  const api = server.capillaryOAuth({ host: "x.example", key: "key", secret: "secret", fetch: option() });
  t.after(() => api.close());
  await api.fetch("/x", { method: "POST", body: "{}" });
  return bodies;
}

const wrapper = () => {
  const { fetch } = globalThis;
  return (url, init) => fetch(url, init);
};

for (const [what, option, form] of [
  ["the default", () => undefined, "Blob"],
  ["the global fetch as the option", () => globalThis.fetch, "Blob"],
  ["a function around it", wrapper, "String"],
]) {
  test(`G13: ${what} gets bodies on Deno as a ${form}`, async (t) => {
    const bodies = await bodiesSent(t, option);
    assert.deepEqual(bodies.map((body) => body.constructor.name), [form, form]);
  });
}

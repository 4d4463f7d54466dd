// How often a call goes over the border between JavaScript and the core, and back: every time costs, and is a chance for the two
// to think differently of what happened.

import assert from "node:assert/strict";
import test from "node:test";

import { startedCopy } from "./installed.mjs";

const crossed = { in: 0, out: 0 };

const counting = (way, functions) =>
  Object.fromEntries(
    Object.entries(functions).map(([name, value]) => {
      if (typeof value !== "function") return [name, value];
      return [
        name,
        (...given) => {
          crossed[way] += 1;
          return value(...given);
        },
      ];
    }),
  );

const { Instance } = WebAssembly;
WebAssembly.Instance = class extends Instance {
  constructor(module, imports = {}) {
    super(module, Object.fromEntries(Object.entries(imports).map(([name, functions]) => [name, counting("out", functions)])));
    return { exports: counting("in", super.exports) };
  }
};

async function crossings(call) {
  Object.assign(crossed, { in: 0, out: 0 });
  await call();
  return { ...crossed };
}

const TOKEN = { data: { accessToken: "a.b.c", ttlSeconds: 300 } };
let now = 1_700_000_000_000;

async function started(t, options) {
  const server = await startedCopy("server.js");
  const fetch = async (url) => (url.includes("token") ? Response.json(TOKEN) : new Response(""));
  const api = server.capillaryOAuth({ host: "x.example", key: "key", secret: "secret", now: () => now, fetch, ...options });
  t.after(() => api.close());
  // The first call asks for things that never change.
  await (await api.fetch("/x")).text();
  return api;
}

test("a call with an expired token crosses no oftener than it has to", async (t) => {
  const api = await started(t);
  now += 400_000;
  const { in: into, out } = await crossings(() => api.fetch("/x"));
  // A request is made and then sent, so that the account is let go of before fetch is called; and what fetch threw is asked for.
  assert.ok(into > 0 && into <= 21, `${into} times in`);
  assert.ok(out > 0 && out <= 38, `${out} times out`);
  assert.equal(api.status().tokenCalls, 2);
});

test("a call with a fresh token asks what to do, and whether the answer rejects it", async (t) => {
  const api = await started(t);
  assert.deepEqual(await crossings(() => api.fetch("/x")), { in: 2, out: 0 });
  await api.headers();
  assert.deepEqual(await crossings(() => api.headers()), { in: 1, out: 0 });
});

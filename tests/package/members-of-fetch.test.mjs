// What fetch takes in its init object is handed on, and the core is not asked about it.

import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import test from "node:test";

import { allInstances, observed } from "./observed-wasm.mjs";
import { startedCopy } from "./installed.mjs";
import { startSecondServer } from "./second-server.mjs";

/** By the standard, then Workers', Deno's, undici's, Bun's. */
const MEMBERS = [
  ..."credentials cache mode integrity keepalive priority redirect referrer referrerPolicy window duplex".split(" "),
  ..."cf client dispatcher proxy tls".split(" "),
];

test("no member of fetch's own costs a call into the core", async (t) => {
  const { value: server } = await observed(() => startedCopy("server.js"));
  const inits = [];
  const fetch = async (_, init) => {
    inits.push(init);
    return new Response("");
  };
  const api = server.capillaryBasic({ host: "x.example", username: "till", password: "secret", fetch });
  t.after(() => api.close());
  const { exports } = allInstances().at(-1);
  const own = exports.nearest_name;
  let asked = 0;
  exports.nearest_name = (...given) => {
    asked += 1;
    return own(...given);
  };
  const init = Object.fromEntries(MEMBERS.map((name) => [name, `of ${name}`]));
  await api.fetch("/x", init);
  assert.equal(asked, 0);
  assert.deepEqual({ ...inits[0], ...init, redirect: "manual" }, { ...inits[0] });
  await api.fetch("/x", { stranger: 1 });
  assert.equal(asked, 1);
});

const SAID = { cache: "no-store", credentials: "include", integrity: "sha256-AAAA", keepalive: true, mode: "same-origin", referrer: "https://x.example/page", referrerPolicy: "no-referrer" };

/** An authenticator, and the init objects that it calls its fetch with. */
async function spied(t) {
  const { capillaryBasic } = await startedCopy("server.js");
  const inits = [];
  const fetch = async (_, init) => (inits.push(init), new Response("{}"));
  const api = capillaryBasic({ host: "x.example", username: "till", password: "secret", fetch });
  t.after(() => api.close());
  return { api, inits };
}

/** What of an init object is said by nobody but a caller. */
const saidIn = ({ method, headers, redirect, signal, body, ...said }) => said;

test("what a Request says is handed on as what an init object says, and nothing where it says nothing", async (t) => {
  const { api, inits } = await spied(t);
  const address = "https://x.example/x";
  await api.fetch(new Request(address, SAID));
  await api.fetch(address, new Request(address, SAID));
  await api.fetch(new Request(address));
  await api.fetch(new Request(address, SAID), { cache: "reload", keepalive: undefined, priority: "high" });
  await api.fetch(new Request(address, { redirect: "error" }));
  assert.deepEqual(inits.map(saidIn), [SAID, SAID, {}, { ...SAID, cache: "reload", priority: "high" }, {}]);
  assert.ok(inits.every(({ redirect }) => redirect === "manual"));
});

test("what only some platforms' Requests say is handed on: Workers', Next's, node-fetch's", async (t) => {
  const { api, inits } = await spied(t);
  const said = { cf: { cacheTtl: 5 }, fetcher: {}, next: { revalidate: 5 }, agent: {}, compress: false };
  const request = (members) => ({ url: "https://x.example/x", method: "GET", headers: {}, clone() {}, ...members });
  await api.fetch(request(said));
  await api.fetch(request({ cf: undefined, fetcher: null, compress: true, mode: "navigate", referrer: null }));
  assert.deepEqual(inits.map(saidIn), [said, {}]);
});

test("an answer that is not what a Request's integrity says fails, as it does from an init object", async (t) => {
  const server = await startSecondServer(t, (response) => response.end("{}"));
  const { capillaryBasic } = await startedCopy("server.js");
  const api = capillaryBasic({ host: server.url, username: "till", password: "secret", dangerouslyAllowInsecureHttp: "loopback" });
  t.after(() => api.close());
  const integrityOf = (text) => `sha256-${createHash("sha256").update(text).digest("base64")}`;
  for (const call of [(integrity) => api.fetch("/x", { integrity }), (integrity) => api.fetch(new Request(`${server.url}/x`, { integrity }))]) {
    assert.equal(await (await call(integrityOf("{}"))).text(), "{}");
    const error = await call(integrityOf("[]")).catch((error) => error);
    assert.deepEqual([error.name, error.code, error.field, error.retryable], ["AuthError", "unexpected_value", "integrity", false]);
    assert.doesNotMatch(JSON.stringify(error), /sha256/);
  }
  // What breaks off for another reason is still the network's.
  const spoken = { fetch: () => Promise.reject(new TypeError("the integrity of it")) };
  const broken = { fetch: () => Promise.reject(new TypeError("broken")) };
  for (const [options, init] of [[spoken, {}], [broken, { integrity: integrityOf("{}") }]]) {
    const other = capillaryBasic({ host: server.url, username: "till", password: "secret", dangerouslyAllowInsecureHttp: "loopback", ...options });
    await assert.rejects(other.fetch("/x", init), { name: "AuthError", code: "network" });
    await other.close();
  }
});

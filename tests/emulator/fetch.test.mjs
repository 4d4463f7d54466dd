// emulator.fetch: the vendors' own addresses lead to the emulator, and no other address leads anywhere.

import assert from "node:assert/strict";
import { createServer } from "node:http";
import { once } from "node:events";
import { inspect } from "node:util";
import test from "node:test";

import { imported } from "../package/installed.mjs";
import { runningVendors } from "./running-emulator.mjs";

const { capillary, caxton, pledg } = await imported("commerce-auth");
const { capillaryOAuth } = await imported("commerce-auth/server");

const vendorsOf = ({ requests }) => requests.map(({ vendor, path, query }) => [vendor, path, query]);

test("the vendors' hosts lead to their origins, path and query kept", async (t) => {
  const emulator = await runningVendors(t);
  await emulator.fetch("https://eu.api.capillarytech.com/v2/customers?a=1%20b#part");
  await emulator.fetch(new URL("https://EU-auth-api.capillarytech.com./auth/v1/token/generate".replace(".com.", ".com")));
  await emulator.fetch("https://staging.back.ecard.pledg.co/api/token", { method: "POST" });
  await emulator.fetch("https://sandbox.caxton.io:8443/api/token", { method: "POST" });
  await emulator.fetch(`${emulator.pledg.url}/api/token`, { method: "POST" });
  assert.deepEqual(vendorsOf(emulator), [
    ["capillary", "/v2/customers", "a=1%20b"],
    ["capillary", "/auth/v1/token/generate", ""],
    ["pledg", "/api/token", ""],
    ["caxton", "/api/token", ""],
    ["pledg", "/api/token", ""],
  ]);
});

test("every address that the package knows of a vendor leads to that vendor", async (t) => {
  const emulator = await runningVendors(t);
  const known = {
    capillary: Object.values(capillary.hosts).flatMap((hosts) => Object.values(hosts)),
    pledg: Object.values(pledg.environments).flatMap((hosts) => Object.values(hosts)),
    caxton: Object.values(caxton.environments),
  };
  for (const [vendor, addresses] of Object.entries(known)) {
    for (const address of addresses) {
      await emulator.fetch(address);
      assert.equal(emulator.requests.at(-1).vendor, vendor, address);
    }
  }
  assert.ok(emulator.requests.length > 15);
});

test("an error of an authenticator still says by its code who refused the address", async (t) => {
  const emulator = await runningVendors(t);
  const { key, secret } = emulator.capillary.credentials;
  const api = capillaryOAuth({ host: "https://api.example.com", key, secret, retry: false, fetch: emulator.fetch });
  t.after(() => api.close());
  await assert.rejects(api.token(), (error) => error.code === "network" && error.cause.code === "ERR_EMULATOR_FETCH");
});

test("it stands for itself, sends what it is given, and answers what the vendor does", async (t) => {
  const emulator = await runningVendors(t);
  const { fetch } = emulator;
  const { key, secret } = emulator.capillary.credentials;
  const init = { method: "POST", headers: { "Content-Type": "application/json", Accept: "application/json" }, body: JSON.stringify({ key, secret }) };
  const url = "https://eu.api.capillarytech.com/v3/oauth/token/generate";
  assert.equal((await (await fetch(url, init)).json()).data.ttlSeconds, 300);
  assert.equal((await (await fetch(new Request(url, init))).json()).data.ttlSeconds, 300);
  // A Request of another class, as npm's undici has one.
  const request = new Request(url, init);
  const foreign = { url, method: "POST", headers: request.headers, body: {}, clone() {}, arrayBuffer: () => request.arrayBuffer() };
  assert.equal((await (await fetch(foreign)).json()).data.ttlSeconds, 300);
  // What init says goes before what the Request does.
  assert.equal((await fetch(new Request(url, init), { body: "{}" })).status, 400);
  assert.equal(emulator.count({ verdict: "accepted" }), 3);
  assert.equal(emulator.requests[3].body, "{}");
});

const REFUSED = [
  ["another host", "https://api.example.com/v2?secret=planted-secret", "api.example.com is none of the vendors' hosts"],
  ["a host that ends alike", "https://evilcapillarytech.com/", "evilcapillarytech.com is none of"],
  ["a host that begins alike", "https://capillarytech.com.evil.example/", "capillarytech.com.evil.example is none of"],
  ["http", "http://eu.api.capillarytech.com/planted-secret", "http://eu.api.capillarytech.com is not https"],
  ["http to this machine", "http://127.0.0.1:1/planted-secret", "http://127.0.0.1:1 is not https"],
  ["another scheme", "data:text/plain,planted-secret", "is not https"],
  ["a password in the URL", "https://till:planted-secret@eu.api.capillarytech.com/", "holds a user name or password"],
  ["a path alone", "/v2/planted-secret", "must be absolute"],
  ["nothing", undefined, "expected a URL or a Request, got undefined"],
];

for (const [what, input, message] of REFUSED) {
  test(`refused before anything is sent: ${what}`, async (t) => {
    const emulator = await runningVendors(t);
    const error = await emulator.fetch(input).catch((error) => error);
    assert.ok(error instanceof TypeError && error.message.startsWith("emulator.fetch: "), inspect(error));
    assert.ok(error.message.includes(message), error.message);
    assert.ok(!inspect(error).includes("planted-secret"));
    assert.equal(emulator.requests.length, 0);
  });
}

test("a redirect leads nowhere", async (t) => {
  const emulator = await runningVendors(t);
  const elsewhere = createServer((_, response) => response.end("reached")).listen(0, "127.0.0.1");
  t.after(() => elsewhere.close());
  await once(elsewhere, "listening");
  const Location = `http://127.0.0.1:${elsewhere.address().port}/`;
  emulator.fault({ on: "api", status: 307, headers: { Location }, times: Infinity });
  const url = "https://eu.api.capillarytech.com/v2/customers";
  for (const sent of [
    emulator.fetch(url),
    emulator.fetch(url, { redirect: "follow" }),
    emulator.fetch(new Request(url, { redirect: "follow" })),
  ]) {
    assert.equal((await sent).status, 307);
  }
  await assert.rejects(emulator.fetch(url, { redirect: "error" }), TypeError);
});

test("it may take the place of the global fetch", async (t) => {
  const emulator = await runningVendors(t);
  const platform = globalThis.fetch;
  t.after(() => (globalThis.fetch = platform));
  globalThis.fetch = emulator.fetch;
  assert.equal((await fetch("https://eu.api.capillarytech.com/v2/customers/lookup")).status, 401);
});

test("a closed emulator answers nothing, whoever listens there by then", async (t) => {
  const emulator = await runningVendors(t);
  await emulator.close();
  await assert.rejects(emulator.fetch("https://sandbox.caxton.io/api/token"), /emulator\.fetch: the emulator is closed/);
});

test("a caller's abort keeps its reason, and printing an emulator shows nothing new", async (t) => {
  const emulator = await runningVendors(t);
  const reason = new Error("enough");
  await assert.rejects(emulator.fetch("https://sandbox.caxton.io/api/token", { signal: AbortSignal.abort(reason) }), reason);
  assert.ok(!("fetch" in JSON.parse(JSON.stringify(emulator))));
});

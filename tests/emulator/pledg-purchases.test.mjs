import assert from "node:assert/strict";
import test from "node:test";

import { basicOf, jwt, latest, parameters } from "./pledg-calls.mjs";
import { send } from "./raw-client.mjs";
import { runningVendors } from "./running-emulator.mjs";

const PLACES = [
  ["purchase", "GET", "/purchase"],
  ["purchase_link", "POST", "/api/purchase_link/"],
  ["payment_by_transfer", "GET", "/api/payment_by_transfer"],
  ["payment_by_transfer", "POST", "/api/payment_by_transfer"],
];
const open = (emulator, signature, { method = "GET", path = "/purchase", headers = {}, body = "" } = {}) =>
  send(`${emulator.pledg.url}${path}?signature=${signature}`, { method, headers, body });

for (const [via, method, path] of PLACES) {
  test(`${method} ${path} takes signed parameters, whatever the order of the JWT's header`, async (t) => {
    const emulator = await runningVendors(t);
    const { secret } = emulator.pledg.merchant;
    for (const header of [{ alg: "HS256", typ: "JWT" }, { typ: "JWT", alg: "HS256" }, { alg: "HS256" }]) {
      const data = parameters(emulator);
      const { status, json } = await open(emulator, jwt({ data }, secret, { header }), { method, path });
      assert.deepEqual([status, json.via, json.amountCents], [200, via, 2000]);
      assert.deepEqual(emulator.pledg.purchases.at(-1).data, data);
      const { endpoint, authentication, verdict } = latest(emulator);
      assert.deepEqual([endpoint, authentication, verdict], ["pledg.purchase", "signature", "accepted"]);
    }
  });
}

// Vector V24, computed apart from this code.
const V24 =
  "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJkYXRhIjp7Im1lcmNoYW50VWlkIjoibWVyX3Rlc3QiLCJ0aXRsZSI6IkNoYWlzZSDDqSIsInJlZmVyZW5jZSI6InJlZl8xIiwiYW1vdW50Q2VudHMiOjIwMDB9fQ.akJ25m2Zl3q_O4EuZnauFgbZnYSYYiPDyNRk5l392Uo";
const V24_EXPIRED =
  "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJkYXRhIjp7Im1lcmNoYW50VWlkIjoibWVyX3Rlc3QiLCJ0aXRsZSI6IkNoYWlzZSDDqSIsInJlZmVyZW5jZSI6InJlZl8xIiwiYW1vdW50Q2VudHMiOjIwMDB9LCJpYXQiOjE3MDAwMDAwMDAsImV4cCI6MTcwMDA4NjQwMH0.KfbJv2rta6ppnFsRezlupvPEpZyARwlJDkN5KYNdb6E";

test("V24 is accepted; the same with an exp of 2023 has expired", async (t) => {
  const emulator = await runningVendors(t, { pledg: { merchants: [{ uid: "mer_test", secret: "secret" }] } });
  assert.equal((await open(emulator, V24)).status, 200);
  assert.equal((await open(emulator, V24_EXPIRED)).status, 400);
  assert.match(latest(emulator).verdict, /^exp has passed$/);
});

test("iat and an exp to come are fine, and so is a company's uid", async (t) => {
  const emulator = await runningVendors(t);
  const { uid, secret } = emulator.pledg.merchant;
  const now = Math.floor(Date.now() / 1000);
  const { merchantUid, ...data } = parameters(emulator, { companyUid: uid, metadata: {}, address: { city: "Paris" } });
  const claims = jwt({ data, iat: now, exp: now + 60 }, secret);
  assert.equal((await open(emulator, claims, { path: "/payment_solutions" })).status, 200);
  assert.equal(emulator.pledg.purchases.at(-1).via, "payment_solutions");
});

test("a company's customers choose at /payment_solutions, a merchant's pay at /purchase; text against caches may end either", async (t) => {
  const emulator = await runningVendors(t);
  const { uid, secret } = emulator.pledg.merchant;
  const { merchantUid, ...data } = parameters(emulator);
  const [merchant, company] = [jwt({ data: { ...data, merchantUid } }, secret), jwt({ data: { ...data, companyUid: uid } }, secret)];
  const status = async (signature, path) => (await open(emulator, signature, { path })).status;
  assert.deepEqual([await status(merchant, "/purchase/k3-x"), await status(company, "/payment_solutions/k3-x")], [200, 200]);
  assert.equal(await status(company, "/purchase"), 400);
  assert.match(latest(emulator).verdict, /companyUid belongs to \/payment_solutions/);
  assert.equal(await status(merchant, "/payment_solutions"), 400);
  assert.equal(await status(merchant, "/purchase/a/b"), 404);
});

const NOW = Math.floor(Date.now() / 1000);
const CLAIMS = [
  ["parameters that are not wrapped", (data) => data, /not wrapped in a data member/],
  ["a list for data", () => ({ data: [] }), /not wrapped/],
  ["exp in milliseconds", (data) => ({ data, exp: Date.now() + 60_000 }), /exp is in milliseconds/],
  ["iat in text", (data) => ({ data, iat: "now" }), /iat is not a number/],
  ["an exp that is over", (data) => ({ data, exp: NOW - 1 }), /exp has passed/],
  ["a parameter beside data", (data) => ({ data, title: "x" }), /"title" stands beside data/],
  ["no merchant", (data) => ({ data: { ...data, merchantUid: undefined } }), /neither merchantUid nor companyUid/],
  ["another merchant", (data) => ({ data: { ...data, merchantUid: "mer_other" } }), /no merchant/],
  ["a fraction of a cent", (data) => ({ data: { ...data, amountCents: 19.99 } }), /amountCents is not an integer/],
  ["an amount in text", (data) => ({ data: { ...data, amountCents: "2000" } }), /amountCents is text/],
  ["no amount", (data) => ({ data: { ...data, amountCents: undefined } }), /amountCents is missing/],
  ["a negative amount", (data) => ({ data: { ...data, amountCents: -1 } }), /at least 1 cent/],
  ["no title", (data) => ({ data: { ...data, title: "" } }), /title is not a text/],
  ["a number for a reference", (data) => ({ data: { ...data, reference: 7 } }), /reference is not a text/],
  ["metadata in JSON text", (data) => ({ data: { ...data, metadata: "{}" } }), /metadata is not an object/],
  ["settings of a link", (data) => ({ data, purchase_link_settings: {} }), /belongs to purchase_link only/],
  ...["signature", "onSuccess", "onCancel", "onError", "onOpen", "container"].map((name) => [
    `${name} in data`,
    (data) => ({ data: { ...data, [name]: "x" } }),
    new RegExp(`^${name} is in data; it must be left out$`),
  ]),
];
for (const [what, claims, reason] of CLAIMS) {
  test(`a purchase is refused for ${what}`, async (t) => {
    const emulator = await runningVendors(t);
    const { status, json } = await open(emulator, jwt(claims(parameters(emulator)), emulator.pledg.merchant.secret));
    assert.deepEqual([status, json.error.type], [400, "invalid_request_error"]);
    assert.match(latest(emulator).verdict, reason);
    assert.equal(emulator.pledg.purchases.length, 0);
  });
}

const HEX_SECRET = "00112233445566778899aabbccddeeff";
const MERCHANTS = [
  { uid: "mer_1", secret: HEX_SECRET },
  { uid: "mer_2", secret: "second secret" },
];
const SIGNATURES = [
  ["another secret", (data) => jwt({ data }, "x"), /^wrong signature$/],
  ["another merchant's secret", (data) => jwt({ data }, "second secret"), /another merchant's secret/],
  ["a secret read as hex", (data) => jwt({ data }, Buffer.from(HEX_SECRET, "hex")), /decoded as hex/],
  ["a secret read as base64", (data) => jwt({ data }, Buffer.from(HEX_SECRET, "base64")), /decoded as base64/],
  ["SHA-512 under the name of HS256", (data) => jwt({ data }, HEX_SECRET, { hash: "sha512" }), /^wrong signature$/],
  ["HS512", (data) => jwt({ data }, HEX_SECRET, { header: { alg: "HS512" }, hash: "sha512" }), /alg is not HS256/],
  ["none", (data) => jwt({ data }, HEX_SECRET, { header: { alg: "none" } }), /alg is not HS256/],
  ["a header that is no JSON", (data) => jwt({ data }, HEX_SECRET, { header: "x" }), /header is not a JSON object/],
  ["a payload that is no JSON", () => jwt("x", HEX_SECRET), /payload is not a JSON object/],
  ["a payload in Latin-1", () => `${jwt({}, "x").split(".")[0]}.${Buffer.from('{"data":"\xe9"}', "latin1").toString("base64url")}.AA`, /UTF-8/],
  ["two segments", (data) => jwt({ data }, HEX_SECRET).split(".").slice(0, 2).join("."), /not a JWT/],
  ["padding", (data) => `${jwt({ data }, HEX_SECRET)}=`, /without padding/],
  ["an empty segment", (data) => jwt({ data }, HEX_SECRET).replace(/[^.]*$/, ""), /canonical base64url/],
  ["a changed payload", (data) => changed(jwt({ data }, HEX_SECRET)), /^wrong signature$/],
];
function changed(token) {
  const [header, , signature] = token.split(".");
  const data = { merchantUid: "mer_1", title: "t", reference: "r", amountCents: 1 };
  return `${header}.${Buffer.from(JSON.stringify({ data })).toString("base64url")}.${signature}`;
}
for (const [what, sign, reason] of SIGNATURES) {
  test(`a purchase is refused for ${what} as its signature`, async (t) => {
    const emulator = await runningVendors(t, { pledg: { merchants: MERCHANTS } });
    const answer = await open(emulator, sign(parameters(emulator)));
    assert.equal(answer.status, 400);
    assert.match(latest(emulator).verdict, reason);
  });
}

const REQUESTS = [
  ["POST to /purchase", { method: "POST" }, "", 405, /takes GET/],
  ["a login", { headers: { Authorization: basicOf("a", "b") } }, "", 400, /no Authorization/],
  ["a body", { method: "POST", path: "/api/payment_by_transfer", body: "{}" }, "", 400, /body must be empty/],
  ["another parameter behind", {}, "&amountCents=1", 400, /replaces all other parameters/],
];
for (const [what, call, extra, status, reason] of REQUESTS) {
  test(`a signed purchase is refused for ${what}`, async (t) => {
    const emulator = await runningVendors(t);
    const signature = jwt({ data: parameters(emulator) }, emulator.pledg.merchant.secret);
    assert.equal((await open(emulator, signature + extra, call)).status, status);
    assert.match(latest(emulator).verdict, reason);
  });
}

test("a purchase needs its signature in the query", async (t) => {
  const emulator = await runningVendors(t);
  for (const [query, reason] of [["", /signature is missing/], ["?merchantUid=mer&amountCents=1", /missing/], ["?a=b&signature=x", /replaces/]]) {
    assert.equal((await send(`${emulator.pledg.url}/purchase${query}`)).status, 400);
    assert.match(latest(emulator).verdict, reason);
  }
});

test("a link may come with settings of its own, of the right kind; its path ends in a slash", async (t) => {
  const emulator = await runningVendors(t);
  const link = { method: "POST", path: "/api/purchase_link/" };
  const call = (purchase_link_settings) =>
    open(emulator, jwt({ data: parameters(emulator), purchase_link_settings }, emulator.pledg.merchant.secret), link);
  assert.equal((await call({ send_email: true, email: "a@example.com", send_sms: false })).status, 200);
  for (const [settings, reason] of [
    [[], /not an object/],
    [{ send_email: true }, /email is missing/],
    [{ send_sms: "true", phone_number: "1" }, /send_sms is not true or false/],
    [{ sendEmail: true }, /unknown member "sendEmail"/],
  ]) {
    assert.equal((await call(settings)).status, 400);
    assert.match(latest(emulator).verdict, reason);
  }
  assert.equal((await open(emulator, "x", { method: "POST", path: "/api/purchase_link" })).status, 404);
  assert.match(latest(emulator).verdict, /slash at the end/);
});

test("addresses to return to do not apply to transfers", async (t) => {
  const emulator = await runningVendors(t);
  for (const name of ["redirectUrl", "cancelUrl"]) {
    const signature = jwt({ data: parameters(emulator, { [name]: "https://shop.example" }) }, emulator.pledg.merchant.secret);
    assert.equal((await open(emulator, signature, { path: "/api/payment_by_transfer" })).status, 400);
    assert.match(latest(emulator).verdict, new RegExp(`${name} does not apply`));
    assert.equal((await open(emulator, signature)).status, 200);
  }
});

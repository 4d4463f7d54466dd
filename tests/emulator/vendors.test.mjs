import assert from "node:assert/strict";
import test from "node:test";
import { inspect } from "node:util";

import { askToken as askCapillary } from "./capillary-calls.mjs";
import { askToken as askCaxton, call as callCaxton, PAYMENTS, register, SUBSIDIARY } from "./caxton-calls.mjs";
import { engine, loginByOtp, throughGateway } from "./customer-calls.mjs";
import { assertNoLeak, startEmulator } from "./installed.mjs";
import { askToken as askPledg, credit, jwt, latest, parameters } from "./pledg-calls.mjs";
import { send } from "./raw-client.mjs";
import { runningVendors } from "./running-emulator.mjs";

test("each vendor has an origin of its own and answers there only", async (t) => {
  const emulator = await runningVendors(t);
  const urls = [emulator.url, emulator.pledg.url, emulator.caxton.url];
  assert.equal(new Set(urls).size, 3);
  for (const url of urls) assert.match(url, /^http:\/\/127\.0\.0\.1:\d+$/);
  assert.equal((await send(`${emulator.url}/api/token`, { method: "POST" })).status, 404);
  assert.deepEqual([latest(emulator).vendor, latest(emulator).endpoint], ["capillary", "unknown"]);
  assert.equal((await send(`${emulator.pledg.url}/v2/customers/lookup`)).status, 404);
  assert.deepEqual([latest(emulator).vendor, latest(emulator).endpoint], ["pledg", "unknown"]);
});

test("one log for all, counted by vendor", async (t) => {
  const emulator = await runningVendors(t);
  await askCapillary(emulator);
  await askPledg(emulator);
  await askCaxton(emulator);
  await register(emulator);
  assert.deepEqual(emulator.requests.map(({ vendor }) => vendor), ["capillary", "pledg", "caxton", "caxton"]);
  assert.equal(emulator.count({ vendor: "caxton" }), 2);
  assert.equal(emulator.count({ vendor: "caxton", endpoint: "caxton.register" }), 1);
});

test("faults aim at an endpoint, or at a path of one vendor", async (t) => {
  const emulator = await runningVendors(t);
  emulator.fault({ on: "pledg.token", status: 503 });
  emulator.fault({ on: { vendor: "caxton", path: "/api/token" }, status: 502 });
  assert.equal((await askCapillary(emulator)).status, 200);
  assert.deepEqual([(await askCaxton(emulator)).status, (await askPledg(emulator)).status], [502, 503]);
  assert.deepEqual([emulator.pledg.tokensIssued, emulator.caxton.tokensIssued], [0, 0]);
  emulator.fault({ on: "token", status: 500 });
  assert.deepEqual([(await askPledg(emulator)).status, (await askCapillary(emulator)).status], [200, 500]);
});

const BAD_TARGETS = [
  [{ vendor: "pledge" }, /fault\.on\.vendor: expected one of "capillary", "pledg", "caxton"/],
  ["caxton", /fault\.on: expected "token", "api".*"caxton\.token"/],
];
for (const [on, message] of BAD_TARGETS) {
  test(`a fault on ${inspect(on)} is refused`, async (t) => {
    const emulator = await runningVendors(t);
    assert.throws(() => emulator.fault({ on, status: 500 }), { name: "TypeError", message });
  });
}

// Every new endpoint by name, with a request that reaches it.
const REACHED = {
  customer: (emulator) => engine(emulator, "token/generate", {}),
  gateway: (emulator) => throughGateway(emulator, "x"),
  staff: ({ url }) => send(`${url}/v2/staff/logout`),
  admin: ({ url }) => send(`${url}/v2/org/customFields`),
  "pledg.token": (emulator) => askPledg(emulator),
  "pledg.api": (emulator) => credit(emulator, "x"),
  "pledg.purchase": ({ pledg }) => send(`${pledg.url}/purchase?signature=x`),
  "caxton.register": (emulator) => register(emulator),
  "caxton.token": (emulator) => askCaxton(emulator),
  "caxton.reset": ({ caxton }) => send(caxton.url + caxton.resetPath, { method: "PUT" }),
  "caxton.api": (emulator) => callCaxton(emulator, "x"),
};
for (const [on, reach] of Object.entries(REACHED)) {
  test(`faults on ${on}: replaced, reset, late, in drips`, async (t) => {
    const emulator = await runningVendors(t);
    emulator.fault({ on, status: 418, body: { teapot: true } });
    emulator.fault({ on, reset: true });
    emulator.fault({ on, body: "0123", drip: { bytes: 2, everyMs: 5 } });
    emulator.fault({ on, delayMs: 60 });
    const replaced = await reach(emulator);
    assert.deepEqual([replaced.status, replaced.json], [418, { teapot: true }]);
    assert.equal((await reach(emulator)).error.code, "ECONNRESET");
    assert.equal((await reach(emulator)).text, "0123");
    const started = performance.now();
    assert.equal((await reach(emulator)).complete, true);
    assert.ok(performance.now() - started >= 55);
    assert.equal(emulator.count({ endpoint: on }), 4);
    assert.deepEqual(emulator.faults, []);
  });
}

test("no print of the log or the vendors shows a credential", async (t) => {
  const emulator = await runningVendors(t, { capillary: { customer: { passwords: true } } });
  const { capillary, pledg, caxton } = emulator;
  const first = (await loginByOtp(emulator, "", { password: "Fake-Password-1", confirmPassword: "Fake-Password-1" })).json.auth;
  await throughGateway(emulator, first.token);
  const pledgToken = (await askPledg(emulator)).json.access_token;
  await credit(emulator, pledgToken);
  const signature = jwt({ data: parameters(emulator) }, pledg.merchant.secret);
  await send(`${pledg.url}/purchase?signature=${signature}`);
  const registered = (await register(emulator)).json.Content.Model;
  const caxtonToken = (await askCaxton(emulator)).json.access_token;
  await callCaxton(emulator, caxtonToken, { path: PAYMENTS, method: "POST", body: "{}", headers: { userapitoken: caxton.userApiToken, IvKey: "fake-iv-key" } });
  await callCaxton(emulator, caxtonToken, { path: SUBSIDIARY, method: "POST", body: '{"CompanyName":"x","Email":"y"}' });
  const secrets = [
    ...[first.token, first.key, capillary.customer.user.password, capillary.customer.otp, capillary.staff.password],
    ...[capillary.admin.password, capillary.admin.authKey, pledgToken, pledg.credentials.secret, pledg.merchant.secret],
    ...[pledg.user.password, signature, registered.ClientPassword, caxtonToken, caxton.userApiToken, "fake-iv-key"],
  ];
  for (const value of [emulator, capillary.customer, pledg, caxton, ...emulator.requests]) assertNoLeak(value, secrets);
  for (const part of [capillary.customer, pledg, caxton]) {
    assert.match(inspect(part), /^(?:Customer|Pledg|Caxton)Control \{[^]*«redacted»/);
    assert.match(inspect({ part }, { depth: 0 }), /^\{ part: \[\w+Control\] \}$/);
  }
});

test("close ends every vendor; a taken port of the third ends the first two", async (t) => {
  const one = await startEmulator();
  const port = Number(new URL(one.caxton.url).port);
  await assert.rejects(startEmulator({ caxton: { port } }), { code: "EADDRINUSE", message: new RegExp(`port ${port} `) });
  const own = await startEmulator({ pledg: { port: 0 } });
  t.after(() => own.close());
  await one.close();
  for (const url of [one.url, one.pledg.url, one.caxton.url]) assert.equal((await send(url)).error.code, "ECONNREFUSED");
  const again = await startEmulator({ caxton: { port } });
  assert.equal(new URL(again.caxton.url).port, String(port));
  await again.close();
});

const BAD_OPTIONS = [
  [{ pledg: { port: "1" } }, /pledg\.port: expected a whole number/],
  [{ pledg: { client: [] } }, /pledg: unknown option "client"; did you mean "clients"/],
  [{ pledg: { clients: [{ key: "a:b", secret: "c" }] } }, /clients\[0\]\.key.*colon/],
  [{ pledg: { clients: [{ key: "a" }] } }, /clients\[0\]\.secret/],
  [{ pledg: { users: [{ email: "a:b", password: "c" }] } }, /users\[0\]\.email.*colon/],
  [{ pledg: { merchants: [] } }, /merchants: expected an array/],
  [{ pledg: { merchants: [{ uid: "a", secret: "" }] } }, /merchants\[0\]\.secret/],
  [{ caxton: { account: { username: "a" } } }, /account\.clientname/],
  [{ caxton: { account: { username: "a", clientname: "b", clientPassword: "" } } }, /account\.clientPassword/],
  [{ caxton: { subAccounts: [{ username: "a", clientname: "b" }] } }, /subAccounts\[0\]\.identityNumber/],
  [{ caxton: { secondRegistration: "maybe" } }, /secondRegistration: expected one of "rotates", "repeats", "refused"/],
  [{ caxton: { expiredPassword: 400 } }, /expiredPassword: expected one of/],
  [{ caxton: { resetPath: "reset" } }, /resetPath/],
  [{ caxton: { passwordDays: 0 } }, /passwordDays/],
  [{ caxton: { lifetimeSeconds: 2_592_001 } }, /lifetimeSeconds/],
  [{ capillary: { customer: { otp: 12_345 } } }, /customer\.otp: expected 4 to 10 digits as text/],
  [{ capillary: { customer: { brnd: "x" } } }, /customer: unknown option "brnd"; did you mean "brand"/],
  [{ capillary: { customer: { passwords: 1 } } }, /passwords: expected true or false/],
  [{ capillary: { customer: { users: [{ password: "x" }] } } }, /users\[0\]: give at least one of mobile/],
  [{ capillary: { customer: { lifetimeSeconds: 10_801 } } }, /lifetimeSeconds/],
  [{ capillary: { admins: [{ email: "a", password: "b", authKey: "c" }] } }, /admins\[0\]\.orgId/],
  [{ capillary: { staff: [] } }, /staff: expected an array/],
];
for (const [options, message] of BAD_OPTIONS) {
  test(`startEmulator refuses ${inspect(options, { depth: 4 })}`, async () => {
    await assert.rejects(startEmulator(options), { name: "TypeError", message });
  });
}
